import SqliteDatabase, { type Database } from 'better-sqlite3';
import type { ReportSource, Storage } from '../../app/ports.ts';
import { guarded } from '../guarded.ts';
import { accessReads } from '../reads/access.ts';
import { bookReads } from '../reads/book.ts';
import { registryReads } from '../reads/registry.ts';
import { registryNow } from '../reads/registry-now.ts';
import { reportReads } from '../reads/report.ts';
import { rollReads } from '../reads/rolls.ts';
import { BUSY_MS, connect, drizzleOver } from './connection.ts';
import { unavailable } from './errors.ts';
import { isUpToDate } from './migrations.ts';
import { remembered } from './remembered.ts';
import { commandRows } from './rows.ts';
import * as t from './schema.ts';
import { openWriterThread } from './thread.ts';
import { openWriter, WRITES, type Writer } from './writer.ts';

/**
 * Opens, or makes, the database and brings its tables up to date. It is written to in this thread: for tests and
 * scripts. A server uses {@link openSqliteServer}.
 * @param options.durable false only for a database that is thrown away: nothing waits for the disk
 * @throws StorageUnavailable, which names the file and says what is wrong with it
 */
export function openSqlite(file: string, { busyMs = BUSY_MS, durable = true } = {}): Storage {
  const options = { busyMs, durable };
  const writer = openWriter(connect(file, options));
  return storageOver(connect(file, options), writer);
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

/** @param sqlite to read from; nothing is written through it */
function storageOver(sqlite: Database, writer: Writer): Storage {
  const db = drizzleOver(sqlite);
  const read = {
    ...bookReads({ db, t }),
    ...registryReads({ db, t }),
    ...rollReads({ db, t }),
    ...accessReads({ db, t }),
  };
  const { reads: known, written } = remembered(read, sqlite);
  const reads = { ...read, ...known };
  const commands = commandRows(db);
  const writes = WRITES.map((name) => [
    name,
    (...args: readonly unknown[]) => writer.write({ name, args }).finally(written),
  ]);
  const storage: Storage = {
    ...reads,
    ...registryNow(reads),
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
  { name }: Database,
  work: (source: ReportSource) => Promise<T>,
): Promise<T> {
  const sqlite = new SqliteDatabase(name, { readonly: true });
  try {
    sqlite.exec('BEGIN');
    const reader = { db: drizzleOver(sqlite), t };
    return await work({ ...registryReads(reader), ...reportReads(reader) });
  } finally {
    sqlite.close();
  }
}
