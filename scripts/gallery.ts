/** Every paper on a few contact sheets, from the demo: what the README shows, and what is looked at before a release. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type OverlayOptions } from 'sharp';
import { LABEL_PAPER_NAMES } from '../src/domain/label-papers.ts';
import { MORNING } from './demo/morning.ts';

/** Dots of a thermal printer: labels are shown as it prints them. */
const DPI = 203;
const SHEET_WIDTH = 400;
const PAGE_WIDTH = 560;
const GAP = 14;

/**
 * @param folder where the contact sheets go
 * @param url of a demo
 * @param authorization of somebody who may read all papers
 */
export async function makeGallery(folder: string, url: string, authorization: string) {
  const get = async (path: string) => {
    const answer = await fetch(`${url}${path}`, { headers: { authorization } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  };
  const list = async <T>(path: string) =>
    (JSON.parse((await get(path)).toString()) as { items: T[] }).items;
  const pages = async (path: string, most: number, ...how: string[]) =>
    rendered(await get(path), most, how);
  const wide = (width: number) => ['-scale-to-x', String(width), '-scale-to-y', '-1'];

  const batch = `/v1/batches/${MORNING.kale}`;
  const [roll] = await list<{ id: string }>('/v1/rolls');
  const rolls = LABEL_PAPER_NAMES.filter((name) => !name.startsWith('a4'));
  const sheets = LABEL_PAPER_NAMES.filter((name) => name.startsWith('a4'));
  const labels = [];
  for (const size of rolls) {
    labels.push(...(await pages(`${batch}/label.pdf?size=${size}&copies=1`, 1, '-r', `${DPI}`)));
  }
  const ofRoll = `/v1/rolls/${roll?.id}/labels.pdf`;
  labels.push(...(await pages(`${ofRoll}?size=50x30`, 1, '-r', `${DPI}`)));
  const onSheets = [];
  const codes = Object.values(MORNING).filter((code) => code !== MORNING.cucumber);
  for (const size of sheets) {
    const path = `/v1/labels.pdf?codes=${codes}&size=${size}&start=4&copies=4`;
    onSheets.push(...(await pages(path, 1, ...wide(SHEET_WIDTH))));
  }
  onSheets.push(...(await pages(`${ofRoll}?size=a4-24`, 1, ...wide(SHEET_WIDTH))));
  await contactSheet(join(folder, 'gallery-labels.png'), [labels, onSheets]);

  const deliveries = await list<{
    id: string;
    to: { kind: string };
    lines: { batch: string; missingGrams: number | null }[];
  }>('/v1/deliveries?status=received&limit=200');
  // One of which something was missing, as there is more to see.
  const short = deliveries.find(
    ({ to, lines }) => to.kind === 'kitchen' && lines.some(({ missingGrams }) => missingGrams),
  );
  const delivery = [];
  for (const [paper, most] of [
    ['note', 1],
    ['receipt', 2],
    ['payments', 1],
  ] as const) {
    delivery.push(
      ...(await pages(`/v1/deliveries/${short?.id}/${paper}.pdf`, most, ...wide(PAGE_WIDTH))),
    );
  }
  await contactSheet(join(folder, 'gallery-delivery.png'), [delivery]);

  // The one that went the most ways has the longest story.
  const times = new Map<string, number>();
  for (const { batch: code } of deliveries.flatMap(({ lines }) => lines)) {
    times.set(code, (times.get(code) ?? 0) + 1);
  }
  const [[longest] = []] = [...times].sort(([, a], [, b]) => b - a);
  const audits = [
    ...(await pages(`${batch}/audit.pdf`, 1, ...wide(PAGE_WIDTH))),
    ...(await pages(`/v1/batches/${longest}/audit.pdf`, 2, ...wide(PAGE_WIDTH))),
  ];
  await contactSheet(join(folder, 'gallery-audit.png'), [audits]);

  const reports = [];
  for (const kind of ['municipality', 'network', 'farmer', 'school', 'market'] as const) {
    const [of] = kind === 'municipality' ? [] : await list<{ id: string }>(`/v1/registry/${kind}s`);
    const asked = await fetch(`${url}/v1/reports`, {
      method: 'POST',
      headers: {
        authorization,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify({ kind, ...(of && { id: of.id }), period: 'fiscal_year' }),
    });
    const { id } = (await asked.json()) as { id: string };
    for (let status = ''; status !== 'done'; ) {
      status = JSON.parse((await get(`/v1/reports/${id}`)).toString()).status;
      if (status === 'failed') throw new Error(`the report of a ${kind} failed`);
    }
    reports.push(...(await pages(`/v1/reports/${id}/file`, 1, ...wide(PAGE_WIDTH))));
  }
  await contactSheet(join(folder, 'gallery-reports.png'), [reports]);
}

/** The first pages of a PDF as pictures. @param how large, as pdftoppm takes it */
function rendered(pdf: Buffer, most: number, how: readonly string[]): Buffer[] {
  const scratch = mkdtempSync(join(tmpdir(), 'tonnam-gallery-'));
  try {
    writeFileSync(join(scratch, 'paper.pdf'), pdf);
    execFileSync('pdftoppm', [
      ...['-l', String(most), ...how, '-png'],
      join(scratch, 'paper.pdf'),
      join(scratch, 'page'),
    ]);
    return readdirSync(scratch)
      .filter((name) => name.endsWith('.png'))
      .sort()
      .map((name) => readFileSync(join(scratch, name)));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Pictures in rows on grey, in few colours so that the file is small. */
async function contactSheet(file: string, rows: readonly (readonly Buffer[])[]): Promise<void> {
  const placed: OverlayOptions[] = [];
  let [top, width] = [GAP, 0];
  for (const row of rows) {
    let [left, height] = [GAP, 0];
    for (const input of row) {
      const size = await sharp(input).metadata();
      placed.push({ input, left, top });
      left += size.width + GAP;
      height = Math.max(height, size.height);
    }
    top += height + GAP;
    width = Math.max(width, left);
  }
  await sharp({ create: { width, height: top, channels: 3, background: '#c4cbc7' } })
    .composite(placed)
    .png({ palette: true, colours: 24, compressionLevel: 9, effort: 10 })
    .toFile(file);
}
