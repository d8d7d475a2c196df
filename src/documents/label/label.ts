import { showBatchCode } from '../../domain/batch-code.ts';
import { BadView } from '../errors.ts';
import { openFaces } from '../faces.ts';
import { instant } from '../formats.ts';
import { newPdf, pdfBytes } from '../pdf.ts';
import type { LabelView } from '../views.ts';
import { labelDrawing } from './layout.ts';
import { drawLabelPages, drawLabelSheets } from './pdf.ts';
import { labelSvg } from './svg.ts';

export interface LabelPdfOptions {
  /** A4 sheets of 24 labels instead of a page for each. */
  readonly sheet?: boolean;
  /** How many of each label. */
  readonly copies?: number;
}

/** One request may not hold the printer's thread for long. */
const MOST_LABELS = 960;

export function renderLabelSvg(view: LabelView, pixelWidth?: number): string {
  const faces = openFaces();
  return labelSvg(labelDrawing(view, faces), faces, pixelWidth);
}

export function renderLabelPdf(
  views: readonly LabelView[],
  { sheet = false, copies = 1 }: LabelPdfOptions,
): Promise<Uint8Array> {
  const [first] = views;
  if (!first) throw new BadView('no label to print');
  if (!Number.isInteger(copies) || copies < 1 || views.length * copies > MOST_LABELS) {
    throw new BadView(`copies: between 1 and ${MOST_LABELS} labels at a time`);
  }
  const faces = openFaces();
  const doc = newPdf({
    title: `ฉลากผลผลิต ${[...new Set(views.map((v) => showBatchCode(v.code)))].join(' ')}`,
    author: first.municipality,
    subject: 'Produce label',
    created: instant(first.harvestedOn),
  });
  const drawings = views.flatMap((view) => Array(copies).fill(labelDrawing(view, faces)));
  if (sheet) drawLabelSheets(doc, drawings, faces);
  else drawLabelPages(doc, drawings, faces);
  return pdfBytes(doc);
}
