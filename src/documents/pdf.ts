import { once } from 'node:events';
import type { Writable } from 'node:stream';
import PDFDocument from 'pdfkit';
import type { Face } from './faces.ts';
import { visible } from './thai-lines.ts';

type Fragment = (text: string, x: number, y: number, options: object) => void;

/**
 * pdfkit marks content around its text objects, but readers take the place and the direction of
 * a marked text from the state in which the mark ends, which must be that of the text itself.
 */
export class Pdf extends PDFDocument {
  #actual: string | undefined;

  /** Draws a line, with its text beside it for whoever copies or searches it. */
  line(text: string, x: number, baseline: number): void {
    this.#actual = text;
    // What pdfkit's `text` does for one line, less measuring it twice. Naming features, though none, makes it
    // shape the whole line, as it was measured.
    (this as unknown as { _fragment: Fragment })._fragment(text, x, baseline, {
      baseline: 'alphabetic',
      features: [],
      textWidth: 0,
      wordCount: 0,
    });
    this.#actual = undefined;
  }

  override addContent(data: unknown): this {
    if (this.#actual !== undefined && data === 'ET') this.endMarkedContent();
    super.addContent(data);
    if (this.#actual !== undefined && data === 'BT') {
      this.markContent('Span', { actual: this.#actual });
    }
    return this;
  }
}

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
      Title: title,
      // pdfkit copies these into XML as they are.
      Author: author.replace(/[<&>]/g, ' '),
      Subject: subject,
      Creator: 'Tonnam',
      CreationDate: created,
    },
  });
}

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

/**
 * Draws one line. Its text is given once more as ActualText: glyphs of Thai vowels and tone marks
 * do not map back to characters one by one, so a reader could not copy or search it otherwise.
 */
export function drawLine(doc: Pdf, line: string, { face, size, x, y, fill }: PdfText): void {
  const text = visible(line);
  if (text === '') return;
  useFace(doc, face);
  doc.fontSize(size).fillColor(fill);
  doc.line(text, x, y);
}

function useFace(doc: Pdf, face: Face): void {
  // pdfkit takes an opened font too, which its types do not say.
  doc.registerFont(face.name, face.font as unknown as Uint8Array).font(face.name);
}
