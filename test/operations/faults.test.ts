/** What clients and the log see when disk, file or lock are at fault while the server runs. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { verifyAll } from '../../src/app/verify-all.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { damagePageOf } from '../setup/damage.ts';
import { locked } from '../setup/lock.ts';
import { addressWhenReady, startServer } from '../setup/server.ts';
import { townForServers } from '../setup/town-server.ts';

const unavailable = {
  status: 503,
  retryAfter: '2',
  body: expect.stringContaining('service-unavailable'),
};

async function bookIn(file: string) {
  const storage = openSqlite(file);
  const book = await verifyAll(storage);
  await storage.close();
  return book;
}

it('a full disk: 503 and a log line, reads go on, and the same commands are taken when there is room', async () => {
  const { file, harvest } = await townForServers();
  // No file grows past 1200 KiB, the write-ahead log neither.
  const started = startServer({ DATABASE_FILE: file }, 'ulimit -S -f 1200; exec "$@"');
  const address = await addressWhenReady(started);
  let taken = 0;
  const keys: string[] = [];
  while (keys.length === 0) {
    const wave = Array.from({ length: 16 }, () => randomUUID());
    const outcomes = await Promise.all(wave.map((key) => harvest(address, key)));
    outcomes.forEach((outcome, index) => {
      if (outcome.status === 201) taken += 1;
      else {
        expect(outcome).toEqual(unavailable);
        keys.push(wave[index]!);
      }
    });
  }
  await started.shows(/"level":50.*SQLITE_(FULL|IOERR)/);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  expect((await fetch(`${address}/b/7K3M9QX2V2`)).status).toBe(404);

  execFileSync('prlimit', ['--pid', String(started.server.pid), '--fsize=unlimited']);
  for (const key of keys) expect(await harvest(address, key)).toMatchObject({ status: 201 });
  started.server.kill('SIGTERM');
  expect(await started.ended).toBe(0);
  const count = taken + keys.length;
  expect(await bookIn(file)).toEqual({ batches: count, events: count, faulty: [] });
});

it('a file that another program keeps locked: 503 and a log line, then the same command is taken', async () => {
  const { file, harvest } = await townForServers();
  const started = startServer({ DATABASE_FILE: file });
  const address = await addressWhenReady(started);
  const release = await locked(file);
  const key = randomUUID();
  expect(await harvest(address, key)).toEqual(unavailable);
  await started.shows(/"level":50.*SQLITE_BUSY/);
  await release();
  expect(await harvest(address, key)).toMatchObject({ status: 201 });
  expect(started.server.exitCode).toBeNull();
});

it('a damaged page: 503 and a log line for what stands on it, the rest is served', async () => {
  const { file, harvest, token, town } = await townForServers();
  damagePageOf('batches', file);
  const started = startServer({ DATABASE_FILE: file });
  const address = await addressWhenReady(started);
  for (const _ of [1, 2]) expect(await harvest(address)).toEqual(unavailable);
  await started.shows(/"level":50.*SQLITE_CORRUPT/);
  const crop = await fetch(`${address}/v1/registry/crops/${town.crops.kale}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(crop.status).toBe(200);
  expect(started.server.exitCode).toBeNull();
});
