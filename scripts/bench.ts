/**
 * npm run bench [-- --large 1000000 --seconds 5 --rounds 3 --flush-ms 1]: the figures in the README, in one
 * run. The servers take turns, so that a moment in which the machine is busy with other things is everybody's.
 * How much it helps to commit for many at once is the disk's: two servers more have one that takes longer.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Storage } from '../src/app/ports.ts';
import { openPostgres } from '../src/storage/postgres/open.ts';
import { openSqlite } from '../src/storage/sqlite/open.ts';
import { startPostgres } from '../test/setup/postgres-server.ts';
import { fillBook, harvestOf, makeBook } from './bench/book.ts';
import { flushMicroseconds, slowFlush } from './bench/disk.ts';
import type { Loaded } from './bench/load.ts';
import { load, serveBare, serveProduct } from './bench/processes.ts';

const { values } = parseArgs({
  options: {
    large: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    'flush-ms': { type: 'string', default: '1' },
  },
});
const large = Number(values.large);
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
const flushMs = Number(values['flush-ms']);
const SMALL = 10_000;
const CONNECTIONS = 16;
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

const flushUs = flushMicroseconds(folder);
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
const post = (path: string, { tokens, cropId } = book, ...on: Server[]) =>
  load({
    urls: on.map(({ url }) => url + path),
    method: 'POST',
    tokens,
    body: JSON.stringify(harvestOf(cropId)),
    connections: CONNECTIONS,
    seconds,
  });
const get = ({ url }: Server, path: string) =>
  load({
    urls: [url + path],
    method: 'GET',
    tokens: book.tokens,
    connections: CONNECTIONS,
    seconds,
  });
const { small, large: big, bare } = servers;

const turns = {
  bareInsert: () => post('/rows', book, bare),
  register: () => post('/v1/batches', book, small),
  bareSlow: () => post('/rows', book, servers.bareSlow),
  registerSlow: () => post('/v1/batches', book, servers.slow),
  registerLarge: () => post('/v1/batches', book, big),
  bareRead: () => get(bare, '/rows/one'),
  read: () => get(small, `/v1/batches/${book.code}`),
  readLarge: () => get(big, `/v1/batches/${book.code}`),
  page: () => get(small, `/b/${book.code}`),
  pageLarge: () => get(big, `/b/${book.code}`),
  barePostgres: () => post('/rows', postgresBook, servers.barePostgres),
  postgres: () => post('/v1/batches', postgresBook, servers.postgres),
  twoServers: () => post('/v1/batches', postgresBook, servers.postgres, servers.beside),
};
type Turn = keyof typeof turns;
for (const turn of Object.values(turns)) await turn();
const results = new Map<Turn, Loaded[]>();
for (let round = 1; round <= rounds; round++) {
  say(`Round ${round} of ${rounds} …`);
  for (const turn of Object.keys(turns) as Turn[]) {
    const loaded = await turns[turn]();
    const others = loaded.wrong + loaded.turnedAway + loaded.unanswered;
    if (others > 0) throw new Error(`${turn}: ${others} times no answer, or none of 2xx`);
    results.set(turn, [...(results.get(turn) ?? []), loaded]);
  }
}
const residentMb = small.residentMb();

say('Registering while audit PDFs are made …');
let printing = true;
let printed = 0;
const printer = (async () => {
  const headers = { authorization: `Bearer ${book.auditor}` };
  while (printing) {
    const answer = await fetch(`${small.url}/v1/batches/${book.code}/audit.pdf`, { headers });
    if (answer.status !== 200) throw new Error(`audit.pdf: ${answer.status}`);
    await answer.arrayBuffer();
    printed += 1;
  }
})();
const meanwhile = await turns.register();
printing = false;
await printer;
const withPapersMb = small.residentMb();
for (const server of Object.values(servers)) server.stop();
await postgres.remove();
rmSync(folder, { recursive: true });

/** The middle round: one that was disturbed does not count. */
function median(turn: Turn, pick: (loaded: Loaded) => number): number {
  const all = results.get(turn)!.map(pick);
  return all.sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
}
const rate = (turn: Turn) => median(turn, ({ perSecond }) => perSecond);
const p99 = median('register', (loaded) => loaded.p99);
const row = (what: string, one: Turn, other: Turn, target: number) => {
  const ratio = (rate(one) / rate(other)).toFixed(2);
  return `| ${what} | ${Math.round(rate(one))}/s | ${Math.round(rate(other))}/s | ${ratio} × | ≥ ${target} × |`;
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
| 99th percentile of registering while ${printed} audit PDFs are made, against none | ${meanwhile.p99} ms | ${p99} ms | ${(meanwhile.p99 / p99).toFixed(2)} × | ≤ 3 × |
| Resident memory after the rounds; after the PDFs | ${residentMb} MB | ${withPapersMb} MB | | ≤ 300 MB |

${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${rounds} rounds of ${seconds} s, ${CONNECTIONS} connections; a flush takes ${Math.round(flushUs)} µs here.`);
