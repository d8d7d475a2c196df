import { describe, expect, it } from 'vitest';
import { periodOf, spanBefore, spanOf } from '../../src/domain/periods.ts';

it.each([
  ['fiscal_year', '2026-09-30', '2025-10-01', '2026-09-30'],
  ['fiscal_year', '2026-10-01', '2026-10-01', '2027-09-30'],
  ['fiscal_year', '2027-02-28', '2026-10-01', '2027-09-30'],
  ['term', '2026-05-16', '2026-05-16', '2026-10-11'],
  ['term', '2026-10-31', '2026-05-16', '2026-10-11'],
  ['term', '2026-11-01', '2026-11-01', '2027-04-01'],
  ['term', '2027-04-01', '2026-11-01', '2027-04-01'],
  ['term', '2027-05-15', '2026-11-01', '2027-04-01'],
  ['month', '2028-02-10', '2028-02-01', '2028-02-29'],
  ['month', '2026-12-31', '2026-12-01', '2026-12-31'],
] as const)('the %s of %s is %s to %s', (period, day, from, to) => {
  expect(spanOf(period, day)).toEqual({ from, to });
});

it('the one before ends where this one begins, or a school holiday earlier', () => {
  const before = (period: 'fiscal_year' | 'term' | 'month', day: string) =>
    spanBefore(period, spanOf(period, day));
  expect(before('fiscal_year', '2026-11-22').to).toBe('2026-09-30');
  expect(before('term', '2026-11-22')).toEqual({ from: '2026-05-16', to: '2026-10-11' });
  expect(before('month', '2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
});

describe('what people call a range', () => {
  it.each([
    ['2026-10-01', '2027-09-30', { period: 'fiscal_year', year: 2570 }],
    ['2026-05-16', '2026-10-11', { period: 'term', term: 1, year: 2569 }],
    ['2026-11-01', '2027-04-01', { period: 'term', term: 2, year: 2569 }],
    ['2026-11-01', '2026-11-30', { period: 'month' }],
    ['2026-11-01', '2026-11-29', null],
    ['2026-10-01', '2026-10-31', { period: 'month' }],
  ])('%s to %s', (from, to, expected) => {
    expect(periodOf({ from, to })).toEqual(expected);
  });
});
