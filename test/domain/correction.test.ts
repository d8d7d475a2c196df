import { describe, expect, it } from 'vitest';
import type { Account, Balances } from '../../src/domain/accounts.ts';
import type { Correction } from '../../src/domain/batch/correction.ts';
import { receive } from '../../src/domain/batch/delivery.ts';
import type { HarvestChange } from '../../src/domain/batch/events.ts';
import { releaseHold } from '../../src/domain/batch/safety.ts';
import { statusOf } from '../../src/domain/batch/state.ts';
import {
  amountOf,
  arrived,
  arrivedAs,
  auditor,
  batchOf,
  by,
  CODE,
  calledBack,
  contextOf,
  cooked,
  correcting,
  counted,
  discarded,
  farmer,
  given,
  harvested,
  held,
  kg,
  kitchenStaff,
  kitFailed,
  kitPassed,
  laboratoryFailed,
  laboratoryPassed,
  lead,
  line,
  move,
  neighbour,
  network,
  officer,
  otherLead,
  otherStallManager,
  part,
  released,
  sent,
  sold,
  stall,
  stallManager,
  TODAY,
  undo,
  voided,
} from './given.ts';

const change = (
  entry: string,
  to: Partial<Omit<Extract<Correction, { action: 'correct' }>, 'action' | 'entry'>>,
): Correction => ({
  action: 'correct',
  entry,
  reason: 'slip of the finger',
  amount: null,
  line: null,
  harvest: null,
  ...to,
});
const balances = (entries: Partial<Record<Account, number>>) => entries as Balances;

const batch = harvested(10_000);
// e1 harvest, e2 dispatch, e3 receipt, e4 what follows
const atStall = [batch, sent('d1', 4_000, stall), arrived('d1', 4_000, stall)] as const;
const atKitchen = [batch, sent('d1', 4_000), arrived('d1', 4_000)] as const;
const left = { 'field/n1': -10_000, 'network/n1': 6_000 } as const;
const movedOn = (place: Account, availableGrams: number) =>
  ['goods-moved-on', { code: CODE, place, availableGrams }] as const;

describe('voiding takes back what an entry posted:', () => {
  it.each([
    ['a harvest', [batch], 'e1', farmer, {}],
    ['a receipt', atKitchen, 'e3', kitchenStaff, { ...left, 'transit/d1': 4_000 }],
    ['a sale', [...atStall, sold(1_000)], 'e4', stallManager, { ...left, 'stall/s1': 4_000 }],
    ['a meal', [...atKitchen, cooked(1_000)], 'e4', kitchenStaff, { ...left, 'kitchen/k1': 4_000 }],
    [
      'a discard',
      [batch, discarded(1_000)],
      'e2',
      lead,
      { 'field/n1': -10_000, 'network/n1': 10_000 },
    ],
    [
      'a count that found less',
      [batch, counted(network, 10_000, 9_000)],
      'e2',
      lead,
      { 'field/n1': -10_000, 'network/n1': 10_000 },
    ],
    [
      'a count that found more',
      [batch, counted(network, 10_000, 12_000)],
      'e2',
      lead,
      { 'field/n1': -10_000, 'network/n1': 10_000 },
    ],
    [
      'a count that agreed',
      [batch, counted(network, 10_000, 10_000)],
      'e2',
      lead,
      { 'field/n1': -10_000, 'network/n1': 10_000 },
    ],
  ] as const)('%s', (_, events, entry, actor, expected) => {
    given(...events)
      .when(correcting, undo(entry), actor)
      .thenEvent('corrected', { entry, action: 'void', reason: 'entered twice' })
      .thenBalances(balances(expected));
  });

  it('the entry is void then and cannot be corrected again', () => {
    const events = [...atStall, sold(1_000), voided('e4', move('sold/s1', 'stall/s1', 1_000))];
    for (const command of [undo('e4'), change('e4', { amount: kg(2) })]) {
      given(...events)
        .when(correcting, command, stallManager)
        .thenRefused('entry-already-void', { entry: 'e4' });
    }
  });

  it('of an entry corrected before, it takes back what the entry posts as of now', () => {
    const once = given(...atStall, sold(1_000))
      .when(correcting, change('e4', { amount: kg(3) }), stallManager)
      .thenBalances({ ...left, 'stall/s1': 1_000, 'sold/s1': 3_000 })
      .batch();
    expect(correcting(once, undo('e4'), contextOf(stallManager))).toMatchObject({
      data: { moves: [move('sold/s1', 'stall/s1', 3_000)] },
    });
  });

  it('a receipt that had returned and written off goods is open again, and received anew', () => {
    const receipt = line(2_000, {
      rejected: part(1_000, 'return'),
      missing: part(1_000, 'write-off'),
    });
    const posted = [
      move('transit/d1', 'kitchen/k1', 2_000),
      move('transit/d1', 'network/n1', 1_000),
      move('transit/d1', 'missing/d1', 1_000),
    ];
    const events = [batch, sent('d1', 4_000), arrivedAs('d1', receipt, ...posted)] as const;
    given(...events)
      .when(correcting, undo('e3'), kitchenStaff)
      .thenBalances({ ...left, 'transit/d1': 4_000 });
    const back = posted.map(({ from, to, grams }) => move(to, from, grams));
    given(...events, voided('e3', ...back))
      .when(receive, { deliveryId: 'd1', line: line(4_000) }, kitchenStaff)
      .thenBalances({ ...left, 'kitchen/k1': 4_000 });
  });
});

describe('a voided harvest', () => {
  const empty = [batch, voided('e1', move('network/n1', 'field/n1', 10_000))] as const;

  it('is the end of the batch', () => {
    expect(statusOf(batchOf(...empty))).toBe('voided');
    given(...empty)
      .when(correcting, undo('e1'), officer)
      .thenRefused('batch-voided', { code: CODE });
  });

  it('leaves nothing of the batch anywhere: goods that were found have to go first', () => {
    given(batch, counted(network, 10_000, 15_000))
      .when(correcting, undo('e1'), farmer)
      .thenRefused(...movedOn('network/n1', 5_000));
    given(batch, counted(stall, 0, 2_000, stallManager))
      .when(correcting, undo('e1'), farmer)
      .thenRefused(...movedOn('stall/s1', 2_000));
  });

  it('is refused while goods of the batch that were found were sold as its own', () => {
    given(batch, counted(stall, 0, 2_000, stallManager), sold(2_000))
      .when(correcting, undo('e1'), farmer)
      .thenRefused(...movedOn('sold/s1', 2_000));
  });

  it('is possible once what was found was a slip and is voided too', () => {
    given(
      batch,
      counted(network, 10_000, 15_000),
      voided('e2', move('network/n1', 'found/n1', 5_000)),
    )
      .when(correcting, undo('e1'), farmer)
      .thenBalances({})
      .thenStatus('voided');
  });
});

describe('correcting an amount posts the difference', () => {
  it.each([
    ['a sale up', atStall, sold(1_000), 3, stallManager, { 'stall/s1': 1_000, 'sold/s1': 3_000 }],
    ['a sale down', atStall, sold(3_000), 1, stallManager, { 'stall/s1': 3_000, 'sold/s1': 1_000 }],
    [
      'a sale to the same',
      atStall,
      sold(3_000),
      3,
      stallManager,
      { 'stall/s1': 1_000, 'sold/s1': 3_000 },
    ],
    ['a meal up', atKitchen, cooked(1_000), 4, kitchenStaff, { 'cooked/k1': 4_000 }],
    [
      'a meal down',
      atKitchen,
      cooked(4_000),
      1,
      kitchenStaff,
      { 'kitchen/k1': 3_000, 'cooked/k1': 1_000 },
    ],
  ] as const)('of %s', (_, events, entry, to, actor, expected) => {
    given(...events, entry)
      .when(correcting, change('e4', { amount: kg(to) }), actor)
      .thenEvent('corrected', { entry: 'e4', action: 'correct', amount: amountOf(to * 1_000) })
      .thenBalances(balances({ ...left, ...expected }));
  });

  it('of a discard, up and down', () => {
    given(batch, discarded(2_000))
      .when(correcting, change('e2', { amount: kg(5) }), lead)
      .thenBalances({ 'field/n1': -10_000, 'network/n1': 5_000, 'discarded/n1': 5_000 });
    given(batch, discarded(2_000))
      .when(correcting, change('e2', { amount: kg(0.5) }), lead)
      .thenBalances({ 'field/n1': -10_000, 'network/n1': 9_500, 'discarded/n1': 500 });
  });

  it('of a harvest, up and down, and keeps the new amount', () => {
    for (const grams of [12_000, 8_000]) {
      const outcome = given(batch)
        .when(correcting, change('e1', { amount: kg(grams / 1000) }), farmer)
        .thenBalances({ 'field/n1': -grams, 'network/n1': grams });
      expect(outcome.batch().harvest.amount).toEqual(amountOf(grams));
    }
  });

  it('twice, from where the first correction left it', () => {
    const once = given(batch)
      .when(correcting, change('e1', { amount: kg(8) }), farmer)
      .batch();
    expect(correcting(once, change('e1', { amount: kg(11) }), contextOf(farmer))).toMatchObject({
      data: { moves: [move('field/n1', 'network/n1', 3_000)] },
    });
  });

  it('needs an amount, a receipt or a harvest to be corrected to', () => {
    const empty = (entry: string) => ['correction-empty', { entry }] as const;
    given(batch)
      .when(correcting, change('e1', {}), farmer)
      .thenRefused(...empty('e1'));
    given(batch)
      .when(correcting, change('e1', { harvest: {} }), farmer)
      .thenRefused(...empty('e1'));
    given(...atKitchen)
      .when(correcting, change('e3', {}), kitchenStaff)
      .thenRefused(...empty('e3'));
    given(...atStall, sold(1_000))
      .when(correcting, change('e4', { line: line(1) }), stallManager)
      .thenRefused(...empty('e4'));
  });

  it('takes no amount of nothing: that is what voiding is for', () => {
    given(...atStall, sold(1_000))
      .when(correcting, change('e4', { amount: kg(0) }), stallManager)
      .thenRefused('amount-too-small', { quantity: 0, unit: 'kg' });
  });
});

describe('correcting a receipt', () => {
  const corrected = (to: ReturnType<typeof line>) =>
    given(...atKitchen).when(correcting, change('e3', { line: to }), kitchenStaff);

  it('posts what should have been instead', () => {
    corrected(line(3_000, { rejected: part(600, 'return'), missing: part(400, 'write-off') }))
      .thenEvent('corrected', { entry: 'e3' })
      .thenBalances({
        'field/n1': -10_000,
        'network/n1': 6_600,
        'kitchen/k1': 3_000,
        'missing/d1': 400,
      });
  });

  it('adds up to what was sent', () => {
    corrected(line(3_000)).thenRefused('receipt-does-not-add-up', {
      code: CODE,
      sentGrams: 4_000,
      statedGrams: 3_000,
    });
  });

  it('keeps the new receipt, and the delivery stays received', () => {
    const receipt = line(3_000, { missing: part(1_000, 'return') });
    expect(corrected(receipt).batch().consignments.d1).toMatchObject({
      state: 'received',
      line: receipt,
    });
  });

  it('is possible while the batch is on hold: what is in the house is in the book', () => {
    const short = arrivedAs(
      'd1',
      line(3_000, { missing: part(1_000, 'write-off') }),
      move('transit/d1', 'kitchen/k1', 3_000),
      move('transit/d1', 'missing/d1', 1_000),
    );
    given(batch, sent('d1', 4_000), short, held())
      .when(correcting, change('e3', { line: line(4_000) }), kitchenStaff)
      .thenBalances({ ...left, 'kitchen/k1': 4_000 });
  });
});

describe('correcting a meal', () => {
  const cookedOf = [...atKitchen, cooked(1_000)] as const;

  it('changes its dish or its pupils and moves nothing, also on hold', () => {
    given(...cookedOf, held())
      .when(correcting, change('e4', { meal: { pupils: 90 } }), kitchenStaff)
      .thenEvent('corrected', { entry: 'e4', meal: { pupils: 90 }, amount: null, moves: [] });
    given(...cookedOf)
      .when(correcting, change('e4', { meal: { menu: 'แกงจืด' }, amount: kg(2) }), officer)
      .thenEvent('corrected', { meal: { menu: 'แกงจืด' } })
      .thenBalances(balances({ ...left, 'kitchen/k1': 2_000, 'cooked/k1': 2_000 }));
  });

  it('says something, and is of those who cooked', () => {
    const about = (meal: object) => change('e4', { meal });
    given(...cookedOf)
      .when(correcting, about({}), kitchenStaff)
      .thenRefused('correction-empty', { entry: 'e4' });
    given(...cookedOf)
      .when(correcting, about({ pupils: 9 }), lead)
      .thenRefused('not-permitted', {});
    given(...cookedOf, voided('e4', move('cooked/k1', 'kitchen/k1', 1_000)))
      .when(correcting, about({ pupils: 9 }), kitchenStaff)
      .thenRefused('entry-already-void', { entry: 'e4' });
  });
});

describe('correcting a harvest', () => {
  const corrected = (harvest: HarvestChange, ...events: Parameters<typeof given>) =>
    given(...(events.length > 0 ? events : [batch])).when(
      correcting,
      change('e1', { harvest }),
      farmer,
    );

  it('changes its day, its plot or its spraying and moves nothing', () => {
    const outcome = corrected({ harvestedOn: '2026-11-20', plotId: 'p2' })
      .thenEvent('corrected', { moves: [] })
      .thenBalances({ 'field/n1': -10_000, 'network/n1': 10_000 });
    expect(outcome.batch().harvest).toMatchObject({
      harvestedOn: '2026-11-20',
      plotId: 'p2',
      amount: amountOf(10_000),
    });
  });

  it('obeys the same bounds for dates', () => {
    corrected({ harvestedOn: '2026-11-22' }).thenRefused('date-in-future', {
      field: 'harvestedOn',
      date: '2026-11-22',
      today: TODAY,
    });
    corrected({ harvestedOn: '2026-10-21' }).thenRefused('date-too-old', {
      field: 'harvestedOn',
      date: '2026-10-21',
      oldest: '2026-10-22',
    });
  });

  it('changes its time; of another day nobody knows it, unless it is said', () => {
    const early = harvested(10_000, { harvestedTime: '05:30' });
    const harvestOf = (harvest: HarvestChange) =>
      corrected(harvest, early).thenEvent('corrected').batch().harvest;
    expect(harvestOf({ harvestedTime: '04:15' })).toMatchObject({
      harvestedOn: TODAY,
      harvestedTime: '04:15',
    });
    expect(harvestOf({ harvestedOn: '2026-11-20', harvestedTime: '16:00' })).toMatchObject({
      harvestedOn: '2026-11-20',
      harvestedTime: '16:00',
    });
    expect(harvestOf({ harvestedOn: '2026-11-20' }).harvestedTime).toBeNull();
    expect(harvestOf({ plotId: 'p2' }).harvestedTime).toBe('05:30');
    corrected({ harvestedTime: '08:06' }, early).thenRefused('time-in-future', {
      field: 'harvestedTime',
      date: TODAY,
      time: '08:06',
      now: '08:00',
    });
  });

  it('may name another plot of a harvest that is older than an entry may be', () => {
    corrected({ plotId: 'p2' }, harvested(10_000, { harvestedOn: '2026-01-01' })).thenEvent(
      'corrected',
    );
  });

  it('asks again about an unusual amount', () => {
    const command = change('e1', { amount: kg(300) });
    given(batch).when(correcting, command, farmer).thenRefused('unusual-amount', {
      grams: 300_000,
      usualMinGrams: 5_000,
      usualMaxGrams: 40_000,
    });
    given(batch)
      .when(correcting, command, farmer, { confirmed: ['unusual-amount'] })
      .thenBalances({ 'field/n1': -300_000, 'network/n1': 300_000 });
  });

  const spray = { sprayedOn: '2026-11-15', product: 'x', intervalDays: 7 };

  it('puts it on hold when the spraying told late is inside the interval', () => {
    corrected({ spray }).thenStatus('on_hold');
    corrected({ spray: { ...spray, intervalDays: 6 } }).thenStatus('waiting');
  });

  it('puts it on hold when the day told late is inside the interval', () => {
    const sprayed = harvested(10_000, { spray: { ...spray, intervalDays: 6 } });
    corrected({ harvestedOn: '2026-11-20' }, sprayed).thenStatus('on_hold');
  });

  it('asks nothing again when only the plot was wrong', () => {
    const reviewed = [harvested(10_000, { spray, review: 'pre-harvest-interval' }), released()];
    const plot = { action: 'correct', entry: 'e1', reason: 'r', amount: null, line: null } as const;
    given(...reviewed)
      .when(correcting, { ...plot, harvest: { plotId: 'p2' } }, officer)
      .thenStatus('waiting');
  });

  it('refuses a spraying after the harvest', () => {
    corrected({ spray: { ...spray, sprayedOn: '2026-11-22' } }).thenRefused('spray-after-harvest', {
      sprayedOn: '2026-11-22',
      harvestedOn: TODAY,
    });
    corrected({ harvestedOn: '2026-11-14' }, harvested(10_000, { spray })).thenRefused(
      'spray-after-harvest',
      { sprayedOn: '2026-11-15', harvestedOn: '2026-11-14' },
    );
  });

  it('does not end a review: what was told once waits for the officer', () => {
    const waiting = harvested(10_000, { spray, review: 'pre-harvest-interval' });
    corrected({ spray: null }, waiting).thenStatus('on_hold');
    corrected({ spray: { ...spray, intervalDays: 1 } }, waiting).thenStatus('on_hold');
  });

  it('leaves what was not mentioned as it was', () => {
    const outcome = given(harvested(10_000, { spray: { ...spray, intervalDays: 1 }, plotId: 'p1' }))
      .when(correcting, change('e1', { amount: kg(9) }), farmer)
      .thenStatus('waiting');
    expect(outcome.batch().harvest).toMatchObject({
      plotId: 'p1',
      spray: { ...spray, intervalDays: 1 },
      harvestedOn: TODAY,
    });
  });
});

describe('goods that have moved on cannot be taken back:', () => {
  it('a harvest of which some was sent', () => {
    given(batch, sent('d1', 4_000))
      .when(correcting, undo('e1'), farmer)
      .thenRefused(...movedOn('network/n1', 6_000));
    given(batch, sent('d1', 4_000))
      .when(correcting, change('e1', { amount: kg(3.999) }), farmer)
      .thenRefused(...movedOn('network/n1', 6_000));
    given(batch, sent('d1', 4_000))
      .when(correcting, change('e1', { amount: kg(4) }), farmer)
      .thenBalances({ 'field/n1': -4_000, 'transit/d1': 4_000 });
  });

  it('a receipt of which some was cooked', () => {
    given(...atKitchen, cooked(1_000))
      .when(correcting, undo('e3'), kitchenStaff)
      .thenRefused(...movedOn('kitchen/k1', 3_000));
    given(...atKitchen, cooked(1_001))
      .when(
        correcting,
        change('e3', { line: line(1_000, { missing: part(3_000, 'return') }) }),
        kitchenStaff,
      )
      .thenRefused(...movedOn('kitchen/k1', 2_999));
  });

  it('a return that the sender has sent elsewhere', () => {
    const back = arrivedAs(
      'd1',
      line(0, { rejected: part(10_000, 'return') }),
      move('transit/d1', 'network/n1', 10_000),
    );
    given(batch, sent('d1', 10_000), back, sent('d2', 9_000, stall))
      .when(correcting, change('e3', { line: line(10_000) }), kitchenStaff)
      .thenRefused(...movedOn('network/n1', 1_000));
  });

  it('a surplus that was sold', () => {
    given(batch, counted(stall, 0, 2_000, stallManager), sold(500))
      .when(correcting, undo('e2'), stallManager)
      .thenRefused(...movedOn('stall/s1', 1_500));
  });

  it('a sale raised above what the stall has left', () => {
    given(...atStall, sold(1_000))
      .when(correcting, change('e4', { amount: kg(4.001) }), stallManager)
      .thenRefused(...movedOn('stall/s1', 3_000));
  });
});

describe('no way round a hold:', () => {
  const stops = [
    ['batch-on-hold', held()],
    ['batch-on-hold', kitFailed()],
    ['batch-failed', laboratoryFailed()],
    ['batch-recalled', held('recall')],
  ] as const;

  describe.each(stops)('%s', (code, stop) => {
    const refused = [code, { code: CODE }] as const;

    it('a sale or a meal is not raised, except by an officer', () => {
      for (const [events, actor, end] of [
        [[...atStall, sold(1_000), stop], stallManager, { 'stall/s1': 2_000, 'sold/s1': 2_000 }],
        [
          [...atKitchen, cooked(1_000), stop],
          kitchenStaff,
          { 'kitchen/k1': 2_000, 'cooked/k1': 2_000 },
        ],
      ] as const) {
        const raise = change('e4', { amount: kg(2) });
        given(...events)
          .when(correcting, raise, actor)
          .thenRefused(...refused);
        given(...events)
          .when(correcting, raise, officer)
          .thenBalances(balances({ ...left, ...end }));
      }
    });

    it('a sale is lowered or voided by its stall: the goods come back to where they are held', () => {
      given(...atStall, sold(1_000), stop)
        .when(correcting, change('e4', { amount: kg(0.5) }), stallManager)
        .thenBalances({ ...left, 'stall/s1': 3_500, 'sold/s1': 500 });
      given(...atStall, sold(1_000), stop)
        .when(correcting, undo('e4'), stallManager)
        .thenBalances({ ...left, 'stall/s1': 4_000 });
    });

    it('a discard is raised by whoever discarded', () => {
      given(batch, discarded(1_000), stop)
        .when(correcting, change('e2', { amount: kg(10) }), lead)
        .thenBalances({ 'field/n1': -10_000, 'discarded/n1': 10_000 });
    });

    it('a harvest is not voided or lowered to be entered again as new, except by an officer', () => {
      const events = [batch, stop] as const;
      const lower = change('e1', { amount: kg(4) });
      for (const actor of [farmer, lead]) {
        given(...events)
          .when(correcting, undo('e1'), actor)
          .thenRefused(...refused);
        given(...events)
          .when(correcting, lower, actor)
          .thenRefused(...refused);
      }
      given(...events)
        .when(correcting, undo('e1'), officer)
        .thenBalances({})
        .thenStatus('voided');
      given(...events)
        .when(correcting, lower, officer)
        .thenBalances({ 'field/n1': -4_000, 'network/n1': 4_000 });
    });

    it('a harvest is raised, and its day and spraying are told, by whoever entered it', () => {
      given(batch, stop)
        .when(correcting, change('e1', { amount: kg(11) }), farmer)
        .thenBalances({ 'field/n1': -11_000, 'network/n1': 11_000 });
      given(batch, stop)
        .when(correcting, change('e1', { harvest: { plotId: 'p2' } }), farmer)
        .thenEvent('corrected');
    });
  });

  it('a harvest that waits for review is not voided by its farmer', () => {
    given(harvested(10_000, { review: 'banned-substance' }))
      .when(correcting, undo('e1'), farmer)
      .thenRefused('batch-on-hold', { code: CODE });
  });
});

describe('voiding an inspection', () => {
  it('is for an officer, not for whoever recorded it', () => {
    for (const actor of [lead, farmer, stallManager, auditor]) {
      given(batch, kitFailed())
        .when(correcting, undo('e2'), actor)
        .thenRefused('not-permitted', {});
    }
    given(batch, kitFailed())
      .when(correcting, undo('e2'), officer)
      .thenEvent('corrected', { moves: [] });
  });

  it('that put the batch on hold leaves the hold to be released', () => {
    given(batch, kitFailed()).when(correcting, undo('e2'), officer).thenStatus('on_hold');
  });

  it('that passed takes the pass away', () => {
    given(batch, kitPassed()).when(correcting, undo('e2'), officer).thenStatus('waiting');
  });

  it('is never done by the officer whose own batch it is', () => {
    given(by({ ...lead, userId: officer.userId }, batch), kitFailed())
      .when(correcting, undo('e2'), officer)
      .thenRefused('release-own-batch', { code: CODE });
    given(batch, kitFailed())
      .when(correcting, undo('e2'), officer, { ownFarmerId: 'f1' })
      .thenRefused('release-own-batch', { code: CODE });
  });

  it('that passed leaves an earlier pass standing', () => {
    given(batch, kitPassed(), kitPassed())
      .when(correcting, undo('e3'), officer)
      .thenStatus('passed');
  });

  describe('on whose strength a hold was released brings the hold back', () => {
    const release = { reason: 'looked at' };

    it('after a kit', () => {
      given(batch, kitFailed(), kitPassed(), released())
        .when(correcting, undo('e3'), officer)
        .thenStatus('on_hold');
    });

    it('after a laboratory', () => {
      given(batch, laboratoryFailed(), laboratoryPassed(), released())
        .when(correcting, undo('e3'), officer)
        .thenStatus('failed');
    });

    it('also when a test of a lesser kind still stands', () => {
      given(batch, laboratoryFailed(), laboratoryPassed(), kitPassed(), released())
        .when(correcting, undo('e3'), officer)
        .thenStatus('failed');
    });

    it('a recall too, and a pass that was only entered wrongly releases it again', () => {
      const events = [batch, held('recall'), laboratoryPassed(), released()] as const;
      given(...events)
        .when(correcting, undo('e3'), officer)
        .thenStatus('recalled');
      given(...events, voided('e3'))
        .when(releaseHold, release, officer)
        .thenRefused('release-needs-test', { code: CODE, method: 'laboratory' });
      given(...events, voided('e3'), laboratoryPassed())
        .when(releaseHold, release, officer)
        .thenStatus('passed');
      given(...events, laboratoryPassed())
        .when(correcting, undo('e3'), officer)
        .thenStatus('passed');
      given(...events, voided('e3'), laboratoryPassed(), released())
        .when(correcting, undo('e6'), officer)
        .thenStatus('recalled');
    });

    it('and it is released again after a new test only', () => {
      const events = [batch, kitFailed(), kitPassed(), released(), voided('e3')] as const;
      given(...events)
        .when(releaseHold, release, officer)
        .thenRefused('release-needs-test', { code: CODE, method: 'any' });
      given(...events, kitPassed())
        .when(releaseHold, release, officer)
        .thenStatus('passed');
    });

    it('unless another later pass still carries it, or the failed test was voided itself', () => {
      given(batch, kitFailed(), kitPassed(), kitPassed(), released())
        .when(correcting, undo('e3'), officer)
        .thenStatus('passed');
      given(batch, kitFailed(), voided('e2'), kitPassed(), released())
        .when(correcting, undo('e4'), officer)
        .thenStatus('waiting');
    });

    it('once, if it is there already', () => {
      const { holds } = given(batch, kitFailed(), kitPassed())
        .when(correcting, undo('e3'), officer)
        .batch();
      expect(holds).toHaveLength(1);
    });
  });
});

describe('an entry is corrected', () => {
  const refused = (...who: (typeof lead)[]) => ({
    of: (events: Parameters<typeof given>, entry: string) => {
      for (const actor of who) {
        given(...events)
          .when(correcting, undo(entry), actor)
          .thenRefused('not-permitted', {});
      }
    },
  });

  it('by the farmer whose entry it is, by their network or by an officer', () => {
    for (const actor of [farmer, lead, officer]) {
      given(batch).when(correcting, undo('e1'), actor).thenStatus('voided');
    }
    refused(neighbour, otherLead, stallManager, kitchenStaff).of([batch], 'e1');
  });

  it('by a farmer only where it is their own, not what their network did', () => {
    refused(farmer).of([batch, discarded(1_000)], 'e2');
    refused(farmer).of([by(lead, batch)], 'e1');
  });

  it('by the place that made it', () => {
    const colleague = { ...stallManager, userId: 'u-colleague' };
    for (const actor of [stallManager, colleague, officer]) {
      given(...atStall, sold(1_000))
        .when(correcting, undo('e4'), actor)
        .thenEvent('corrected');
    }
    refused(otherStallManager, kitchenStaff, lead, farmer).of([...atStall, sold(1_000)], 'e4');
  });

  it('a receipt by the receiver, not the sender', () => {
    given(...atKitchen)
      .when(correcting, undo('e3'), kitchenStaff)
      .thenEvent('corrected');
    refused(lead, farmer, stallManager).of([...atKitchen], 'e3');
  });

  it('never by an auditor, not even an officer’s in the same municipality', () => {
    refused(auditor).of([by(officer, batch)], 'e1');
  });

  it('only if it is there', () => {
    for (const entry of ['e9', '']) {
      given(batch).when(correcting, undo(entry), officer).thenRefused('entry-not-found', { entry });
    }
  });

  it('never if it is itself a correction', () => {
    given(...atStall, sold(1_000), voided('e4', move('sold/s1', 'stall/s1', 1_000)))
      .when(correcting, undo('e5'), officer)
      .thenRefused('entry-not-found', { entry: 'e5' });
  });

  it.each([
    ['hold-placed', held(), ['void', 'correct']],
    ['hold-released', released(), ['void', 'correct']],
    ['dispatched', sent('d1', 1_000), ['void', 'correct']],
    ['inspection-recorded', kitPassed(), ['correct']],
    ['stock-counted', counted(network, 10_000, 9_000), ['correct']],
  ] as const)('not as %s, which has commands of its own', (type, event, actions) => {
    for (const action of actions) {
      given(batch, event)
        .when(correcting, action === 'void' ? undo('e2') : change('e2', { amount: kg(1) }), officer)
        .thenRefused('entry-not-correctable', { entry: 'e2', type });
    }
  });

  it('not a cancelled delivery', () => {
    given(batch, sent('d1', 1_000), calledBack('d1', 1_000))
      .when(correcting, undo('e3'), officer)
      .thenRefused('entry-not-correctable', { entry: 'e3', type: 'dispatch-cancelled' });
  });
});
