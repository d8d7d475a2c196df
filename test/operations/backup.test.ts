/** A backup made while the server writes, put in the place of a database that was lost. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import SqliteDatabase from 'better-sqlite3';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { registerHarvest } from '../../src/app/harvests.ts';
import { openPhotos } from '../../src/photos/index.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { registerHarvestBody } from '../../src/wire/commands.ts';
import { addressWhenReady, startServer } from '../setup/server.ts';
import { commandOf } from '../setup/town.ts';
import { townForServers } from '../setup/town-server.ts';

const execute = promisify(execFile);
const tool = (name: 'backup' | 'restore' | 'verify', DATABASE_FILE: string, ...args: string[]) =>
  execute(process.execPath, [`dist/scripts/${name}.js`, ...args], {
    env: { ...process.env, DATABASE_FILE },
  });

/** All rows of all tables but SQLite's own. */
function rowsOf(file: string): Record<string, unknown[]> {
  const database = new SqliteDatabase(file, { readonly: true });
  const names = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[];
  const all = names.map((name) => [name, database.prepare(`SELECT * FROM ${name}`).all()]);
  database.close();
  return Object.fromEntries(all);
}

it('holds all that was acknowledged before it began, verifies, and restores to the same rows', async () => {
  const { file, folder, token, harvest } = await townForServers();
  const started = startServer({ DATABASE_FILE: file });
  const address = await addressWhenReady(started);
  const batchOf = ({ body }: { body: string }) => JSON.parse(body).entries[0].batch as string;
  const before = await Promise.all(
    Array.from({ length: 40 }, async () => batchOf(await harvest(address))),
  );

  const picture = await sharp({
    create: { width: 9, height: 9, channels: 3, background: '#2b7a3d' },
  })
    .jpeg()
    .toBuffer();
  const sent = await fetch(`${address}/v1/photos`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg' },
    body: new Uint8Array(picture),
  });
  expect(sent.status).toBe(201);
  const photos = join(folder, 'photos');
  const photo = readdirSync(photos, { recursive: true }).map(String).sort();

  const copy = join(folder, 'copy.db');
  let busy = true;
  const writing = (async () => {
    for (let written = 0; ; written++) {
      if (!busy) return written;
      expect(await harvest(address)).toMatchObject({ status: 201 });
    }
  })();
  const { stdout } = await tool('backup', file, '--to', copy);
  busy = false;
  expect(await writing).toBeGreaterThan(0);
  expect(stdout).toMatch(/Copied 100 %.*Verified 100 %.*Verified: \d+ batches.*Backed up/s);
  expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual([
    'copy.db',
    'copy.db.photos',
  ]);
  const kept = rowsOf(copy);
  expect(kept.batches?.map((row) => (row as { code: string }).code)).toEqual(
    expect.arrayContaining(before),
  );
  await expect(tool('backup', file, '--to', copy)).rejects.toThrow(/copy\.db is there already/);

  const force = ['--from', copy, '--force'];
  await expect(tool('restore', file, '--from', copy)).rejects.toThrow(/is there already/);
  await expect(tool('restore', file, ...force)).rejects.toThrow(/in use; stop the server/);
  started.server.kill('SIGTERM');
  await started.ended;
  rmSync(photos, { recursive: true });
  await tool('restore', file, ...force);
  expect((await tool('verify', file)).stdout).toMatch(/Verified: (\d+) batches, \1 events/);
  expect(readdirSync(photos, { recursive: true }).map(String).sort()).toEqual(photo);
  expect(rowsOf(file)).toEqual(kept);
  const name = `${basename(file)}.before-restore-`;
  expect(readdirSync(folder).some((each) => each.startsWith(name))).toBe(true);
  const again = await addressWhenReady(startServer({ DATABASE_FILE: file }));
  expect((await fetch(`${again}/b/${before[0]}`)).status).toBe(200);
});

it('is refused, and nothing is left of it, when the book does not verify', async () => {
  const { file, folder, town } = await townForServers();
  const storage = openSqlite(file, { durable: false });
  const deps = { storage, photos: openPhotos(folder), now: () => new Date().toISOString() };
  const amount = { quantity: 10, unit: 'kg' };
  const harvest = registerHarvestBody.parse({ cropId: town.crops.kale, amount });
  const { body } = await registerHarvest(deps, commandOf(town.networks[0].farmer.account, harvest));
  const code = body.entries[0]!.batch;
  await storage.close();
  const database = new SqliteDatabase(file);
  database.prepare("UPDATE events SET data = replace(data, '10000', '90000')").run();
  database.close();
  const copy = join(folder, 'copy.db');
  await expect(tool('backup', file, '--to', copy)).rejects.toThrow(
    `1 batches do not verify: ${code}`,
  );
  expect(readdirSync(folder).filter((each) => each.startsWith('copy'))).toEqual([]);

  await expect(tool('verify', file)).rejects.toThrow(`1 batches do not verify: ${code}`);
  const elsewhere = join(folder, 'elsewhere.db');
  await expect(tool('restore', elsewhere, '--from', file)).rejects.toThrow(code);
  expect(existsSync(elsewhere)).toBe(false);
  expect(readFileSync(file).length).toBeGreaterThan(0);
});
