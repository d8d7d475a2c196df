import type { Place } from '../domain/accounts.ts';
import { type Account, splitAccount } from '../domain/accounts.ts';

/** `kitchen/{id}` of a query, which its schema has checked. */
export const toPlace = (reference: string | undefined): Place | undefined =>
  reference === undefined ? undefined : (splitAccount(reference as Account) as Place);
