import { describe, it } from 'vitest';
import { cook, countStock, discard, sell } from '../../src/domain/batch/stock.ts';
import type { EnteredAmount } from '../../src/domain/quantities.ts';
import {
  arrived,
  auditor,
  CODE,
  given,
  harvested,
  held,
  kg,
  kitchen,
  kitchenStaff,
  kitFailed,
  laboratoryFailed,
  lead,
  move,
  network,
  officer,
  otherLead,
  otherStallManager,
  sent,
  stall,
  stallManager,
  TODAY,
  units,
  voided,
} from './given.ts';

const batch = harvested(10_000);
const atStall = [batch, sent('d1', 4_000, stall), arrived('d1', 4_000, stall)] as const;
const atKitchen = [batch, sent('d1', 4_000), arrived('d1', 4_000)] as const;
const left = { 'field/n1': -10_000, 'network/n1': 6_000 } as const;
const gone = [batch, voided('e1', move('network/n1', 'field/n1', 10_000))] as const;
const stops = [
  ['batch-on-hold', held()],
  ['batch-on-hold', kitFailed()],
  ['batch-failed', laboratoryFailed()],
  ['batch-recalled', held('recall')],
] as const;

describe('selling', () => {
  const sale = (amount: EnteredAmount = kg(1), priceSatang: number | null = 3_500) => ({
    place: stall,
    amount,
    units,
    priceSatang,
  });

  it('takes what the customer carries away off the stall', () => {
    given(...atStall)
      .when(sell, sale(), stallManager)
      .thenEvent('sold', {
        place: stall,
        priceSatang: 3_500,
        moves: [move('stall/s1', 'sold/s1', 1_000)],
      })
      .thenBalances({ ...left, 'stall/s1': 3_000, 'sold/s1': 1_000 });
  });

  it('is by the holder of the stall only', () => {
    for (const actor of [otherStallManager, lead, kitchenStaff, officer, auditor]) {
      given(...atStall)
        .when(sell, sale(), actor)
        .thenRefused('not-holder', { place: 'stall/s1' });
    }
  });

  it('ends with the last gram', () => {
    given(...atStall)
      .when(sell, sale(kg(4)), stallManager)
      .thenBalances({ ...left, 'sold/s1': 4_000 });
    given(...atStall)
      .when(sell, sale({ quantity: 4_001, unit: 'g' }), stallManager)
      .thenRefused('insufficient-stock', {
        code: CODE,
        place: 'stall/s1',
        availableGrams: 4_000,
        wantedGrams: 4_001,
      });
  });

  it('does not take what is still on its way', () => {
    given(batch, sent('d1', 4_000, stall))
      .when(sell, sale(), stallManager)
      .thenRefused('insufficient-stock', {
        code: CODE,
        place: 'stall/s1',
        availableGrams: 0,
        wantedGrams: 1_000,
      });
  });

  it.each(stops)('is refused: %s', (code, stop) => {
    given(...atStall, stop)
      .when(sell, sale(), stallManager)
      .thenRefused(code, { code: CODE });
  });

  it('of a voided batch is refused', () => {
    given(...gone)
      .when(sell, sale(), stallManager)
      .thenRefused('batch-voided', { code: CODE });
  });
});

describe('cooking', () => {
  const meal = (amount: EnteredAmount = kg(1), mealDate = TODAY) => ({
    place: kitchen,
    amount,
    units,
    menu: 'ผัดผักบุ้ง',
    mealDate,
    pupils: 120,
  });

  it('takes what went into a meal, and keeps the menu, the day and how many pupils', () => {
    given(...atKitchen)
      .when(cook, meal(), kitchenStaff)
      .thenEvent('cooked', {
        place: kitchen,
        menu: 'ผัดผักบุ้ง',
        mealDate: TODAY,
        pupils: 120,
        moves: [move('kitchen/k1', 'cooked/k1', 1_000)],
      })
      .thenBalances({ ...left, 'kitchen/k1': 3_000, 'cooked/k1': 1_000 });
  });

  it('is by the kitchen that holds the goods only', () => {
    for (const actor of [{ ...kitchenStaff, place: { ...kitchen, id: 'k2' } }, lead, officer]) {
      given(...atKitchen)
        .when(cook, meal(), actor)
        .thenRefused('not-holder', { place: 'kitchen/k1' });
    }
  });

  it('is refused for a meal of tomorrow, or longer ago than the setting', () => {
    given(...atKitchen)
      .when(cook, meal(kg(1), '2026-11-22'), kitchenStaff)
      .thenRefused('date-in-future', { field: 'mealDate', date: '2026-11-22', today: TODAY });
    given(...atKitchen)
      .when(cook, meal(kg(1), '2026-10-21'), kitchenStaff)
      .thenRefused('date-too-old', {
        field: 'mealDate',
        date: '2026-10-21',
        oldest: '2026-10-22',
      });
  });

  it('is refused for a meal before the harvest', () => {
    given(...atKitchen)
      .when(cook, meal(kg(1), '2026-11-20'), kitchenStaff)
      .thenRefused('date-too-old', { field: 'mealDate', date: '2026-11-20', oldest: TODAY });
  });

  it('takes no more than there is', () => {
    given(...atKitchen)
      .when(cook, meal(kg(4.001)), kitchenStaff)
      .thenRefused('insufficient-stock', {
        code: CODE,
        place: 'kitchen/k1',
        availableGrams: 4_000,
        wantedGrams: 4_001,
      });
  });

  it.each(stops)('is refused: %s', (code, stop) => {
    given(...atKitchen, stop)
      .when(cook, meal(), kitchenStaff)
      .thenRefused(code, { code: CODE });
  });
});

describe('discarding', () => {
  const waste = (amount: EnteredAmount = kg(1), place = network) => ({
    place,
    amount,
    units,
    way: 'animal_feed' as const,
    reason: 'wilted',
  });

  it('takes goods out of the store, and keeps the way and the reason', () => {
    given(batch)
      .when(discard, waste(), lead)
      .thenEvent('discarded', {
        place: network,
        way: 'animal_feed',
        reason: 'wilted',
        moves: [move('network/n1', 'discarded/n1', 1_000)],
      })
      .thenBalances({ 'field/n1': -10_000, 'network/n1': 9_000, 'discarded/n1': 1_000 });
  });

  it('is possible on hold, failed or recalled: out of harm’s reach', () => {
    for (const [, stop] of stops) {
      given(batch, stop)
        .when(discard, waste(kg(10)), lead)
        .thenBalances({ 'field/n1': -10_000, 'discarded/n1': 10_000 });
    }
  });

  it('is by the holder only', () => {
    for (const actor of [otherLead, stallManager, officer]) {
      given(batch).when(discard, waste(), actor).thenRefused('not-holder', { place: 'network/n1' });
    }
  });

  it('takes no more than there is', () => {
    given(batch)
      .when(discard, waste(kg(10.001)), lead)
      .thenRefused('insufficient-stock', {
        code: CODE,
        place: 'network/n1',
        availableGrams: 10_000,
        wantedGrams: 10_001,
      });
  });

  it('of a voided batch is refused', () => {
    given(...gone)
      .when(discard, waste(), lead)
      .thenRefused('batch-voided', { code: CODE });
  });
});

describe('counting stock', () => {
  const count = (
    amount: EnteredAmount,
    { place = network, reason = 'dried' }: { place?: typeof network; reason?: string | null } = {},
  ) => ({ place, amount, units, reason });

  it('posts what is lacking to missing', () => {
    given(batch)
      .when(countStock, count(kg(9.5)), lead)
      .thenEvent('stock-counted', {
        place: network,
        bookGrams: 10_000,
        reason: 'dried',
        moves: [move('network/n1', 'missing/n1', 500)],
      })
      .thenBalances({ 'field/n1': -10_000, 'network/n1': 9_500, 'missing/n1': 500 });
  });

  it('posts a surplus from found', () => {
    given(batch)
      .when(countStock, count(kg(10.5)), lead)
      .thenEvent('stock-counted', { moves: [move('found/n1', 'network/n1', 500)] })
      .thenBalances({ 'field/n1': -10_000, 'found/n1': -500, 'network/n1': 10_500 });
  });

  it('posts nothing when shelf and book agree, and asks for no reason', () => {
    given(batch)
      .when(countStock, count(kg(10), { reason: null }), lead)
      .thenEvent('stock-counted', { bookGrams: 10_000, reason: null, moves: [] })
      .thenBalances({ 'field/n1': -10_000, 'network/n1': 10_000 });
  });

  it.each([
    ['kg', 1_000],
    ['bundle', 200],
    ['g', 1],
  ] as const)('may find nothing at all, in %s', (unit, gramsPerUnit) => {
    given(batch)
      .when(countStock, count({ quantity: 0, unit }), lead)
      .thenEvent('stock-counted', {
        counted: { quantity: 0, unit, gramsPerUnit, weighedGrams: null, grams: 0 },
        moves: [move('network/n1', 'missing/n1', 10_000)],
      })
      .thenBalances({ 'field/n1': -10_000, 'missing/n1': 10_000 });
  });

  it('goes by the scale also where no unit was counted', () => {
    given(batch)
      .when(countStock, count({ quantity: 0, unit: 'bundle', weighedGrams: 9_000 }), lead)
      .thenEvent('stock-counted', { moves: [move('network/n1', 'missing/n1', 1_000)] });
  });

  it('is refused for less than nothing, and in a unit that the crop does not have', () => {
    given(batch)
      .when(countStock, count(kg(-1)), lead)
      .thenRefused('amount-too-small', { quantity: -1, unit: 'kg' });
    given(batch)
      .when(countStock, count({ quantity: 0, unit: 'head' }), lead)
      .thenRefused('unit-unknown', { unit: 'head', units: 'kg, khit, g, bundle, bag' });
  });

  it('finds goods at a place that the book knew nothing of', () => {
    given(batch)
      .when(countStock, count(kg(2), { place: stall }), stallManager)
      .thenBalances({
        'field/n1': -10_000,
        'network/n1': 10_000,
        'found/s1': -2_000,
        'stall/s1': 2_000,
      });
  });

  it('leaves what is on its way out of the count', () => {
    given(batch, sent('d1', 4_000))
      .when(countStock, count(kg(6), { reason: null }), lead)
      .thenEvent('stock-counted', { bookGrams: 6_000, moves: [] });
  });

  it('asks for a reason when there is a difference, either way', () => {
    for (const [amount, countedGrams] of [
      [kg(9), 9_000],
      [kg(11), 11_000],
    ] as const) {
      for (const reason of [null, '']) {
        given(batch)
          .when(countStock, count(amount, { reason }), lead)
          .thenRefused('count-needs-reason', { code: CODE, bookGrams: 10_000, countedGrams });
      }
    }
  });

  it('is possible on hold, failed or recalled', () => {
    for (const [, stop] of stops) {
      given(batch, stop)
        .when(countStock, count(kg(9)), lead)
        .thenEvent('stock-counted');
    }
  });

  it('is by the holder only', () => {
    for (const actor of [otherLead, stallManager, officer]) {
      given(batch)
        .when(countStock, count(kg(9)), actor)
        .thenRefused('not-holder', { place: 'network/n1' });
    }
  });

  it('of a voided batch is refused', () => {
    given(...gone)
      .when(countStock, count(kg(1)), lead)
      .thenRefused('batch-voided', { code: CODE });
  });
});
