import type { Digits } from '../domain/settings.ts';
import { thaiDigits } from '../domain/thai.ts';
import { type FaceName, faces } from './faces.ts';
import { drawLine, type Part, type Pdf } from './pdf.ts';
import { breakLines } from './thai-lines.ts';

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
  title: { face: 'bold', size: 17, leading: 24, fill: INK },
  code: { face: 'bold', size: 17, leading: 24, fill: INK },
  heading: { face: 'bold', size: 11.5, leading: 17, fill: ACCENT },
  strong: { face: 'semibold', size: 9.5, leading: 14, fill: INK },
  body: { face: 'regular', size: 9.5, leading: 14, fill: INK },
  scientific: { face: 'italic', size: 8, leading: 11.5, fill: INK },
  label: { face: 'regular', size: 8, leading: 14, fill: GREY },
  small: { face: 'regular', size: 8, leading: 11.5, fill: GREY },
  columnTitle: { face: 'semibold', size: 8.5, leading: 12.5, fill: INK },
  figure: { face: 'regular', size: 8, leading: 11.5, fill: INK },
  figureStrong: { face: 'semibold', size: 8, leading: 11.5, fill: INK },
  tiny: { face: 'regular', size: 7, leading: 10, fill: GREY },
  who: { face: 'regular', size: 8, leading: 14, fill: INK },
  flowLabel: { face: 'regular', size: 7, leading: 10, fill: INK },
  alert: { face: 'semibold', size: 8, leading: 11.5, fill: ALERT },
  formTitle: { face: 'bold', size: 18, leading: 26, fill: INK },
  form: { face: 'regular', size: 11, leading: 17.5, fill: INK },
  formStrong: { face: 'semibold', size: 11, leading: 17.5, fill: INK },
  formSmall: { face: 'regular', size: 9, leading: 13.5, fill: INK },
  formHead: { face: 'semibold', size: 10, leading: 15, fill: INK },
  formCell: { face: 'regular', size: 10.5, leading: 16, fill: INK },
  formCellStrong: { face: 'semibold', size: 10.5, leading: 16, fill: INK },
  alertStrong: { face: 'semibold', size: 9.5, leading: 14, fill: ALERT },
} satisfies Record<string, Style>;

export type StyleName = keyof typeof STYLES;

export interface Paragraph {
  readonly text: string;
  readonly style: StyleName;
  /** A code or an address: its digits stay as machines read them. */
  readonly verbatim?: boolean;
}

/** `scope`, whether a heading is of its column or its row, is missing in pdfkit's types. */
type PartOptions = PDFKit.Mixins.StructureElementOptions & { scope?: 'Column' | 'Row' };

/** What stands in one place: paragraphs under each other. */
export type Block = readonly Paragraph[];

export function paragraph(text: string, style: StyleName = 'body'): Paragraph {
  return { text, style };
}

/** A code or an address. */
export function verbatim(text: string, style: StyleName = 'body'): Paragraph {
  return { text, style, verbatim: true };
}

/** A paragraph that is there only when there is something to say. */
export function optional(text: string | undefined, style: StyleName, before = ''): Paragraph[] {
  return text === undefined || text === '' ? [] : [{ text: `${before}${text}`, style }];
}

export interface SetLine {
  readonly text: string;
  readonly style: Style;
  /** From the top of the block to the top of the line. */
  readonly top: number;
}

const SHOWN_CODE = /\b([0-9A-Z]{5}-[0-9A-Z]{5})\b/;

/** Where in a line the baseline lies: Thai needs more room above it than below. */
const BASELINE = 0.76;

/** Sets and draws the text of one document, and says what each part of it is. */
export class Typesetter {
  readonly doc: Pdf;
  readonly #keep: readonly string[];
  readonly #digits: Digits;
  /** Null where the document is not to say what its parts are. */
  #part: Part | null = null;

  constructor(doc: Pdf, keep: readonly string[], digits: Digits = 'arabic') {
    this.doc = doc;
    this.#keep = keep;
    this.#digits = digits;
    if (!doc.options.tagged) return;
    this.#part = doc.struct('Document');
    doc.addStructure(this.#part);
  }

  /** A text with the digits of the paper; codes of batches in it stay as they are on labels. */
  written(text: string): string {
    if (this.#digits !== 'thai') return text;
    const parts = text.split(SHOWN_CODE);
    return parts.map((part, index) => (index % 2 === 0 ? thaiDigits(part) : part)).join('');
  }

  width(text: string, name: StyleName): number {
    const { face, size }: Style = STYLES[name];
    return faces(face).width(text, size);
  }

  set(block: Block, width: number): SetLine[] {
    const lines: SetLine[] = [];
    let top = 0;
    for (const { text, style: name, verbatim = false } of block) {
      const style = STYLES[name];
      const face = faces(style.face);
      const measure = (line: string) => face.width(line, style.size);
      const written = verbatim ? text : this.written(text);
      for (const line of breakLines(written, { measure, width, keep: this.#keep })) {
        lines.push({ text: line, style, top });
        top += style.leading;
      }
    }
    return lines;
  }

  /** A line, in the part that is being drawn, or in another; in none, it is not read out. */
  draw(line: string, style: Style, x: number, top: number, part: Part | null = this.#part): void {
    const y = top + style.leading * BASELINE;
    const { size, fill } = style;
    this.#mark(part, () => {
      drawLine(this.doc, line, { face: faces(style.face), size, x, y, fill });
    });
  }

  /** What is drawn meanwhile belongs to a part of this kind, below the one that is being drawn. */
  part(kind: string, work: () => void, options: PartOptions = {}): void {
    const above = this.#part;
    this.#part = this.begin(kind, options);
    work();
    this.#part?.end();
    this.#part = above;
  }

  /** A part to be filled by and by, and then ended. */
  begin(kind: string, options: PartOptions = {}): Part | null {
    const part = this.#part && this.doc.struct(kind, options);
    if (part) this.#part?.add(part);
    return part;
  }

  /** A drawing that stands for itself: a picture, a symbol. */
  figure(alt: string, draw: () => void): void {
    this.part('Figure', () => this.#mark(this.#part, draw), { alt });
  }

  /** Lines and boxes: nothing to be read out. */
  ornament(draw: () => void): void {
    this.#mark(null, draw);
  }

  #mark(part: Part | null, draw: () => void): void {
    const { tagged } = this.doc.options;
    if (tagged && !part) this.doc.markContent('Artifact', { type: 'Layout' });
    const content = part && this.doc.markStructureContent('P');
    draw();
    if (tagged) this.doc.endMarkedContent();
    if (content) part.add(content);
  }
}

export function heightOf(lines: readonly SetLine[]): number {
  const last = lines.at(-1);
  return last ? last.top + last.style.leading : 0;
}
