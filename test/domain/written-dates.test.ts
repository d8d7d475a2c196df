import { expect, it } from 'vitest';
import { parseDay, parseTime } from '../../src/domain/written-dates.ts';

it.each([
  '2026-11-21',
  '2569-11-21',
  '21/11/2569',
  '21/11/2026',
  '21-11-69',
  '21.11.69',
  '๒๑/๑๑/๒๕๖๙',
  '21 พฤศจิกายน 2569',
  '21 พ.ย. 69',
  '21พ.ย.69',
  'วันที่ 21 พฤศจิกายน พ.ศ. 2569',
  '21 November 2026',
  '21-Nov-2026',
  '21/11/2026 0:00',
  '2026-11-21T00:00:00.000Z',
])('%s is a day of November 2026', (written) => {
  expect(parseDay(written)).toBe('2026-11-21');
});

it.each([
  '',
  'พรุ่งนี้',
  '30/2/2569',
  '11/21/2026',
  '21/11/26',
  '21/11/1200',
  '21 พฤศจิกาย 2569',
  '45982',
  '21/11/2569 12:30',
  '0/0/2569',
])('%j is none', (written) => {
  expect(parseDay(written)).toBeNull();
});

it.each([
  ['05:30', '05:30'],
  ['5.30 น.', '05:30'],
  ['0530', '05:30'],
  ['530', '05:30'],
  ['๐๕:๓๐น.', '05:30'],
  ['5', '05:00'],
  ['23:59', '23:59'],
  ['00:00', '00:00'],
])('%s is the time %s', (written, time) => {
  expect(parseTime(written)).toBe(time);
});

it.each(['', '24:00', '12:60', '5:3', '5:30 PM', 'เช้า', '12345', '-5:30'])(
  '%j is no time',
  (written) => {
    expect(parseTime(written)).toBeNull();
  },
);
