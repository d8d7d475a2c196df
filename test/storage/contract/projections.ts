import { expect, it } from 'vitest';
import type { Occurrence } from '../../../src/domain/batch/events.ts';
import {
  amountOf,
  arrived,
  arrivedAs,
  by,
  calledBack,
  cooked,
  counted,
  discarded,
  farmer,
  harvested,
  held,
  kitchen,
  kitFailed,
  kitPassed,
  kitUndecided,
  laboratoryPassed,
  lead,
  line,
  move,
  network,
  officer,
  part,
  released,
  sent,
  sold,
  stall,
  voided,
} from '../../domain/given.ts';
import type { Subject } from '../contract.ts';
import { expectRebuilt } from '../rebuilt.ts';
import { codeOf, Scribe, type Told } from '../scribe.ts';

const CODE = codeOf(1);
type Corrected = Extract<Occurrence, { type: 'corrected' }>['data'];
const corrected = (entry: string, change: Partial<Corrected>): Told => ({
  by: officer,
  type: 'corrected',
  data: {
    entry,
    action: 'correct',
    reason: 'slip',
    amount: null,
    line: null,
    harvest: null,
    moves: [],
    ...change,
  },
});

export function projectionsContract(storage: Subject): void {
  /** Tells a story event by event; after each, every reading must follow from the events. */
  async function story(...told: (Told | ((ids: string[]) => Told))[]): Promise<Scribe> {
    const scribe = new Scribe(storage);
    // Another batch at the same places, which nothing of this may touch.
    await scribe.write([codeOf(2), harvested(777), sent('other', 77), arrived('other', 77)]);
    const ids: string[] = [];
    for (const event of told) {
      const { id } = await scribe.tell(CODE, typeof event === 'function' ? event(ids) : event);
      ids.push(id);
      await expectRebuilt(storage(), 'm1');
    }
    return scribe;
  }
  const balances = () => storage().balances('m1', CODE);

  it('follow a batch from the field to the plate and the customer', async () => {
    await story(
      harvested(20_000),
      kitPassed(),
      sent('d1', 8_000),
      sent('d2', 7_000, stall),
      arrivedAs(
        'd1',
        line(6_000, { rejected: part(500, 'write-off'), missing: part(1_500, 'return') }),
        move('transit/d1', 'kitchen/k1', 6_000),
        move('transit/d1', 'discarded/k1', 500),
        move('transit/d1', 'network/n1', 1_500),
      ),
      arrived('d2', 7_000, stall),
      sold(7_000),
      cooked(5_900),
      counted(kitchen, 100, 0),
      counted(network, 6_500, 6_750),
      discarded(6_750),
    );
    expect(await balances()).toEqual({
      'field/n1': -20_000,
      'found/n1': -250,
      'sold/s1': 7_000,
      'cooked/k1': 5_900,
      'missing/k1': 100,
      'discarded/k1': 500,
      'discarded/n1': 6_750,
    });
  });

  it('follow holds, tests and releases', () =>
    story(
      harvested(9_000, { review: 'pre-harvest-interval' }),
      held(),
      kitFailed(),
      held('recall'),
      kitUndecided(),
      laboratoryPassed(),
      released(),
      (ids) => voided(ids[5]!),
      (ids) => voided(ids[2]!),
    ).then(() => undefined));

  it('follow deliveries that were cancelled, and one that was received again', async () => {
    await story(
      harvested(9_000),
      sent('d1', 2_000),
      calledBack('d1', 2_000),
      sent('d2', 3_000),
      arrived('d2', 3_000),
      (ids) => voided(ids[4]!, move('kitchen/k1', 'transit/d2', 3_000)),
      arrivedAs(
        'd2',
        line(2_500, { missing: part(500, 'write-off') }),
        move('transit/d2', 'kitchen/k1', 2_500),
        move('transit/d2', 'missing/d2', 500),
      ),
      sent('d3', 1_000, kitchen, network),
      arrived('d3', 1_000),
      (ids) => voided(ids[8]!, move('kitchen/k1', 'transit/d3', 1_000)),
      calledBack('d3', 1_000),
    );
    const delivery = await storage().delivery('m1', undefined, 'd2');
    expect(delivery).toMatchObject({
      status: 'received',
      lines: [{ sentGrams: 3_000, acceptedGrams: 2_500, rejectedGrams: 0, missingGrams: 500 }],
    });
    expect(await storage().delivery('m1', undefined, 'd3')).toMatchObject({ status: 'cancelled' });
  });

  it('follow corrections of amounts, of a receipt and of a harvest', async () => {
    await story(
      harvested(9_000),
      sent('d1', 4_000, stall),
      arrived('d1', 4_000, stall),
      sold(3_000),
      (ids) =>
        corrected(ids[3]!, {
          amount: amountOf(2_000),
          moves: [move('sold/s1', 'stall/s1', 1_000)],
        }),
      (ids) =>
        corrected(ids[2]!, {
          line: line(3_000, { rejected: part(1_000, 'return') }),
          moves: [move('stall/s1', 'network/n1', 1_000)],
        }),
      (ids) =>
        corrected(ids[0]!, {
          amount: amountOf(10_000),
          harvest: {
            harvestedOn: '2026-11-19',
            plotId: 'p1',
            spray: { sprayedOn: '2026-11-18', product: 'x', intervalDays: 7 },
            review: 'pre-harvest-interval',
          },
          moves: [move('field/n1', 'network/n1', 1_000)],
        }),
      (ids) =>
        corrected(ids[0]!, {
          harvest: { plotId: null, review: null },
        }),
      (ids) => voided(ids[3]!, move('sold/s1', 'stall/s1', 2_000)),
    );
    const { items } = await storage().entries(
      'm1',
      undefined,
      { type: 'received', place: stall },
      { limit: 1, cursor: null },
    );
    expect(items[0]?.data).toMatchObject({ line: { acceptedGrams: 3_000 } });
    expect((await storage().batch('m1', CODE))?.batch.harvest).toMatchObject({
      harvestedOn: '2026-11-19',
      plotId: null,
    });
  });

  it('follow a harvest that was taken back', async () => {
    await story(harvested(9_000), counted(network, 9_000, 9_500), (ids) =>
      voided(ids[1]!, move('network/n1', 'found/n1', 500)),
    );
    expect(await balances()).toEqual({ 'field/n1': -9_000, 'network/n1': 9_000 });
    const scribe = new Scribe(storage);
    const third = codeOf(3);
    const { id } = await scribe.tell(third, by(farmer, harvested(100)));
    await scribe.tell(third, voided(id, move('network/n1', 'field/n1', 100)));
    await expectRebuilt(storage(), 'm1');
    expect(await storage().balances('m1', third)).toEqual({});
  });

  it('follow several events of one batch in one command', async () => {
    const scribe = new Scribe(storage);
    await scribe.write(
      [CODE, harvested(9_000), kitPassed(), sent('d1', 1_000), sent('d2', 2_000, stall)],
      [codeOf(2), harvested(8_000), sent('d1', 500)],
    );
    await expectRebuilt(storage(), 'm1');
    await scribe.write(
      [CODE, arrived('d1', 1_000), by(lead, calledBack('d2', 2_000))],
      [codeOf(2), arrived('d1', 500)],
    );
    await expectRebuilt(storage(), 'm1');
  });
}
