import { describe, expect, test } from 'vitest';
import { flowView } from '../../src/documents/flow-view.ts';
import { madeViews } from '../../src/documents/made-views.ts';
import type { Account, Move } from '../../src/domain/accounts.ts';
import { accountGroup, post, splitAccount } from '../../src/domain/accounts.ts';
import type { BatchDetail } from '../../src/wire/batches.ts';

const move = (from: Account, to: Account, grams: number): Move => ({ from, to, grams });
const at = (kind: string, id: string) => ({
  place: { kind, id, names: { th: `${kind} ${id}`, en: '' } },
});

/** As much of a batch as the picture is made of. */
function batchOf(...history: { by?: object; data: { moves: Move[] } & object }[]): BatchDetail {
  const moves = history.flatMap(({ data }) => data.moves);
  const balances = Object.entries(post({}, moves)).map(([account, grams]) => {
    const { kind } = splitAccount(account as Account);
    return { account, kind, group: accountGroup(kind), grams, place: null };
  });
  const events = history.map((event) => ({ by: at('network', 'n'), ...event }));
  const network = { id: 'n', names: { th: 'network n', en: '' } };
  return { history: events, balances, network } as unknown as BatchDetail;
}

const linksOf = (batch: BatchDetail) => {
  const { nodes, links } = flowView(batch);
  const name = (id: string) => nodes.find((node) => node.id === id)?.name;
  return links.map(({ from, to, grams }) => `${name(from)} → ${name(to)} ${grams}`).sort();
};

describe('the way of the goods', () => {
  const grown = { data: { moves: [move('field/n', 'network/n', 100)] } };
  const sent = (id: string, grams: number) => ({
    data: { moves: [move('network/n', `transit/${id}`, grams)] },
  });

  test('leads from the field through places to what became of them, and adds up', () => {
    const batch = batchOf(
      grown,
      sent('d', 60),
      {
        by: at('kitchen', 'k'),
        data: {
          moves: [
            move('transit/d', 'kitchen/k', 50),
            move('transit/d', 'network/n', 4),
            move('transit/d', 'missing/d', 6),
          ],
        },
      },
      { by: at('kitchen', 'k'), data: { moves: [move('kitchen/k', 'cooked/k', 45)] } },
    );
    expect(linksOf(batch)).toEqual(
      [
        'แปลงปลูก → network n 100',
        'network n → kitchen k 50',
        'network n → สูญหาย 6',
        'network n → คงเหลือ 44',
        'kitchen k → ปรุงแล้ว 45',
        'kitchen k → คงเหลือ 5',
      ].sort(),
    );
    const { nodes, links } = flowView(batch);
    for (const { id, is } of nodes.filter((node) => node.is === 'place')) {
      const sum = (end: 'from' | 'to') =>
        links.reduce((all, link) => (link[end] === id ? all + link.grams : all), 0);
      expect([is, id, sum('to')]).toEqual(['place', id, sum('from')]);
    }
  });

  test('shows what is still on its way, and what was corrected as it stands', () => {
    const batch = batchOf(
      grown,
      { data: { moves: [move('network/n', 'field/n', 10)] } },
      sent('d', 30),
    );
    expect(linksOf(batch)).toEqual(
      ['แปลงปลูก → network n 90', 'network n → ระหว่างส่ง 30', 'network n → คงเหลือ 60'].sort(),
    );
  });

  test('of a mixed batch begins with what is in it, and ends in what it is in itself', () => {
    const mixed = batchOf(
      { data: { moves: [move('mix/M', 'network/n', 100)] } },
      { data: { moves: [move('network/n', 'mix/MMMMMNNNNN', 30)] } },
    );
    const inputs = [
      { batch: 'A', shownCode: 'A-1', grams: 60 },
      { batch: 'B', shownCode: 'B-2', grams: 40 },
    ];
    expect(linksOf({ ...mixed, code: 'M', inputs } as unknown as BatchDetail)).toEqual(
      [
        'รุ่น A-1 → network n 60',
        'รุ่น B-2 → network n 40',
        'network n → รุ่นรวม MMMMM-NNNNN 30',
        'network n → คงเหลือ 70',
      ].sort(),
    );
  });

  test('of forty schools shows the largest by name and the others as one', () => {
    const deliveries = Array.from({ length: 40 }, (_, n) => [
      sent(`d${n}`, 2),
      { by: at('kitchen', `k${n}`), data: { moves: [move(`transit/d${n}`, `kitchen/k${n}`, 2)] } },
    ]).flat();
    const { nodes, links } = flowView(batchOf(grown, ...deliveries));
    expect(nodes.filter(({ is }) => is === 'place')).toHaveLength(15);
    expect(links.find(({ to }) => to.startsWith('others'))?.grams).toBe(54);
  });
});

test('what was made of a batch counts as corrected, and a day’s sales together', () => {
  const amount = (grams: number) => ({ amount: { grams } });
  const stall = at('stall', 's').place;
  const history = [
    {
      id: '1',
      type: 'sold',
      at: '2026-11-21T01:00:00.000Z',
      by: { place: stall },
      data: amount(10),
    },
    {
      id: '2',
      type: 'sold',
      at: '2026-11-21T02:00:00.000Z',
      by: { place: stall },
      data: amount(5),
    },
    {
      id: '3',
      type: 'cooked',
      at: '2026-11-20T02:00:00.000Z',
      by: at('kitchen', 'k'),
      data: { ...amount(50), menu: 'แกง', mealDate: '2026-11-20', pupils: 9 },
    },
    { id: '4', type: 'sold', voided: true, at: '', by: { place: stall }, data: amount(99) },
    { id: '5', type: 'corrected', data: { entry: '3', ...amount(40) } },
    { id: '6', type: 'corrected', data: { entry: '3', amount: null, meal: { pupils: 8 } } },
  ];
  const meals = [{ kitchenId: 'k', menu: 'ต้ม', mealDate: '2026-11-22', pupils: 7, grams: 70 }];
  const place = { th: 'kitchen k', en: '' };
  const outputs = [{ batch: 'M', meals, balances: [{ account: 'cooked/k', place }] }];
  expect(madeViews({ history, outputs } as unknown as BatchDetail)).toEqual([
    { day: '2026-11-20', what: 'แกง', place: 'kitchen k', grams: 40, pupils: 8 },
    { day: '2026-11-21', what: 'ขายที่ตลาด', place: 'stall s', grams: 15 },
    { day: '2026-11-22', what: 'ต้ม', place: 'kitchen k', grams: 70, pupils: 7, mixed: 'M' },
  ]);
});
