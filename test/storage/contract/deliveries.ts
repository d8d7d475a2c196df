import { expect, it } from 'vitest';
import type { DeliveryFilter } from '../../../src/app/ports.ts';
import type { Place } from '../../../src/domain/accounts.ts';
import {
  arrived,
  calledBack,
  harvested,
  kitchen,
  network,
  otherNetwork,
  sent,
  stall,
  TODAY,
} from '../../domain/given.ts';
import type { Subject } from '../contract.ts';
import { all } from '../pages.ts';
import { codeOf, Scribe, type Told } from '../scribe.ts';

const TOMORROW = '2026-11-22';
const [ONE, TWO] = [codeOf(1), codeOf(2)] as const;
const on = (day: string, told: Told): Told =>
  told.type === 'dispatched' ? { ...told, data: { ...told.data, deliverOn: day } } : told;

export function deliveriesContract(storage: Subject): void {
  const ids = async (filter: DeliveryFilter, ...places: Place[]) => {
    const scope = places.length > 0 ? { farmerIds: [], places } : undefined;
    const list = await all((page) => storage().deliveries('m1', scope, filter, page), 2);
    return list.map(({ id }) => id);
  };

  async function aMorning(): Promise<Scribe> {
    const scribe = new Scribe(storage);
    await scribe.write([ONE, harvested(90_000)], [TWO, harvested(90_000)]);
    await scribe.write([ONE, sent('d1', 10)], [TWO, sent('d1', 20)]);
    await scribe.tell(ONE, sent('d2', 10, stall));
    await scribe.tell(ONE, on(TOMORROW, sent('d3', 10)));
    await scribe.tell(ONE, sent('d4', 10, otherNetwork));
    await scribe.tell(ONE, sent('d5', 10, network, otherNetwork));
    await scribe.tell(ONE, arrived('d2', 10, stall));
    await scribe.tell(ONE, calledBack('d3', 10));
    return scribe;
  }

  it('are listed newest first, by status, places and day', async () => {
    await aMorning();
    expect(await ids({})).toEqual(['d5', 'd4', 'd3', 'd2', 'd1']);
    expect(await ids({ status: 'in_transit' })).toEqual(['d5', 'd4', 'd1']);
    expect(await ids({ status: 'received' })).toEqual(['d2']);
    expect(await ids({ status: 'cancelled' })).toEqual(['d3']);
    expect(await ids({ to: kitchen })).toEqual(['d3', 'd1']);
    expect(await ids({ to: kitchen, deliverOn: TODAY })).toEqual(['d1']);
    expect(await ids({ from: otherNetwork })).toEqual(['d5']);
    expect(await ids({ from: network, to: stall, status: 'received' })).toEqual(['d2']);
    expect(await ids({ from: stall })).toEqual([]);
  });

  it('are seen by sender and receiver', async () => {
    await aMorning();
    expect(await ids({}, kitchen)).toEqual(['d3', 'd1']);
    expect(await ids({}, stall)).toEqual(['d2']);
    expect(await ids({}, otherNetwork)).toEqual(['d5', 'd4']);
    expect(await ids({}, network)).toEqual(['d5', 'd4', 'd3', 'd2', 'd1']);
    expect(await ids({}, kitchen, stall)).toEqual(['d3', 'd2', 'd1']);
    expect(await ids({ status: 'in_transit' }, kitchen)).toEqual(['d1']);
    expect(await ids({}, { kind: 'kitchen', id: 's1' })).toEqual([]);
    const nobody = { farmerIds: ['f1'], places: [] };
    const list = await storage().deliveries('m1', nobody, {}, { limit: 9, cursor: null });
    expect(list).toEqual({ items: [], next: null });
    const scope = { farmerIds: [], places: [stall] };
    expect((await storage().delivery('m1', scope, 'd2'))?.id).toBe('d2');
    expect(await storage().delivery('m1', scope, 'd1')).toBeNull();
  });

  it('are open while a line is, and received once one was', async () => {
    const scribe = await aMorning();
    const status = async () => (await storage().delivery('m1', undefined, 'd1'))?.status;
    await scribe.tell(ONE, calledBack('d1', 10));
    expect(await status()).toBe('in_transit');
    await scribe.tell(TWO, arrived('d1', 20));
    expect(await status()).toBe('received');
    const lines = (await storage().delivery('m1', undefined, 'd1'))?.lines;
    expect(lines?.map((line) => [line.batch, line.status])).toEqual([
      [ONE, 'cancelled'],
      [TWO, 'received'],
    ]);
  });

  it('are numbered through the year in the order in which they left, each municipality for itself', async () => {
    const scribe = await aMorning();
    const numbers = (since: string, ...ids: string[]) =>
      Promise.all(ids.map((id) => storage().deliveryNumber('m1', id, since)));
    const before = await numbers('2026-09-30T17:00:00.000Z', 'd1', 'd2', 'd3', 'd4', 'd5');
    expect(before).toEqual([1, 2, 3, 4, 5]);
    const second = (await storage().delivery('m1', undefined, 'd2'))?.dispatchedAt ?? '';
    expect(await numbers(second, 'd2', 'd5')).toEqual([1, 4]);
    const others = new Scribe(storage, 'm2');
    await others.write([codeOf(3), harvested(90_000), sent('e1', 10)]);
    await scribe.tell(TWO, arrived('d1', 20));
    await scribe.tell(ONE, sent('d6', 1));
    expect(await numbers('2026-09-30T17:00:00.000Z', 'd5', 'd6')).toEqual([5, 6]);
    expect(await storage().deliveryNumber('m2', 'e1', '2026-09-30T17:00:00.000Z')).toBe(1);
  });

  it('come without gaps or repeats while others are sent between pages', async () => {
    const scribe = new Scribe(storage);
    await scribe.write([ONE, harvested(90_000)]);
    const expected = Array.from({ length: 11 }, (_, n) => `d${10 + n}`);
    for (const id of expected) await scribe.tell(ONE, sent(id, 1));
    for (const scope of [undefined, { farmerIds: [], places: [kitchen, network] }]) {
      let more = 0;
      const list = await all(
        (page) => storage().deliveries('m1', scope, { status: 'in_transit' }, page),
        3,
        () => scribe.tell(ONE, sent(`late-${scope ? 's' : ''}${more++}`, 1)),
      );
      const found = list.map(({ id }) => id).filter((id) => !id.startsWith('late'));
      expect(found).toEqual(expected.toReversed());
    }
  });
}
