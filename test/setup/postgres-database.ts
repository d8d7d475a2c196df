import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { WITH_TABLES } from './postgres-server.ts';

export type Database = {
  url: string;
  /** As anybody with access to the server could. @returns how many rows */
  tamper(sql: string, ...values: unknown[]): Promise<number>;
  /** Whether a text stands in any row. */
  holds(text: string): Promise<boolean>;
  /** Leaves nothing in it but its tables. */
  empty(): Promise<void>;
  remove(): Promise<void>;
};

/** A database with nothing in it, no tables either. */
export const BLANK = 'template1';

/** A new database on the run's server, as a copy of another. */
export async function newDatabase(template = WITH_TABLES): Promise<Database> {
  const url = new URL(inject('postgresUrl'));
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const server = url.href;
  await ask(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  url.pathname = name;
  return {
    url: url.href,
    tamper: (sql, ...values) => ask(url.href, sql, ...values),
    holds: async (text) => (await ask(url.href, HOLDING, `%${text}%`)) > 0,
    empty: async () => void (await ask(url.href, EMPTY)),
    remove: async () => void (await ask(server, `DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

/** Row by row: there are few, and to truncate makes every file of every table anew. */
const EMPTY = `DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables
    WHERE schemaname = 'public' AND tablename NOT IN ('log', '__drizzle_migrations') LOOP
    EXECUTE format('DELETE FROM %I', name);
  END LOOP;
  UPDATE log SET position = 0;
END $$`;

const HOLDING = `SELECT 1 FROM pg_tables, LATERAL query_to_xml(
    format('SELECT * FROM %I', tablename), false, false, '') AS rows
  WHERE schemaname = 'public' AND rows::text LIKE $1`;

async function ask(url: string, sql: string, ...values: unknown[]): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql, values)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}
