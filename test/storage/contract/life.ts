import { expect, it } from 'vitest';
import { StorageUnavailable } from '../../../src/app/ports.ts';
import { harvested, held, kitPassed, sent } from '../../domain/given.ts';
import type { Subject } from '../contract.ts';
import { FIRST } from '../pages.ts';
import { expectRebuilt } from '../rebuilt.ts';
import { officerOf } from '../registry.ts';
import { codeOf, Scribe } from '../scribe.ts';

export function lifeContract(storage: Subject): void {
  it('survives being closed and opened', async () => {
    const scribe = new Scribe(storage);
    await storage().changeRegistry(...officerOf('m1', 'u1', '0810000000'));
    const draft = scribe.draft([codeOf(1), harvested(9), kitPassed(), sent('d1', 4)]);
    await scribe.hand(draft);
    const session = { municipalityId: 'm1', userId: 'u1', at: '2026', expiresAt: '2027' };
    const kind = 'pin' as const;
    const counted = { failures: 1, lastFailureAt: '2026', pending: [] };
    await storage().openSession({ ...session, kind, tokenHash: 'h' });
    await storage().setSignInCount('s', 0, counted, '2026');

    await storage.opened().reopen();
    await expectRebuilt(storage(), 'm1');
    const logged = await storage().events('m1', codeOf(1));
    expect(logged.map(({ event }) => event)).toEqual(draft.events);
    expect(await storage().command('m1', draft.command.key)).toEqual(draft.command);
    expect(await storage().session('h', '2026')).not.toBeNull();
    expect(await storage().signInCount('s')).toEqual({ version: 1, count: counted });
    expect(await storage().registryEntry('m1', 'users', 'u1')).not.toBeNull();
    expect(await scribe.hand(scribe.draft([codeOf(1), held()]))).toEqual({ kind: 'appended' });
  });

  it('answers a ping', async () => {
    await expect(storage().ping()).resolves.toBeUndefined();
  });

  it('tells its size, and how many writes wait', async () => {
    const scribe = new Scribe(storage);
    const { waitingWrites, bytes } = await storage().gauges();
    expect(waitingWrites).toBe(0);
    expect(bytes).toBeGreaterThan(10_000);
    const drafts = Array.from({ length: 20 }, (_, n) => scribe.draft([codeOf(n), harvested(1)]));
    const appends = drafts.map((draft) => scribe.hand(draft));
    const meanwhile = storage().gauges();
    await Promise.all(appends);
    expect((await meanwhile).waitingWrites).toBeLessThanOrEqual(20);
    expect((await storage().gauges()).waitingWrites).toBe(0);
  });

  it('names the codes of a municipality in order, some at a time', async () => {
    const scribe = new Scribe(storage);
    const codes = [3, 1, 4, 2, 5].map(codeOf);
    for (const code of codes) await scribe.write([code, harvested(1), held()]);
    await new Scribe(storage, 'm2').write([codeOf(6), harvested(1)]);
    const sorted = [...codes].sort();
    expect(await storage().codesAfter('m1', '', 10)).toEqual(sorted);
    expect(await storage().codesAfter('m1', '', 2)).toEqual(sorted.slice(0, 2));
    expect(await storage().codesAfter('m1', codeOf(2), 2)).toEqual(sorted.slice(2, 4));
    expect(await storage().codesAfter('m1', codeOf(5), 2)).toEqual([]);
    expect(await storage().codesAfter('nobody', '', 2)).toEqual([]);
  });

  it('loses none of the appends that wait when it is closed', async () => {
    const scribe = new Scribe(storage);
    const drafts = Array.from({ length: 20 }, (_, n) => scribe.draft([codeOf(n), harvested(1)]));
    const appends = drafts.map((draft) => scribe.hand(draft));
    const closing = storage().close();
    expect(await Promise.all(appends)).toEqual(drafts.map(() => ({ kind: 'appended' })));
    await closing;
    await storage.opened().reopen();
    const { items } = await storage().batches('m1', undefined, {}, FIRST);
    expect(items).toHaveLength(20);
  });

  it('is unavailable once closed, to readers and to writers; closing again is nothing', async () => {
    const scribe = new Scribe(storage);
    const closed = storage();
    await closed.close();
    await expect(closed.ping()).rejects.toThrow(StorageUnavailable);
    await expect(closed.batch('m1', codeOf(1))).rejects.toThrow(StorageUnavailable);
    const late = scribe.hand(scribe.draft([codeOf(1), harvested(1)]), closed);
    await expect(late).rejects.toThrow(StorageUnavailable);
    await expect(closed.close()).resolves.toBeUndefined();
  });

  it('either keeps or refuses what follows on an append while it closes', async () => {
    const scribe = new Scribe(storage);
    const first = scribe.hand(scribe.draft([codeOf(1), harvested(1)]));
    const then = first.then(() => scribe.hand(scribe.draft([codeOf(2), harvested(1)])));
    const closing = storage().close();
    const [outcome] = await Promise.allSettled([then, closing]);
    const server = await storage.opened().reopen();
    const kept = (await server.batch('m1', codeOf(2))) !== null;
    expect(kept).toBe(outcome.status === 'fulfilled');
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StorageUnavailable);
  });
}
