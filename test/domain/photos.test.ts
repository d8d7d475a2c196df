import { describe, expect, it } from 'vitest';
import { receive } from '../../src/domain/batch/delivery.ts';
import { photosOf } from '../../src/domain/batch/photos.ts';
import { recordInspection } from '../../src/domain/batch/safety.ts';
import {
  contextOf,
  crop,
  farmer,
  given,
  harvested,
  kg,
  kit,
  kitchenStaff,
  lead,
  NOW,
  register,
  sent,
  TODAY,
} from './given.ts';

const photos = ['ab'.repeat(32), 'cd'.repeat(32)];
const harvest = (some?: string[]) => ({
  farmer: { id: 'f1', networkId: 'n1' },
  crop,
  plotId: null,
  harvestedOn: TODAY,
  amount: kg(12),
  spray: null,
  note: null,
  photos: some,
});
const test = (some?: string[]) => ({
  inspectedAt: NOW,
  inspection: kit('safe'),
  crop: { screeningFalsePositive: false },
  photos: some,
});
const rejected = { grams: 1_000, reason: 'rotten', remedy: 'return' } as const;
const line = { acceptedGrams: 4_000, missing: null };

describe('photos', () => {
  it('are named by a harvest', () => {
    given().when(register, harvest(photos), farmer).thenEvent('harvest-registered', { photos });
  });

  it('are named by an inspection', () => {
    given(harvested(10_000))
      .when(recordInspection, test(photos), lead)
      .thenEvent('inspection-recorded', { photos })
      .thenStatus('passed');
  });

  it('are named by what was not taken of a delivery', () => {
    const command = { deliveryId: 'd1', line: { ...line, rejected: { ...rejected, photos } } };
    given(harvested(10_000), sent('d1', 5_000))
      .when(receive, command, kitchenStaff)
      .thenEvent('received', command);
  });

  it('leave an event without any as it was before there were photos', () => {
    const batch = given(harvested(10_000));
    batch.when(recordInspection, test(), lead).thenEvent('inspection-recorded');
    for (const none of [undefined, []]) {
      const made = [
        register(undefined as never, harvest(none), contextOf(farmer)),
        recordInspection({ voided: false } as never, test(none), contextOf(lead)),
      ];
      expect(JSON.stringify(made)).not.toContain('photos');
    }
  });

  it('are found in each kind of event, and in none that was damaged', () => {
    const data = { line: { ...line, rejected: { ...rejected, photos } } };
    const found = (type: string, said: unknown) => photosOf({ type, data: said } as never);
    expect(found('harvest-registered', { photos })).toEqual(photos);
    expect(found('inspection-recorded', { photos })).toEqual(photos);
    expect(found('received', data)).toEqual(photos);
    expect(found('corrected', data)).toEqual(photos);
    for (const damaged of [null, 'text', {}, { photos: 'text' }, { photos: [null, '../x'] }]) {
      expect(found('harvest-registered', damaged)).toEqual([]);
    }
    expect(found('received', { line: null })).toEqual([]);
  });
});
