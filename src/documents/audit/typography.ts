import type { FaceName, Faces } from '../faces.ts';
import { drawLine, type Pdf } from '../pdf.ts';
import { breakLines } from '../thai-lines.ts';

export const INK = '#1b1b1b';
export const GREY = '#62666b';
export const RULE = '#cfd3d6';
export const ACCENT = '#1f5c3d';
export const ALERT = '#a31515';

export interface Style {
  readonly face: FaceName;
  /** Points, as is the height of a line. */
  readonly size: number;
  readonly leading: number;
  readonly fill: string;
}

export const STYLES = {
  title: { face: 'bold', size: 22, leading: 31, fill: INK },
  code: { face: 'bold', size: 20, leading: 28, fill: INK },
  heading: { face: 'bold', size: 12.5, leading: 19, fill: ACCENT },
  strong: { face: 'semibold', size: 9.5, leading: 14, fill: INK },
  body: { face: 'regular', size: 9.5, leading: 14, fill: INK },
  scientific: { face: 'italic', size: 9.5, leading: 14, fill: INK },
  label: { face: 'regular', size: 9, leading: 13, fill: GREY },
  small: { face: 'regular', size: 8, leading: 11.5, fill: GREY },
  columnTitle: { face: 'semibold', size: 8.5, leading: 12.5, fill: INK },
  figure: { face: 'regular', size: 8, leading: 11.5, fill: INK },
  figureStrong: { face: 'semibold', size: 8, leading: 11.5, fill: INK },
  tiny: { face: 'regular', size: 7, leading: 10, fill: GREY },
  alert: { face: 'semibold', size: 8, leading: 11.5, fill: ALERT },
  alertStrong: { face: 'semibold', size: 9.5, leading: 14, fill: ALERT },
} satisfies Record<string, Style>;

export type StyleName = keyof typeof STYLES;

export interface Paragraph {
  readonly text: string;
  readonly style: StyleName;
}

/** What stands in one place: paragraphs under each other. */
export type Block = readonly Paragraph[];

export interface SetLine {
  readonly text: string;
  readonly style: Style;
  /** From the top of the block to the top of the line. */
  readonly top: number;
}

/** Where in a line the baseline lies: Thai needs more room above it than below. */
const BASELINE = 0.76;

/** Sets and draws the text of one document. */
export class Typesetter {
  readonly doc: Pdf;
  readonly faces: Faces;
  readonly #keep: readonly string[];

  constructor(doc: Pdf, faces: Faces, keep: readonly string[]) {
    this.doc = doc;
    this.faces = faces;
    this.#keep = keep;
  }

  width(text: string, name: StyleName): number {
    const { face, size }: Style = STYLES[name];
    return this.faces(face).width(text, size);
  }

  set(block: Block, width: number): SetLine[] {
    const lines: SetLine[] = [];
    let top = 0;
    for (const { text, style: name } of block) {
      const style = STYLES[name];
      const face = this.faces(style.face);
      const measure = (line: string) => face.width(line, style.size);
      for (const line of breakLines(text, { measure, width, keep: this.#keep })) {
        lines.push({ text: line, style, top });
        top += style.leading;
      }
    }
    return lines;
  }

  draw(line: string, style: Style, x: number, top: number): void {
    const y = top + style.leading * BASELINE;
    const { size, fill } = style;
    drawLine(this.doc, line, { face: this.faces(style.face), size, x, y, fill });
  }
}

export function heightOf(lines: readonly SetLine[]): number {
  const last = lines.at(-1);
  return last ? last.top + last.style.leading : 0;
}
