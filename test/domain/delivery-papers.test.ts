import { expect, test } from 'vitest';
import { paperStory, revisionsOf } from '../../src/domain/batch/delivery-papers.ts';
import type { BatchEvent, SealedEvent } from '../../src/domain/batch/events.ts';
import { fiscalYearOf } from '../../src/domain/dates.ts';
import {
  arrived,
  arrivedAs,
  calledBack,
  harvested,
  kitchenStaff,
  lead,
  line,
  occurrence,
  part,
  sent,
  voided,
} from './given.ts';

const corrected = (entry: string, acceptedGrams: number): BatchEvent => ({
  type: 'corrected',
  data: {
    entry,
    action: 'correct',
    reason: 'ชั่งใหม่',
    amount: null,
    line: line(acceptedGrams, { missing: part(10 - acceptedGrams, 'return') }),
    harvest: null,
    moves: [],
  },
});

/** Event n has the id `en`. */
const storyOf = (...events: BatchEvent[]) =>
  paperStory(
    'd1',
    events.map((event, index) => {
      const by = event.type === 'received' ? kitchenStaff : lead;
      return occurrence(event, index + 1, by) as SealedEvent;
    }),
  );

test('a batch that was not in the delivery has no part in its papers', () => {
  expect(storyOf(harvested(90), sent('d2', 10), arrived('d2', 10))).toBeNull();
});

test('what was sent is told with its price, if there is one', () => {
  expect(storyOf(harvested(90), sent('d1', 10))).toMatchObject({
    line: { amount: { grams: 10 }, priceSatang: null, state: 'in_transit', line: null },
    received: null,
    changes: [],
  });
  const priced = { ...sent('d1', 10), data: { ...sent('d1', 10).data, priceSatang: 35 } };
  expect(storyOf(harvested(90), priced)?.line.priceSatang).toBe(35);
});

test('a corrected receipt tells what it said before, and another delivery’s nothing', () => {
  const story = storyOf(
    harvested(90),
    sent('d1', 10),
    sent('d2', 10),
    arrived('d1', 10),
    arrived('d2', 10),
    corrected('e5', 3),
    corrected('e4', 9),
    corrected('e4', 8),
  );
  expect(story?.line.line?.acceptedGrams).toBe(8);
  expect(
    story?.changes.map(({ before, after }) => [before, after].map((l) => l?.acceptedGrams)),
  ).toEqual([
    [10, 9],
    [9, 8],
  ]);
  expect(revisionsOf(story?.changes ?? [])).toHaveLength(2);
});

test('a corrected price is a change of its own, and of no receipt', () => {
  const price = { ...corrected('e2', 0), data: { ...corrected('e2', 0).data, line: null } };
  const event = { ...price, data: { ...price.data, priceSatang: 40 } } as BatchEvent;
  const story = storyOf(harvested(90), sent('d1', 10), arrived('d1', 10), event);
  expect(story?.line).toMatchObject({ priceSatang: 40, line: { acceptedGrams: 10 } });
  expect(story?.changes).toMatchObject([{ what: 'price-corrected', prices: [null, 40] }]);
});

test('a receipt taken back leaves nothing received until it is confirmed anew', () => {
  const events = [harvested(90), sent('d1', 10), arrived('d1', 10), voided('e3')];
  expect(storyOf(...events)?.line).toMatchObject({ state: 'in_transit', line: null });
  const again = storyOf(...events, arrivedAs('d1', line(7, { missing: part(3, 'return') })));
  expect(again?.line).toMatchObject({ state: 'received', line: { acceptedGrams: 7 } });
  expect(again?.changes.map(({ what }) => what)).toEqual(['receipt-voided', 'received-again']);
});

test('a delivery called back says why', () => {
  const story = storyOf(harvested(90), sent('d1', 10), calledBack('d1', 10));
  expect(story?.line.state).toBe('cancelled');
  expect(story?.changes).toMatchObject([{ what: 'cancelled', reason: 'flood' }]);
});

test('what was changed at once is one revision', () => {
  const change = storyOf(harvested(90), sent('d1', 10), calledBack('d1', 10))!.changes[0]!;
  const other = { ...change, commandId: 'other', at: '2026-11-21T00:00:00.000Z' };
  expect(
    revisionsOf([change, { ...change, batch: 'B' }, other]).map(({ length }) => length),
  ).toEqual([1, 2]);
});

test.each([
  ['2026-09-30', 2569, '2025-10-01'],
  ['2026-10-01', 2570, '2026-10-01'],
  ['2027-01-01', 2570, '2026-10-01'],
])('%s is in fiscal year %s', (day, year, from) => {
  expect(fiscalYearOf(day)).toEqual({ year, from });
});
