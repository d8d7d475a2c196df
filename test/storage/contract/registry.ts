import { expect, it } from 'vitest';
import type { RegistryChange } from '../../../src/app/ports.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/domain/settings.ts';
import { REGISTRY_KINDS } from '../../../src/wire/registry.ts';
import { harvested } from '../../domain/given.ts';
import type { Subject } from '../contract.ts';
import { all, FIRST } from '../pages.ts';
import { changed, created, EXAMPLES, entryOf, officerOf } from '../registry.ts';
import { codeOf, commandOf, Scribe } from '../scribe.ts';

export function registryContract(storage: Subject): void {
  const write = (...changes: RegistryChange[]) =>
    storage().changeRegistry(changes, commandOf(changes[0]?.municipalityId ?? 'm1'));
  const DONE = { kind: 'changed' };

  it('keeps an entry of every kind as it was given, and as it was changed', async () => {
    for (const kind of REGISTRY_KINDS) {
      const first = created('m1', kind, 'x');
      expect(await write(first)).toEqual(DONE);
      expect(await storage().registryEntry('m1', kind, 'x')).toEqual(entryOf(first));
      const second = changed(first, { active: false });
      expect(await write(second)).toEqual(DONE);
      expect(await storage().registryEntry('m1', kind, 'x')).toEqual(entryOf(second));
      expect(await storage().registryByIds('m1', kind, ['x', 'y'])).toEqual([entryOf(second)]);
      expect(await storage().registryByIds('m1', kind, [])).toEqual([]);
    }
  });

  it('gives a setting that is younger than its entry the usual value', async () => {
    const { digits: _, ...settings } = { ...DEFAULT_SETTINGS, oldestEntryDays: 7 };
    const older = { settings: settings as Settings };
    await write(created('m1', 'municipality', 'm1', older));
    expect(await storage().registryEntry('m1', 'municipality', 'm1')).toMatchObject({
      settings: { ...DEFAULT_SETTINGS, oldestEntryDays: 7 },
    });
  });

  it('tells who changed what from what to what and when, newest first, page by page', async () => {
    const changes = [created('m1', 'crops', 'c1')];
    for (const usualMinGrams of [2, 3, 4, 5]) {
      changes.push(changed(changes.at(-1)!, { usualMinGrams }));
    }
    for (const change of changes)
      await write(change, created('m1', 'crops', `c-${change.revision}`));
    const told = await all((page) => storage().registryChanges('m1', 'crops', 'c1', page), 2);
    const { secret: _, ...rest } = changes[0]!;
    expect(told).toEqual([...changes.slice(1).reverse(), rest]);
    expect(await storage().registryChanges('m1', 'networks', 'c1', FIRST)).toEqual({
      items: [],
      next: null,
    });
  });

  it('gives no PIN away, neither with the entry nor with its changes', async () => {
    await write(created('m1', 'users', 'u1'));
    const entry = await storage().registryEntry('m1', 'users', 'u1');
    const list = await storage().registryEntries('m1', 'users', undefined, {}, FIRST);
    const changes = await storage().registryChanges('m1', 'users', 'u1', FIRST);
    expect(JSON.stringify([entry, list, changes])).not.toContain('hash');
  });

  it('writes several entries together or none', async () => {
    const known = created('m1', 'crops', 'c1');
    await write(known);
    const command = commandOf('m1');
    const result = await storage().changeRegistry(
      [created('m1', 'networks', 'n1'), changed(known, {}), created('m1', 'crops', 'c1')],
      command,
    );
    expect(result).toEqual({ kind: 'conflict' });
    expect(await storage().registryEntry('m1', 'networks', 'n1')).toBeNull();
    expect(await storage().registryEntry('m1', 'crops', 'c1')).toEqual(entryOf(known));
    expect(await storage().command('m1', command.key)).toBeNull();
    expect((await storage().registryChanges('m1', 'networks', 'n1', FIRST)).items).toEqual([]);
  });

  it('writes changes that build on one another together', async () => {
    const first = created('m1', 'crops', 'c1');
    const second = changed(first, { usualMinGrams: 7 });
    expect(await write(first, second)).toEqual(DONE);
    expect(await storage().registryEntry('m1', 'crops', 'c1')).toEqual(entryOf(second));
  });

  it('grows the version of a municipality with each change of its registry, and with nothing else', async () => {
    const version = (municipalityId = 'm1') => storage().registryVersion(municipalityId);
    const before = await version();
    const first = created('m1', 'crops', 'c1');
    await write(first);
    const grown = await version();
    expect(grown).toBeGreaterThan(before);
    await write(changed(first, {}), created('m1', 'networks', 'n1'));
    const again = await version();
    expect(again).toBeGreaterThan(grown);
    const there = await version('m2');
    // What is refused, what happens elsewhere, and what is written to the book.
    expect(await write(created('m1', 'crops', 'c1'))).toEqual({ kind: 'conflict' });
    await write(created('m2', 'crops', 'c1'));
    await new Scribe(storage).write([codeOf(1), harvested(1)]);
    expect(await version()).toBe(again);
    expect(await version('m2')).toBeGreaterThan(there);
    await storage.opened().reopen();
    expect(await version()).toBe(again);
  });

  it('has a conflict when somebody else was faster', async () => {
    const first = created('m1', 'crops', 'c1');
    expect(await write(changed(first, {}))).toEqual({ kind: 'conflict' });
    await write(first);
    const [mine, theirs] = [changed(first, { nameEn: 'a' }), changed(first, { nameEn: 'b' })];
    expect(await Promise.all([write(mine), write(theirs)])).toEqual([DONE, { kind: 'conflict' }]);
    expect(await write(created('m1', 'crops', 'c1'))).toEqual({ kind: 'conflict' });
    expect(await storage().registryEntry('m1', 'crops', 'c1')).toEqual(entryOf(mine));
  });

  it('has a conflict when the registry has grown since it was read', async () => {
    await write(created('m1', 'crops', 'c1'));
    await write(created('m2', 'crops', 'c1'));
    const read = await storage().registryVersion('m1');
    const adding = (id: string) =>
      storage().changeRegistry([created('m1', 'crops', id)], commandOf('m1'), read);
    expect(await Promise.all([adding('c2'), adding('c3')])).toEqual([DONE, { kind: 'conflict' }]);
    expect(await adding('c4')).toEqual({ kind: 'conflict' });
    expect(await storage().registryEntry('m1', 'crops', 'c3')).toBeNull();
  });

  it('answers a command that it knows', async () => {
    const command = commandOf('m1');
    await storage().changeRegistry([created('m1', 'crops', 'c1')], command);
    const again = await storage().changeRegistry([created('m1', 'crops', 'c2')], {
      ...commandOf('m1'),
      key: command.key,
    });
    expect(again).toEqual({ kind: 'answered', command });
    expect(await storage().registryEntry('m1', 'crops', 'c2')).toBeNull();
  });

  it('keeps an active officer in every municipality', async () => {
    const [[first]] = officerOf('m1', 'u1', '0810000001');
    const [[second]] = officerOf('m1', 'u2', '0810000002');
    await write(first!);
    await write(...officerOf('m2', 'u1', '0810000001')[0]);
    const leaves = (officer: RegistryChange) => changed(officer, { active: false });
    expect(await write(leaves(first!))).toEqual({ kind: 'last-officer' });
    expect(await write(changed(first!, { roles: [] }))).toEqual({ kind: 'last-officer' });
    expect(await write(created('m1', 'users', 'u3', { phone: '0810000003' }))).toEqual(DONE);
    expect(await write(leaves(first!))).toEqual({ kind: 'last-officer' });
    expect(await write(second!)).toEqual(DONE);
    expect(await write(leaves(first!), leaves(second!))).toEqual({ kind: 'last-officer' });
    const there = await storage.opened().beside();
    // Each takes the other out of it, on two servers at the same time.
    const both = await Promise.all([
      storage().changeRegistry([leaves(first!)], commandOf('m1')),
      there.changeRegistry([leaves(second!)], commandOf('m1')),
    ]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['changed', 'last-officer']);
  });

  it('gives a phone number to one user of a municipality', async () => {
    const phone = '0812345678';
    const user = (id: string, municipalityId = 'm1') =>
      created(municipalityId, 'users', id, { phone });
    expect(await write(user('u1'))).toEqual(DONE);
    expect(await write(user('u2'))).toEqual({ kind: 'phone-taken' });
    expect(await write(user('u3', 'm2'))).toEqual(DONE);
    // Keeping one's own number is no conflict.
    expect(await write(changed(user('u1'), { name: 'b' }))).toEqual(DONE);
    const other = created('m1', 'users', 'u4', { phone: '0812345679' });
    expect(await write(other)).toEqual(DONE);
    expect(await write(changed(other, { phone }))).toEqual({ kind: 'phone-taken' });
    expect(await storage().registryEntry('m1', 'users', 'u2')).toBeNull();
  });

  it('sees a number taken twice within one command, and at the same time', async () => {
    const user = (id: string) => created('m1', 'users', id, { phone: '0899999999' });
    expect(await write(created('m1', 'crops', 'c1'), user('u1'), user('u2'))).toEqual({
      kind: 'phone-taken',
    });
    expect(await storage().registryEntry('m1', 'crops', 'c1')).toBeNull();
    const results = await Promise.all(['u3', 'u4', 'u5'].map((id) => write(user(id))));
    expect(results).toEqual([DONE, { kind: 'phone-taken' }, { kind: 'phone-taken' }]);
  });

  it('finds the certificates of a farmer and of the network', async () => {
    const { farmerId: _, networkId: __, ...paper } = EXAMPLES.certificates;
    const certificate = (id: string, farmerId: string | null, networkId: string | null) =>
      created('m1', 'certificates', id, { ...paper, farmerId, networkId });
    await write(
      certificate('a', 'f1', null),
      certificate('b', null, 'n1'),
      certificate('c', 'f2', null),
      certificate('d', null, 'n2'),
    );
    const found = await storage().certificatesOf('m1', 'f1', 'n1');
    expect(found.map(({ id }) => id).sort()).toEqual(['a', 'b']);
    expect(await storage().certificatesOf('m2', 'f1', 'n1')).toEqual([]);
  });

  it('names the municipalities of the installation', async () => {
    expect(await storage().municipalityIds()).toEqual([]);
    for (const id of ['m1', 'm2']) await write(created(id, 'municipality', id));
    expect((await storage().municipalityIds()).sort()).toEqual(['m1', 'm2']);
  });
}
