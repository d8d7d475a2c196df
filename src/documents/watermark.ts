import type { Face } from './faces.ts';
import type { Pdf } from './pdf.ts';

const LIGHT = '#f3f3f3';
const SIZE = 150;
const TILT = -35;

/** A word across the page, as outlines: text would get between the lines when they are copied. */
export function drawOutline(
  doc: Pdf,
  face: Face,
  word: string,
  page: { readonly width: number; readonly height: number },
): void {
  const scale = SIZE / face.font.unitsPerEm;
  const { glyphs, positions } = face.shape(word);
  doc.save();
  doc.translate(page.width / 2, page.height / 2).rotate(TILT);
  doc.scale(scale, -scale).translate(-face.width(word, SIZE) / scale / 2, -300);
  let pen = 0;
  glyphs.forEach((glyph, i) => {
    const { xAdvance, xOffset, yOffset } = positions[i]!;
    doc.save().translate(pen + xOffset, yOffset);
    doc.path(glyph.path.toSVG()).fill(LIGHT);
    doc.restore();
    pen += xAdvance;
  });
  doc.restore();
}
