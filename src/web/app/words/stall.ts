import { stall as en } from './en/stall.ts';
import { wordsOf } from './language.ts';
import { stall as th } from './th/stall.ts';

export const sayStall = wordsOf<typeof th>({ th, en });
