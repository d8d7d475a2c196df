import { arabicDigits } from './thai.ts';

/**
 * The code on a batch's label: nine random characters of Crockford's base 32 (45 bits) and a check
 * character, shown as `XXXXX-XXXXX`. A phone without a signal can make one.
 *
 * The check character is a parity symbol over GF(32): each position has its own non-zero weight, a power
 * of the field's generator, so that one wrong character, and any two characters that changed places,
 * always change the sum.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

const times2 = (x: number) => ((x << 1) ^ (x & 16 ? 0b100101 : 0)) & 31;

/** Horner's rule: the character at position i ends up weighted with generator^(n - i). */
const weightedSum = (values: number[]) => values.reduce((sum, value) => times2(sum) ^ value, 0);

/** @param random at least nine random bytes */
export function makeBatchCode(random: Uint8Array): string {
  const values = [...random.subarray(0, LENGTH - 1)].map((byte) => byte & 31);
  if (values.length < LENGTH - 1) throw new RangeError('a batch code takes nine random bytes');
  return toText([...values, times2(weightedSum(values))]);
}

/**
 * Reads a code as people type it: in any case, with hyphens or spaces, O for 0, I or L for 1, Thai digits.
 * @returns the ten characters, or null when it is no code or the check character does not match
 */
export function parseBatchCode(typed: string): string | null {
  if (typed.length > 64) return null;
  const plain = arabicDigits(typed)
    .replace(/[\s\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212\ufeff-]/g, '')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (plain.length !== LENGTH) return null;
  const values = [...plain].map((character) => ALPHABET.indexOf(character));
  return values.includes(-1) || weightedSum(values) !== 0 ? null : plain;
}

/** @param code ten characters, as {@link parseBatchCode} returns them */
export const showBatchCode = (code: string) => `${code.slice(0, 5)}-${code.slice(5)}`;

const toText = (values: number[]) => values.map((value) => ALPHABET[value]).join('');
