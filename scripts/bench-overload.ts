/**
 * npm run bench:overload [-- --seconds 30]: ten times as many connections as requests may be in flight, each with the
 * next harvest as soon as it is told of the last; meanwhile somebody else tries ten times a second.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { verifyAll } from '../src/app/verify-all.ts';
import { readConfig } from '../src/config.ts';
import { openSqlite } from '../src/storage/sqlite/open.ts';
import { makeBook } from './bench/book.ts';
import { load } from './bench/load.ts';
import { serveProduct } from './bench/processes.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '30' } } });
const seconds = Number(values.seconds);
const CONNECTIONS = 10 * readConfig({}).MAX_IN_FLIGHT;

const folder = mkdtempSync(join(tmpdir(), 'tonnam-bench-'));
const file = join(folder, 'tonnam.db');
const unsafe = openSqlite(file, { durable: false });
const { harvests, token } = await makeBook(unsafe);
await unsafe.close();

const server = await serveProduct({ DATABASE_FILE: file });
const url = `${server.url}/v1/batches`;
const asked = {
  urls: [url],
  method: 'POST' as const,
  token,
  // So many at once that some are alike and of the same moment.
  bodies: harvests.map((harvest) =>
    JSON.stringify({ ...JSON.parse(harvest), confirmed: ['near-duplicate', 'unusual-amount'] }),
  ),
};

type Try = { status: number; ms: number };
async function tryOnce(): Promise<Try> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  };
  const begun = performance.now();
  const answer = await fetch(url, { method: 'POST', headers, body: harvests[0]! });
  await answer.arrayBuffer();
  return { status: answer.status, ms: performance.now() - begun };
}

const before = await load({ ...asked, connections: 16, seconds: 5 });
let loading = true;
const tries: Try[] = [];
const someone = (async () => {
  while (loading) {
    tries.push(await tryOnce());
    await wait(100);
  }
})();
const overload = await load({ ...asked, connections: CONNECTIONS, seconds });
loading = false;
const ended = performance.now();
await someone;
let first = await tryOnce();
while (first.status !== 201) first = await tryOnce();
const normalAfter = (performance.now() - ended) / 1000;
const after = await load({ ...asked, connections: 16, seconds: 5 });
const [mostMb, endMb] = [server.residentMb('VmHWM'), server.residentMb()];
server.stop();

const storage = openSqlite(file);
const verified = await verifyAll(storage);
await storage.close();
rmSync(folder, { recursive: true });

const told = (status: number) =>
  tries
    .filter((one) => one.status === status)
    .map(({ ms }) => Math.round(ms))
    .sort((a, b) => a - b);
const span = (times: number[]) =>
  times.length === 0 ? 'none' : `${times[times.length >> 1]} ms, at most ${times.at(-1)} ms`;
const rate = (count: number, over: number) => `${Math.round(count / over)}/s`;
const acknowledged = before.taken + overload.taken + after.taken;
console.log(`| What | Measured |
| --- | --- |
| Harvests taken before, with 16 connections | ${rate(before.taken, 5)} |
| Taken meanwhile, with ${CONNECTIONS} | ${rate(overload.taken, seconds)} |
| Told to come again (503) | ${rate(overload.turnedAway, seconds)} |
| Other answers | ${before.wrong + overload.wrong + after.wrong} |
| No answer within ten seconds | ${before.unanswered + overload.unanswered + after.unanswered} |
| Somebody else who tries meanwhile: told to come again within | ${span(told(503))} |
| and taken within | ${span(told(201))} |
| Taken again after the end | ${normalAfter.toFixed(2)} s |
| Taken then, with 16 connections | ${rate(after.taken, 5)} |
| Resident memory: most, and at the end | ${mostMb} MB, ${endMb} MB |
| Batches in the book, of ${acknowledged} acknowledged; that do not verify | ${verified.batches}; ${verified.faulty.length} |

${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${seconds} s.`);
