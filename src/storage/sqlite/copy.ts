import { existsSync, renameSync, rmSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';

/** How many rows the book has. */
export type Counts = { events: number; commands: number; batches: number };

/** Pages copied in one turn of the event loop. */
const STRIDE = 1000;
const SIDE_FILES = ['-wal', '-shm'];

/**
 * Copies a database that may be in use: SQLite's online backup, out of one read transaction, so that what is
 * written meanwhile neither gets in nor makes it begin again.
 * @param to a file that is not there yet
 * @returns the counts of what was copied, as the original has them
 */
export async function copyDatabase(
  from: string,
  to: string,
  progress: (done: number, total: number) => void = () => {},
): Promise<Counts> {
  const sqlite = new SqliteDatabase(from, { fileMustExist: true });
  try {
    sqlite.exec('BEGIN');
    const counts = countsIn(sqlite);
    await sqlite.backup(to, {
      progress({ totalPages, remainingPages }) {
        progress(totalPages - remainingPages, totalPages);
        return STRIDE;
      },
    });
    progress(1, 1);
    sqlite.exec('COMMIT');
    return counts;
  } finally {
    sqlite.close();
  }
}

/** The counts of a database that nobody uses; leaves it in one file, without a log beside it. */
export function countsOfCopy(file: string): Counts {
  const sqlite = new SqliteDatabase(file, { fileMustExist: true });
  try {
    sqlite.pragma('journal_mode = DELETE');
    return countsIn(sqlite);
  } finally {
    sqlite.close();
  }
}

function countsIn(sqlite: Database): Counts {
  const count = (table: string) =>
    Number(sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  return { events: count('events'), commands: count('commands'), batches: count('batches') };
}

/** Whether some program has the database open. */
export function isInUse(file: string): boolean {
  if (!existsSync(file)) return false;
  let sqlite: Database | undefined;
  try {
    sqlite = new SqliteDatabase(file, { fileMustExist: true, timeout: 0 });
    // Leaving the log behind takes the file for oneself.
    sqlite.pragma('journal_mode = DELETE');
    return false;
  } catch (error) {
    // One that is damaged is not in use, and may well be why another is to take its place.
    return error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY');
  } finally {
    sqlite?.close();
  }
}

/** Gives a database another name, with what SQLite keeps beside it. */
export function renameDatabase(from: string, to: string): void {
  for (const side of SIDE_FILES) {
    if (existsSync(from + side)) renameSync(from + side, to + side);
  }
  renameSync(from, to);
}

export function removeDatabase(file: string): void {
  for (const side of ['', ...SIDE_FILES]) rmSync(file + side, { force: true });
}
