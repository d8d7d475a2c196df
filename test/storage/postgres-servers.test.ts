/** Several servers on one PostgreSQL database, at the same time. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { Storage } from '../../src/app/ports.ts';
import { arrayOf, type Value } from '../../src/storage/postgres/arrays.ts';
import { SESSIONS } from '../../src/storage/postgres/gathered.ts';
import { harvestsLike } from '../../src/storage/postgres/harvests-like.ts';
import { BY_INDEX, openPostgres } from '../../src/storage/postgres/open.ts';
import { harvested, held, TODAY } from '../domain/given.ts';
import { type Database, newDatabase } from '../setup/postgres-database.ts';
import { changed, created, officerOf } from './registry.ts';
import { codeOf, commandOf, Scribe } from './scribe.ts';

let database: Database;
let servers: [Storage, Storage];
let reader: pg.Client;
beforeAll(async () => {
  database = await newDatabase();
  servers = [await openPostgres(database.url), await openPostgres(database.url)];
  reader = new pg.Client(database.url);
  await reader.connect();
});
beforeEach(() => database.empty());
afterAll(async () => {
  for (const each of [...servers, reader]) await ('close' in each ? each.close() : each.end());
  await database.remove();
});

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
const kinds = (results: { kind: string }[]) => results.map(({ kind }) => kind).sort();
const serverOf = (n: number): Storage => servers[n % 2]!;
const STUCK = `SELECT 1 FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;
/** So many queries wait for somebody else. */
const areStuck = (count: number) =>
  vi.waitUntil(async () => (await database.tamper(STUCK)) === count, { timeout: 60_000 });

it('no reader sees a position before all that come before it, while both write', async () => {
  let writing = true;
  const written = Promise.all(
    numbers(24).map(async (n) => {
      const scribe = new Scribe(() => serverOf(n));
      for (const m of numbers(8)) {
        const [one, two] = [codeOf(1000 * n + 2 * m), codeOf(1000 * n + 2 * m + 1)];
        await scribe.write([one, harvested(1), held()], [two, harvested(2)]);
      }
    }),
  ).finally(() => {
    writing = false;
  });
  let [looks, latest] = [0, 0];
  while (writing) {
    const { rows } = await reader.query('SELECT position FROM events ORDER BY position');
    // What one query sees has no gaps: nothing can appear in between later.
    expect(rows.map(({ position }) => Number(position))).toEqual(
      numbers(rows.length).map((n) => n + 1),
    );
    expect(rows.length).toBeGreaterThanOrEqual(latest);
    latest = rows.length;
    looks += 1;
  }
  await written;
  expect(looks).toBeGreaterThan(3);
  const { rows } = await reader.query('SELECT position, (SELECT count(*) FROM events) FROM log');
  expect(rows).toEqual([{ position: '576', count: '576' }]);
});

it('a command that both get at once is done once', async () => {
  const scribe = new Scribe(() => servers[0]);
  const draft = scribe.draft([codeOf(1), harvested(1)]);
  const results = await Promise.all(numbers(20).map((n) => scribe.hand(draft, serverOf(n))));
  expect(kinds(results)).toEqual([...numbers(19).map(() => 'answered'), 'appended']);
});

it('of equal harvests that both get at once one is taken, also where both had looked before', async () => {
  const scribe = new Scribe(() => servers[0]);
  const unless = { farmerId: 'f1', cropId: 'c1', harvestedOn: TODAY, since: '2026' };
  const drafts = [1, 2].map((n) => ({ ...scribe.draft([codeOf(n), harvested(1)]), unless }));
  // Both wait for the log, each with its own view of a book without such a harvest.
  await reader.query('BEGIN; SELECT position FROM log FOR UPDATE');
  const handed = drafts.map((draft, n) => scribe.hand(draft, servers[n]));
  await areStuck(2);
  await reader.query('COMMIT');
  const results = await Promise.all(handed);
  expect(kinds(results)).toEqual(['alike', 'appended']);
  const taken = codeOf(1 + results.findIndex(({ kind }) => kind === 'appended'));
  expect(results).toContainEqual({ kind: 'alike', code: taken });
});

it('one of both changes an entry, and one of both gets a phone number', async () => {
  const officer = officerOf('m1', 'u1', '0810000001');
  await servers[0].changeRegistry(...officer);
  const next = changed(officer[0][0]!, { name: 'คนใหม่' });
  const changes = servers.map((server) => server.changeRegistry([next], commandOf('m1')));
  expect(kinds(await Promise.all(changes))).toEqual(['changed', 'conflict']);
  const claims = numbers(10).map((n) =>
    serverOf(n).changeRegistry(...officerOf('m1', `c${n}`, '0810000009')),
  );
  expect(kinds(await Promise.all(claims))).toEqual([
    'changed',
    ...numbers(9).map(() => 'phone-taken'),
  ]);
});

it('a number that one leaves goes to another in the same command', async () => {
  const users = ['1', '2'].map((n) => created('m1', 'users', `u${n}`, { phone: `081000000${n}` }));
  await servers[0].changeRegistry(users, commandOf('m1'));
  const [one, two] = users as [(typeof users)[0], (typeof users)[0]];
  const away = changed(one, { phone: '0810000003' });
  const moves = [
    away,
    changed(two, { phone: '0810000001' }),
    changed(away, { phone: '0810000002' }),
  ];
  expect(await servers[1].changeRegistry(moves, commandOf('m1'))).toEqual({ kind: 'changed' });
  const [account] = await servers[0].accountsByPhone('0810000002');
  expect(account?.userId).toBe('u1');
});

it('what cannot be written takes nothing along that came at the same time', async () => {
  const scribe = new Scribe(() => servers[0]);
  await scribe.write([codeOf(1), harvested(1)]);
  const drafts = [2, 3, 4].map((n) => scribe.draft([codeOf(n), harvested(1)]));
  // An event without a hash: only the database minds.
  drafts[1]!.events[0] = { ...drafts[1]!.events[0]!, hash: null as never };
  const results = await Promise.allSettled(drafts.map((draft) => scribe.hand(draft)));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await servers[1].batch('m1', codeOf(3))).toBeNull();
  const { rows } = await reader.query('SELECT position FROM events ORDER BY position');
  expect(rows.map(({ position }) => Number(position))).toEqual([1, 2, 3]);
});

it('ten thousand entries are written together, or none of them', async () => {
  const farmers = numbers(10_000).map((n) => created('m1', 'farmers', `f${n}`));
  const repeated = [...farmers, farmers[0]!];
  expect(await servers[0].changeRegistry(repeated, commandOf('m1'))).toEqual({ kind: 'conflict' });
  expect(await servers[1].registryEntry('m1', 'farmers', 'f1')).toBeNull();
  expect(await servers[0].changeRegistry(farmers, commandOf('m1'))).toEqual({ kind: 'changed' });
  const { rows } = await reader.query('SELECT count(*) FROM farmers');
  expect(rows).toEqual([{ count: '10000' }]);
});

it('the reads of every request go by an index, in a database whose rows were never counted', async () => {
  const client = new pg.Client({ connectionString: database.url, options: BY_INDEX });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query(
    `LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0;
      SET auto_explain.log_nested_statements = on; SET client_min_messages = log`,
  );
  const noticed: string[] = [];
  client.on('notice', ({ message }) => noticed.push(message ?? ''));
  const planned = async (name: string, text: string, fields: number) => {
    noticed.length = 0;
    const values = Array.from({ length: fields }, () => arrayOf('text', []));
    await client.query({ name, text, values });
    const lines = noticed.join('\n').split('\n');
    return lines
      .filter((line) => /^[ >-]*\w.*\(cost=/.test(line) && /\bon\b|Sort|Hash/.test(line))
      .map((line) => line.replace(/^[ >-]*/, '').split('  ')[0]);
  };
  const expectIndexes = async () => {
    expect(await planned('like', `SELECT ${harvestsLike(1)}`, 5)).toEqual([
      'Function Scan on asked',
      'Index Scan Backward using batches_alike on batches',
    ]);
    const byIndex = expect.stringMatching(/^Index Scan/);
    expect(await planned('sessions', SESSIONS.text, 1)).toEqual([
      'Function Scan on unnest asked',
      ...[byIndex, byIndex, byIndex],
    ]);
  };
  // Kept as they were planned for empty tables, as the server's own are.
  await expectIndexes();
  const scribe = new Scribe(() => servers[0]);
  await scribe.write(...numbers(400).map((n) => [codeOf(n), harvested(1)] as const));
  await expectIndexes();
});

it('values arrive as they were, of every type that a column has', async () => {
  const sent: Record<string, Value[]> = {
    text: ['', 'ผักกาด', '{"a":"\\\\"}', 'null', '🥬', null],
    bigint: [0, -1, 2 ** 31, -(2 ** 32) - 1, Number.MAX_SAFE_INTEGER, null],
    boolean: [true, null, false],
    'double precision': [19.9105, -0.5, null],
  };
  for (const [type, values] of Object.entries(sent)) {
    const text = `SELECT value FROM unnest($1::${type}[]) AS value`;
    const { rows } = await reader.query(text, [arrayOf(type, values)]);
    const found = rows.map(({ value }) => (type === 'bigint' && value ? Number(value) : value));
    expect(found).toEqual(values);
  }
  expect(() => arrayOf('money', [])).toThrow('money');
});

it('a query that is stuck keeps others waiting for a moment only', async () => {
  const patient = await openPostgres(database.url, { patienceMs: 120_000 });
  onTestFinished(() => patient.close());
  await reader.query('BEGIN; LOCK TABLE registry_versions IN ACCESS EXCLUSIVE MODE');
  const first = patient.registryVersion('m1');
  await areStuck(1);
  const second = patient.registryVersion('m1');
  await areStuck(2);
  await reader.query('COMMIT');
  expect(await Promise.all([first, second])).toEqual([0, 0]);
});
