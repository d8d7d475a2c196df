import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arabicDigits, normaliseText, thaiDigits } from '../../src/domain/thai.ts';

describe('normalised text', () => {
  it.each([
    ['ก่ี', 'กี่'],
    ['ก่่ี', 'กี่่'],
    ['เเม่กรณ์', 'แม่กรณ์'],
    ['น\u0e4d\u0e49\u0e32', 'น้ำ'],
    ['น\u0e49\u0e4d\u0e32', 'น้ำ'],
    ['น้ำ', 'น้ำ'],
    ['ผู้ซื้อ', 'ผู้ซื้อ'],
    ['ก\u00a0ข\u200bค', 'ก ขค'],
    ['e\u200b\u0301', 'é'],
  ])('%j is %j', (typed, expected) => {
    expect(normaliseText(typed)).toBe(expected);
  });

  it('is not changed by normalising it again', () => {
    const thai = fc.constantFrom(...'กนรเแำาิีุูัํ็่้๊๋์ฺ e\u0301\u200b\u00a0');
    const texts = fc.oneof(fc.string({ unit: thai }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(texts, (text) => {
        const once = normaliseText(text);
        expect(normaliseText(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('digits', () => {
  it('are written in both ways', () => {
    expect(thaiDigits('21 พฤศจิกายน 2569 · 0.5 กก.')).toBe('๒๑ พฤศจิกายน ๒๕๖๙ · ๐.๕ กก.');
    expect(arabicDigits(thaiDigits('0123456789'))).toBe('0123456789');
  });
});
