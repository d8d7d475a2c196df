/**
 * npm run bench [-- --large 1000000 --seconds 1 --rounds 15 --flush-ms 1]: the figures in the README, in one
 * run. The servers take short turns, and what was measured in the same round is held against each other: a minute in
 * which the machine is busy with other things is everybody's. How much it helps to commit for many at once is the
 * disk's: two servers more have one that takes longer.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Storage } from '../src/app/ports.ts';
import { openPostgres } from '../src/storage/postgres/open.ts';
import { openSqlite } from '../src/storage/sqlite/open.ts';
import { startPostgres } from '../test/setup/postgres-server.ts';
import { type Book, fillBook, makeBook } from './bench/book.ts';
import { flushMicroseconds, slowFlush } from './bench/disk.ts';
import { type Loaded, load } from './bench/load.ts';
import { serveBare, serveProduct } from './bench/processes.ts';
import { type Spent, spent } from './bench/processor-time.ts';

const { values } = parseArgs({
  options: {
    large: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '15' },
    'flush-ms': { type: 'string', default: '1' },
  },
});
const large = Number(values.large);
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
const flushMs = Number(values['flush-ms']);
const SMALL = 10_000;
const CONNECTIONS = 16;
/** With as many as one server is busy with: with fewer, two of them share what one would commit together. */
const MANY = 64;
/** Rounds that are not counted. */
const WARM_UP = 3;
const say = (line: string) => console.error(`• ${line}`);
const folder = mkdtempSync(join(tmpdir(), 'tonnam-bench-'));
const fileOf = (name: string) => join(folder, `${name}.db`);
const [smallFile, largeFile, slowFile] = [
  fileOf('small'),
  fileOf('large'),
  fileOf('slow'),
] as const;

// First of all: without a C compiler it is known before the books are filled.
const slow = slowFlush(folder, flushMs);

async function withStorage<T>(storage: Storage, work: (storage: Storage) => Promise<T>) {
  const result = await work(storage);
  await storage.close();
  return result;
}
const unsafe = (file: string) => openSqlite(file, { durable: false });

say(`Filling a book with ${SMALL} batches, and one with ${large} …`);
const book = await withStorage(unsafe(smallFile), makeBook);
await withStorage(unsafe(smallFile), (storage) => fillBook(storage, SMALL));
for (const copy of [largeFile, slowFile]) copyFileSync(smallFile, copy);
await withStorage(unsafe(largeFile), (storage) => fillBook(storage, large));
const postgres = await startPostgres();
const DATABASE_URL = postgres.url('postgres');
const postgresBook = await withStorage(await openPostgres(DATABASE_URL), async (storage) => {
  const made = await makeBook(storage);
  await fillBook(storage, SMALL);
  return made;
});

const servers = {
  bare: await serveBare('sqlite', fileOf('bare')),
  small: await serveProduct({ DATABASE_FILE: smallFile }),
  large: await serveProduct({ DATABASE_FILE: largeFile }),
  bareSlow: await serveBare('sqlite', fileOf('bare-slow'), slow),
  slow: await serveProduct({ DATABASE_FILE: slowFile }, slow),
  barePostgres: await serveBare('postgres', postgres.url('postgres')),
  postgres: await serveProduct({ DATABASE_URL }),
  beside: await serveProduct({ DATABASE_URL }),
};
type Server = (typeof servers)['bare'];
const post = (path: string, { token, harvests }: Book, on: Server[], connections = CONNECTIONS) =>
  load({
    urls: on.map(({ url }) => url + path),
    method: 'POST',
    token,
    bodies: harvests,
    connections,
    seconds,
  });
const get = ({ url }: Server, path: string) =>
  load({
    urls: [url + path],
    method: 'GET',
    token: book.token,
    connections: CONNECTIONS,
    seconds,
  });
const { small, large: big, bare } = servers;
const both = [servers.postgres, servers.beside];

const turns = {
  bareInsert: () => post('/rows', book, [bare]),
  register: () => post('/v1/batches', book, [small]),
  bareSlow: () => post('/rows', book, [servers.bareSlow]),
  registerSlow: () => post('/v1/batches', book, [servers.slow]),
  registerLarge: () => post('/v1/batches', book, [big]),
  bareRead: () => get(bare, '/rows/one'),
  read: () => get(small, `/v1/batches/${book.code}`),
  readLarge: () => get(big, `/v1/batches/${book.code}`),
  page: () => get(small, `/b/${book.code}`),
  pageLarge: () => get(big, `/b/${book.code}`),
  barePostgres: () => post('/rows', postgresBook, [servers.barePostgres]),
  postgres: () => post('/v1/batches', postgresBook, [servers.postgres]),
  twoServers: () => post('/v1/batches', postgresBook, both),
  postgresMany: () => post('/v1/batches', postgresBook, [servers.postgres], MANY),
  twoServersMany: () => post('/v1/batches', postgresBook, both, MANY),
};
say('Warming up …');
for (let round = 1; round <= WARM_UP; round++)
  for (const turn of Object.values(turns)) await turn();

/** What was measured, a round each: also the processor time that a request took. */
const measured = new Map<string, (Loaded & { cost: Spent })[]>();
async function measure(name: string, turn: () => Promise<Loaded>): Promise<void> {
  const before = spent();
  const loaded = await turn();
  const after = spent();
  const others = loaded.wrong + loaded.turnedAway + loaded.unanswered;
  if (others > 0) throw new Error(`${name}, not all were taken: ${JSON.stringify(loaded)}`);
  const each = (who: keyof Spent) => (after[who] - before[who]) / loaded.taken;
  const cost = { server: each('server'), database: each('database'), load: each('load') };
  measured.set(name, [...(measured.get(name) ?? []), { ...loaded, cost }]);
}
const flushes: number[] = [];
for (let round = 1; round <= rounds; round++) {
  say(`Round ${round} of ${rounds} …`);
  flushes.push(flushMicroseconds(folder));
  for (const [name, turn] of Object.entries(turns)) await measure(name, turn);
}
const residentMb = small.residentMb();

let printed = 0;
/** Has audit PDFs made without pause for as long as something else takes. */
async function whilePrinting(work: () => Promise<void>): Promise<void> {
  let printing = true;
  const printer = (async () => {
    const headers = { authorization: `Bearer ${book.auditor}` };
    while (printing) {
      const answer = await fetch(`${small.url}/v1/batches/${book.code}/audit.pdf`, { headers });
      if (answer.status !== 200) throw new Error(`audit.pdf: ${answer.status}`);
      await answer.arrayBuffer();
      printed += 1;
    }
  })();
  await work();
  printing = false;
  await printer;
}
for (let round = 1; round <= rounds; round++) {
  say(`Registering with and without audit PDFs being made, round ${round} of ${rounds} …`);
  await measure('quiet', turns.register);
  await whilePrinting(() => measure('printing', turns.register));
}
const withPapersMb = small.residentMb();
for (const server of Object.values(servers)) server.stop();
await postgres.remove();
rmSync(folder, { recursive: true });

const middle = (all: number[]) => all.sort((a, b) => a - b)[all.length >> 1]!;
type Pick = (round: Loaded & { cost: Spent }) => number;
const rateOf: Pick = ({ perSecond }) => perSecond;
const p99Of: Pick = ({ p99 }) => p99;
const median = (name: string, pick: Pick) => middle(measured.get(name)!.map(pick));
/** Of the rounds. */
const ratio = (one: string, other: string, pick: Pick) =>
  middle(measured.get(one)!.map((loaded, n) => pick(loaded) / pick(measured.get(other)![n]!)));
type Turn = keyof typeof turns;
const row = (what: string, one: Turn, other: Turn, target: number) => {
  const [own, others] = [one, other].map((name) => `${Math.round(median(name, rateOf))}/s`);
  return `| ${what} | ${own} | ${others} | ${ratio(one, other, rateOf).toFixed(2)} × | ≥ ${target} × |`;
};
/** @param bare what it is held against, if both processors were never idle */
const costRow = (what: string, name: Turn, bare?: Turn) => {
  const costs = (['server', 'database', 'load'] as const).map((who) =>
    median(name, ({ cost }) => cost[who]),
  );
  const together = costs.reduce((sum, cost) => sum + cost);
  const most = (cpus().length * 1_000_000) / together;
  const figures = [...costs, together].map((cost) => `${Math.round(cost)} µs`).join(' | ');
  const best = bare ? `${(most / median(bare, rateOf)).toFixed(2)} ×` : '';
  return `| ${what} | ${figures} | ${Math.round(most)}/s | ${best} |`;
};
console.log(`| What | Tonnam | Held against | Ratio | Target |
| --- | --- | --- | --- | --- |
${row('Registering a harvest, against one durable insert', 'register', 'bareInsert', 2)}
${row(`The same where the disk takes ${flushMs} ms longer for each flush`, 'registerSlow', 'bareSlow', 2)}
${row('Reading a batch, against one row', 'read', 'bareRead', 0.6)}
${row('The public page, against one row', 'page', 'bareRead', 0.6)}
${row(`Registering with ${large} batches, against ${SMALL}`, 'registerLarge', 'register', 0.8)}
${row(`Reading with ${large} batches, against ${SMALL}`, 'readLarge', 'read', 0.8)}
${row(`The page with ${large} batches, against ${SMALL}`, 'pageLarge', 'page', 0.8)}
${row('PostgreSQL: registering, against one durable insert', 'postgres', 'barePostgres', 1)}
${row('PostgreSQL: two servers on one database, against one', 'twoServers', 'postgres', 1)}
${row(`The same with ${MANY} connections`, 'twoServersMany', 'postgresMany', 1)}
| 99th percentile of registering while ${printed} audit PDFs are made, against none | ${median('printing', p99Of).toFixed(0)} ms | ${median('quiet', p99Of).toFixed(0)} ms | ${ratio('printing', 'quiet', p99Of).toFixed(2)} × | ≤ 3 × |
| Resident memory after the rounds; after the PDFs | ${residentMb} MB | ${withPapersMb} MB | | ≤ 300 MB |

| Processor time for each | Server | Database | Load | Together | All processors busy without a pause | Held against bare |
| --- | --- | --- | --- | --- | --- | --- |
${costRow('Registering', 'register', 'bareInsert')}
${costRow('The bare insert', 'bareInsert')}
${costRow('PostgreSQL: registering', 'postgres', 'barePostgres')}
${costRow('PostgreSQL: the bare insert', 'barePostgres')}
${costRow('PostgreSQL: two servers', 'twoServers', 'barePostgres')}

${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${rounds} rounds of ${seconds} s, ${CONNECTIONS} connections; a flush takes ${Math.round(middle(flushes))} µs here.`);
