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
  /** Shell that starts something else than the server. */
  program?: string;
  /** How often the server is killed. */
  kills: number;
  /** Has the database crash and come back, in the middle of each of the server's lives but the first. */
  crashDatabase?: () => Promise<void>;
};

const CONNECTIONS = 8;

/** Kills again and again; at the end sends all that got no answer. */
export async function crashing({ town, harvest, environment, open, ...how }: Crashing) {
  const acknowledged = new Map<string, string>();
  let unanswered: string[] = [];
  const kills = { server: 0, database: 0 };

  async function oneLife(answersBeforeKill: number, answersBeforeCrash: number | null) {
    const { server, ended, ...started } = startServer(
      { ...environment, LOG_LEVEL: 'info' },
      how.program,
    );
    const address = await addressWhenReady(started);
    let answers = 0;
    let dead = answersBeforeKill === 0;
    /** Set while the database is away. */
    let away: Promise<void> | undefined;
    const send = async (key: string) => {
      let outcome = await harvest(address, key);
      while (outcome.status === 503 && away) {
        expect(outcome.retryAfter).toBe('2');
        await away;
        outcome = await harvest(address, key);
      }
      const { status, body } = outcome;
      if (status === 'lost') return void unanswered.push(key);
      expect([status, body]).toEqual([201, expect.stringContaining('harvest-registered')]);
      // An answer that was given once is given again, word by word.
      expect(body).toBe(acknowledged.get(key) ?? body);
      acknowledged.set(key, body);
      answers += 1;
      if (answers === answersBeforeCrash) {
        kills.database += 1;
        away = how.crashDatabase?.();
      }
      if (answers === answersBeforeKill) dead = server.kill('SIGKILL');
    };
    const again = [...unanswered, ...[...acknowledged.keys()].slice(-2)];
    unanswered = [];
    await Promise.all(again.map(send));
    const worker = async () => {
      while (!dead) await send(randomUUID());
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, worker));
    await away;
    if (answersBeforeKill > 0) {
      kills.server += 1;
      await ended;
    }
  }

  for (let life = 0; life < how.kills; life++) {
    const answers = 12 + ((life * 37) % 30);
    if (how.crashDatabase && life > 0) await oneLife(2 * answers, answers);
    else await oneLife(answers, null);
  }
  await oneLife(0, null);

  const storage = await open();
  const book = await verifyAll(storage);
  const codes = [...acknowledged.values()].map((body) => JSON.parse(body).entries[0].batch).sort();
  const kept = await storage.codesAfter(town.municipalityId, '', 100_000);
  await storage.close();
  expect(unanswered).toEqual([]);
  expect(kept).toEqual(codes);
  expect(new Set(codes).size).toBe(codes.length);
  expect(book).toEqual({ batches: codes.length, events: codes.length, faulty: [] });
  return kills;
}
