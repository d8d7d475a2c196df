/** One PostgreSQL server for the whole run; each test that asks gets a database of its own. */
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgres, WITH_TABLES } from './postgres-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the server's own database, from which others are made. */
    postgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres('max_connections=200', 'fsync=off');
  project.provide('postgresUrl', server.url('postgres'));
  await makeTables(server);
  return () => server.remove();
}

/** The tables are made once; a database that begins as a copy of these has them at once. */
async function makeTables(server: PostgresServer): Promise<void> {
  // Not before: on a new clone there is no build until another setup has made it.
  const { migrate } = await import('../../src/storage/postgres/migrations.ts');
  const maker = new pg.Client(server.url('postgres'));
  await maker.connect();
  await maker.query(`CREATE DATABASE ${WITH_TABLES}`);
  await maker.end();
  const pool = new pg.Pool({ connectionString: server.url(WITH_TABLES) });
  await migrate(pool, () => {});
  await pool.end();
}
