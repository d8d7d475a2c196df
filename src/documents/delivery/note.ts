import { baht, quantity, thaiDate, thaiDayAndTime } from '../formats.ts';
import type { Pages } from '../pages.ts';
import { optional, paragraph } from '../typography.ts';
import type { DeliveryNoteView, GoodsView } from '../views.ts';
import { drawFormHead, drawRevisions, drawSignatures, drawText } from './form.ts';
import { drawGoods, inWords } from './goods.ts';

/** ใบส่งของ: goes with the goods. */
export function drawNote(pages: Pages, view: DeliveryNoteView): void {
  const { goods, revisions } = view;
  const { day, time } = thaiDayAndTime(view.sentAt);
  drawFormHead(pages, {
    title: 'ใบส่งของ',
    left: [paragraph(view.from, 'formStrong'), paragraph(view.municipality, 'formSmall')],
    right: [
      paragraph(`เลขที่ ${view.number}`, 'formStrong'),
      paragraph(`วันที่ ${day}`, 'form'),
      ...optional(revisions.at(-1)?.number.toString(), 'alertStrong', 'แก้ไขครั้งที่ '),
      ...(view.cancelled ? [paragraph('▲ ยกเลิกการส่งแล้ว', 'alertStrong')] : []),
    ],
  });
  drawText(pages, `ส่งถึง ${view.to}`, 'formStrong');
  drawText(pages, `กำหนดส่งวันที่ ${thaiDate(view.deliverOn)} บันทึกออกเวลา ${time}`);
  pages.y += 6;
  const total = drawGoods(pages, goods, {
    weights: [{ title: 'น้ำหนัก (กก.)', width: 88, gramsOf: sent }],
    paid: sent,
    money: ['ราคา/กก. (บาท)', 88, 'จำนวนเงิน (บาท)', 96],
  });
  pages.y += 6;
  if (total !== null) drawText(pages, `รวมเงิน ${baht(total)} บาท ${inWords(total)}`);
  if (view.note) drawText(pages, `หมายเหตุ ${view.note}`);
  drawText(pages, `ได้รับสิ่งของตามรายการข้างต้น จำนวน ${quantity(goods.length)} รายการ ไว้แล้ว`);
  drawRevisions(pages, revisions);
  drawSignatures(pages, ['ผู้ส่งของ', 'ผู้รับของ']);
}

const sent = ({ sentGrams }: GoodsView): number => sentGrams;
