import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { StorageUnavailable } from '../../app/ports.ts';
import { migrate } from './migrations.ts';
import { keepStatements } from './statements.ts';

export type SqliteDb = BetterSQLite3Database & { $client: Database };

/** How long to wait for another process that has the file locked. */
export const BUSY_MS = 5000;

export const drizzleOver = (sqlite: Database): SqliteDb =>
  drizzle(sqlite, { casing: 'snake_case' });

/** `synchronous = FULL`: what was acknowledged is on the disk. */
export function connect(file: string, { busyMs = BUSY_MS, durable = true } = {}): Database {
  let sqlite: Database | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    sqlite = new SqliteDatabase(file, { timeout: busyMs });
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma(`synchronous = ${durable ? 'FULL' : 'OFF'}`);
    // Pages that change with every harvest go to the database file once for many: 32 MB of log.
    sqlite.pragma(`wal_autocheckpoint = ${durable ? 8000 : 64000}`);
    // 8 MB: nearly every commit looks through all of it, and the system keeps the rest of the file at hand.
    sqlite.pragma(`cache_size = ${durable ? -8000 : -256000}`);
    migrate(sqlite);
    keepStatements(sqlite);
    return sqlite;
  } catch (cause) {
    sqlite?.close();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StorageUnavailable(`cannot open the database ${file}: ${reason}`, { cause });
  }
}
