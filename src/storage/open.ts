import type { Storage } from '../app/ports.ts';
import { openPostgres } from './postgres/open.ts';
import { hasAllTables, openSqlite, openSqliteServer } from './sqlite/open.ts';

export type StorageSettings = { DATABASE_URL?: string | undefined; DATABASE_FILE: string };

/**
 * PostgreSQL where there is an address of one, else SQLite.
 * @param migrating told when the tables have to be brought up to date first
 * @throws StorageUnavailable, or Error that names the file and says what is wrong with it
 */
export async function openStorage(
  { DATABASE_URL, DATABASE_FILE }: StorageSettings,
  migrating: () => void,
): Promise<Storage> {
  if (DATABASE_URL) return openPostgres(DATABASE_URL, { migrating });
  if (!hasAllTables(DATABASE_FILE)) migrating();
  return openSqliteServer(DATABASE_FILE);
}

/** For a thread that only reads, beside the server whose tables are up to date. @throws StorageUnavailable */
export const openReader = async ({
  DATABASE_URL,
  DATABASE_FILE,
}: StorageSettings): Promise<Pick<Storage, 'snapshot' | 'close'>> =>
  DATABASE_URL ? openPostgres(DATABASE_URL, { connections: 1 }) : openSqlite(DATABASE_FILE);
