import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { faces } from '../../src/documents/faces.ts';
import { renderLabelPdf, renderLabelSvg } from '../../src/documents/label/label.ts';
import { labelPng } from '../../src/documents/label/png.ts';
import type { LabelView } from '../../src/documents/views.ts';
import { type Grey, grey, pdfPages } from './tools.ts';
import { label } from './views.ts';

/** Stacked marks, tall letters that push marks aside, letters that drop their foot. */
const WORDS = ['น้ำ', 'ที่', 'ก๊ำ', 'ปั๋ว', 'ฐุ', 'ญู', 'ฝุ่น', 'ปี่', 'ฟ้า', 'ฎีกู'];
const bold = faces('bold');

const view = (cropTh: string): LabelView => ({ ...label, cropTh });

/** Place and outline of each glyph of the crop's name on an SVG label. */
function drawnRun(cropTh: string): { place: string; outline: string }[] {
  const runs = renderLabelSvg(view(cropTh)).match(/<g fill.*<\/g>/g)!;
  const drawn = runs.map((run) =>
    Array.from(run.matchAll(/<path transform="([^"]+)" d="([^"]+)"\/>/g), (m) => ({
      place: m[1]!,
      outline: m[2]!,
    })),
  );
  const wanted = bold.shape(cropTh).glyphs.map(({ path }) => path.toSVG());
  return drawn.find((run) => wanted.join() === run.map(({ outline }) => outline).join())!;
}

describe('Thai marks', () => {
  test.each(WORDS)('are drawn where the font puts them: %s', (word) => {
    const { glyphs, positions } = bold.shape(word);
    let pen = 0;
    const expected = glyphs.map((glyph, i) => {
      const { xOffset, yOffset, xAdvance } = positions[i]!;
      const place = `translate(${pen + xOffset} ${yOffset})`;
      pen += xAdvance;
      return { place, outline: glyph.path.toSVG() };
    });
    expect(drawnRun(word)).toEqual(expected);
  });

  test.each(WORDS)('have the same shapes after Latin letters and digits: %s', (word) => {
    const alone = bold.shape(word).glyphs.map((glyph) => glyph.id);
    for (const before of ['GAP ', '12 kg ', '(x) ']) {
      const after = bold.shape(before + word).glyphs.slice(before.length);
      expect(after.map((glyph) => glyph.id)).toEqual(alone);
    }
  });

  test.each(WORDS)('do not touch each other: %s', async (word) => {
    const { glyphs } = bold.shape(word);
    const marks = drawnRun(word).filter((_, i) => glyphs[i]!.advanceWidth === 0);
    const pictures = await Promise.all(marks.map((mark) => inked(sharp(runSvg([mark])))));
    for (const [i, one] of pictures.entries()) {
      for (const other of pictures.slice(i + 1)) {
        expect(one.some((shade, pixel) => shade > INK && other[pixel]! > INK)).toBe(false);
      }
    }
  });

  test('are in the PDF where they are in the SVG', async () => {
    for (const cropTh of ['ปั๋วฝุ่นน้ำ', 'ญูฐุที่ก๊ำ']) {
      const drawn = await grey(
        await labelPng(Buffer.from(renderLabelSvg(view(cropTh), { pixelWidth: 1120 })), 70, 1120),
      );
      const [page] = await pdfPages(await renderLabelPdf([view(cropTh)], {}), drawn.width);
      const printed = await grey(page!);
      let apart = 0;
      for (let y = 1; y < drawn.height - 1; y++) {
        for (let x = 1; x < 600; x++) {
          if (strays(drawn, printed, x, y) || strays(printed, drawn, x, y)) apart++;
        }
      }
      expect(apart).toBe(0);
    }
  });
});

/** Black where the other picture has no ink within a pixel: more than a difference in smoothing. */
function strays(picture: Grey, other: Grey, x: number, y: number): boolean {
  if (picture.at(x, y) > 60) return false;
  const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => other.at(x + dx, y + dy)));
  return Math.min(...around) > 180;
}

type Glyphs = readonly { place: string; outline: string }[];

/** Glyphs in the font's own grid, white on black. */
function runSvg(glyphs: Glyphs): Buffer {
  const paths = glyphs.map((g) => `<path transform="${g.place}" d="${g.outline}"/>`).join('');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-200 -1300 2600 1800" width="1300" height="900"><rect x="-200" y="-1300" width="2600" height="1800"/><g transform="scale(1 -1)" fill="#fff">${paths}</g></svg>`,
  );
}

/** Lighter than this is ink, on black. */
const INK = 128;

/** The shade of each pixel, of a picture with ink. */
async function inked(picture: Sharp): Promise<Uint8Array> {
  const { data } = await picture
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(data.some((shade) => shade > INK)).toBe(true);
  return data;
}
