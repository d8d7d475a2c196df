import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Storage } from '../../src/app/ports.ts';
import { digestOf, newToken } from '../../src/auth/secrets.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { buildTown } from './town.ts';

/** What a command got: a status, or `lost` where the connection broke before there was an answer. */
export type Outcome = { status: number | 'lost'; retryAfter: string | null; body: string };

/** A database file with a town in it, for servers of their own, and harvests to send to them. */
export async function townForServers() {
  const folder = mkdtempSync(join(tmpdir(), 'tonnam-server-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'tonnam.db');
  const storage = openSqlite(file, { durable: false });
  const town = await townWithHarvests(storage);
  await storage.close();
  return { file, folder, ...town };
}

/** A town in a database, and harvests of its first farmer to send to servers of it. */
export async function townWithHarvests(storage: Storage) {
  const now = () => new Date().toISOString();
  const town = await buildTown({ storage, now });
  const token = newToken();
  const { account } = town.networks[0].farmer;
  await storage.openSession({
    tokenHash: digestOf(token),
    municipalityId: town.municipalityId,
    userId: account.userId,
    kind: 'pin',
    at: now(),
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  });

  const body = JSON.stringify({
    cropId: town.crops.kale,
    amount: { quantity: 10, unit: 'kg' },
    confirmed: ['near-duplicate'],
  });
  async function harvest(address: string, key: string = randomUUID()): Promise<Outcome> {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    };
    try {
      const answer = await fetch(`${address}/v1/batches`, { method: 'POST', headers, body });
      const retryAfter = answer.headers.get('retry-after');
      return { status: answer.status, retryAfter, body: await answer.text() };
    } catch {
      return { status: 'lost', retryAfter: null, body: '' };
    }
  }
  return { town, token, harvest };
}
