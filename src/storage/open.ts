import type { Storage } from '../app/ports.ts';
import { openPostgres } from './postgres/open.ts';
import { openSqlite } from './sqlite/open.ts';

/**
 * PostgreSQL where there is an address of one, else SQLite.
 * @throws StorageUnavailable
 */
export async function openStorage(settings: {
  DATABASE_URL?: string | undefined;
  DATABASE_FILE: string;
}): Promise<Storage> {
  const { DATABASE_URL, DATABASE_FILE } = settings;
  return DATABASE_URL ? openPostgres(DATABASE_URL) : openSqlite(DATABASE_FILE);
}
