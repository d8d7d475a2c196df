/** What was acknowledged is there after a crash, and nothing is there twice. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { verifyAll } from '../../src/app/verify-all.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { addressWhenReady, startServer } from '../setup/server.ts';
import { townForServers } from '../setup/town-server.ts';

const KILLS_EACH = 10;
const CONNECTIONS = 8;

/** Kills the server in the middle of its writing, again and again; at the end sends all that got no answer. */
async function crashing() {
  const { file, town, harvest } = await townForServers();
  const acknowledged = new Map<string, string>();
  let unanswered: string[] = [];
  let kills = 0;

  async function oneLife(answersBeforeKill: number) {
    const { server, ended, ...started } = startServer({ DATABASE_FILE: file, LOG_LEVEL: 'info' });
    const address = await addressWhenReady(started);
    let answers = 0;
    let dead = answersBeforeKill === 0;
    const send = async (key: string) => {
      const { status, body } = await harvest(address, key);
      if (status === 'lost') return void unanswered.push(key);
      expect([status, body]).toEqual([201, expect.stringContaining('harvest-registered')]);
      // An answer that was given once is given again, word by word.
      expect(body).toBe(acknowledged.get(key) ?? body);
      acknowledged.set(key, body);
      if (++answers === answersBeforeKill) dead = server.kill('SIGKILL');
    };
    const again = [...unanswered, ...[...acknowledged.keys()].slice(-2)];
    unanswered = [];
    await Promise.all(again.map(send));
    const worker = async () => {
      while (!dead) await send(randomUUID());
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, worker));
    if (answersBeforeKill > 0) {
      kills += 1;
      await ended;
    }
  }

  for (let life = 0; life < KILLS_EACH; life++) await oneLife(12 + ((life * 37) % 30));
  await oneLife(0);

  const storage = openSqlite(file);
  const book = await verifyAll(storage);
  const codes = [...acknowledged.values()].map((body) => JSON.parse(body).entries[0].batch);
  const kept = await storage.codesAfter(town.municipalityId, '', 100_000);
  await storage.close();
  return { kills, unanswered, book, codes: codes.sort(), kept };
}

it('keeps every acknowledged harvest, and none twice, over thirty kills', async () => {
  const servers = await Promise.all([crashing(), crashing(), crashing()]);
  expect(servers.reduce((sum, { kills }) => sum + kills, 0)).toBe(30);
  for (const { unanswered, book, codes, kept } of servers) {
    expect(unanswered).toEqual([]);
    expect(kept).toEqual(codes);
    expect(new Set(codes).size).toBe(codes.length);
    expect(book).toEqual({ batches: codes.length, events: codes.length, faulty: [] });
  }
}, 400_000);
