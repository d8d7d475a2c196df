import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as hb from 'harfbuzzjs';
import { FACE_FILES, type FaceName } from '../../src/documents/faces.ts';

/** A glyph and where it is drawn, in the font's own units from the start of the text. */
export type Placed = { id: number; x: number; y: number };

const require = createRequire(import.meta.url);
const fonts = new Map<FaceName, hb.Font>();

/** What HarfBuzz, which browsers draw Thai with, makes of a text: a second opinion on ours. */
export function harfBuzz(name: FaceName, text: string): Placed[] {
  const font = fonts.get(name) ?? open(name);
  fonts.set(name, font);
  const buffer = new hb.Buffer();
  buffer.addText(text);
  buffer.setDirection(hb.Direction.LTR);
  buffer.setScript('Thai');
  buffer.setLanguage('th');
  hb.shape(font, buffer);
  const infos = buffer.getGlyphInfos();
  return placed(
    infos.map(({ codepoint }) => codepoint),
    buffer.getGlyphPositions(),
  );
}

function open(name: FaceName): hb.Font {
  const file = readFileSync(require.resolve(`@expo-google-fonts/${FACE_FILES[name]}`));
  return new hb.Font(new hb.Face(new hb.Blob(new Uint8Array(file).buffer)));
}

type Position = { xAdvance: number; xOffset: number; yOffset: number };

/** By glyph and then from left to right: the order of marks on a letter is no matter. */
export function placed(ids: readonly number[], positions: readonly Position[]): Placed[] {
  let pen = 0;
  return ids
    .map((id, i) => {
      const { xAdvance, xOffset, yOffset } = positions[i]!;
      const glyph = { id, x: pen + xOffset, y: yOffset };
      pen += xAdvance;
      return glyph;
    })
    .sort((a, b) => a.id - b.id || a.x - b.x);
}
