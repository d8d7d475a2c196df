import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faces } from '../../src/documents/faces.ts';
import { breakLines, visible } from '../../src/documents/thai-lines.ts';
import { HARD_TEXTS, LONG_NAME } from './views.ts';

const regular = faces('regular');
const measure = (text: string) => regular.width(text, 10);
const segmenter = new Intl.Segmenter('th', { granularity: 'word' });

const WORDS = [
  'น้ำ',
  'ผัก',
  'บุ้ง',
  'ปั๋ว',
  'เก็บเกี่ยว',
  'ปลูก',
  'กำ',
  'ก๊ำ',
  'ที่',
  'ฝุ่น',
  'ญู',
  'เทศบาล',
  'นคร',
  'เชียงราย',
  'โรงเรียน',
  'ตลาด',
  'มากๆ',
  'ฯลฯ',
  'GAP',
  'kit',
  '12,450.5',
  '2569',
  'กก.',
  'ต.แม่กรณ์',
  '(ชั่งใหม่)',
  '"ปลอดภัย"',
  ' ',
  '  ',
  '-',
  '/',
  '%',
  '\u00a0',
  'https://a.go.th/b/7K3MQ9X2TD',
];
const text = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 40 })
  .map((w) => w.join(''));
const width = fc.integer({ min: 30, max: 300 });

function breaksOf(lines: readonly string[]): number[] {
  let at = 0;
  return lines.slice(0, -1).map((line) => {
    at += line.length;
    return at;
  });
}

describe('lines of Thai', () => {
  test('hold hard words and names of 120 characters without a space', () => {
    expect(LONG_NAME).toHaveLength(120);
    for (const text of HARD_TEXTS) {
      for (const width of [60, 90, 140, 250]) {
        const lines = breakLines(text, { measure, width });
        expect(lines.join('')).toBe(text);
        for (const line of lines) expect(measure(visible(line))).toBeLessThanOrEqual(width);
      }
    }
  });

  test('give the text back when they are joined', () => {
    fc.assert(
      fc.property(text, width, (t, w) => {
        expect(breakLines(t, { measure, width: w }).join('')).toBe(t);
      }),
    );
  });

  test('fit their width', () => {
    fc.assert(
      fc.property(text, width, (t, w) => {
        for (const line of breakLines(t, { measure, width: w })) {
          expect(measure(visible(line))).toBeLessThanOrEqual(w);
        }
      }),
    );
  });

  test('never begin with a mark, a vowel that leans back or a repeat sign', () => {
    fc.assert(
      fc.property(text, width, (t, w) => {
        for (const line of breakLines(t, { measure, width: w }).slice(1)) {
          expect(line).not.toMatch(/^(?:[\p{M}ะาำๅๆ]|ฯ(?!ลฯ))/u);
        }
      }),
    );
  });

  test('never end in a vowel that is written before its letter', () => {
    fc.assert(
      fc.property(text, width, (t, w) => {
        for (const line of breakLines(t, { measure, width: w }).slice(0, -1)) {
          expect(line).not.toMatch(/[เแโใไ]$/u);
        }
      }),
    );
  });

  test('end inside a word only when the word is wider than a line', () => {
    fc.assert(
      fc.property(text, width, (t, w) => {
        const words = Array.from(segmenter.segment(t));
        for (const at of breaksOf(breakLines(t, { measure, width: w }))) {
          const cut = words.find(({ index, segment }) => index < at && at < index + segment.length);
          if (cut) expect(measure(cut.segment)).toBeGreaterThan(w);
        }
      }),
    );
  });

  test('are as long as they can be at a plain break between words', () => {
    const lines = breakLines('ปลูก ผัก ปลูก ผัก', { measure, width: measure('ปลูก ผัก ป') });
    expect(lines).toEqual(['ปลูก ผัก ', 'ปลูก ผัก']);
  });

  test('keep punctuation with its word', () => {
    for (let w = 40; w < 160; w++) {
      for (const line of breakLines('ส่ง 12.5 กก. (ต.แม่กรณ์) แล้ว', { measure, width: w })) {
        expect(line).not.toMatch(/^[.)]/);
        expect(line).not.toMatch(/\($/);
      }
    }
  });

  test('keep a name together where it fits on a line', () => {
    const name = 'ศรีเกิด';
    const said = `ส่งถึงโรงเรียน${name}แล้ว`;
    const apart = new Set<string>();
    for (let w = measure(name) + 1; w < measure(said); w++) {
      for (const line of breakLines(said, { measure, width: w, keep: [name] })) {
        expect(/ศรี$|^เกิด/.test(line)).toBe(false);
      }
      for (const line of breakLines(said, { measure, width: w })) apart.add(line);
    }
    // Without being told, the two words of the name do come apart at some width.
    expect([...apart].some((line) => /ศรี$/.test(line))).toBe(true);
  });

  test('keep a name together also inside a longer one that does not fit', () => {
    const [long, short] = ['กลุ่มตัวอย่าง ต.แม่กรณ์', 'ต.แม่กรณ์'];
    const width = measure(short) + 1;
    const lines = breakLines(long, { measure, width, keep: [long, short] });
    expect(lines.at(-1)).toBe(short);
  });

  test('end where the text says so', () => {
    expect(breakLines('หนึ่ง\nสอง\r\nสาม', { measure, width: 500 })).toEqual([
      'หนึ่ง\n',
      'สอง\r\n',
      'สาม',
    ]);
  });
});

test('what is drawn has no characters without a shape', () => {
  expect(visible('น้ำ\u200bตก\u2060 \n')).toBe('น้ำตก');
});
