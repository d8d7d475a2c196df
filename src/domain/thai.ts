/** What cannot be seen, and what only looks like a space. */
const UNSEEN: [RegExp, string][] = [
  [/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' '],
  [/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, ''],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  [/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' '],
];

const MARKS = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}/g;
const VOWELS = /[\u0e31\u0e34-\u0e3a]/g;

/** Marks as a keyboard may leave them: a tone typed before the vowel above or below it, ก่ี for กี่. */
const vowelsFirst = (marks: string): string =>
  (marks.match(VOWELS)?.join('') ?? '') + marks.replace(VOWELS, '');

const tidied = (text: string): string =>
  UNSEEN.reduce((result, [found, put]) => result.replace(found, put), text)
    .normalize('NFC')
    .replace(MARKS, vowelsFirst)
    // เเ (two ◌เ) for แ
    .replace(/\u0e40\u0e40/g, '\u0e41')
    // nikhahit and sara aa, with or without a tone mark between or before, for sara am
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1\u0e33')
    .trim();

/** What one step puts in order may let another step see something; words need two rounds at the most. */
const MOST_ROUNDS = 8;

/**
 * Normalises typed text: NFC, no invisible or control characters, Thai vowels and marks in their order.
 * Normalising again changes nothing. NFKC is not used: it breaks น้ำ.
 */
export function normaliseText(text: string): string {
  let tidy = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = tidy;
    tidy = tidied(before);
    if (tidy === before) break;
  }
  return tidy;
}

/**
 * A key whose code point order is that of a Thai dictionary, as `Intl.Collator('th')` has it: a leading
 * vowel counts after its consonant, spaces and punctuation do not count, Thai comes before Latin, and
 * tone marks only break ties, the earlier the mark the more it counts.
 */
export function sortKey(text: string): string {
  const letters = arabicDigits(text.toLowerCase())
    .replace(/[\s\p{P}]/gu, '')
    .replace(/([\u0e40-\u0e44])([\u0e01-\u0e2e])/g, '$2$1')
    .replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + FULL_WIDTH));
  // ◌์ comes before the tone marks there.
  const marks = letters
    .replace(/[^\u0e47-\u0e4e]/g, '0')
    .replace(/\u0e4c/g, '1')
    .replace(/0+$/, '');
  return `${letters.replace(/[\u0e47-\u0e4e]/g, '')}\u0001${marks}`;
}

/** From a Latin letter to its full-width form, which comes after Thai. */
const FULL_WIDTH = 0xfee0;

/** ๐–๙ as 0–9. */
export const arabicDigits = (text: string): string =>
  text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));

/** 0–9 as ๐–๙. */
export const thaiDigits = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(Number(digit) + 0x0e50));
