import { drawSymbol } from '../draw-qr.ts';
import type { Faces } from '../faces.ts';
import { drawLine, type Pdf } from '../pdf.ts';
import {
  type Drawing,
  LABEL_HEIGHT,
  LABEL_WIDTH,
  type Mark,
  pointsFromMm as pt,
} from './drawing.ts';

const INK = '#000000';
const PAPER = '#ffffff';
const NO_MARGIN = { top: 0, bottom: 0, left: 0, right: 0 };

/** A4: three labels across fill its width, eight down leave half a millimetre at each end. */
const SHEET = { width: 210, height: 297, across: 3, down: 8 };
const SHEET_TOP = (SHEET.height - SHEET.down * LABEL_HEIGHT) / 2;
const CUT_MARK = 1.5;

/** Each label on a page of its own size. */
export function drawLabelPages(doc: Pdf, drawings: readonly Drawing[], faces: Faces): void {
  for (const drawing of drawings) {
    doc.addPage({ size: [pt(LABEL_WIDTH), pt(LABEL_HEIGHT)], margins: NO_MARGIN });
    drawMarks(doc, drawing, faces, 0, 0);
  }
}

/** Labels on A4 sheets, row by row. */
export function drawLabelSheets(doc: Pdf, drawings: readonly Drawing[], faces: Faces): void {
  const onSheet = SHEET.across * SHEET.down;
  drawings.forEach((drawing, i) => {
    if (i % onSheet === 0) addSheet(doc);
    const column = i % SHEET.across;
    const row = Math.floor((i % onSheet) / SHEET.across);
    drawMarks(doc, drawing, faces, column * LABEL_WIDTH, SHEET_TOP + row * LABEL_HEIGHT);
  });
}

/** An empty sheet with small crosses where labels meet. */
function addSheet(doc: Pdf): void {
  doc.addPage({ size: 'A4', margins: NO_MARGIN });
  doc.lineWidth(0.25).strokeColor('#8a8a8a');
  for (let column = 0; column <= SHEET.across; column++) {
    for (let row = 0; row <= SHEET.down; row++) {
      const x = pt(column * LABEL_WIDTH);
      const y = pt(SHEET_TOP + row * LABEL_HEIGHT);
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
  faces: Faces,
  left: number,
  top: number,
): void {
  for (const mark of drawing.marks) {
    drawMark(doc, { ...mark, x: mark.x + left, y: mark.y + top }, faces);
  }
}

function drawMark(doc: Pdf, mark: Mark, faces: Faces): void {
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
