import type { LabelPaper } from '../../domain/label-papers.ts';
import { drawSymbol } from '../draw-qr.ts';
import { faces } from '../faces.ts';
import { drawLine, type Pdf } from '../pdf.ts';
import { type Drawing, type Mark, pointsFromMm as pt } from './drawing.ts';

const INK = '#000000';
const PAPER = '#ffffff';
const NO_MARGIN = { top: 0, bottom: 0, left: 0, right: 0 };
const CUT_MARK = 1.5;

/**
 * A page for each label of a roll; A4 sheets row by row.
 * @param start place of the first label on the first sheet, from 1
 */
export function drawLabels(
  doc: Pdf,
  drawings: readonly Drawing[],
  { width, height, sheet }: LabelPaper,
  start: number,
): void {
  if (!sheet) {
    for (const drawing of drawings) {
      doc.addPage({ size: [pt(width), pt(height)], margins: NO_MARGIN });
      drawMarks(doc, drawing, 0, 0);
    }
    return;
  }
  const { across, down, left, top, pitch } = sheet;
  drawings.forEach((drawing, i) => {
    const place = (start - 1 + i) % (across * down);
    if (i === 0 || place === 0) addSheet(doc, { width, height, sheet });
    const row = Math.floor(place / across);
    drawMarks(doc, drawing, left + (place % across) * pitch, top + row * height);
  });
}

/** An empty sheet; where labels meet, small crosses show how plain paper is cut. */
function addSheet(
  doc: Pdf,
  { width, height, sheet }: LabelPaper & { sheet: NonNullable<LabelPaper['sheet']> },
): void {
  doc.addPage({ size: 'A4', margins: NO_MARGIN });
  if (sheet.pitch > width) return;
  doc.lineWidth(0.25).strokeColor('#8a8a8a');
  for (let column = 0; column <= sheet.across; column++) {
    for (let row = 0; row <= sheet.down; row++) {
      const x = pt(sheet.left + column * width);
      const y = pt(sheet.top + row * height);
      const arm = pt(CUT_MARK);
      doc.moveTo(x - arm, y).lineTo(x + arm, y);
      doc.moveTo(x, y - arm).lineTo(x, y + arm);
    }
  }
  doc.stroke();
}

/** Draws it with its corner at this place, in millimetres. */
export function drawMarks(
  doc: Pdf,
  drawing: Pick<Drawing, 'marks'>,
  left: number,
  top: number,
): void {
  for (const mark of drawing.marks) {
    drawMark(doc, { ...mark, x: mark.x + left, y: mark.y + top });
  }
}

function drawMark(doc: Pdf, mark: Mark): void {
  switch (mark.kind) {
    case 'box':
      doc.rect(pt(mark.x), pt(mark.y), pt(mark.width), pt(mark.height)).fill(INK);
      return;
    case 'symbol':
      drawSymbol(doc, mark.bars, { x: pt(mark.x), y: pt(mark.y), module: pt(mark.module) });
      return;
    case 'text':
      drawLine(doc, mark.text, {
        face: faces(mark.face),
        size: pt(mark.size),
        x: pt(mark.x),
        y: pt(mark.y),
        fill: mark.reversed ? PAPER : INK,
      });
      return;
  }
}
