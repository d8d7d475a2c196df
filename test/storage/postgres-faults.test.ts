/** What happens to the PostgreSQL engine when the server, the network or another program is at fault. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { StorageDamaged, StorageUnavailable } from '../../src/app/ports.ts';
import { openPostgres } from '../../src/storage/postgres/open.ts';
import { harvested, held } from '../domain/given.ts';
import { BLANK, type Database, newDatabase } from '../setup/postgres-database.ts';
import { type PostgresServer, startPostgres } from '../setup/postgres-server.ts';
import { FIRST } from './pages.ts';
import { expectRebuilt } from './rebuilt.ts';
import { officerOf } from './registry.ts';
import { codeOf, type Draft, Scribe } from './scribe.ts';

const [ONE, TWO] = [codeOf(1), codeOf(2)] as const;
const unavailable = { status: 'rejected', reason: expect.any(StorageUnavailable) };

async function open(url: string, options: Parameters<typeof openPostgres>[1] = {}) {
  const storage = await openPostgres(url, options);
  onTestFinished(() => storage.close());
  return storage;
}

async function outsider(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

describe('at the start', () => {
  let database: Database;
  beforeAll(async () => {
    database = await newDatabase(BLANK);
  });
  afterAll(() => database.remove());

  it('a server that cannot be reached is named, and no password told', async () => {
    const nobody = 'postgres://me:hush@127.0.0.1:1/tonnam';
    const opening = openPostgres(nobody).catch((error: Error) => error);
    expect(await opening).toBeInstanceOf(StorageUnavailable);
    expect(String(await opening)).toMatch(/127\.0\.0\.1:1\/tonnam: .*ECONNREFUSED/);
    expect(String(await opening)).not.toContain('hush');
    const elsewhere = database.url.replace('tonnam:tonnam@', 'tonnam:wrong@');
    await expect(openPostgres(elsewhere)).rejects.toThrow(/password authentication failed/);
  });

  it('the tables are made once by servers that start together', async () => {
    const started = await Promise.all([1, 2, 3, 4].map(() => open(database.url)));
    for (const storage of started) await storage.ping();
    const client = await outsider(database.url);
    const { rows } = await client.query('SELECT hash FROM __drizzle_migrations');
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(rows.length);
    expect((await client.query('SELECT * FROM log')).rowCount).toBe(1);
  });

  it('a database that a newer version has changed is refused', async () => {
    const later = "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 1)";
    await database.tamper(later);
    await expect(openPostgres(database.url)).rejects.toThrow(StorageUnavailable);
    await expect(openPostgres(database.url)).rejects.toThrow(/newer version of the program/);
    await database.tamper("DELETE FROM __drizzle_migrations WHERE hash = 'later'");
    await (await open(database.url)).ping();
  });
});

describe('a database that others keep busy', () => {
  let database: Database;
  beforeAll(async () => {
    database = await newDatabase();
  });
  afterAll(() => database.remove());

  it('is unavailable for writing while the log is locked too long, and takes the same command after', async () => {
    const patient = await open(database.url);
    const storage = await open(database.url, { patienceMs: 1000 });
    const scribe = new Scribe(() => storage);
    await scribe.hand(scribe.draft([ONE, harvested(1)]), patient);
    const client = await outsider(database.url);
    await client.query('BEGIN; SELECT * FROM log FOR UPDATE');
    const drafts = [scribe.draft([ONE, held()]), scribe.draft([TWO, harvested(1)])];
    for (const result of await Promise.allSettled(drafts.map((draft) => scribe.hand(draft)))) {
      expect(result).toMatchObject(unavailable);
    }
    // Readers are not held up, and see nothing half done.
    expect((await patient.batch('m1', ONE))?.batch.version).toBe(1);
    await client.query('ROLLBACK');
    for (const draft of drafts) {
      expect(await untilServed(() => scribe.hand(draft))).toEqual({ kind: 'appended' });
    }
    await expectRebuilt(patient, 'm1');
  });

  it('is unavailable for readers while all connections are taken, and writes all the same', async () => {
    const storage = await open(database.url, { connections: 2, patienceMs: 1000 });
    const scribe = new Scribe(() => storage, 'm2');
    const client = await outsider(database.url);
    await client.query('BEGIN; LOCK TABLE farmers IN ACCESS EXCLUSIVE MODE');
    const reads = [1, 2, 3, 4].map(() => storage.registryEntry('m2', 'farmers', 'f1'));
    const settled = Promise.allSettled(reads);
    const draft = scribe.draft([codeOf(3), harvested(1)]);
    expect(await untilServed(() => scribe.hand(draft))).toEqual({ kind: 'appended' });
    for (const result of await settled) expect(result).toMatchObject(unavailable);
    await client.query('ROLLBACK');
    expect(await untilServed(() => storage.registryEntry('m2', 'farmers', 'f1'))).toBeNull();
  });

  it('is served on after its connections were cut', async () => {
    const storage = await open(database.url, { connections: 2 });
    const scribe = new Scribe(() => storage, 'm3');
    await scribe.write([codeOf(4), harvested(1)]);
    const client = await outsider(database.url);
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await untilServed(() => storage.ping());
    const draft = scribe.draft([codeOf(4), held()]);
    await untilServed(() => scribe.hand(draft));
    expect(await storage.events('m3', codeOf(4))).toHaveLength(2);
  });
});

/** Asks until it is served; what is not an unavailable storage is an error. */
async function untilServed<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error;
    }
  }
}

describe('a server that is stopped and started', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  it('is unavailable to every call meanwhile, and served again by itself', async () => {
    const storage = await open(server.url('postgres'), { connections: 3 });
    const scribe = new Scribe(() => storage);
    await scribe.write([ONE, harvested(5)]);
    await storage.changeRegistry(...officerOf('m1', 'u1', '0810000001'));
    await server.stop();
    const draft = scribe.draft([TWO, harvested(1)]);
    const calls = () => [
      storage.ping(),
      storage.batch('m1', ONE),
      storage.batches('m1', undefined, {}, FIRST),
      storage.accountsByPhone('0810000001'),
      storage.setSignInCount('s', 0, { failures: 1, lastFailureAt: null, pending: [] }, '2026'),
      storage.openSessionByPass('d', { tokenHash: 't', at: '2026', expiresAt: '2027' }),
      storage.gauges(),
      storage.changeRegistry(...officerOf('m2', 'u2', '0810000002')),
      scribe.hand(draft),
    ];
    for (const _ of [1, 2]) {
      for (const result of await Promise.allSettled(calls()))
        expect(result).toMatchObject(unavailable);
    }
    await server.start();
    expect(await scribe.hand(draft)).toEqual({ kind: 'appended' });
    for (const result of await Promise.allSettled(calls())) {
      expect(result).toMatchObject({ status: 'fulfilled' });
    }
    await expectRebuilt(storage, 'm1');
  });

  it('has in the middle of a load kept all that was acknowledged, and nothing by halves or twice', async () => {
    const servers = [await open(server.url('postgres')), await open(server.url('postgres'))];
    const drafts: { draft: Draft; scribe: Scribe }[] = [];
    for (let n = 0; n < 150; n += 1) {
      const scribe = new Scribe(() => servers[n % 2]!, 'm4');
      const lines = [codeOf(1000 + 2 * n), codeOf(1001 + 2 * n)] as const;
      drafts.push({
        scribe,
        draft: scribe.draft([lines[0], harvested(1), held()], [lines[1], harvested(2)]),
      });
    }
    let acknowledged = 0;
    let stopped: Promise<void> | undefined;
    const first = drafts.map(async ({ scribe, draft }, n) => {
      // In waves, so that there are transactions before, during and after the stop.
      for (let turn = 0; turn < n % 25; turn += 1)
        await Promise.allSettled([servers[n % 2]!.ping()]);
      const result = await scribe.hand(draft);
      acknowledged += 1;
      if (acknowledged === 40) stopped = server.stop();
      return result;
    });
    const results = await Promise.allSettled(first);
    await stopped;
    await server.start();
    const kept = results.filter(({ status }) => status === 'fulfilled').length;
    expect(kept).toBeGreaterThanOrEqual(40);
    expect(kept).toBeLessThan(150);
    for (const result of results) {
      if (result.status === 'rejected') expect(result).toMatchObject(unavailable);
    }
    // Whoever got no answer asks again; whether it was done before or is now, it is done once.
    for (const [n, { scribe, draft }] of drafts.entries()) {
      const again = await untilServed(() => scribe.hand(draft));
      if (results[n]?.status === 'fulfilled') expect(again.kind).toBe('answered');
      else expect(['appended', 'answered']).toContain(again.kind);
    }
    const client = await outsider(server.url('postgres'));
    const count = "SELECT count(*)::int AS n FROM events WHERE municipality_id = 'm4'";
    expect((await client.query(count)).rows).toEqual([{ n: 450 }]);
    await expectRebuilt(servers[0]!, 'm4');
  });
});

describe('damage in a row', () => {
  it('of a batch makes that batch unavailable, to read and to add to, and no other', async () => {
    const database = await newDatabase();
    onTestFinished(() => database.remove());
    const storage = await open(database.url);
    const scribe = new Scribe(() => storage);
    await scribe.write([ONE, harvested(1)], [TWO, harvested(1)]);
    await database.tamper('UPDATE batches SET state = $1 WHERE code = $2', '{"cut off', ONE);
    await expect(storage.batch('m1', ONE)).rejects.toThrow(StorageDamaged);
    await expect(storage.batches('m1', undefined, {}, FIRST)).rejects.toThrow(StorageDamaged);
    const drafts = [scribe.draft([TWO, held()]), scribe.draft([ONE, held()])];
    const [good, bad] = await Promise.allSettled(drafts.map((draft) => scribe.hand(draft)));
    expect(good).toEqual({ status: 'fulfilled', value: { kind: 'appended' } });
    expect(bad).toMatchObject({ status: 'rejected', reason: expect.any(StorageDamaged) });
    expect(await storage.events('m1', ONE)).toHaveLength(1);
  });
});
