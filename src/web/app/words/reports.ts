import { reports as en } from './en/reports.ts';
import { wordsOf } from './language.ts';
import { reports as th } from './th/reports.ts';

/** Words of the screen of reports, which everybody has. */
export const sayReports = wordsOf<typeof th>({ th, en });
