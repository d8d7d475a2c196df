import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import SqliteDatabase from 'better-sqlite3';
import { isUpToDate } from './migrations.ts';

/**
 * Brings a database's tables up to date, on a thread of its own: the service goes on to answer that it is
 * not ready yet.
 * @param migrating told when there is something to bring up to date
 * @throws Error that names the file and says what is wrong with it
 */
export async function prepareSqlite(file: string, migrating: () => void): Promise<void> {
  if (hasAllTables(file)) return;
  migrating();
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const thread = new Worker(new URL(`./prepare-thread.${extension}`, import.meta.url), {
    workerData: file,
  });
  // Rejects with what the thread throws.
  await once(thread, 'exit');
}

function hasAllTables(file: string): boolean {
  let sqlite: SqliteDatabase.Database | undefined;
  try {
    sqlite = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
    return isUpToDate(sqlite);
  } catch {
    return false;
  } finally {
    sqlite?.close();
  }
}
