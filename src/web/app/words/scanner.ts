import { scanner as en } from './en/scanner.ts';
import { wordsOf } from './language.ts';
import { scanner as th } from './th/scanner.ts';

export const sayScanner = wordsOf<typeof th>({ th, en });
