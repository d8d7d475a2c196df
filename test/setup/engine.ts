/** A database of the engine that the project under test is for: `ENGINE`, see vitest.config.ts. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import pg from 'pg';
import type { Storage } from '../../src/app/ports.ts';
import { openPostgres } from '../../src/storage/postgres/open.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { type Database, newDatabase } from './postgres-database.ts';
import { copyEmpty } from './sqlite-empty.ts';

export type TestDatabase = {
  open(): Promise<Storage>;
  /** Reaches into it from outside. @returns how many rows changed */
  tamper(sql: string, ...values: unknown[]): Promise<number>;
  /** Whether a text stands anywhere in it. */
  holds(text: string): Promise<boolean>;
  /** Another that begins with the same rows. Nobody may have this one open meanwhile. */
  copy(): Promise<TestDatabase>;
  /** Looks on from outside: what it tells changes with every row that is added, changed or removed. */
  watch(): Promise<{ trace(): Promise<unknown>; end(): Promise<void> }>;
  remove(): Promise<void>;
};

export const newTestDatabase = async (): Promise<TestDatabase> => {
  if (process.env.ENGINE !== 'postgres') return sqliteDatabase(copyEmpty);
  const database = spare.pop() ?? (await postgresDatabase());
  return {
    ...database,
    async remove() {
      await database.empty();
      spare.push(database);
    },
  };
};

/** PostgreSQL takes longer to make a database than most files to test with it: the next file gets it, emptied. */
const spare: Awaited<ReturnType<typeof postgresDatabase>>[] = [];

async function sqliteDatabase(begin: (file: string) => void): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'tonnam-http-'));
  const file = join(folder, 'tonnam.db');
  begin(file);
  return {
    open: async () => openSqlite(file, { durable: false }),
    async tamper(sql, ...values) {
      const raw = new SqliteDatabase(file);
      try {
        return raw.prepare(sql).run(...values).changes;
      } finally {
        raw.close();
      }
    },
    holds: async (text) => [file, `${file}-wal`].some((each) => readFileSync(each).includes(text)),
    copy: () => sqliteDatabase((copy) => copyFileSync(file, copy)),
    async watch() {
      const raw = new SqliteDatabase(file);
      return {
        trace: async () => raw.pragma('data_version', { simple: true }),
        end: async () => void raw.close(),
      };
    },
    remove: async () => rmSync(folder, { recursive: true }),
  };
}

export const postgresDatabase = async () => testDatabase(await newDatabase());

function testDatabase({
  url,
  tamper,
  holds,
  empty,
  copy,
  remove,
}: Database): TestDatabase & Pick<Database, 'url' | 'empty'> {
  return {
    url,
    empty,
    open: () => openPostgres(url, { connections: 4 }),
    tamper(sql, ...values) {
      let count = 0;
      return tamper(
        sql.replace(/\?/g, () => `$${++count}`),
        ...values,
      );
    },
    holds,
    copy: async () => testDatabase(await copy()),
    async watch() {
      await tamper(WATCHED);
      const client = new pg.Client(url);
      await client.connect();
      return {
        trace: async () =>
          (await client.query('SELECT last_value FROM changes')).rows[0].last_value,
        end: () => client.end(),
      };
    },
    remove,
  };
}

/** Counts every row that changes. The log's own row is written with each transaction, and says nothing by itself. */
const WATCHED = `DO $do$
  DECLARE name text;
  BEGIN
    CREATE SEQUENCE changes;
    CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql
      AS $$ BEGIN PERFORM nextval('changes'); RETURN NULL; END $$;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'log' LOOP
      EXECUTE format('CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON %I
        FOR EACH ROW EXECUTE FUNCTION note_change()', name);
    END LOOP;
  END $do$`;
