import { market as en } from './en/market.ts';
import { wordsOf } from './language.ts';
import { market as th } from './th/market.ts';

/** Words of both the network lead and the stall manager. */
export const sayMarket = wordsOf<typeof th>({ th, en });
