import { common as en } from './en/common.ts';
import { wordsOf } from './language.ts';
import { common as th } from './th/common.ts';

/** Words of every screen. */
export const say = wordsOf<typeof th>({ th, en });
