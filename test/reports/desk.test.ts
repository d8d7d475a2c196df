import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ReportJob } from '../../src/app/ports.ts';
import { openReports, type ReportDesk, type ReportMaker } from '../../src/reports/index.ts';

let folder: string;
const open: ReportDesk[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tonnam-desk-'));
});
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close();
  rmSync(folder, { recursive: true });
});

function openDesk(make: ReportMaker['make'], now?: () => number, stop?: () => Promise<void>) {
  const desk = openReports(folder, { make, ...(stop && { stop }) }, { ...(now && { now }) });
  open.push(desk);
  return desk;
}
const job = (change: Partial<ReportJob> = {}): ReportJob => ({
  id: randomUUID(),
  fingerprint: 'f',
  userId: 'u1',
  subject: {
    municipalityId: 'm1',
    kind: 'municipality',
    names: { th: 'ก', en: 'A' },
    only: [],
    of: [{ by: 'all' }],
    from: '2026-10-01',
    to: '2027-09-30',
  },
  format: 'csv',
  status: 'waiting',
  progress: 0,
  askedAt: new Date().toISOString(),
  doneAt: null,
  bytes: null,
  attempts: 0,
  ...change,
});
const writes: ReportMaker['make'] = async ({ id }, file) => writeFileSync(file, `report ${id}`);
async function contentOf(desk: ReportDesk, id: string) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await desk.read('m1', id)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** A maker that stands still in the middle until it is let go. */
function halfway() {
  let reached = () => {};
  let go: (error?: Error) => void = () => {};
  const half = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const released = new Promise<void>((resolve, reject) => {
    go = (error) => (error ? reject(error) : resolve());
  });
  const make: ReportMaker['make'] = async (_, file, progress) => {
    writeFileSync(file, 'half of a');
    progress(0.5);
    reached();
    await released;
    writeFileSync(file, 'whole');
  };
  return { make, half, go: (error?: Error) => go(error) };
}

it('makes what it is asked for, one after the other, and tells how far each is', async () => {
  const { make, half, go } = halfway();
  const desk = openDesk(make);
  const [first, second] = [job(), job()];
  await desk.add(first);
  await desk.add(second);
  await half;
  await expect
    .poll(() => desk.find('m1', first.id))
    .toMatchObject({ status: 'making', progress: 0.5 });
  expect(await desk.find('m1', second.id)).toMatchObject({ status: 'waiting', progress: 0 });
  await expect(desk.read('m1', first.id)).rejects.toThrow('reports');
  go();
  await desk.idle();
  expect(await desk.find('m1', first.id)).toMatchObject({ status: 'done', progress: 1, bytes: 5 });
  expect(await desk.find('m1', second.id)).toMatchObject({ status: 'done' });
  expect(await contentOf(desk, second.id)).toBe('whole');
  expect((await desk.list('m1', 'u1')).length).toBe(2);
  expect(await desk.list('m1', 'u2')).toEqual([]);
  expect(await desk.find('m2', first.id)).toBeNull();
});

it('begins again after a restart what was not done, and keeps what was', async () => {
  const done = job();
  const before = openDesk(writes);
  await before.add(done);
  await before.idle();
  await before.close();

  const { make, half, go } = halfway();
  const broken = openDesk(make, undefined, async () => go(new Error('stopped')));
  const [cut, waiting] = [job(), job()];
  await broken.add(cut);
  await broken.add(waiting);
  await half;
  await broken.close();
  expect(await broken.find('m1', cut.id)).toMatchObject({ status: 'waiting', attempts: 0 });

  const after = openDesk(writes);
  await after.idle();
  for (const { id } of [done, cut, waiting]) {
    expect(await after.find('m1', id)).toMatchObject({ status: 'done' });
    expect(await contentOf(after, id)).toBe(`report ${id}`);
  }
});

it('begins again what a server that was killed has left, three times at the most', async () => {
  const { id } = job();
  const dead = { host: (await import('node:os')).hostname(), pid: 2 ** 22 + 1, desk: 'gone' };
  const left = { ...job({ id, status: 'making', progress: 0.7, attempts: 1 }), owner: dead };
  const seed = openDesk(writes);
  await seed.add(job({ id, status: 'done' }));
  await seed.idle();
  await seed.close();
  const file = join(folder, 'm1', id, 'job.json');
  writeFileSync(file, JSON.stringify({ ...left, aliveAt: Date.now() }));
  const desk = openDesk(writes);
  await desk.idle();
  expect(await desk.find('m1', id)).toMatchObject({ status: 'done', attempts: 2 });

  writeFileSync(file, JSON.stringify({ ...left, attempts: 3, aliveAt: Date.now() }));
  const later = openDesk(writes);
  await later.idle();
  expect(await later.find('m1', id)).toMatchObject({ status: 'failed' });
});

it('gives up what fails three times, and says why each time', async () => {
  const failures: unknown[] = [];
  const desk = openReports(
    folder,
    { make: async () => Promise.reject(new Error('disk full')) },
    { failed: (error) => failures.push(error) },
  );
  open.push(desk);
  const asked = job();
  await desk.add(asked);
  await desk.idle();
  expect(await desk.find('m1', asked.id)).toMatchObject({ status: 'failed', bytes: null });
  expect(failures).toHaveLength(3);
  expect(existsSync(join(folder, 'm1', asked.id, 'report'))).toBe(false);
});

it('is made once, by one of two servers that both find it', async () => {
  const { make, half, go } = halfway();
  const ended = openDesk(make, undefined, async () => go(new Error('stopped')));
  const jobs = Array.from({ length: 8 }, () => job());
  for (const each of jobs) await ended.add(each);
  await half;
  await ended.close();

  const made: string[] = [];
  const counting: ReportMaker['make'] = async (each, file, progress) => {
    made.push(each.id);
    return writes(each, file, progress);
  };
  const [one, other] = [openDesk(counting), openDesk(counting)];
  await Promise.all([one.idle(), other.idle()]);
  expect(made.sort()).toEqual(jobs.map(({ id }) => id).sort());
});

it('throws a report away after seven days', async () => {
  const week = 7 * 24 * 3_600_000;
  const desk = openDesk(writes);
  const old = job({ askedAt: new Date(Date.now() - week - 1000).toISOString() });
  const kept = job({ askedAt: new Date(Date.now() - week + 60_000).toISOString() });
  for (const each of [old, kept]) await desk.add(each);
  await desk.idle();
  expect(readFileSync(join(folder, 'm1', old.id, 'report'), 'utf8')).toContain(old.id);
  const next = openDesk(writes);
  await next.idle();
  expect(await next.find('m1', old.id)).toBeNull();
  expect(existsSync(join(folder, 'm1', old.id))).toBe(false);
  expect(await next.find('m1', kept.id)).toMatchObject({ status: 'done' });
});
