import type { Storage } from '../app/ports.ts';
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
  if (DATABASE_URL) return (await postgres()).openPostgres(DATABASE_URL, { migrating });
  if (!hasAllTables(DATABASE_FILE)) migrating();
  return openSqliteServer(DATABASE_FILE);
}

/** For a thread that only reads, beside the server whose tables are up to date. @throws StorageUnavailable */
export async function openReader({
  DATABASE_URL,
  DATABASE_FILE,
}: StorageSettings): Promise<Pick<Storage, 'snapshot' | 'close'>> {
  if (!DATABASE_URL) return openSqlite(DATABASE_FILE);
  return (await postgres()).openPostgres(DATABASE_URL, { connections: 1 });
}

/** Of no use to whoever has SQLite, who would wait for it at every start. */
const postgres = () => import('./postgres/open.ts');
