import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';

export type FaceName = 'regular' | 'italic' | 'semibold' | 'bold' | 'label';

/** A text in shapes, each with its place after the one before it, in the font's own units. */
export interface Run {
  readonly glyphs: fontkit.Glyph[];
  readonly positions: fontkit.GlyphPosition[];
}

/** One weight of the typeface: what measures a text is also what draws it. */
export interface Face {
  readonly name: FaceName;
  readonly font: fontkit.Font;
  shape(text: string): Run;
  /** The same, piece by piece: what is drawn often is the same object. */
  pieces(text: string): readonly Run[];
  /** Width of a text in the unit of `size`. */
  width(text: string, size: number): number;
  /** How far the highest ink of a text is above its baseline: stacked Thai marks rise high. */
  rise(text: string, size: number): number;
  /** How far its lowest ink is below. */
  fall(text: string, size: number): number;
}

/** Each lies in a package of its family. */
export const FACE_FILES: Record<FaceName, string> = {
  regular: 'sarabun/400Regular/Sarabun_400Regular.ttf',
  italic: 'sarabun/400Regular_Italic/Sarabun_400Regular_Italic.ttf',
  semibold: 'sarabun/600SemiBold/Sarabun_600SemiBold.ttf',
  bold: 'sarabun/700Bold/Sarabun_700Bold.ttf',
  // Its letters have no heads: those of Sarabun are one dot of a label printer where its stems are two.
  label: 'kanit/700Bold/Kanit_700Bold.ttf',
};

/**
 * A text is shaped piece by piece: what is kept of a letter with its marks serves every word. The typeface sets no
 * two of these pieces closer than they are: digits, spaces and Thai letters never are, Latin ones within a word are.
 * (ฤๅ and ฦๅ are joined.)
 */
const PIECES =
  /(?:[ฤฦ]ๅ|[\u0e00-\u0e7f\d\s]|[^\u0e00-\u0e7f\d\s]+)[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]*/gu;

/**
 * After ป, ฝ and ฟ a mark above moves aside, also where a vowel below stands between them (ปุ๋ย, ฝุ่น). The font
 * says so with a set of marks to be passed over, which fontkit does not know: it is given the mark first.
 */
const ASIDE = /([ปฝฟ])([\u0e38-\u0e3a])([\u0e47-\u0e4e])/g;

/** ำ is a circle, below a tone mark, and า: apart, as browsers set it, also where a font would join circle and mark. */
const SARA_AM = /([\u0e48-\u0e4c]?)\u0e33/g;

const require = createRequire(import.meta.url);
const open = new Map<FaceName, Face>();

/** The faces that all papers share: parsing one takes longer than drawing a page. */
export function faces(name: FaceName): Face {
  let face = open.get(name);
  if (!face) {
    face = openFace(name);
    open.set(name, face);
  }
  return face;
}

function openFace(name: FaceName): Face {
  const bytes = readFileSync(require.resolve(`@expo-google-fonts/${FACE_FILES[name]}`));
  const font = fontkit.create(bytes) as fontkit.Font;
  prepareGlyphs(font);
  const layout = font.layout.bind(font);
  const pieces = new Map<string, fontkit.GlyphRun>();
  // The shaping rules follow the first letter of a text, so "GAP ที่" would lose the Thai ones.
  const piece = (text: string) =>
    remembered(pieces, text, () =>
      layout(text.replace(ASIDE, '$1$3$2').replace(SARA_AM, '\u0e4d$1\u0e32'), [], 'thai'),
    );
  const texts = new Map<string, fontkit.GlyphRun[]>();
  const piecesOf = (text: string) =>
    remembered(texts, text, () => (text.match(PIECES) ?? []).map(piece));
  const { unitsPerEm } = font;
  const ems = (units: number, size: number) => (units / unitsPerEm) * size;
  return {
    name,
    font,
    pieces: piecesOf,
    shape: (text) => {
      const runs = piecesOf(text);
      return {
        glyphs: runs.flatMap(({ glyphs }) => glyphs),
        positions: runs.flatMap(({ positions }) => positions),
      };
    },
    width: (text, size) => {
      let units = 0;
      for (const { advanceWidth } of piecesOf(text)) units += advanceWidth;
      return ems(units, size);
    },
    fall: (text, size) => ems(-Math.min(...piecesOf(text).map(({ bbox }) => bbox.minY)), size),
    rise: (text, size) => ems(Math.max(...piecesOf(text).map(({ bbox }) => bbox.maxY)), size),
  };
}

/** What fontkit reads of a glyph, again for each font that it embeds unless that is kept. */
type Decoding = fontkit.Glyph & { _decode: () => unknown };

/**
 * The text layer of a PDF has the characters of each glyph. They follow from its name (Adobe Glyph List), where
 * fontkit would take those that it was first met as: of ำ, which is drawn as a circle and า, both would be ำ.
 */
function prepareGlyphs(font: fontkit.Font): void {
  const named = new Map<string, readonly number[]>();
  for (const code of font.characterSet) named.set(font.glyphForCodePoint(code).name, [code]);
  for (let id = 0; id < font.numGlyphs; id++) {
    const glyph = font.getGlyph(id) as Decoding;
    const [name = ''] = glyph.name.split('.');
    glyph.codePoints = name.split('_').flatMap((part) => named.get(part) ?? charactersOf(part));
    const decode = glyph._decode.bind(glyph);
    let decoded: unknown;
    glyph._decode = () => (decoded ??= decode());
  }
}

/** uni0E4D0E48 */
const charactersOf = (name: string): number[] =>
  (/^uni((?:[0-9A-F]{4})+)$/.exec(name)?.[1]?.match(/.{4}/g) ?? []).map((hex) =>
    Number.parseInt(hex, 16),
  );

/** A report of thousands of rows must not keep all that was ever drawn. */
const MOST_REMEMBERED = 2000;

/** What was made for a key before, or is made now. */
export function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(key, made);
  return made;
}
