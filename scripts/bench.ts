/**
 * npm run bench [-- --large 1000000 --seconds 5 --rounds 3]: the figures in the README, in one run. The
 * servers take turns, so that a moment in which the machine is busy with other things is everybody's.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fillBook, harvestOf, makeBook } from './bench/book.ts';
import type { Loaded } from './bench/load.ts';
import { load, serveBare, serveProduct } from './bench/processes.ts';

const { values } = parseArgs({
  options: {
    large: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
  },
});
const [large, seconds, rounds] = [values.large, values.seconds, values.rounds].map(Number) as [
  number,
  number,
  number,
];
const SMALL = 10_000;
const say = (line: string) => console.error(`• ${line}`);
const folder = mkdtempSync(join(tmpdir(), 'tonnam-bench-'));
const [smallFile, largeFile] = [join(folder, 'small.db'), join(folder, 'large.db')] as const;

say(`Filling a book with ${SMALL} batches, and one with ${large} …`);
const book = await makeBook(smallFile);
await fillBook(smallFile, SMALL);
copyFileSync(smallFile, largeFile);
await fillBook(largeFile, large);

const servers = {
  bare: await serveBare(join(folder, 'bare.db')),
  small: await serveProduct(smallFile),
  large: await serveProduct(largeFile),
};
const { tokens, code } = book;
const body = JSON.stringify(harvestOf(book.cropId));
const post = (url: string, path: string) =>
  load({ url: url + path, method: 'POST', tokens, body, seconds });
const get = (url: string, path: string) =>
  load({ url: url + path, method: 'GET', tokens, seconds });

const turns = {
  bareInsert: () => post(servers.bare.url, '/rows'),
  register: () => post(servers.small.url, '/v1/batches'),
  registerLarge: () => post(servers.large.url, '/v1/batches'),
  bareRead: () => get(servers.bare.url, '/rows/one'),
  read: () => get(servers.small.url, `/v1/batches/${code}`),
  readLarge: () => get(servers.large.url, `/v1/batches/${code}`),
  page: () => get(servers.small.url, `/b/${code}`),
  pageLarge: () => get(servers.large.url, `/b/${code}`),
};
type Turn = keyof typeof turns;
const results = new Map<Turn, Loaded[]>();
for (let round = 1; round <= rounds; round++) {
  say(`Round ${round} of ${rounds} …`);
  for (const turn of Object.keys(turns) as Turn[]) {
    const loaded = await turns[turn]();
    if (loaded.wrong > 0) throw new Error(`${turn}: ${loaded.wrong} answers were not 2xx`);
    results.set(turn, [...(results.get(turn) ?? []), loaded]);
  }
}
const residentMb = servers.small.residentMb();

say('Registering while audit PDFs are made …');
let printing = true;
let printed = 0;
const printer = (async () => {
  const headers = { authorization: `Bearer ${book.auditor}` };
  while (printing) {
    const answer = await fetch(`${servers.small.url}/v1/batches/${code}/audit.pdf`, { headers });
    if (answer.status !== 200) throw new Error(`audit.pdf: ${answer.status}`);
    await answer.arrayBuffer();
    printed += 1;
  }
})();
const meanwhile = await turns.register();
printing = false;
await printer;
const withPapersMb = servers.small.residentMb();
for (const server of Object.values(servers)) server.stop();
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
${row('Reading a batch, against one row', 'read', 'bareRead', 0.6)}
${row('The public page, against one row', 'page', 'bareRead', 0.6)}
${row(`Registering with ${large} batches, against ${SMALL}`, 'registerLarge', 'register', 0.8)}
${row(`Reading with ${large} batches, against ${SMALL}`, 'readLarge', 'read', 0.8)}
${row(`The page with ${large} batches, against ${SMALL}`, 'pageLarge', 'page', 0.8)}
| 99th percentile of registering while ${printed} audit PDFs are made, against none | ${meanwhile.p99} ms | ${p99} ms | ${(meanwhile.p99 / p99).toFixed(2)} × | ≤ 3 × |
| Resident memory after the rounds; after the PDFs | ${residentMb} MB | ${withPapersMb} MB | | ≤ 300 MB |

${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${rounds} rounds of ${seconds} s, 16 connections.`);
