import { expect, it } from 'vitest';
import type { EntryFilter } from '../../../src/app/ports.ts';
import type { Place } from '../../../src/domain/accounts.ts';
import {
  by,
  discarded,
  harvested,
  kitchen,
  network,
  otherLead,
  otherNetwork,
  sold,
  stall,
  stallManager,
} from '../../domain/given.ts';
import type { Subject } from '../contract.ts';
import { all } from '../pages.ts';
import { codeOf, Scribe } from '../scribe.ts';

const CODE = codeOf(1);

export function entriesContract(storage: Subject): void {
  const list = (filter: EntryFilter, ...places: Place[]) => {
    const scope = places.length > 0 ? { farmerIds: [], places } : undefined;
    return all((page) => storage().entries('m1', scope, filter, page), 2);
  };
  const ids = async (...args: Parameters<typeof list>) => (await list(...args)).map(({ id }) => id);

  it('are listed newest first, by type, place and time', async () => {
    const scribe = new Scribe(storage);
    await scribe.write([CODE, harvested(90_000)]);
    const first = await scribe.tell(CODE, by(stallManager, sold(1)));
    const waste = await scribe.tell(CODE, discarded(1));
    const second = await scribe.tell(CODE, by(stallManager, sold(2)));
    const elsewhere = await scribe.tell(CODE, by(otherLead, discarded(2)));

    expect(await ids({ type: 'sold' })).toEqual([second.id, first.id]);
    expect(await ids({ type: 'sold', place: stall })).toEqual([second.id, first.id]);
    expect(await ids({ type: 'sold', place: kitchen })).toEqual([]);
    expect(await ids({ type: 'discarded', place: otherNetwork })).toEqual([elsewhere.id]);
    expect(await ids({ type: 'sold', from: second.serverTime })).toEqual([second.id]);
    // The end of a span is not in it: midnight belongs to the next day.
    expect(await ids({ type: 'sold', to: second.serverTime })).toEqual([first.id]);
    expect(await ids({ type: 'sold', from: first.serverTime, to: waste.serverTime })).toEqual([
      first.id,
    ]);
  });

  it('are seen by those whose place made them', async () => {
    const scribe = new Scribe(storage);
    await scribe.write([CODE, harvested(90_000), discarded(1), by(otherLead, discarded(2))]);
    expect(await list({ type: 'discarded' }, network)).toHaveLength(1);
    expect(await list({ type: 'discarded' }, network, otherNetwork)).toHaveLength(2);
    expect(await list({ type: 'discarded' }, stall)).toEqual([]);
    expect(await list({ type: 'discarded', place: network }, otherNetwork)).toEqual([]);
    const nobody = { farmerIds: ['f1'], places: [] };
    const none = await storage().entries(
      'm1',
      nobody,
      { type: 'discarded' },
      { limit: 9, cursor: null },
    );
    expect(none.items).toEqual([]);
  });

  it('come without gaps or repeats while others are written between pages', async () => {
    const scribe = new Scribe(storage);
    await scribe.write([CODE, harvested(90_000)]);
    const expected: string[] = [];
    for (let n = 1; n <= 9; n++) expected.push((await scribe.tell(CODE, discarded(n))).id);
    for (const places of [undefined, [network], [network, stall]]) {
      const scope = places && { farmerIds: [], places };
      const late: string[] = [];
      const found = await all(
        (page) => storage().entries('m1', scope, { type: 'discarded' }, page),
        2,
        async () => late.push((await scribe.tell(CODE, discarded(1))).id),
      );
      expect(found.map(({ id }) => id)).toEqual(expected.toReversed());
      expected.push(...late);
    }
  });
}
