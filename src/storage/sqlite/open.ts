import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { type ReportSource, type Storage, StorageUnavailable } from '../../app/ports.ts';
import { guarded } from '../guarded.ts';
import { accessReads } from '../reads/access.ts';
import { bookReads } from '../reads/book.ts';
import { registryReads } from '../reads/registry.ts';
import { registryNow } from '../reads/registry-now.ts';
import { reportReads } from '../reads/report.ts';
import { unavailable } from './errors.ts';
import { isUpToDate, migrate } from './migrations.ts';
import { commandRows } from './rows.ts';
import * as t from './schema.ts';
import { keepStatements } from './statements.ts';
import { openWriterThread } from './thread.ts';
import { openWriter, WRITES, type Writer } from './writer.ts';

export type SqliteDb = BetterSQLite3Database & { $client: Database };

/** How long to wait for another process that has the file locked. */
const BUSY_MS = 5000;

/**
 * Opens, or makes, the database and brings its tables up to date. It is written to in this thread: for tests and
 * scripts. A server uses {@link openSqliteServer}.
 * @param file path, or `:memory:`
 * @param options.durable false only for a database that is thrown away: nothing waits for the disk
 * @throws StorageUnavailable, which names the file and says what is wrong with it
 */
export function openSqlite(file: string, { busyMs = BUSY_MS, durable = true } = {}): Storage {
  const sqlite = connect(file, { busyMs, durable });
  return storageOver(sqlite, openWriter(sqlite, drizzleOver(sqlite)));
}

/**
 * The same, written to by a thread of its own.
 * @throws StorageUnavailable, which names the file and says what is wrong with it
 */
export async function openSqliteServer(file: string): Promise<Storage> {
  const writer = await openWriterThread(file);
  return storageOver(connect(file), writer);
}

/** Whether the file is a database whose tables are as this program wants them. */
export function hasAllTables(file: string): boolean {
  let sqlite: Database | undefined;
  try {
    sqlite = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
    return isUpToDate(sqlite);
  } catch {
    return false;
  } finally {
    sqlite?.close();
  }
}

export const drizzleOver = (sqlite: Database): SqliteDb =>
  drizzle(sqlite, { casing: 'snake_case' });

function storageOver(sqlite: Database, writer: Writer): Storage {
  const db = drizzleOver(sqlite);
  const registry = registryReads({ db, t });
  const commands = commandRows(db);
  const writes = WRITES.map((name) => [
    name,
    (...args: readonly unknown[]) => writer.write({ name, args }),
  ]);
  const storage: Storage = {
    ...bookReads({ db, t }),
    ...registry,
    ...registryNow(registry),
    ...accessReads({ db, t }),
    ...(Object.fromEntries(writes) as Pick<Storage, (typeof WRITES)[number]>),
    command: async (municipalityId, key) => commands.command(municipalityId, key),
    snapshot: (work) => snapshot(sqlite, work),
    async ping() {
      sqlite.prepare('SELECT 1').get();
    },
    async gauges() {
      const pages = Number(sqlite.pragma('page_count', { simple: true }));
      const bytes = pages * Number(sqlite.pragma('page_size', { simple: true }));
      return { waitingWrites: writer.waiting(), bytes };
    },
    async close() {
      if (!sqlite.open) return;
      await writer.end();
      sqlite.close();
    },
  };
  return guarded(storage, () => sqlite.open, unavailable);
}

/** A connection of its own, in one read transaction: the log may grow meanwhile, and nobody waits. */
async function snapshot<T>(
  { name, memory }: Database,
  work: (source: ReportSource) => Promise<T>,
): Promise<T> {
  if (memory) throw new StorageUnavailable('a database in memory has no second connection');
  const sqlite = new SqliteDatabase(name, { readonly: true });
  try {
    sqlite.exec('BEGIN');
    const reader = { db: drizzleOver(sqlite), t };
    return await work({ ...registryReads(reader), ...reportReads(reader) });
  } finally {
    sqlite.close();
  }
}

/** `synchronous = FULL`: what was acknowledged is on the disk. */
export function connect(file: string, { busyMs = BUSY_MS, durable = true } = {}): Database {
  let sqlite: Database | undefined;
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    sqlite = new SqliteDatabase(file, { timeout: busyMs });
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma(`synchronous = ${durable ? 'FULL' : 'OFF'}`);
    // Pages that change with every harvest go to the database file once for many: 32 MB of log, 32 MB of cache.
    sqlite.pragma('wal_autocheckpoint = 8000');
    sqlite.pragma('cache_size = -32000');
    migrate(sqlite);
    keepStatements(sqlite);
    return sqlite;
  } catch (cause) {
    sqlite?.close();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StorageUnavailable(`cannot open the database ${file}: ${reason}`, { cause });
  }
}
