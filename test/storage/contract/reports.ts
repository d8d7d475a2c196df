import { expect, it } from 'vitest';
import { reportOf } from '../../../src/app/report.ts';
import { type Account, accountGroup, post, splitAccount } from '../../../src/domain/accounts.ts';
import type { ReportKind, ReportScope } from '../../../src/domain/report/figures.ts';
import { movesOf, type ReportEntry } from '../../../src/domain/report/measures.ts';
import type { LineView } from '../../../src/domain/report/view.ts';
import {
  arrived,
  arrivedAs,
  calledBack,
  cooked,
  counted,
  discarded,
  harvested,
  held,
  kitchen,
  kitFailed,
  kitPassed,
  line,
  mixedFrom,
  mixedInto,
  move,
  NOW,
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

const YEAR = { from: '2026-10-01', to: '2027-09-30' };
const all: ReportScope[] = [{ by: 'all' }];
const later = '2026-11-22T03:00:00.000Z';

export function reportsContract(storage: Subject): void {
  async function fill() {
    const scribe = new Scribe(storage);
    const [, , , , wrong] = await scribe.write([
      codeOf(1),
      harvested(90_000),
      kitPassed(),
      sent('d1', 30_000, stall),
      arrived('d1', 30_000, stall),
      sold(12_345),
      sold(1_000),
      sent('d2', 20_000),
      arrivedAs(
        'd2',
        line(15_000, { rejected: part(2_000, 'write-off'), missing: part(3_000, 'return') }),
        move('transit/d2', 'kitchen/k1', 15_000),
        move('transit/d2', 'discarded/k1', 2_000),
        move('transit/d2', 'network/n1', 3_000),
      ),
      cooked(9_999),
      cooked(2_000),
      discarded(1_001),
      sent('d3', 5_000),
      calledBack('d3', 5_000),
      sent('d4', 4_000),
    ]);
    await scribe.tell(codeOf(1), voided(wrong!.id, move('sold/s1', 'stall/s1', 12_345)));
    const { data, ...event } = harvested(7_000, {
      networkId: otherNetwork.id,
      farmerId: 'f2',
      harvestedOn: '2026-11-20',
    });
    await scribe.write([
      codeOf(2),
      { ...event, data: { ...data, moves: [move('field/n2', 'network/n2', 7_000)] } },
    ]);
    await scribe.write([codeOf(3), harvested(3_000), counted(network, 3_000, 3_250), kitFailed()]);
    await scribe.write([codeOf(4), harvested(4_000), counted(network, 4_000, 3_900), held()]);
    await new Scribe(storage, 'm2').write([codeOf(6), harvested(8_000)]);
  }

  const report = (kind: ReportKind, of: ReportScope[], span = YEAR) =>
    storage().snapshot(async (source) => {
      const names = { th: 'ก', en: 'A' };
      const subject = { municipalityId: 'm1', kind, names, only: [], of, ...span };
      const { view, lines } = await reportOf(source, subject, later);
      const read: LineView[] = [];
      for await (const each of lines()) read.push(each);
      return { view, lines: read };
    });

  /** The postings of all events, put together by account. */
  async function book() {
    const moves = [];
    for (const n of [1, 2, 3, 4]) {
      for (const { event } of await storage().events('m1', codeOf(n))) {
        if ('moves' in event.data) moves.push(...event.data.moves);
      }
    }
    return post({}, moves);
  }
  const gramsOf = (balances: Record<Account, number>, kind: string) =>
    (Object.entries(balances) as [Account, number][])
      .filter(([name]) => splitAccount(name).kind === kind)
      .reduce((sum, [, grams]) => sum + grams, 0);

  it('add up to the sum of the events, corrections and all', async () => {
    await fill();
    const balances = await book();
    const { view, lines } = await report('municipality', all);
    const { total, onHand } = view;
    expect(total).toEqual({
      batches: 4,
      harvested: -gramsOf(balances, 'field'),
      mixedIn: 0,
      mixedOut: 0,
      found: -gramsOf(balances, 'found'),
      sent: 54_000,
      accepted: 45_000,
      rejected: 2_000,
      short: 3_000,
      bought: 0,
      sold: gramsOf(balances, 'sold'),
      satang: 0,
      cooked: gramsOf(balances, 'cooked'),
      // One meal, of two batches.
      pupils: 100,
      discarded: gramsOf(balances, 'discarded'),
      lost: gramsOf(balances, 'missing'),
      tests: 2,
      passed: 1,
      holds: 2,
      late: 1,
      corrections: 1,
      voided: 1,
    });
    const holding = (Object.entries(balances) as [Account, number][])
      .filter(([name]) => accountGroup(splitAccount(name).kind) === 'holding')
      .reduce((sum, [, grams]) => sum + grams, 0);
    expect(onHand).toEqual({ before: 0, after: holding });
    const measured = lines.reduce<Record<string, number>>((sums, { measures }) => {
      for (const [name, amount] of Object.entries(measures)) {
        sums[name] = (sums[name] ?? 0) + amount;
      }
      return sums;
    }, {});
    expect({ ...total, ...measured }).toEqual(total);
    expect(lines).toHaveLength(view.lines);
    expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort());
    const byNetwork = view.groups.find(({ by }) => by === 'network')!.rows;
    expect(byNetwork.map(({ measures }) => measures.harvested)).toEqual([97_000, 7_000]);
    expect(byNetwork.reduce((sum, row) => sum + row.onHand, 0)).toBe(holding);
  });

  it('read entries that post what the events do, account by account', async () => {
    await fill();
    const entries: ReportEntry[] = [];
    await storage().snapshot(async ({ reportEntries }) => {
      for (const type of [
        'harvest-registered',
        'dispatched',
        'received',
        'dispatch-cancelled',
        'sold',
        'cooked',
        'discarded',
        'stock-counted',
      ] as const) {
        const asked = { type, of: all[0]!, from: '2026', to: '2027', limit: 2 };
        let page = await reportEntries('m1', { ...asked, after: null });
        while (page.length > 0) {
          entries.push(...page);
          const { at, position } = page.at(-1)!;
          page = await reportEntries('m1', { ...asked, after: [at, position] });
        }
      }
    });
    expect(post({}, entries.flatMap(movesOf))).toEqual(await book());
  });

  it('are of their days, both included, and of one municipality; what is on hand is of the last', async () => {
    await fill();
    const day = await report('municipality', all, { from: TODAY, to: TODAY });
    const before = await report('municipality', all, { from: '2026-11-01', to: '2026-11-20' });
    const { view: whole } = await report('municipality', all);
    expect(day.view.total).toEqual(whole.total);
    expect(before.view.total.harvested).toBe(0);
    expect(before.view.lines).toBe(0);
    expect(before.view.onHand).toEqual({ before: 0, after: 0 });
  });

  it('of a network, a farmer and a place have what is theirs', async () => {
    await fill();
    const totalOf = async (kind: ReportKind, scope: ReportScope) =>
      (await report(kind, [scope])).view.total;
    expect(await totalOf('network', { by: 'network', id: 'n2' })).toMatchObject({
      harvested: 7_000,
      accepted: 0,
      late: 1,
      corrections: 0,
    });
    const grown = await totalOf('farmer', { by: 'farmer', id: 'f1' });
    expect(grown).toMatchObject({ harvested: 97_000, accepted: 45_000, sold: 0, cooked: 0 });
    expect(await totalOf('school', { by: 'place', place: kitchen })).toMatchObject({
      harvested: 0,
      accepted: 15_000,
      rejected: 2_000,
      short: 3_000,
      cooked: 11_999,
      discarded: 2_000,
    });
    expect(await totalOf('market', { by: 'place', place: stall })).toMatchObject({
      accepted: 30_000,
      sold: 1_000,
    });
  });

  it('count what is mixed where it was harvested, once', async () => {
    const scribe = new Scribe(storage);
    const [a, b, mix] = [codeOf(1), codeOf(2), codeOf(3)];
    await scribe.write([a, harvested(5_000)], [b, harvested(4_000, { farmerId: 'f2' })]);
    const parts = [
      { batch: a, grams: 3_000 },
      { batch: b, grams: 4_000, harvest: { farmerId: 'f2' } },
    ];
    await scribe.write(
      [mix, mixedFrom(mix, parts), sent('d1', 6_000), arrived('d1', 6_000), cooked(2_500)],
      [a, mixedInto(mix, 3_000)],
      [b, mixedInto(mix, 4_000)],
    );
    const { view, lines } = await report('municipality', all);
    expect(view.total).toMatchObject({
      batches: 2,
      harvested: 9_000,
      mixedIn: 7_000,
      mixedOut: 7_000,
      sent: 6_000,
      cooked: 2_500,
    });
    expect(view.onHand).toEqual({ before: 0, after: 6_500 });
    expect(lines.filter(({ type }) => type === 'mixed').map(({ farmer }) => farmer)).toEqual(['–']);
    const farmers = await report('network', [{ by: 'network', id: 'n1' }]);
    const rows = farmers.view.groups.find(({ by }) => by === 'farmer')!.rows;
    expect(rows.map(({ measures }) => [measures.harvested, measures.mixedOut])).toEqual([
      [5_000, 3_000],
      [4_000, 4_000],
    ]);
    const { view: own } = await report('farmer', [{ by: 'farmer', id: 'f2' }]);
    // Four sevenths of the six kilograms that were received of the mix.
    const share = { accepted: 3_429 };
    expect(own.total).toMatchObject({ harvested: 4_000, mixedIn: 0, mixedOut: 4_000, ...share });
    expect(rows.map(({ measures }) => measures.accepted)).toEqual([2_571, 3_429]);
    // Posted to the gram as the events say, and nothing of the mix is left over.
    const posted = await Promise.all([a, b, mix].map((code) => storage().events('m1', code)));
    const balances = post(
      {},
      posted.flat().flatMap(({ event: { data } }) => ('moves' in data ? data.moves : [])),
    );
    expect(Object.keys(balances).filter((name) => name.startsWith('mix/'))).toEqual([]);
  });

  it('are of one moment, whatever is written meanwhile', async () => {
    await fill();
    await storage().snapshot(async (source) => {
      const held = await source.holdings('m1');
      const scribe = new Scribe(storage);
      await scribe.write([codeOf(9), harvested(1_000)]);
      const asked = { type: 'harvest-registered', of: all[0]!, after: null, limit: 9 } as const;
      const span = { from: NOW, to: '2027' };
      expect(await source.reportEntries('m1', { ...asked, ...span })).toHaveLength(4);
      expect(await source.holdings('m1')).toEqual(held);
    });
  });
}
