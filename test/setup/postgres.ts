/** One PostgreSQL server for the whole run; each test that asks gets a database of its own. */
import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the server's own database, from which others are made. */
    postgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres('max_connections=200', 'fsync=off');
  project.provide('postgresUrl', server.url('postgres'));
  return () => server.remove();
}
