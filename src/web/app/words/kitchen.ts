import { kitchen as en } from './en/kitchen.ts';
import { wordsOf } from './language.ts';
import { kitchen as th } from './th/kitchen.ts';

/** Words of the kitchen's screens. */
export const sayKitchen = wordsOf<typeof th>({ th, en });
