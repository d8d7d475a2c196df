import { describe, expect, it } from 'vitest';
import { likeOf, type RegisterHarvest, reviewOf } from '../../src/domain/batch/harvest.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { batchOf, crop, farmer, given, harvested, kg, move, register, TODAY } from './given.ts';

const harvest = (change: Partial<RegisterHarvest> = {}): RegisterHarvest => ({
  farmer: { id: 'f1', networkId: 'n1' },
  crop,
  plotId: 'p1',
  harvestedOn: TODAY,
  amount: kg(12),
  spray: null,
  note: null,
  ...change,
});
const sprayed = (sprayedOn: string, intervalDays: number, product = 'ยาฉีด') => ({
  spray: { sprayedOn, product, intervalDays },
});
const registering = (
  change: Partial<RegisterHarvest>,
  ...rest: [Parameters<ReturnType<typeof given>['when']>[3]?]
) => given().when(register, harvest(change), farmer, ...rest);

describe('registering a harvest', () => {
  it('puts its grams from the field into the network’s store', () => {
    registering({})
      .thenEvent('harvest-registered', {
        cropId: 'c1',
        farmerId: 'f1',
        networkId: 'n1',
        plotId: 'p1',
        harvestedOn: TODAY,
        spray: null,
        review: null,
        note: null,
        moves: [move('field/n1', 'network/n1', 12_000)],
      })
      .thenBalances({ 'field/n1': -12_000, 'network/n1': 12_000 })
      .thenStatus('waiting');
  });

  it('keeps what was entered and the factor beside the grams', () => {
    registering({ amount: { quantity: 30, unit: 'bundle' } }).thenEvent('harvest-registered', {
      amount: {
        quantity: 30,
        unit: 'bundle',
        gramsPerUnit: 200,
        weighedGrams: null,
        grams: 6_000,
      },
    });
  });

  it('is refused for tomorrow, and for longer ago than the setting', () => {
    registering({ harvestedOn: '2026-11-22' }).thenRefused('date-in-future', {
      field: 'harvestedOn',
      date: '2026-11-22',
      today: TODAY,
    });
    registering({ harvestedOn: '2026-10-21' }).thenRefused('date-too-old', {
      field: 'harvestedOn',
      date: '2026-10-21',
      oldest: '2026-10-22',
    });
    registering({ harvestedOn: '2026-10-22' }).thenEvent('harvest-registered');
  });

  it('keeps the time of it, unless it is still to come by more than clocks may differ', () => {
    // It is eight in the morning.
    registering({ harvestedTime: '05:30' }).thenEvent('harvest-registered', {
      harvestedTime: '05:30',
    });
    registering({ harvestedTime: '08:05' }).thenEvent('harvest-registered');
    registering({ harvestedTime: '08:06' }).thenRefused('time-in-future', {
      field: 'harvestedTime',
      date: TODAY,
      time: '08:06',
      now: '08:00',
    });
    registering({ harvestedOn: '2026-11-20', harvestedTime: '23:59' }).thenEvent(
      'harvest-registered',
    );
    expect(registering({}).batch().harvest).not.toHaveProperty('harvestedTime');
  });

  it('remembers who registered it', () => {
    expect(batchOf(harvested(1_000))).toMatchObject({
      registeredBy: farmer.userId,
      version: 1,
      voided: false,
    });
  });
});

describe('an unusual amount asks first', () => {
  const unusual = (grams: number) =>
    ['unusual-amount', { grams, usualMinGrams: 5_000, usualMaxGrams: 40_000 }] as const;
  const grams = (quantity: number) => ({ amount: { quantity, unit: 'g' } as const });

  it('when it is more than three times the usual most', () => {
    registering(grams(120_000)).thenEvent('harvest-registered');
    registering(grams(120_001)).thenRefused(...unusual(120_001));
  });

  it('when it is less than a third of the usual least', () => {
    registering(grams(1_667)).thenEvent('harvest-registered');
    registering(grams(1_666)).thenRefused(...unusual(1_666));
  });

  it('and is taken once confirmed, on both sides', () => {
    const confirmed = { confirmed: ['unusual-amount' as const] };
    registering(grams(120_001), confirmed).thenEvent('harvest-registered');
    registering(grams(1_666), confirmed).thenEvent('harvest-registered');
  });

  it('and the answer to another question does not confirm it', () => {
    registering(grams(120_001), { confirmed: ['near-duplicate'] }).thenRefused(...unusual(120_001));
  });

  it('by the factor of the municipality', () => {
    const settings = { settings: { unusualFactor: 1 } };
    registering(grams(40_000), settings).thenEvent('harvest-registered');
    registering(grams(40_001), settings).thenRefused(...unusual(40_001));
    registering(grams(5_000), settings).thenEvent('harvest-registered');
    registering(grams(4_999), settings).thenRefused(...unusual(4_999));
  });

  it('as when 300 bundles were entered as kilograms', () => {
    registering({ amount: { quantity: 300, unit: 'bundle' } }).thenEvent('harvest-registered');
    registering({ amount: kg(300) }).thenRefused(...unusual(300_000));
  });
});

describe('a harvest much like another asks “another picking?”', () => {
  const harvest = { farmerId: 'f1', cropId: 'c1', harvestedOn: TODAY };
  const context = { now: '2026-11-21T01:00:00.000Z', settings: DEFAULT_SETTINGS, confirmed: [] };

  it('of the same farmer, crop and day, within the minutes that the municipality has set', () => {
    const since = '2026-11-21T00:30:00.000Z';
    expect(likeOf(harvest, context)).toEqual({ ...harvest, since });
    const settings = { ...DEFAULT_SETTINGS, nearDuplicateMinutes: 0 };
    expect(likeOf(harvest, { ...context, settings })?.since).toBe(context.now);
  });

  it('until it was confirmed, and by no other answer', () => {
    expect(likeOf(harvest, { ...context, confirmed: ['near-duplicate'] })).toBeNull();
    expect(likeOf(harvest, { ...context, confirmed: ['unusual-amount'] })).not.toBeNull();
  });
});

describe('a harvest inside the pre-harvest interval waits for an officer', () => {
  it('until the day on which the interval is over', () => {
    registering(sprayed('2026-11-15', 7))
      .thenEvent('harvest-registered', { review: 'pre-harvest-interval' })
      .thenStatus('on_hold');
    registering(sprayed('2026-11-14', 7))
      .thenEvent('harvest-registered', { review: null })
      .thenStatus('waiting');
  });

  it('also on the day of spraying itself, unless the label asks for no wait', () => {
    registering(sprayed(TODAY, 1)).thenEvent('harvest-registered', {
      review: 'pre-harvest-interval',
    });
    registering(sprayed(TODAY, 0)).thenEvent('harvest-registered', { review: null });
  });

  it('over the end of a month', () => {
    const review = (harvestedOn: string) =>
      reviewOf(sprayed('2026-02-25', 7).spray, harvestedOn, DEFAULT_SETTINGS);
    expect(review('2026-03-03')).toBe('pre-harvest-interval');
    expect(review('2026-03-04')).toBeNull();
  });

  it('and one cut before it was sprayed is refused', () => {
    registering(sprayed('2026-11-22', 7)).thenRefused('spray-after-harvest', {
      sprayedOn: '2026-11-22',
      harvestedOn: TODAY,
    });
  });

  it('keeps the hold in the batch, with its cause', () => {
    const { holds } = batchOf(harvested(1_000, { review: 'pre-harvest-interval' }));
    expect(holds).toEqual([
      { id: 'e1', cause: 'pre-harvest-interval', reason: null, at: '2026-11-21T01:00:00.000Z' },
    ]);
  });
});

describe('a harvest after a banned substance waits for an officer', () => {
  const settings = { settings: { bannedSubstances: ['Paraquat', 'พาราควอต'] } };

  it.each(['paraquat', 'PARAQUAT 27.6 SL', 'สารพาราควอตไดคลอไรด์'])(
    'when the product is called %s, however long ago it was',
    (product) => {
      registering(sprayed('2026-01-01', 0, product), settings)
        .thenEvent('harvest-registered', { review: 'banned-substance' })
        .thenStatus('on_hold');
    },
  );

  it('rather than for the interval, when both are true', () => {
    registering(sprayed(TODAY, 7, 'paraquat'), settings).thenEvent('harvest-registered', {
      review: 'banned-substance',
    });
  });

  it('and not after another, nor where the municipality names none', () => {
    registering(sprayed('2026-01-01', 0, 'neem'), settings).thenStatus('waiting');
    registering(sprayed('2026-01-01', 0, 'paraquat')).thenStatus('waiting');
  });
});
