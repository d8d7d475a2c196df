import { office as en } from './en/office.ts';
import { wordsOf } from './language.ts';
import { office as th } from './th/office.ts';

/** Words of the screens of officers and auditors. */
export const sayOffice = wordsOf<typeof th>({ th, en });
