import { thaiDayAndTime } from '../formats.ts';
import type { Pages } from '../pages.ts';
import { paragraph } from '../typography.ts';
import type { PaymentView, ReceivedGoodsView } from '../views.ts';
import { drawBlanks, drawFormHead, drawRevisions, drawSignatures, drawText } from './form.ts';
import { drawGoods, inWords } from './goods.ts';

/** ใบสำคัญรับเงิน: signed by a farmer who has no receipts of their own. What is not known is left blank. */
export function drawPayment(pages: Pages, view: PaymentView): void {
  const revision = view.revisions.at(-1)?.number;
  drawFormHead(pages, {
    title: 'ใบสำคัญรับเงิน',
    left: [
      paragraph(view.to, 'formStrong'),
      paragraph(view.municipality, 'formSmall'),
      ...(revision ? [paragraph(`แก้ไขครั้งที่ ${revision}`, 'alertStrong')] : []),
    ],
    right: [
      paragraph(`เลขที่ ${view.voucher}`, 'formStrong'),
      paragraph(`ตามใบส่งของเลขที่ ${view.number}`, 'formSmall'),
      paragraph(`ลงวันที่ ${thaiDayAndTime(view.sentAt).day}`, 'formSmall'),
    ],
  });
  drawBlanks(pages, ['วันที่', 1, 'เดือน', 3, 'พ.ศ.', 1.5]);
  drawText(pages, `ข้าพเจ้า ${view.farmer} สมาชิก ${view.network}`, 'form', 36);
  drawBlanks(pages, ['เลขประจำตัวประชาชน', 3, 'อยู่บ้านเลขที่', 1, 'หมู่ที่', 0.6]);
  drawBlanks(pages, ['ตำบล', 1, 'อำเภอ', 1, 'จังหวัด', 1]);
  drawText(pages, `ได้รับเงินจาก ${view.to} เป็นค่าผลผลิตที่ตรวจรับแล้ว ดังรายการต่อไปนี้`);
  pages.y += 5;
  const total = drawGoods(pages, view.goods, {
    weights: [{ title: 'น้ำหนักที่รับ (กก.)', width: 96, gramsOf: accepted }],
    paid: accepted,
    money: ['ราคา/กก. (บาท)', 88, 'จำนวนเงิน (บาท)', 96],
    always: true,
  });
  pages.y += 8;
  if (total === null) drawBlanks(pages, ['จำนวนเงิน (ตัวอักษร)', 1]);
  else drawText(pages, `จำนวนเงิน (ตัวอักษร) ${inWords(total)}`, 'formStrong');
  drawRevisions(pages, view.revisions);
  drawSignatures(pages, ['ผู้รับเงิน', 'ผู้จ่ายเงิน']);
}

const accepted = ({ acceptedGrams }: ReceivedGoodsView): number => acceptedGrams;
