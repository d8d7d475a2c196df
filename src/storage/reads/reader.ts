import type { SqliteDb } from '../sqlite/connection.ts';
import type * as sqlite from '../sqlite/schema.ts';

/**
 * A database to read and its tables. The reads are written once, in what SQLite and PostgreSQL have in
 * common, and typed by SQLite's tables: those of PostgreSQL have the same names, columns and rows.
 */
export type Reader = { db: SqliteDb; t: Tables };

export type Tables = typeof sqlite;

type Query<Rows> = { prepare(): { execute(values: Record<string, unknown>): Promise<Rows> } };

/**
 * Puts a query together once: for those of every request that takes longer than carrying it out.
 * @param name of its own; PostgreSQL keeps the plan under it
 * @returns a function from the values of the placeholders to the rows
 */
export function prepared<Rows>(
  name: string,
  query: Query<Rows>,
): (values: Record<string, unknown>) => Promise<Rows> {
  // SQLite takes no name.
  const statement = (
    query as { prepare(name: string): ReturnType<Query<Rows>['prepare']> }
  ).prepare(name);
  return async (values) => statement.execute(values);
}
