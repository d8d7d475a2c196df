import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { Storage } from '../../app/ports.ts';
import { accessReads } from '../reads/access.ts';
import { bookReads } from '../reads/book.ts';
import { registryReads } from '../reads/registry.ts';
import { sqliteAccess } from './access.ts';
import { sqliteBook } from './append.ts';
import { unavailable } from './errors.ts';
import { sqliteRegistry } from './registry.ts';
import { openWriter } from './writer.ts';

export type SqliteDb = BetterSQLite3Database;

const migrationsFolder = fileURLToPath(new URL('../../../migrations/sqlite', import.meta.url));

/**
 * Opens, or makes, the database and brings its tables up to date. `synchronous = FULL`: what was
 * acknowledged is on the disk.
 * @param file path, or `:memory:`
 * @param options.durable false only for a database that is thrown away: nothing waits for the disk
 */
export function openSqlite(file: string, { durable = true } = {}): Storage {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const sqlite = new SqliteDatabase(file, { timeout: 5000 });
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma(`synchronous = ${durable ? 'FULL' : 'OFF'}`);
  const db: SqliteDb = drizzle(sqlite, { casing: 'snake_case' });
  migrate(db, { migrationsFolder });
  const write = openWriter(sqlite);

  return guarded({
    ...bookReads(db),
    ...registryReads(db),
    ...accessReads(db),
    ...sqliteBook(db, write),
    ...sqliteRegistry(db, write),
    ...sqliteAccess(db, write),
    async ping() {
      sqlite.prepare('SELECT 1').get();
    },
    async close() {
      // What is still waiting in this turn goes first.
      await write(() => {});
      sqlite.close();
    },
  });
}

/** Has every call tell a fault of the machine as StorageUnavailable. */
function guarded(storage: Storage): Storage {
  const calls = Object.entries(storage).map(([name, call]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await (call as (...args: unknown[]) => unknown)(...args);
      } catch (error) {
        throw unavailable(error);
      }
    },
  ]);
  return Object.fromEntries(calls) as Storage;
}
