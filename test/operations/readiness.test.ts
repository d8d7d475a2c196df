/** A server that is not ready says why, and becomes ready by itself. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openGate } from '../../src/gate.ts';
import { locked } from '../setup/lock.ts';
import { addressOf, startServer } from '../setup/server.ts';

function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'tonnam-ready-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function readiness(address: string) {
  const answer = await fetch(`${address}/readyz`);
  const { status } = (await answer.json()) as { status: string };
  return `${answer.status} ${status}`;
}
const becomes = (address: string, what: string) =>
  expect.poll(() => readiness(address), { interval: 20 }).toBe(what);

it('says that it is starting, and nothing else, before it is told of anything else', async () => {
  const gate = openGate((language) => ({ code: 'service-unavailable', language }));
  const address = await gate.listen(0, '127.0.0.1');
  expect(await readiness(address)).toBe('503 starting');
  const other = await fetch(`${address}/v1/session`);
  expect([other.status, other.headers.get('retry-after')]).toEqual([503, '2']);
  expect(other.headers.get('content-type')).toContain('application/problem+json');
  const said = async (wanted: string) => {
    const answer = await fetch(`${address}/v1/session`, { headers: { 'accept-language': wanted } });
    return ((await answer.json()) as { language: string }).language;
  };
  expect(await said('en-GB,en;q=0.9,th;q=0.8')).toBe('en');
  for (const thai of ['th', 'th-TH,en;q=0.5', '*', 'eng']) expect(await said(thai)).toBe('th');
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  await gate.close();
});

it('says that its tables are brought up to date, and serves when they are', async () => {
  const DATABASE_FILE = join(newFolder(), 'tonnam.db');
  const release = await locked(DATABASE_FILE);
  const address = await addressOf(startServer({ DATABASE_FILE }));
  await becomes(address, '503 migrating');
  await release();
  await becomes(address, '200 ready');
});

it('says that it is broken, logs why, stays up, and serves when that is mended', async () => {
  const DATABASE_FILE = join(newFolder(), 'tonnam.db');
  writeFileSync(DATABASE_FILE, 'Dear municipality, this is no database.\n'.repeat(200));
  const started = startServer({ DATABASE_FILE });
  const address = await addressOf(started);
  await becomes(address, '503 broken');
  await started.shows(/"level":50.*not serving: .*tonnam\.db: file is not a database/);
  rmSync(DATABASE_FILE);
  await becomes(address, '200 ready');
  expect(started.server.exitCode).toBeNull();
});
