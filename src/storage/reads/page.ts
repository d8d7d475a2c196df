import { type Column, type SQL, sql } from 'drizzle-orm';
import { InvalidCursor, type Page } from '../../app/ports.ts';

/** A condition for a filter that was given. */
export const when = <V>(value: V | undefined, condition: (value: V) => SQL): SQL | undefined =>
  value === undefined ? undefined : condition(value);

/** What people type, taken literally in a LIKE. */
const literal = (typed: string) => typed.replace(/[\\%_]/g, (character) => `\\${character}`);

export const containing = (column: Column, typed: string): SQL =>
  sql`${column} like ${sql.param(`%${literal(typed)}%`, column)} escape '\\'`;

/** As a range, which an index serves. */
export const beginningWith = (column: Column, typed: string): SQL =>
  sql`${column} >= ${sql.param(typed, column)} and ${column} < ${sql.param(`${typed}\u{10ffff}`, column)}`;

/**
 * What several lists in the same order show together, each thing once: a list for each place that
 * somebody may look at is found through an index where one list for all of them is not.
 */
export function merged<R>(
  lists: readonly (readonly R[])[],
  limit: number,
  key: (row: R) => number,
): R[] {
  const rows = new Map(lists.flat().map((row) => [key(row), row]));
  return [...rows.values()].sort((a, b) => key(b) - key(a)).slice(0, limit);
}

/** Makes a page of rows of which one more than the limit was read. */
export function pageOf<R, T>(
  rows: R[],
  limit: number,
  item: (row: R) => T,
  key: (row: R) => string,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(item), next: last === undefined ? null : encodeCursor(key(last)) };
}

const encodeCursor = (key: string) => Buffer.from(key).toString('base64url');

const decodeCursor = (cursor: string) => Buffer.from(cursor, 'base64url').toString('utf8');

/** @throws InvalidCursor */
export function numberCursor(cursor: string): number {
  const number = Number(decodeCursor(cursor) || Number.NaN);
  if (!Number.isSafeInteger(number)) throw new InvalidCursor(cursor);
  return number;
}

/** @throws InvalidCursor */
export function pairCursor(cursor: string): [string, string] {
  try {
    const pair: unknown = JSON.parse(decodeCursor(cursor));
    if (Array.isArray(pair) && pair.length === 2) return [String(pair[0]), String(pair[1])];
  } catch {
    // not one of ours
  }
  throw new InvalidCursor(cursor);
}
