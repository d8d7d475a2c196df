import { lead as en } from './en/lead.ts';
import { wordsOf } from './language.ts';
import { lead as th } from './th/lead.ts';

export const sayLead = wordsOf<typeof th>({ th, en });
