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

/** Texts whose glyphs are kept at a time: a line is measured, and then drawn. */
const MOST_RUNS = 5_000;

function openFace(name: FaceName): Face {
  const font = parsed(name);
  font._glyphs = {};
  const layout: fontkit.Font['layout'] = Object.getPrototypeOf(font).layout.bind(font);
  const runs = new Map<string, fontkit.GlyphRun>();
  // The shaping rules follow the first letter of a text, so "GAP ที่" would lose the Thai ones.
  const shape = (text: string) => {
    let run = runs.get(text);
    if (!run) {
      run = layout(text, [], 'thai');
      if (runs.size >= MOST_RUNS) runs.clear();
      runs.set(text, run);
    }
    return run;
  };
  // They are set on the font itself because pdfkit asks it too.
  font.layout = shape;
  for (const text of FIRST_MET) shape(text);

  const widths = new Map<string, number>();
  return {
    name,
    font,
    shape,
    width(text, size) {
      let units = widths.get(text);
      if (units === undefined) {
        units = shape(text).advanceWidth;
        widths.set(text, units);
      }
      return (units / font.unitsPerEm) * size;
    },
    fall: (text, size) => (-shape(text).bbox.minY / font.unitsPerEm) * size,
    rise: (text, size) => (shape(text).bbox.maxY / font.unitsPerEm) * size,
  };
}

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
