import { expect, it } from 'vitest';
import type { Move } from '../../../src/domain/accounts.ts';
import { accountGroup, post, splitAccount } from '../../../src/domain/accounts.ts';
import {
  arrived,
  arrivedAs,
  by,
  cooked,
  counted,
  discarded,
  harvested,
  held,
  kitchen,
  kitFailed,
  kitPassed,
  line,
  move,
  network,
  otherNetwork,
  part,
  sent,
  sold,
  stall,
  TODAY,
  voided,
} from '../../domain/given.ts';
import type { Subject } from '../contract.ts';
import { codeOf, Scribe } from '../scribe.ts';

const YESTERDAY = '2026-11-20';
const TOMORROW = '2026-11-22';
function elsewhere(grams: number) {
  const { data, ...event } = harvested(grams, {
    networkId: otherNetwork.id,
    harvestedOn: YESTERDAY,
  });
  return { ...event, data: { ...data, moves: [move('field/n2', 'network/n2', grams)] } };
}

export function figuresContract(storage: Subject): void {
  /** A week of goods in every account that there is. */
  async function week() {
    const scribe = new Scribe(storage);
    await scribe.write([
      codeOf(1),
      harvested(90_000),
      kitPassed(),
      sent('d1', 30_000, stall),
      arrived('d1', 30_000, stall),
      sold(12_345),
      sent('d2', 20_000),
      arrivedAs(
        'd2',
        line(15_000, { rejected: part(2_000, 'write-off'), missing: part(3_000, 'write-off') }),
        move('transit/d2', 'kitchen/k1', 15_000),
        move('transit/d2', 'discarded/k1', 2_000),
        move('transit/d2', 'missing/k1', 3_000),
      ),
      cooked(9_999),
      discarded(1_001),
      sent('d3', 5_000),
    ]);
    await scribe.write([codeOf(2), elsewhere(7_000)]);
    await scribe.write([codeOf(3), harvested(3_000), counted(network, 3_000, 3_250), kitFailed()]);
    await scribe.write([codeOf(4), harvested(4_000, { harvestedOn: '2026-11-01' }), held()]);
    const [mistake] = await scribe.write([codeOf(5), harvested(5_000)]);
    await scribe.tell(codeOf(5), voided(mistake!.id, move('network/n1', 'field/n1', 5_000)));
    await new Scribe(storage, 'm2').write([codeOf(6), harvested(8_000)]);
  }

  /** The postings of all events of these batches, put together by account. */
  async function book(...numbers: number[]) {
    const moves: Move[] = [];
    for (const n of numbers) {
      for (const { event } of await storage().events('m1', codeOf(n))) {
        if ('moves' in event.data) moves.push(...event.data.moves);
      }
    }
    return post({}, moves);
  }

  it('add up as the events of the book do', async () => {
    await week();
    const { balances, harvests } = await storage().figures('m1', YESTERDAY, TODAY);
    const expected = await book(1, 2, 3, 5);
    expect(Object.fromEntries(balances.map(({ account, grams }) => [account, grams]))).toEqual(
      expected,
    );
    const kinds = balances.map(({ account }) => accountGroup(splitAccount(account).kind));
    expect(new Set(kinds)).toEqual(new Set(['origin', 'holding', 'end']));
    expect(balances.reduce((sum, { grams }) => sum + grams, 0)).toBe(0);
    const sorted = harvests.sort((a, b) => b.grams - a.grams || b.batches - a.batches);
    const today = { networkId: 'n1', harvestedOn: TODAY, batches: 1 };
    expect(sorted).toEqual([
      { ...today, status: 'passed', grams: 90_000 },
      { ...today, networkId: 'n2', harvestedOn: YESTERDAY, status: 'waiting', grams: 7_000 },
      { ...today, status: 'on_hold', grams: 3_000 },
      { ...today, status: 'voided', grams: 0 },
    ]);
  });

  it('are of the days asked for, both included, and of one municipality', async () => {
    await week();
    const gramsOf = async (from: string, to: string, municipalityId = 'm1') => {
      const { harvests } = await storage().figures(municipalityId, from, to);
      return harvests.reduce((sum, { grams }) => sum + grams, 0);
    };
    expect(await gramsOf(TODAY, TODAY)).toBe(93_000);
    expect(await gramsOf(YESTERDAY, YESTERDAY)).toBe(7_000);
    expect(await gramsOf('2026-11-01', TODAY)).toBe(104_000);
    expect(await gramsOf(TODAY, TODAY, 'm2')).toBe(8_000);
    expect(await gramsOf('2026-11-02', '2026-11-19')).toBe(0);
    expect(await storage().figures('m3', YESTERDAY, TODAY)).toEqual({ harvests: [], balances: [] });
  });

  it('name what is late: deliveries, tests and holds, the oldest first, with their number', async () => {
    await week();
    const late = async (today: string, most = 9) => {
      const { deliveries, waiting, holds } = await storage().late('m1', today, most);
      return {
        deliveries: [deliveries.count, ...deliveries.items.map(({ id }) => id)],
        waiting: [waiting.count, ...waiting.items.map(({ code }) => code)],
        holds: [holds.count, ...holds.items.map(({ code }) => code)],
      };
    };
    const holds = [2, codeOf(3), codeOf(4)];
    // A delivery is late on the day after, a harvest waits from the day after.
    expect(await late(TODAY)).toEqual({ deliveries: [0], waiting: [1, codeOf(2)], holds });
    expect(await late(TOMORROW)).toEqual({
      deliveries: [1, 'd3'],
      waiting: [1, codeOf(2)],
      holds,
    });
    expect((await late(TOMORROW, 1)).holds).toEqual([2, codeOf(3)]);
    const scribe = new Scribe(storage);
    await scribe.write([codeOf(7), harvested(1_000), sent('d4', 1_000, kitchen)]);
    // What has left its network waits for no test there.
    expect((await late(TOMORROW)).waiting).toEqual([1, codeOf(2)]);
    expect((await late(TOMORROW)).deliveries[0]).toBe(2);
    await scribe.tell(codeOf(7), by(harvested(1).by!, arrived('d4', 1_000)));
    expect((await late(TOMORROW)).deliveries).toEqual([1, 'd3']);
    const { deliveries } = await storage().late('m1', TOMORROW, 9);
    expect(deliveries.items[0]?.lines).toMatchObject([{ batch: codeOf(1), sentGrams: 5_000 }]);
  });
}
