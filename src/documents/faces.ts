import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';

export type FaceName = 'regular' | 'italic' | 'semibold' | 'bold';

/** One weight of the typeface: what measures a text is also what draws it. */
export interface Face {
  readonly name: FaceName;
  readonly font: fontkit.Font;
  shape(text: string): fontkit.GlyphRun;
  /** Width of a text in the unit of `size`. */
  width(text: string, size: number): number;
  /** How far the highest ink of a text is above its baseline: stacked Thai marks rise high. */
  rise(text: string, size: number): number;
  /** How far its lowest ink is below. */
  fall(text: string, size: number): number;
}

export type Faces = (name: FaceName) => Face;

const FILES: Record<FaceName, string> = {
  regular: '400Regular/Sarabun_400Regular.ttf',
  italic: '400Regular_Italic/Sarabun_400Regular_Italic.ttf',
  semibold: '600SemiBold/Sarabun_600SemiBold.ttf',
  bold: '700Bold/Sarabun_700Bold.ttf',
};

/**
 * A glyph keeps the characters it was first met as, and these become the text layer of a PDF.
 * ำ is drawn as a circle and า: met that way first, both would stand for ำ wherever they occur.
 */
const FIRST_MET = ['า', 'ํ', 'ํ่', 'ํ้', 'ํ๊', 'ํ๋'];

/**
 * After ป, ฝ and ฟ a mark above moves aside, also where a vowel below stands between them (ปุ๋ย, ฝุ่น). The font
 * says so with a set of marks to be passed over, which fontkit does not know: it is given the mark first.
 */
const ASIDE = /([ปฝฟ])([\u0e38-\u0e3a])([\u0e47-\u0e4e])/g;

const require = createRequire(import.meta.url);
/** Where fontkit keeps the glyphs that it has met. */
type Remembering = fontkit.Font & { _glyphs: object };
const fonts = new Map<FaceName, Remembering>();

/**
 * Faces for one paper, which is drawn before the next is begun. A font remembers the glyphs that it has drawn, and
 * as what; that is forgotten for each, as the same view must give the same bytes whatever was printed before.
 */
export function openFaces(): Faces {
  const open = new Map<FaceName, Face>();
  return (name) => {
    let face = open.get(name);
    if (!face) {
      face = openFace(name);
      open.set(name, face);
    }
    return face;
  };
}

function openFace(name: FaceName): Face {
  const font = parsed(name);
  font._glyphs = {};
  const layout: fontkit.Font['layout'] = Object.getPrototypeOf(font).layout.bind(font);
  const runs = new Map<string, fontkit.GlyphRun>();
  // The shaping rules follow the first letter of a text, so "GAP ที่" would lose the Thai ones.
  const shape = (text: string) =>
    remembered(runs, text, () => layout(text.replace(ASIDE, '$1$3$2'), [], 'thai'));
  // They are set on the font itself because pdfkit asks it too, and writes into what it gets.
  font.layout = (text) => copyOf(shape(text));
  for (const text of FIRST_MET) shape(text);

  const boxes = new Map<string, fontkit.GlyphRun['bbox']>();
  const bbox = (text: string) => remembered(boxes, text, () => shape(text).bbox);
  return {
    name,
    font,
    shape,
    width: (text, size) => (shape(text).advanceWidth / font.unitsPerEm) * size,
    fall: (text, size) => (-bbox(text).minY / font.unitsPerEm) * size,
    rise: (text, size) => (bbox(text).maxY / font.unitsPerEm) * size,
  };
}

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

const copyOf = (run: fontkit.GlyphRun): fontkit.GlyphRun =>
  Object.assign(Object.create(Object.getPrototypeOf(run)), run, {
    positions: run.positions.map((position) => ({ ...position })),
  });

/** Parsing takes longer than drawing a page. */
function parsed(name: FaceName): Remembering {
  let font = fonts.get(name);
  if (!font) {
    const bytes = readFileSync(require.resolve(`@expo-google-fonts/sarabun/${FILES[name]}`));
    font = fontkit.create(bytes) as Remembering;
    fonts.set(name, font);
  }
  return font;
}
