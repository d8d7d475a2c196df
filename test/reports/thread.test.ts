import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { reportThreads } from '../../src/report-threads.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { harvested, sold } from '../domain/given.ts';
import { codeOf, Scribe } from '../storage/scribe.ts';

it('a thread makes a report from the database file, and tells how far it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tonnam-thread-'));
  const DATABASE_FILE = join(folder, 'tonnam.db');
  const storage = openSqlite(DATABASE_FILE, { durable: false });
  const maker = reportThreads({ DATABASE_FILE }, () => '2026-11-22T03:00:00.000Z');
  onTestFinished(async () => {
    await maker.stop?.();
    await storage.close();
    rmSync(folder, { recursive: true });
  });
  const scribe = new Scribe(() => storage);
  await scribe.write([codeOf(1), harvested(5_000), sold(1)]);
  const subject = {
    municipalityId: 'm1',
    kind: 'municipality' as const,
    names: { th: 'ก', en: 'A' },
    only: [],
    of: [{ by: 'all' as const }],
    from: '2026-11-21',
    to: '2026-11-21',
  };
  const file = join(folder, 'report.csv');
  const told: number[] = [];
  const job = { id: 'r', subject, format: 'csv' } as never;
  await maker.make(job, file, (progress) => told.push(progress));
  expect(readFileSync(file, 'utf8')).toContain('5.000');
  expect(told.at(-1)).toBeGreaterThan(0.5);
  expect(told).toEqual([...told].sort());
  // What goes wrong there is told here.
  await expect(maker.make(job, join(folder, 'no', 'such'), () => {})).rejects.toThrow('ENOENT');
});
