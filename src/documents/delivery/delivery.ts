import { thaiDigits } from '../../domain/thai.ts';
import { instant, thaiDayAndTime, thaiInstant } from '../formats.ts';
import { Pages } from '../pages.ts';
import { newPdf, pdfBytes } from '../pdf.ts';
import { Typesetter } from '../typography.ts';
import type { DeliveryNoteView, GoodsReceiptView, PaymentView } from '../views.ts';
import { drawNote } from './note.ts';
import { drawPayment } from './payment.ts';
import { drawReceipt } from './receipt.ts';

type AnyView = DeliveryNoteView | GoodsReceiptView | PaymentView;

export const renderNote = (view: DeliveryNoteView): Promise<Uint8Array> =>
  paper(view, 'ใบส่งของ', 'Delivery note', (pages) => drawNote(pages, view));

export const renderReceipt = (view: GoodsReceiptView): Promise<Uint8Array> =>
  paper(view, 'ใบตรวจรับพัสดุ', 'Inspection and receipt', (pages) => drawReceipt(pages, view));

/** A voucher for each farmer, each on a page of its own. @param views one or more */
export const renderPayments = (views: readonly PaymentView[]): Promise<Uint8Array> =>
  paper(views[0]!, 'ใบสำคัญรับเงิน', 'Payment voucher', (pages) => {
    views.forEach((view, index) => {
      if (index > 0) pages.add();
      pages.doc.outline.addItem(view.farmer);
      drawPayment(pages, view);
    });
  });

function paper(
  view: AnyView,
  name: string,
  subject: string,
  draw: (pages: Pages) => void,
): Promise<Uint8Array> {
  const title = `${name} เลขที่ ${view.number}`;
  const { municipality, from, to } = view;
  const doc = newPdf({
    title,
    author: municipality,
    subject,
    created: instant(view.asOf),
    archival: true,
  });
  const dates = [view.sentAt, ...('receivedAt' in view ? [view.receivedAt] : [])];
  const whole = [municipality, from, to, ...dates.map((at) => thaiDayAndTime(at).day)];
  const keep = view.digits === 'thai' ? whole.map(thaiDigits) : whole;
  const type = new Typesetter(doc, keep, view.digits);
  const footer = type.written(`${municipality} · ${title} · ข้อมูลถึง ${thaiInstant(view.asOf)}`);
  const pages = new Pages(type, { footer, example: view.example });
  draw(pages);
  pages.finish();
  return pdfBytes(doc);
}
