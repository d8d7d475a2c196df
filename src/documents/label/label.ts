import { showBatchCode } from '../../domain/batch-code.ts';
import {
  LABEL_PAPERS,
  type LabelPaperName,
  labelsAPage,
  MOST_LABELS,
  USUAL_LABEL_PAPER,
} from '../../domain/label-papers.ts';
import { BadView } from '../errors.ts';
import { instant } from '../formats.ts';
import { newPdf, pdfBytes } from '../pdf.ts';
import type { LabelView, RollView } from '../views.ts';
import { blankDrawing } from './blank.ts';
import { labelDrawing } from './layout.ts';
import { drawLabels } from './pdf.ts';
import { labelSvg } from './svg.ts';

export interface LabelPdfOptions {
  readonly paper?: LabelPaperName;
  /** Place of the first label on a sheet that is used in part, from 1. */
  readonly start?: number;
  /** How many of each label. */
  readonly copies?: number;
}

export function renderLabelSvg(
  view: LabelView,
  {
    paper = USUAL_LABEL_PAPER,
    pixelWidth,
  }: Pick<LabelPdfOptions, 'paper'> & {
    readonly pixelWidth?: number;
  } = {},
): string {
  return labelSvg(labelDrawing(view, LABEL_PAPERS[paper]), pixelWidth);
}

export function renderLabelPdf(
  views: readonly LabelView[],
  options: LabelPdfOptions,
): Promise<Uint8Array> {
  const [first] = views;
  if (!first) throw new BadView('no label to print');
  const { paper, start, copies } = checked(views.length, options);
  const doc = newPdf({
    title: `ฉลากผลผลิต ${[...new Set(views.map((v) => showBatchCode(v.code)))].join(' ')}`,
    author: first.municipality,
    subject: 'Produce label',
    created: instant(first.harvestedOn),
  });
  const drawings = views.flatMap((view) => Array(copies).fill(labelDrawing(view, paper)));
  drawLabels(doc, drawings, paper, start);
  return pdfBytes(doc);
}

/** Labels whose codes wait for a batch. */
export function renderRollPdf(view: RollView, options: LabelPdfOptions): Promise<Uint8Array> {
  const { paper, start, copies } = checked(view.labels.length, options);
  const doc = newPdf({
    title: `ฉลากรอใช้ ${view.network}`,
    author: view.municipality,
    subject: 'Blank labels',
    created: instant(view.issuedAt),
  });
  const drawings = view.labels.flatMap((label) =>
    Array(copies).fill(blankDrawing({ ...view, ...label }, paper)),
  );
  drawLabels(doc, drawings, paper, start);
  return pdfBytes(doc);
}

/** @throws BadView */
function checked(
  labels: number,
  { paper = USUAL_LABEL_PAPER, start = 1, copies = 1 }: LabelPdfOptions,
) {
  if (!Number.isInteger(copies) || copies < 1 || labels * copies > MOST_LABELS) {
    throw new BadView(`copies: between 1 and ${MOST_LABELS} labels at a time`);
  }
  const most = labelsAPage(paper);
  if (!Number.isInteger(start) || start < 1 || start > most) {
    throw new BadView(`start: between 1 and ${most}`);
  }
  return { paper: LABEL_PAPERS[paper], start, copies };
}
