import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { Piscina } from 'piscina';
import { threadBeside } from '../../beside.ts';
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
  const { url, execArgv } = threadBeside(import.meta.url, 'prepare-thread');
  const thread = new Piscina({ filename: fileURLToPath(url), execArgv, maxThreads: 1 });
  await thread.run(file).finally(() => thread.destroy());
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
