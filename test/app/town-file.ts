/** A town in a database file, for use-cases without a web server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll } from 'vitest';
import type { PhotoDeps } from '../../src/app/command.ts';
import type { Storage } from '../../src/app/ports.ts';
import { openPhotos } from '../../src/photos/index.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { buildTown } from '../setup/town.ts';

/** Eight in the morning in Chiang Rai. */
const MORNING = Date.parse('2026-11-21T01:00:00.000Z');

export async function townInFile() {
  const folder = mkdtempSync(join(tmpdir(), 'tonnam-app-'));
  const file = join(folder, 'tonnam.db');
  const storage = openSqlite(file, { durable: false });
  // Another server on the same database.
  const rival = openSqlite(file, { durable: false });
  const raw = new SqliteDatabase(file);
  const clock = { now: MORNING };
  const photos = openPhotos(join(folder, 'photos'));
  const now = () => new Date(clock.now).toISOString();
  const deps: PhotoDeps = { storage, photos, now };
  afterAll(async () => {
    for (const each of [storage, rival, raw]) await each.close();
    rmSync(folder, { recursive: true });
  });
  return {
    file,
    folder,
    raw,
    clock,
    deps,
    rival: { storage: rival, photos, now },
    town: await buildTown(deps),
  };
}

type Calls = { [K in keyof Storage]: Storage[K] };

/** The same storage, but between the first answer to this call and what is done with it, something happens. */
export function meanwhile(storage: Storage, call: keyof Calls, event: () => Promise<unknown>) {
  let happened = false;
  const ask = storage[call] as (...args: unknown[]) => Promise<unknown>;
  return {
    ...storage,
    [call]: async (...args: unknown[]) => {
      const answer = await ask(...args);
      if (!happened) {
        happened = true;
        await event();
      }
      return answer;
    },
  } as Storage;
}
