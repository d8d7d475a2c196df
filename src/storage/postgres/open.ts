import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { type ReportSource, type Storage, StorageUnavailable } from '../../app/ports.ts';
import { guarded } from '../guarded.ts';
import { accessReads } from '../reads/access.ts';
import { bookReads } from '../reads/book.ts';
import type { Reader } from '../reads/reader.ts';
import { registryReads } from '../reads/registry.ts';
import { registryNow } from '../reads/registry-now.ts';
import { reportReads } from '../reads/report.ts';
import { rollReads } from '../reads/rolls.ts';
import { postgresAccess } from './access.ts';
import { postgresBook } from './append.ts';
import { unavailable } from './errors.ts';
import { gatheredReads } from './gathered.ts';
import { migrate } from './migrations.ts';
import { postgresRegistry } from './registry.ts';
import { postgresRolls } from './rolls.ts';
import * as t from './schema.ts';
import { openWriter } from './writer.ts';

export type PostgresDb = NodePgDatabase;

/** Connections for the reads of nearly every request: one for each of two, and what goes by others while one is stuck. */
const GATHERERS = 4;

/**
 * For connections that carry out the same few statements over and over. They take arrays, which PostgreSQL would count
 * and make a plan for each time: that took longer than carrying it out. And they look for rows by an index only: a plan
 * made while the tables are small, or were never counted, is good for large ones, too.
 */
export const BY_INDEX = ['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin'].reduce(
  (options, way) => `${options} -c enable_${way}=off`,
  '-c plan_cache_mode=force_generic_plan',
);

/**
 * Connects, and brings the tables up to date.
 * @param url `postgres://…`
 * @param options.connections how many read at the same time; a few more do what every request needs
 * @param options.migrating told when there is something to bring up to date
 * @param options.patienceMs how long to wait for a connection, an answer or a lock
 * @throws StorageUnavailable, which names the server and says what is wrong
 */
export async function openPostgres(
  url: string,
  { connections = 10, patienceMs = 10_000, migrating = () => {} } = {},
): Promise<Storage> {
  const readers = poolOf(url, connections, patienceMs);
  // Of their own: no crowd of readers keeps them from their connection.
  const gatherers = poolOf(url, GATHERERS, patienceMs, BY_INDEX);
  const writers = poolOf(url, 1, patienceMs, BY_INDEX);
  const end = () => Promise.all([readers, gatherers, writers].map((pool) => pool.end()));
  let open = true;
  try {
    await migrate(readers, migrating);
  } catch (cause) {
    await end();
    const reason = unavailable(cause);
    const message = reason instanceof Error ? reason.message : String(reason);
    throw new StorageUnavailable(`cannot open the database ${nameOf(url)}: ${message}`, { cause });
  }
  const db: PostgresDb = drizzle(readers, { casing: 'snake_case' });
  const reader = { db, t } as unknown as Reader;
  const gathered = gatheredReads(gatherers);
  const registry = { ...registryReads(reader), ...gathered };
  const writer = openWriter(writers);

  const storage: Storage = {
    ...bookReads(reader),
    ...registry,
    ...registryNow(registry),
    ...rollReads(reader),
    ...accessReads(reader),
    ...gathered,
    ...postgresBook(db, writer.write),
    ...postgresRegistry(writer.write),
    ...postgresRolls(db),
    ...postgresAccess(db),
    snapshot: (work) => snapshot(readers, work),
    async ping() {
      await readers.query('SELECT 1');
    },
    async gauges() {
      const { rows } = await readers.query('SELECT pg_database_size(current_database()) AS bytes');
      return { waitingWrites: writer.waiting(), bytes: Number(rows[0].bytes) };
    },
    async close() {
      if (!open) return;
      open = false;
      await writer.end();
      await end();
    },
  };
  return guarded(storage, () => open, unavailable);
}

async function snapshot<T>(pool: pg.Pool, work: (source: ReportSource) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // Between two reads a report writes pages.
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    const reader = { db: drizzle(client, { casing: 'snake_case' }), t } as unknown as Reader;
    return await work({ ...registryReads(reader), ...reportReads(reader) });
  } catch (error) {
    broken = true;
    throw error;
  } finally {
    if (!broken) await client.query('COMMIT');
    // One that may be in the middle of something is not used again.
    client.release(broken);
  }
}

function poolOf(
  connectionString: string,
  max: number,
  patienceMs: number,
  options?: string,
): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    application_name: 'tonnam',
    ...(options && { options }),
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
    statement_timeout: patienceMs,
    lock_timeout: patienceMs,
    // A server that stands still in a transaction does not hold up the others for ever.
    idle_in_transaction_session_timeout: patienceMs,
    keepAlive: true,
  });
  // A connection that breaks is told to whoever uses it, and is replaced by the next that is asked for.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Without the password. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return host + pathname;
}
