import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bahtText, priceOf } from '../../src/domain/money.ts';

test.each([
  [0, 'ศูนย์บาทถ้วน'],
  [1, 'หนึ่งสตางค์'],
  [25, 'ยี่สิบห้าสตางค์'],
  [100, 'หนึ่งบาทถ้วน'],
  [1_000, 'สิบบาทถ้วน'],
  [1_100, 'สิบเอ็ดบาทถ้วน'],
  [2_100, 'ยี่สิบเอ็ดบาทถ้วน'],
  [10_100, 'หนึ่งร้อยเอ็ดบาทถ้วน'],
  [12_000, 'หนึ่งร้อยยี่สิบบาทถ้วน'],
  [12_011, 'หนึ่งร้อยยี่สิบบาทสิบเอ็ดสตางค์'],
  [64_198, 'หกร้อยสี่สิบเอ็ดบาทเก้าสิบแปดสตางค์'],
  [100_000_000, 'หนึ่งล้านบาทถ้วน'],
  [100_000_100, 'หนึ่งล้านเอ็ดบาทถ้วน'],
  [1_100_000_000, 'สิบเอ็ดล้านบาทถ้วน'],
  [123_456_789, 'หนึ่งล้านสองแสนสามหมื่นสี่พันห้าร้อยหกสิบเจ็ดบาทแปดสิบเก้าสตางค์'],
  [100_000_000_000_000, 'หนึ่งล้านล้านบาทถ้วน'],
])('%s satang in words', (satang, words) => {
  expect(bahtText(satang)).toBe(words);
});

test.each([-1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])('%s is no amount', (satang) => {
  expect(() => bahtText(satang)).toThrow(RangeError);
});

test('no two amounts read alike', () => {
  const amount = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      expect(bahtText(a) === bahtText(b)).toBe(a === b);
    }),
  );
});

test('a price is exact to the satang, half a one rounded up', () => {
  expect(priceOf(12_450, 3_550)).toBe(44_198);
  expect(priceOf(500, 1)).toBe(1);
  expect(priceOf(499, 1)).toBe(0);
  const exact = (grams: number, satang: number) =>
    Number((BigInt(grams) * BigInt(satang) * 2n + 1000n) / 2000n);
  fc.assert(
    fc.property(fc.nat(100_000_000), fc.nat(10_000_000), (grams, satang) => {
      expect(priceOf(grams, satang)).toBe(exact(grams, satang));
    }),
  );
});
