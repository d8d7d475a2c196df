import type { SqliteDb } from '../sqlite/open.ts';
import type * as sqlite from '../sqlite/schema.ts';

/**
 * A database to read and its tables. The reads are written once, in what SQLite and PostgreSQL have in
 * common, and typed by SQLite's tables: those of PostgreSQL have the same names, columns and rows.
 */
export type Reader = { db: SqliteDb; t: Tables };

export type Tables = typeof sqlite;
