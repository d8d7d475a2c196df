/** Servers that are killed in the middle of a write load; what they have answered is kept in mind. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Storage } from '../../src/app/ports.ts';
import { verifyAll } from '../../src/app/verify-all.ts';
import { addressWhenReady, startServer } from '../setup/server.ts';
import type { townWithHarvests } from '../setup/town-server.ts';

type Crashing = Pick<Awaited<ReturnType<typeof townWithHarvests>>, 'town' | 'harvest'> & {
  /** Tells the server which database. */
  environment: Record<string, string>;
  open(): Promise<Storage>;
  /** How often the server is killed, each time with commands under way. */
  kills: number;
  /** Has the database crash and come back, in the middle of each life of the server. */
  crashDatabase?: () => Promise<void>;
};

const CONNECTIONS = 8;

/**
 * Kills again and again, and has the next server get what was left without an answer.
 * @returns how often server and database were killed with commands under way, and how many commands the server
 * had done when it was killed and told nobody, or not done
 */
export async function crashing({ town, harvest, environment, open, ...how }: Crashing) {
  const acknowledged = new Map<string, string>();
  let unanswered: string[] = [];
  let killedAt = '';
  const seen = { kills: 0, crashes: 0, untold: 0, undone: 0 };

  /** @param answers before the server is killed, and as many before that when the database is; null: neither is */
  async function oneLife(answers: number | null) {
    const { server, ended, ...started } = startServer({ ...environment, LOG_LEVEL: 'info' });
    const address = await addressWhenReady(started);
    let left = (answers ?? 0) * (how.crashDatabase ? 2 : 1);
    let refused = 0;
    /** Set when the database goes away, until it is back. */
    let away: Promise<void> | undefined;
    const send = async (key: string) => {
      let outcome = await harvest(address, key);
      while (outcome.status === 503 && away) {
        refused += 1;
        expect(outcome.retryAfter).toBe('2');
        await away;
        outcome = await harvest(address, key);
      }
      const { status, body } = outcome;
      if (status === 'lost') return void unanswered.push(key);
      if (status !== 201) throw new Error(`${status} ${body}\n${started.output()}`);
      expect(body).toContain('harvest-registered');
      // An answer that was given once is given again, word by word.
      expect(body).toBe(acknowledged.get(key) ?? body);
      acknowledged.set(key, body);
      left -= 1;
      if (left === answers) away = how.crashDatabase?.();
      if (left === 0) {
        killedAt = new Date().toISOString();
        server.kill('SIGKILL');
      }
      return JSON.parse(body).recordedAt as string;
    };
    const worker = async () => {
      while (left > 0) await send(randomUUID());
    };

    const known = [...acknowledged.keys()].slice(-2);
    const [again, lastKill] = [unanswered, killedAt];
    unanswered = [];
    const [recordedAt] = await Promise.all([
      Promise.all(again.map(send)),
      Promise.all(known.map(send)),
    ]);
    for (const at of recordedAt) if (at) seen[at <= lastKill ? 'untold' : 'undone'] += 1;
    await Promise.all(Array.from({ length: CONNECTIONS }, worker));
    await away;
    if (refused > 0) seen.crashes += 1;
    if (answers === null) return;
    await ended;
    if (unanswered.length > 0) seen.kills += 1;
  }

  const { kills, crashDatabase } = how;
  for (let life = 0; Math.min(seen.kills, crashDatabase ? seen.crashes : kills) < kills; life++) {
    await oneLife(5 + ((life * 7) % 16));
  }
  await oneLife(null);

  const storage = await open();
  const book = await verifyAll(storage);
  const codes = [...acknowledged.values()].map((body) => JSON.parse(body).entries[0].batch).sort();
  const kept = await storage.codesAfter(town.municipalityId, '', 100_000);
  await storage.close();
  expect(unanswered).toEqual([]);
  expect(kept).toEqual(codes);
  expect(new Set(codes).size).toBe(codes.length);
  expect(book).toEqual({ batches: codes.length, events: codes.length, faulty: [] });
  return seen;
}
