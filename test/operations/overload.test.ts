/** Ten times what the server can do: some are told at once to come again, the rest is right. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { verifyAll } from '../../src/app/verify-all.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { addressWhenReady, startServer } from '../setup/server.ts';
import { townForServers } from '../setup/town-server.ts';

const LIMIT = 16;

it('turns some away, does the rest right, and is its old self at once', async () => {
  const { file, harvest } = await townForServers();
  const started = startServer({ DATABASE_FILE: file, MAX_IN_FLIGHT: String(LIMIT) });
  const address = await addressWhenReady(started);
  await harvest(address);

  const wave = () => Promise.all(Array.from({ length: 10 * LIMIT }, () => harvest(address)));
  const outcomes = [...(await wave()), ...(await wave())];
  const taken = outcomes.filter(({ status }) => status === 201).length;
  const turnedAway = outcomes.filter(({ status }) => status === 503);
  expect(taken + turnedAway.length).toBe(20 * LIMIT);
  expect(taken).toBeGreaterThanOrEqual(LIMIT);
  expect(turnedAway.length).toBeGreaterThan(0);
  for (const { retryAfter, body } of turnedAway) {
    expect([retryAfter, JSON.parse(body).code]).toEqual(['2', 'service-unavailable']);
  }
  expect((await fetch(`${address}/readyz`)).status).toBe(200);

  // At once, and not after five seconds: all that was waiting has been answered.
  const after = await Promise.all(Array.from({ length: LIMIT / 2 }, () => harvest(address)));
  expect(after.map(({ status }) => status)).toEqual(after.map(() => 201));
  const resident = /VmRSS:\s+(\d+)/.exec(
    readFileSync(`/proc/${started.server.pid}/status`, 'utf8'),
  );
  expect(Number(resident?.[1])).toBeLessThan(300 * 1024);
  started.server.kill('SIGTERM');
  expect(await started.ended).toBe(0);
  const storage = openSqlite(file);
  const book = await verifyAll(storage);
  await storage.close();
  expect(book.faulty).toEqual([]);
  expect(book.batches).toBeGreaterThanOrEqual(1 + taken + after.length);
});
