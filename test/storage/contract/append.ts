import { expect, it } from 'vitest';
import { harvested, held, kitPassed, sold } from '../../domain/given.ts';
import type { Subject } from '../contract.ts';
import { codeOf, commandOf, Scribe } from '../scribe.ts';

const [ONE, TWO, THREE] = [codeOf(1), codeOf(2), codeOf(3)] as const;

export function appendContract(storage: Subject): void {
  it('keeps every event as it was written, in order', async () => {
    const scribe = new Scribe(storage);
    const odd = 'น้ำ "\\ \u{1f33f} \u0000 \u2028 0.1 กำ/กก.';
    const written = await scribe.write([
      ONE,
      harvested(5_000, { note: odd }),
      kitPassed(),
      { type: 'hold-placed', data: { level: 'hold', reason: odd } },
    ]);
    const logged = await storage().events('m1', ONE);
    expect(logged.map(({ event }) => event)).toEqual(written);
    expect((await storage().batch('m1', ONE))?.batch.harvest.note).toBe(odd);
  });

  it('keeps what may be absent as null and what is a fraction as it is', async () => {
    const scribe = new Scribe(storage);
    const amount = {
      quantity: 12.345,
      unit: 'bag' as const,
      gramsPerUnit: 333.3,
      weighedGrams: null,
    };
    const draft = scribe.draft([ONE, harvested(4_115, { amount: { ...amount, grams: 4_115 } })]);
    draft.events[0] = { ...draft.events[0]!, deviceTime: null, clockOffsetSeconds: -86_400 };
    expect(await scribe.hand(draft)).toEqual({ kind: 'appended' });
    const [logged] = await storage().events('m1', ONE);
    expect(logged?.event).toEqual(draft.events[0]);
  });

  it('takes events of several batches together, at growing positions', async () => {
    const scribe = new Scribe(storage);
    await scribe.write([ONE, harvested(1)], [TWO, harvested(2)], [THREE, harvested(3)]);
    const batches = await storage().batches('m1', undefined, {}, { limit: 9, cursor: null });
    expect(batches.items.map(({ code }) => code)).toEqual([THREE, TWO, ONE]);
    const positions = [];
    for (const code of [ONE, TWO, THREE]) {
      positions.push(...(await storage().events('m1', code)).map(({ position }) => position));
    }
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(new Set(positions).size).toBe(3);
  });

  it('takes nothing of a command of which one batch has moved on', async () => {
    const scribe = new Scribe(storage);
    await scribe.write([ONE, harvested(1)], [TWO, harvested(2)]);
    const draft = scribe.draft([ONE, held()], [THREE, harvested(3)], [TWO, held()]);
    await scribe.tell(TWO, kitPassed());
    expect(await scribe.hand(draft)).toEqual({ kind: 'conflict' });
    expect((await storage().batch('m1', ONE))?.batch.version).toBe(1);
    expect(await storage().batch('m1', THREE)).toBeNull();
    expect(await storage().events('m1', ONE)).toHaveLength(1);
    expect(await storage().events('m1', TWO)).toHaveLength(2);
    expect(await storage().command('m1', draft.command.key)).toBeNull();
  });

  it('has a conflict also where a batch was only read', async () => {
    const scribe = new Scribe(storage);
    await scribe.write([ONE, harvested(1)], [TWO, harvested(2)]);
    const draft = scribe.draft([ONE, held()], [TWO]);
    await scribe.tell(TWO, held());
    expect(await scribe.hand(draft)).toEqual({ kind: 'conflict' });
    expect(await scribe.hand(scribe.draft([ONE, held()], [TWO]))).toEqual({ kind: 'appended' });
  });

  it('has a conflict for a batch that is not there', async () => {
    const scribe = new Scribe(storage);
    const draft = scribe.draft([ONE, harvested(1)]);
    draft.expected.set(ONE, 3);
    expect(await scribe.hand(draft)).toEqual({ kind: 'conflict' });
    expect(await storage().batch('m1', ONE)).toBeNull();
  });

  it('gives a code once in the whole installation', async () => {
    const [scribe, other] = [new Scribe(storage), new Scribe(storage, 'm2')];
    await scribe.write([ONE, harvested(1)]);
    expect(await new Scribe(storage).hand(scribe.draft([ONE, held()]))).toEqual({
      kind: 'appended',
    });
    const again = new Scribe(storage).draft([ONE, harvested(9)]);
    expect(await scribe.hand(again)).toEqual({ kind: 'conflict' });
    const elsewhere = other.draft([TWO, harvested(9)], [ONE, harvested(9)]);
    expect(await other.hand(elsewhere)).toEqual({ kind: 'conflict' });
    expect(await storage().batch('m2', TWO)).toBeNull();
    expect((await storage().batchAnywhere(ONE))?.batch.municipalityId).toBe('m1');
  });

  it('answers a command that it knows, and adds nothing', async () => {
    const scribe = new Scribe(storage);
    const first = scribe.draft([ONE, harvested(1)]);
    await scribe.hand(first);
    expect(await storage().command('m1', first.command.key)).toEqual(first.command);
    const again = scribe.draft([ONE, held()], [TWO, harvested(2)]);
    again.command.key = first.command.key;
    expect(await scribe.hand(again)).toEqual({ kind: 'answered', command: first.command });
    // Known before stale: a command that was carried out has itself moved its batches on.
    expect(await scribe.hand(first)).toEqual({ kind: 'answered', command: first.command });
    expect(await storage().events('m1', ONE)).toHaveLength(1);
    expect(await storage().batch('m1', TWO)).toBeNull();
  });

  it('keeps the keys of municipalities apart, and shares them between book and registry', async () => {
    const [scribe, other] = [new Scribe(storage), new Scribe(storage, 'm2')];
    const first = scribe.draft([ONE, harvested(1)]);
    await scribe.hand(first);
    const theirs = other.draft([TWO, harvested(1)]);
    theirs.command.key = first.command.key;
    expect(await other.hand(theirs)).toEqual({ kind: 'appended' });
    expect(await storage().command('m3', first.command.key)).toBeNull();
    const registry = await storage().changeRegistry([], commandOf('m1', first.command.key));
    expect(registry).toEqual({ kind: 'answered', command: first.command });
  });

  it('has nothing left of an append that cannot be carried out, and takes no other along', async () => {
    const scribe = new Scribe(storage);
    const good = scribe.draft([ONE, harvested(1)]);
    // No batch begins with a sale: what derives the batch throws.
    const bad = scribe.draft([TWO, harvested(1)], [THREE, sold(1)]);
    const also = scribe.draft([codeOf(4), harvested(1)]);
    const results = await Promise.allSettled([good, bad, also].map((draft) => scribe.hand(draft)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await storage().batch('m1', TWO)).toBeNull();
    expect(await storage().events('m1', THREE)).toEqual([]);
    expect(await storage().command('m1', bad.command.key)).toBeNull();
    expect(await storage().events('m1', ONE)).toHaveLength(1);
    expect(await storage().events('m1', codeOf(4))).toHaveLength(1);
  });

  it('knows no batch, command or event that nobody wrote', async () => {
    expect(await storage().batch('m1', ONE)).toBeNull();
    expect(await storage().batchAnywhere(ONE)).toBeNull();
    expect(await storage().command('m1', 'none')).toBeNull();
    expect(await storage().events('m1', ONE)).toEqual([]);
    expect(await storage().balances('m1', ONE)).toEqual({});
    expect(await storage().delivery('m1', undefined, 'none')).toBeNull();
  });
}
