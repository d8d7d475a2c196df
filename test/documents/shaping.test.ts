import { expect, test, vi } from 'vitest';
import { renderAudit } from '../../src/documents/audit/audit.ts';
import { renderCard } from '../../src/documents/card/card.ts';
import { type FaceName, faces } from '../../src/documents/faces.ts';
import { renderLabelPdf, renderRollPdf } from '../../src/documents/label/label.ts';
import { Pdf } from '../../src/documents/pdf.ts';
import { harfBuzz, placed } from './harfbuzz.ts';
import { audit, card, HARD_TEXTS, label } from './views.ts';

const FACES: readonly FaceName[] = ['regular', 'italic', 'semibold', 'bold', 'label'];

/** Texts that our shaping and HarfBuzz's put apart by more than a hundredth of the size of the letters. */
function apart(texts: Iterable<string>): string[] {
  const wrong: string[] = [];
  for (const name of FACES) {
    const { font, shape } = faces(name);
    const most = font.unitsPerEm / 100;
    for (const text of texts) {
      const { glyphs, positions } = shape(text);
      const ours = placed(
        glyphs.map(({ id }) => id),
        positions,
      );
      const theirs = harfBuzz(name, text);
      const isSame =
        ours.length === theirs.length &&
        ours.every((glyph, i) => {
          const other = theirs[i]!;
          const distance = Math.max(Math.abs(glyph.x - other.x), Math.abs(glyph.y - other.y));
          return glyph.id === other.id && distance <= most;
        });
      if (!isSame) wrong.push(`${name}: ${text}`);
    }
  }
  return wrong;
}

test('hard words and long names are set as HarfBuzz sets them', () => {
  expect(apart(HARD_TEXTS)).toEqual([]);
});

test('every consonant carries every vowel and tone as HarfBuzz has it', () => {
  const consonants = [...'กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ'];
  const vowels = ['', ...'ะัาิีึืฺุู็ํ'];
  const tones = ['', ...'่้๊๋์'];
  const withSaraAm = tones.slice(0, 5).map((tone) => `${tone}ำ`);
  const texts = consonants.map((letter) =>
    [
      ...vowels.flatMap((vowel) =>
        tones.map((tone) => (vowel === 'ะ' || vowel === 'า' ? tone + vowel : vowel + tone)),
      ),
      ...withSaraAm,
    ]
      .map((marks) => letter + marks)
      .join('น'),
  );
  expect(texts).toHaveLength(44);
  expect(apart(texts)).toEqual([]);
});

test('all that the papers draw is set as HarfBuzz sets it', async () => {
  const drawn = new Set<string>();
  const line = vi.spyOn(Pdf.prototype, 'line').mockImplementation((text) => void drawn.add(text));
  const roll = {
    labels: [{ code: label.code, url: label.url }],
    network: label.network,
    municipality: label.municipality,
    issuedAt: audit.asOf,
    example: true,
  };
  await renderAudit(audit);
  await renderCard(card);
  await renderLabelPdf([label, { ...label, digits: 'thai' }], {});
  await renderRollPdf(roll, {});
  line.mockRestore();
  expect(drawn.size).toBeGreaterThan(100);
  expect(apart(drawn)).toEqual([]);
});
