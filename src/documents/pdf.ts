import { once } from 'node:events';
import type { Writable } from 'node:stream';
import PDFDocument from 'pdfkit';
import type { Face, FaceName, Run } from './faces.ts';
import { visible } from './thai-lines.ts';

/** What pdfkit keeps of a font that it embeds, which its types do not say. */
interface Embedded {
  readonly id: string;
  readonly subset: { includeGlyph(id: number): number };
  readonly widths: (number | undefined)[];
  readonly unicode: (readonly number[] | undefined)[];
  ref(): unknown;
}
type Insides = { readonly _font: Embedded; readonly page: { fonts: Record<string, unknown> } };

/** Glyphs at one height above the baseline, in thousandths of the size, as a PDF shows them. */
type Shown = { readonly rise: number; readonly array: string };

export class Pdf extends PDFDocument {
  readonly #fonts = new Map<FaceName, { font: Embedded; known: WeakMap<Run, readonly Shown[]> }>();

  /**
   * Draws one line. Its text is given once more as ActualText: glyphs of Thai vowels and tone marks do not map back
   * to characters one by one, so a reader could not copy or search it otherwise. It stands within the text object,
   * as readers take the place and the direction of a marked text from the state in which the mark ends.
   */
  line(text: string, { face, size, x, y, fill }: PdfText): void {
    const { font, known } = this.#fonts.get(face.name) ?? this.#open(face);
    (this as unknown as Insides).page.fonts[font.id] ??= font.ref();
    let rise = 0;
    let shown = '';
    let array = '';
    for (const piece of face.pieces(text)) {
      const parts = known.get(piece) ?? showing(piece, font);
      known.set(piece, parts);
      for (const part of parts) {
        if (part.rise !== rise) {
          if (array) shown += `[${array}]TJ `;
          shown += `${short((part.rise * size) / 1000)} Ts `;
          rise = part.rise;
          array = '';
        }
        array += part.array;
      }
    }
    shown = `${shown}[${array}]TJ${rise ? ' 0 Ts' : ''}`.replaceAll('><', '');
    // A page of pdfkit's has its origin at the top: the text is turned over once more.
    this.addContent(
      `BT ${paint(fill)} /${font.id} ${short(size)} Tf 1 0 0 -1 ${short(x)} ${short(y)} Tm /Span<</ActualText<${utf16(text)}>>>BDC ${shown} EMC ET`,
    );
  }

  override addContent(data: unknown): this {
    // pdfkit would take each apart letter by letter.
    super.addContent(typeof data === 'string' ? Buffer.from(`${data}\n`, 'latin1') : data);
    return this;
  }

  #open(face: Face) {
    // pdfkit takes an opened font too, which its types do not say.
    this.registerFont(face.name, face.font as unknown as Uint8Array).font(face.name);
    const opened = { font: (this as unknown as Insides)._font, known: new WeakMap() };
    this.#fonts.set(face.name, opened);
    return opened;
  }
}

/**
 * Glyphs of a piece with the ways between them, and what the font has to hold for them. The typeface counts in
 * thousandths of its size, as PDF does.
 */
function showing({ glyphs, positions }: Run, { subset, widths, unicode }: Embedded): Shown[] {
  const parts: { rise: number; array: string }[] = [];
  glyphs.forEach(({ id, advanceWidth, codePoints }, index) => {
    const { xAdvance, xOffset, yOffset } = positions[index]!;
    const code = subset.includeGlyph(id);
    widths[code] ??= advanceWidth;
    unicode[code] ??= codePoints;
    const array = `${way(-xOffset)}<${code.toString(16).padStart(4, '0')}>${way(xOffset + advanceWidth - xAdvance)}`;
    const last = parts.at(-1);
    if (last?.rise === yOffset) last.array += array;
    else parts.push({ rise: yOffset, array });
  });
  return parts;
}

/** Back, in thousandths of the size. */
const way = (back: number): string => (back === 0 ? '' : `${short(back)} `);

const short = (value: number): number => Math.round(value * 1000) / 1000;

const utf16 = (text: string): string =>
  `FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex')}`;

/** #rrggbb */
const paint = (colour: string): string =>
  `${[1, 3, 5].map((at) => short(Number.parseInt(colour.slice(at, at + 2), 16) / 255)).join(' ')} rg`;

/** A part of a document as those hear it who cannot see it: a heading, a table, a cell. */
export type Part = PDFKit.PDFStructureElement;

export interface PdfInfo {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** Time the document carries; the clock would make every printing differ. */
  readonly created: Date;
  /** To be filed for years: PDF/A-3, with its structure. */
  readonly archival?: boolean;
}

/** A document without pages. */
export function newPdf({ title, author, subject, created, archival }: PdfInfo): Pdf {
  return new Pdf({
    autoFirstPage: false,
    bufferPages: true,
    // No default font: it would be embedded beside ours.
    font: '',
    pdfVersion: '1.7',
    lang: 'th',
    displayTitle: true,
    ...(archival && { subset: 'PDF/A-3a', tagged: true }),
    info: {
      Title: plain(title),
      Author: plain(author),
      Subject: plain(subject),
      Creator: 'Tonnam',
      CreationDate: created,
    },
  });
}

/** pdfkit copies what a document is called into XML as it is. */
const plain = (text: string): string => text.replace(/[<&>]/g, ' ');

export async function pdfBytes(doc: Pdf): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve, reject) => doc.on('end', resolve).on('error', reject));
  doc.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

/** Writes a document as it is drawn. @param draw awaits `flushed` now and then, so that what is drawn does not pile up */
export async function streamPdf(
  doc: Pdf,
  out: Writable,
  draw: (flushed: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const ended = once(doc, 'end');
  doc.on('data', (chunk: Uint8Array) => out.write(chunk));
  await draw(async () => {
    if (out.writableNeedDrain) await once(out, 'drain');
  });
  doc.end();
  await ended;
}

export interface PdfText {
  readonly face: Face;
  /** Points. */
  readonly size: number;
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly fill: string;
}

/** Draws one line, without what nobody sees. */
export function drawLine(doc: Pdf, line: string, place: PdfText): void {
  const text = visible(line);
  if (text !== '') doc.line(text, place);
}
