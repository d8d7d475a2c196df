import { instant } from '../formats.ts';
import { pointsFromMm as pt } from '../label/drawing.ts';
import { drawMarks } from '../label/pdf.ts';
import { newPdf, pdfBytes } from '../pdf.ts';
import type { CardView } from '../views.ts';
import { CARD_HEIGHT, CARD_WIDTH, cardMarks } from './layout.ts';

/** A card of the size of a bank card, on a page of its own size. */
export function renderCard(view: CardView): Promise<Uint8Array> {
  const doc = newPdf({
    title: 'บัตรเข้าสู่ระบบต้นน้ำ',
    author: view.municipality,
    subject: 'Sign-in card',
    created: instant(view.issuedAt),
  });
  doc.addPage({
    size: [pt(CARD_WIDTH), pt(CARD_HEIGHT)],
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
  });
  // Where to cut, on a sheet larger than the card.
  doc.lineWidth(0.5).strokeColor('#8a8a8a');
  doc.roundedRect(1, 1, pt(CARD_WIDTH) - 2, pt(CARD_HEIGHT) - 2, pt(3)).stroke();
  drawMarks(doc, { marks: cardMarks(view) }, 0, 0);
  return pdfBytes(doc);
}
