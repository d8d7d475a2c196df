import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  kilograms,
  quantity,
  shortKilograms,
  thaiDate,
  thaiDayAndTime,
} from '../../src/documents/formats.ts';

describe('dates', () => {
  test('are long and in the Buddhist era', () => {
    expect(thaiDate('2026-11-21')).toBe('21 พฤศจิกายน 2569');
    expect(thaiDate('2028-02-09')).toBe('9 กุมภาพันธ์ 2571');
  });

  test('are those of Thailand, where the day begins seven hours early', () => {
    expect(thaiDayAndTime('2026-12-31T16:59:59.999Z')).toEqual({
      day: '31 ธันวาคม 2569',
      time: '23:59 น.',
    });
    expect(thaiDayAndTime('2026-12-31T17:00:00.000Z')).toEqual({
      day: '1 มกราคม 2570',
      time: '00:00 น.',
    });
  });
});

describe('weights', () => {
  test('are exact to the gram', () => {
    expect(kilograms(0)).toBe('0.000');
    expect(kilograms(5)).toBe('0.005');
    expect(kilograms(-12_450)).toBe('−12.450');
    expect(kilograms(1_234_567_890)).toBe('1,234,567.890');
  });

  test('can be read back', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (grams) => {
        const digits = kilograms(grams).replace('−', '-').replace(/[,.]/g, '');
        expect(BigInt(digits)).toBe(BigInt(grams));
      }),
    );
  });

  test('have one decimal on a label', () => {
    expect(shortKilograms(12_449)).toBe('12.4');
    expect(shortKilograms(12_450)).toBe('12.5');
    expect(shortKilograms(1_234_567)).toBe('1,234.6');
  });
});

test('counts keep their decimals', () => {
  expect(quantity(1234.5)).toBe('1,234.5');
  expect(quantity(40)).toBe('40');
});
