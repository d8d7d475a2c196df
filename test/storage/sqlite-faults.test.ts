/** What happens to the SQLite engine when the file, the disk or another program is at fault. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StorageDamaged, StorageUnavailable } from '../../src/app/ports.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { harvested, held, sold } from '../domain/given.ts';
import { damagePageOf } from '../setup/damage.ts';
import { locked } from '../setup/lock.ts';
import { FIRST } from './pages.ts';
import { created, officerOf } from './registry.ts';
import { codeOf, commandOf, Scribe } from './scribe.ts';
import { sqliteFile } from './sqlite-file.ts';

const [ONE, TWO] = [codeOf(1), codeOf(2)] as const;

/** As a user whom file permissions hold; the tests may run as one whom they do not. */
function unprivileged<T>(work: () => T): T {
  const { seteuid, geteuid } = process;
  if (geteuid?.() !== 0 || !seteuid) return work();
  seteuid(65_534);
  try {
    return work();
  } finally {
    seteuid(0);
  }
}

describe('a file that cannot be used', () => {
  it('is named, with what is wrong with it', () => {
    const { folder } = sqliteFile();
    const file = join(folder, 'letter.txt');
    const text = 'Dear municipality, this is no database.\n'.repeat(200);
    writeFileSync(file, text);
    const open = () => openSqlite(file);
    expect(open).toThrow(StorageUnavailable);
    expect(open).toThrow(/letter\.txt: file is not a database/);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(() => openSqlite(join(file, 'below', 'a.db'))).toThrow(StorageUnavailable);
    expect(() => openSqlite(folder)).toThrow(StorageUnavailable);
  });

  it('is made, with its folder, where there is none', async () => {
    const { folder } = sqliteFile();
    const storage = openSqlite(join(folder, 'new', 'deep', 'tonnam.db'));
    await expect(storage.ping()).resolves.toBeUndefined();
    await storage.close();
  });

  it('is refused at the start when it is read-only, and used when it no longer is', async () => {
    const { folder, file, open } = sqliteFile();
    await new Scribe(() => open()).write([ONE, harvested(1)]);
    await open().close();
    chmodSync(folder, 0o555);
    chmodSync(file, 0o444);
    expect(() => unprivileged(() => openSqlite(file))).toThrow(StorageUnavailable);
    chmodSync(folder, 0o755);
    chmodSync(file, 0o644);
    expect((await open().batch('m1', ONE))?.batch.version).toBe(1);
  });

  it('is refused when a newer version of the program has changed it', async () => {
    const { open, tamper, file } = sqliteFile();
    await open().close();
    tamper("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 1)");
    expect(() => openSqlite(file)).toThrow(StorageUnavailable);
    expect(() => openSqlite(file)).toThrow(/newer version of the program/);
    tamper("DELETE FROM __drizzle_migrations WHERE hash = 'later'");
    await expect(open().ping()).resolves.toBeUndefined();
  });

  it('is set up once by servers that start together', async () => {
    const { file, raw } = sqliteFile();
    mkdirSync(dirname(file), { recursive: true });
    const module = new URL('../../src/storage/sqlite/open.ts', import.meta.url).href;
    const program = `import { openSqlite } from ${JSON.stringify(module)};
      await openSqlite(${JSON.stringify(file)}).close();`;
    const servers = [1, 2, 3].map(async () => {
      const args = ['--import', 'tsx', '--input-type=module', '-e', program];
      const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
      return code;
    });
    expect(await Promise.all(servers)).toEqual([0, 0, 0]);
    const migrations = raw().prepare('SELECT hash FROM __drizzle_migrations').pluck().all();
    expect(new Set(migrations).size).toBe(migrations.length);
  });
});

describe('a file that another program has locked for too long', () => {
  it('is unavailable for writing, and takes the same command when the lock is gone', async () => {
    const { open, file } = sqliteFile();
    const storage = open({ busyMs: 20 });
    const scribe = new Scribe(() => storage);
    await scribe.write([ONE, harvested(1)]);
    const release = await locked(file);

    const [first, second] = [scribe.draft([ONE, held()]), scribe.draft([TWO, harvested(1)])];
    const results = await Promise.allSettled([scribe.hand(first), scribe.hand(second)]);
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StorageUnavailable) });
    }
    // Readers are not held up, and see nothing half done.
    expect((await storage.batch('m1', ONE))?.batch.version).toBe(1);
    expect(() => openSqlite(file, { busyMs: 20 })).toThrow(/locked/);

    await release();
    expect(await scribe.hand(first)).toEqual({ kind: 'appended' });
    expect(await scribe.hand(second)).toEqual({ kind: 'appended' });
    expect(await storage.events('m1', ONE)).toHaveLength(2);
  });

  it('is waited for when the lock is short', async () => {
    const { open, file } = sqliteFile();
    const storage = open();
    const release = await locked(file);
    const scribe = new Scribe(() => storage);
    const append = scribe.hand(scribe.draft([ONE, harvested(1)]));
    void release();
    expect(await append).toEqual({ kind: 'appended' });
  });
});

describe('damage in the file', () => {
  const damaged = '{"cut off';

  it('of a batch makes that batch unavailable, to read and to add to, and no other', async () => {
    const { open, tamper } = sqliteFile();
    const storage = open();
    const scribe = new Scribe(() => storage);
    await scribe.write([ONE, harvested(1)], [TWO, harvested(1)]);
    expect(tamper('UPDATE batches SET state = ? WHERE code = ?', damaged, ONE)).toBe(1);
    await expect(storage.batch('m1', ONE)).rejects.toThrow(StorageDamaged);
    await expect(storage.batchAnywhere(ONE)).rejects.toThrow(StorageDamaged);
    await expect(storage.batches('m1', undefined, {}, FIRST)).rejects.toThrow(StorageDamaged);
    const drafts = [scribe.draft([TWO, held()]), scribe.draft([ONE, held()])];
    const [good, bad] = await Promise.allSettled(drafts.map((draft) => scribe.hand(draft)));
    expect(good).toEqual({ status: 'fulfilled', value: { kind: 'appended' } });
    expect(bad).toMatchObject({ status: 'rejected', reason: expect.any(StorageDamaged) });
    expect(await storage.events('m1', ONE)).toHaveLength(1);
  });

  it('of an event is handed on as it is, for verification to name', async () => {
    const { open, tamper } = sqliteFile();
    const storage = open();
    await new Scribe(() => storage).write([ONE, harvested(1), held()]);
    tamper('UPDATE events SET data = ? WHERE version = 2', damaged);
    tamper('UPDATE events SET actor = ? WHERE version = 1', damaged);
    const events = (await storage.events('m1', ONE)).map(({ event }) => event);
    expect(events.map(({ data }) => data)[1]).toBe(damaged);
    expect(events.map(({ actor }) => actor)[0]).toBe(damaged);
  });

  it('of answers, entries, registry and accounts is no internal error', async () => {
    const { open, tamper } = sqliteFile();
    const storage = open();
    const scribe = new Scribe(() => storage);
    const draft = scribe.draft([ONE, harvested(9), sold(1)]);
    await scribe.hand(draft);
    await storage.changeRegistry(...officerOf('m1', 'u1', '0810000001'));
    const crop = created('m1', 'crops', 'c1');
    await storage.changeRegistry([crop], commandOf('m1'));
    tamper('UPDATE commands SET answer = ?', damaged);
    tamper('UPDATE entries SET data = ?', damaged);
    tamper('UPDATE crops SET units = ?', damaged);
    tamper('UPDATE users SET roles = ?', damaged);
    tamper('UPDATE registry_changes SET after = ?', damaged);
    const reads = [
      storage.command('m1', draft.command.key),
      scribe.hand(draft),
      storage.entries('m1', undefined, { type: 'sold' }, FIRST),
      storage.registryEntry('m1', 'crops', 'c1'),
      storage.registryByIds('m1', 'crops', ['c1']),
      storage.registryEntries('m1', 'crops', undefined, {}, FIRST),
      storage.registryChanges('m1', 'crops', 'c1', FIRST),
      storage.accountsByPhone('0810000001'),
    ];
    for (const read of await Promise.allSettled(reads)) {
      expect(read).toMatchObject({ status: 'rejected', reason: expect.any(StorageDamaged) });
    }
  });

  it('of a page makes what stands on it unavailable', async () => {
    const { open, file } = sqliteFile();
    const first = open();
    await new Scribe(() => first).write([ONE, harvested(1)]);
    await first.close();
    damagePageOf('batches', file);
    const storage = open();
    await expect(storage.batch('m1', ONE)).rejects.toThrow(StorageUnavailable);
    const scribe = new Scribe(() => storage);
    await expect(scribe.hand(scribe.draft([TWO, harvested(1)]))).rejects.toThrow(
      StorageUnavailable,
    );
    // What stands elsewhere is served as before.
    const { items } = await storage.entries('m1', undefined, { type: 'harvest-registered' }, FIRST);
    expect(items.map(({ batch }) => batch)).toEqual([ONE]);
  });
});
