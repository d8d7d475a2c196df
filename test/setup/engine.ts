/** A database of the engine that the project under test is for: `ENGINE`, see vitest.config.ts. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { Storage } from '../../src/app/ports.ts';
import { openPostgres } from '../../src/storage/postgres/open.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { newDatabase } from './postgres-database.ts';

export type TestDatabase = {
  open(): Promise<Storage>;
  /** Reaches into it from outside. @returns how many rows changed */
  tamper(sql: string, ...values: unknown[]): Promise<number>;
  /** Whether a text stands anywhere in it. */
  holds(text: string): Promise<boolean>;
  remove(): Promise<void>;
};

export const newTestDatabase = (): Promise<TestDatabase> =>
  process.env.ENGINE === 'postgres' ? postgresDatabase() : sqliteDatabase();

async function sqliteDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'tonnam-http-'));
  const file = join(folder, 'tonnam.db');
  return {
    open: async () => openSqlite(file),
    async tamper(sql, ...values) {
      const raw = new SqliteDatabase(file);
      try {
        return raw.prepare(sql).run(...values).changes;
      } finally {
        raw.close();
      }
    },
    holds: async (text) => [file, `${file}-wal`].some((each) => readFileSync(each).includes(text)),
    remove: async () => rmSync(folder, { recursive: true }),
  };
}

async function postgresDatabase(): Promise<TestDatabase> {
  const { url, tamper, holds, remove } = await newDatabase();
  return {
    open: () => openPostgres(url, { connections: 4 }),
    tamper(sql, ...values) {
      let count = 0;
      return tamper(
        sql.replace(/\?/g, () => `$${++count}`),
        ...values,
      );
    },
    holds,
    remove,
  };
}
