import type { Storage } from '../app/ports.ts';
import { hasAllTables, openSqliteServer } from './sqlite/open.ts';

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
  if (DATABASE_URL) {
    // Of no use to whoever has SQLite, who would wait for it at every start.
    const { openPostgres } = await import('./postgres/open.ts');
    return openPostgres(DATABASE_URL, { migrating });
  }
  if (!hasAllTables(DATABASE_FILE)) migrating();
  return openSqliteServer(DATABASE_FILE);
}
