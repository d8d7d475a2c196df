import { farmer as en } from './en/farmer.ts';
import { wordsOf } from './language.ts';
import { farmer as th } from './th/farmer.ts';

/** Words of the farmer's screens. */
export const sayFarmer = wordsOf<typeof th>({ th, en });
