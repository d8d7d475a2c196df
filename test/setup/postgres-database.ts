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
  /** Another that begins with the same rows. Nobody may have this one open meanwhile. */
  copy(): Promise<Database>;
  remove(): Promise<void>;
};

/** A database with nothing in it, no tables either. */
export const BLANK = 'template1';

/** A new database on the run's server, as a copy of another. */
export async function newDatabase(template = WITH_TABLES): Promise<Database> {
  const url = new URL(inject('postgresUrl'));
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  url.pathname = name;
  const outside = connectionTo(url.href);
  return {
    url: url.href,
    tamper: outside.ask,
    holds: async (text) => (await outside.ask(HOLDING, `%${text}%`)) > 0,
    empty: async () => void (await outside.ask(EMPTY)),
    async copy() {
      // It is not copied while anybody is connected.
      await outside.end();
      return newDatabase(name);
    },
    async remove() {
      await outside.end();
      await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
    },
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

async function onServer(sql: string): Promise<void> {
  const server = connectionTo(inject('postgresUrl'));
  try {
    await server.ask(sql);
  } finally {
    await server.end();
  }
}

/** A connection, made when it is first asked and kept: to make one takes longer than most of what is asked. */
function connectionTo(url: string) {
  let client: Promise<pg.Client> | null = null;
  async function connect(): Promise<pg.Client> {
    const made = new pg.Client(url);
    // One that was cut is made anew.
    made.on('error', () => {
      client = null;
    });
    await made.connect();
    return made;
  }
  return {
    async ask(sql: string, ...values: unknown[]): Promise<number> {
      client ??= connect();
      return (await (await client).query(sql, values)).rowCount ?? 0;
    },
    async end() {
      await (await client)?.end();
      client = null;
    },
  };
}
