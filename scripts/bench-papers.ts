/**
 * npm run bench:papers [-- --batches 100000 --seconds 5 --rounds 5]: how fast papers are made, each held against the
 * plain libraries in the same run; and what reports of a year cost the server that makes them.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import PDFDocument from 'pdfkit';
import { create } from 'qrcode';
import { render } from '../src/documents/render.ts';
import type { LabelView } from '../src/documents/views.ts';
import { makeBatchCode } from '../src/domain/batch-code.ts';
import { openSqlite } from '../src/storage/sqlite/open.ts';
import { pdfText } from '../test/documents/tools.ts';
import { audit, label } from '../test/documents/views.ts';
import { makeBook } from './bench/book.ts';
import { load } from './bench/load.ts';
import { serveProduct } from './bench/processes.ts';
import { fillYear } from './bench/story.ts';

const { values } = parseArgs({
  options: {
    batches: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '5' },
  },
});
const [batches, seconds, rounds] = [values.batches, values.seconds, values.rounds].map(Number) as [
  number,
  number,
  number,
];
const say = (line: string) => console.error(`• ${line}`);
const LABELS = 1000;
/** As many as one paper may have. */
const AT_ONCE = 500;
const CONNECTIONS = 16;

async function bytesOf(doc: InstanceType<typeof PDFDocument>): Promise<number> {
  let bytes = 0;
  doc.on('data', (chunk: Uint8Array) => {
    bytes += chunk.length;
  });
  const ended = new Promise((resolve) => doc.on('end', resolve));
  doc.end();
  await ended;
  return bytes;
}

/** Milliseconds that each of these takes: the middle of so many turns, taken one after the other. */
async function timed(turns: number, ...works: (() => Promise<unknown>)[]): Promise<number[]> {
  const times: number[][] = works.map(() => []);
  for (let turn = 0; turn < 2 * turns; turn++) {
    for (const [index, work] of works.entries()) {
      const begun = performance.now();
      await work();
      // The first half is for the compiler.
      if (turn >= turns) times[index]!.push(performance.now() - begun);
    }
  }
  return times.map((each) => each.sort((a, b) => a - b)[Math.floor(each.length / 2)]!);
}

let batchesSoFar = 0;
/** Another batch each time, as a municipality prints them: nothing is known of it from the one before. */
function auditJob() {
  batchesSoFar += 1;
  const code = makeBatchCode(
    Uint8Array.from({ length: 9 }, (_, n) => (batchesSoFar * 7 + n) % 256),
  );
  const hash = batchesSoFar.toString(16).padStart(4, '0').repeat(16);
  const later = (at: string) => new Date(Date.parse(at) + batchesSoFar * 61_000).toISOString();
  const timeline = audit.timeline.map((event) => ({
    ...event,
    at: later(event.at),
    ...(event.grams && { grams: event.grams + batchesSoFar }),
  }));
  const view = {
    ...audit,
    example: false,
    code,
    farmer: `${audit.farmer}${batchesSoFar}`,
    asOf: later(audit.asOf),
    chain: { ...audit.chain, lastHash: hash },
    timeline,
  };
  return { kind: 'audit', view } as const;
}

say('Audit reports and labels …');
const lines = (await pdfText(await render(auditJob()), '-layout')).join('\n').split('\n');
const latin = lines.map((line) =>
  'Tonnam follows every kilogram. '.repeat(9).slice(0, line.trim().length),
);
async function barePdf() {
  const doc = new PDFDocument({ size: 'A4' });
  doc.fontSize(8);
  for (const line of latin) doc.text(line, { lineBreak: false }).moveDown(0.2);
  return bytesOf(doc);
}
const codes = Array.from({ length: LABELS }, (_, n) =>
  makeBatchCode(Uint8Array.from({ length: 9 }, (__, index) => (n * 7 + index * 31) % 256)),
);
const views = codes.map(
  (code): LabelView => ({ ...label, code, url: `https://tonnam.example.go.th/b/${code}` }),
);
const parts = Array.from({ length: LABELS / AT_ONCE }, (_, n) =>
  views.slice(n * AT_ONCE, (n + 1) * AT_ONCE),
);
const ourLabels = async () => {
  for (const part of parts) await render({ kind: 'label-pdf', views: part, options: {} });
};
async function bareLabels() {
  for (const part of parts) {
    const doc = new PDFDocument({ autoFirstPage: false });
    for (const { url, code } of part) {
      doc.addPage({ size: [198, 105], margin: 4 });
      const { modules } = create(url, { errorCorrectionLevel: 'Q' });
      for (let row = 0; row < modules.size; row++) {
        for (let column = 0; column < modules.size; column++) {
          if (modules.get(row, column)) doc.rect(8 + column * 2.4, 8 + row * 2.4, 2.4, 2.4);
        }
      }
      doc.fill('#000').fontSize(9).text(code, 110, 80, { lineBreak: false });
    }
    await bytesOf(doc);
  }
}
const [auditMs, bareMs] = await timed(rounds * 10, () => render(auditJob()), barePdf);
const [labelsMs, bareLabelsMs] = await timed(rounds, ourLabels, bareLabels);

const folder = mkdtempSync(join(tmpdir(), 'tonnam-bench-papers-'));
const file = join(folder, 'year.db');
say(`Filling a year of ${batches} batches …`);
const storage = openSqlite(file, { durable: false });
const book = await makeBook(storage);
await fillYear(storage, book.world, batches, say);
await storage.close();

const server = await serveProduct({ DATABASE_FILE: file });
const headers = { authorization: `Bearer ${book.auditor}`, 'content-type': 'application/json' };
async function report(format: 'pdf' | 'csv' | 'xlsx') {
  const begun = performance.now();
  const to = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const from = new Date(Date.now() - 365 * 86_400_000).toISOString().slice(0, 10);
  const asked = await fetch(`${server.url}/v1/reports`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': randomUUID() },
    body: JSON.stringify({ kind: 'municipality', from, to, format }),
  });
  const { id } = (await asked.json()) as { id: string };
  for (;;) {
    const answer = await fetch(`${server.url}/v1/reports/${id}`, { headers });
    const job = (await answer.json()) as { status: string; progress: number; bytes: number };
    if (job.status === 'done')
      return { seconds: (performance.now() - begun) / 1000, bytes: job.bytes };
    if (job.status === 'failed') throw new Error(`the report failed at ${job.progress}%`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
const register = () =>
  load({
    urls: [`${server.url}/v1/batches`],
    method: 'POST',
    token: book.token,
    bodies: book.harvests,
    connections: CONNECTIONS,
    seconds,
  });

say('A report of the year in each form …');
await register();
const idleMb = server.residentMb();
let peakMb = 0;
const watching = setInterval(() => {
  peakMb = Math.max(peakMb, server.residentMb());
}, 20);
const forms = [];
for (const format of ['pdf', 'xlsx', 'csv'] as const) {
  peakMb = 0;
  const { seconds: took, bytes } = await report(format);
  forms.push({ format, took, megabytes: bytes / 1e6, peakMb });
}
clearInterval(watching);

say('Registering, alone and while reports are made …');
const quiet: number[] = [];
const busy: number[] = [];
let made = 0;
for (let round = 1; round <= 3; round++) {
  quiet.push((await register()).p99);
  let going = true;
  const making = (async () => {
    while (going) {
      await report('pdf');
      made += 1;
    }
  })();
  busy.push((await register()).p99);
  going = false;
  await making;
}
const middle = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
const [quietP99, busyP99] = [middle(quiet), middle(busy)];
server.stop();
rmSync(folder, { recursive: true });

const ms = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
const ratio = (one: number, other: number) => `${(one / other).toFixed(2)} ×`;
const most = Math.max(...forms.map((form) => form.peakMb));
console.log(`| What | Tonnam | Held against | Ratio | Target |
| --- | --- | --- | --- | --- |
| Audit report of a batch, against pdfkit writing as much Latin text | ${ms(auditMs!)} | ${ms(bareMs!)} | ${ratio(auditMs!, bareMs!)} | ≤ 3 × |
| ${LABELS} labels, against qrcode and pdfkit drawing the same codes | ${ms(labelsMs!)} | ${ms(bareLabelsMs!)} | ${ratio(labelsMs!, bareLabelsMs!)} | ≤ 1.5 × |
| Resident memory while the year of ${batches} batches is reported, against idle | ${most} MB | ${idleMb} MB | + ${most - idleMb} MB | ≤ + 250 MB |
| 99th percentile of registering while ${made} such reports are made, against none | ${busyP99.toFixed(0)} ms | ${quietP99.toFixed(0)} ms | ${ratio(busyP99, quietP99)} | ≤ 3 × |

${forms.map(({ format, took, megabytes, peakMb: peak }) => `${format}: ${took.toFixed(1)} s, ${megabytes.toFixed(1)} MB, ${peak} MB resident at the most`).join('; ')}.

${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${rounds} rounds.`);
