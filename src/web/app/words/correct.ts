import { correct as en } from './en/correct.ts';
import { wordsOf } from './language.ts';
import { correct as th } from './th/correct.ts';

/** Words of how an entry is put right, whoever does it. */
export const sayCorrect = wordsOf<typeof th>({ th, en });
