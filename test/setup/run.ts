/** What the whole run needs: the build, and one PostgreSQL server, of which each test that asks gets a database. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgres, WITH_TABLES } from './postgres-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the server's own database, from which others are made. */
    postgresUrl: string;
  }
}

/** Many small databases that do not last: nothing is written to disk for good, and nobody tidies up in them. */
const SETTINGS = ['max_connections=200', 'fsync=off', 'full_page_writes=off', 'autovacuum=off'];

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [server, built] = await Promise.all([startPostgres(...SETTINGS), build()]);
  if (!built) {
    await server.remove();
    throw new Error('the build failed');
  }
  project.provide('postgresUrl', server.url('postgres'));
  await makeTables(server);
  return () => server.remove();
}

/** Tests that start the server as a program start what `npm start` does: the build, when it is stale made anew. */
async function build(): Promise<boolean> {
  const builder = spawn(process.execPath, ['scripts/build.mjs', '--if-stale'], {
    stdio: 'inherit',
  });
  const [code] = await once(builder, 'exit');
  return code === 0;
}

/** The tables are made once; a database that begins as a copy of these has them at once. */
async function makeTables(server: PostgresServer): Promise<void> {
  // Not before: on a new clone there is no build until it has been made.
  const { migrate } = await import('../../src/storage/postgres/migrations.ts');
  const maker = new pg.Client(server.url('postgres'));
  await maker.connect();
  await maker.query(`CREATE DATABASE ${WITH_TABLES}`);
  await maker.end();
  const pool = new pg.Pool({ connectionString: server.url(WITH_TABLES) });
  await migrate(pool, () => {});
  await pool.end();
}
