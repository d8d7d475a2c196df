import { baht, kilograms, thaiDayAndTime } from '../formats.ts';
import { BODY_WIDTH, type Pages } from '../pages.ts';
import { drawTable, type Row } from '../table.ts';
import { paragraph } from '../typography.ts';
import type { PaymentView } from '../views.ts';
import { drawBlanks, drawFormHead, drawRevisions, drawSignatures, drawText } from './form.ts';
import { aboutGoods, amountsOf, cell, inWords, money, spread, strongCell } from './goods.ts';

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
  const total = drawGoods(pages, view);
  pages.y += 8;
  if (total === null) drawBlanks(pages, ['จำนวนเงิน (ตัวอักษร)', 1]);
  else drawText(pages, `จำนวนเงิน (ตัวอักษร) ${inWords(total)}`, 'formStrong');
  drawRevisions(pages, view.revisions);
  drawSignatures(pages, ['ผู้รับเงิน', 'ผู้จ่ายเงิน']);
}

function drawGoods(pages: Pages, { goods }: PaymentView): number | null {
  const { lines, total } = amountsOf(goods, ({ acceptedGrams }) => acceptedGrams);
  const columns = spread(
    [
      { title: 'ที่', width: 30, align: 'center' },
      { title: 'รายการ', width: 120 },
      { title: 'น้ำหนักที่รับ (กก.)', width: 96, align: 'right' },
      { title: 'ราคา/กก. (บาท)', width: 88, align: 'right' },
      { title: 'จำนวนเงิน (บาท)', width: 96, align: 'right' },
    ],
    BODY_WIDTH,
    1,
  );
  const rows = goods.map(
    (line, index): Row => ({
      cells: [
        cell(String(index + 1)),
        aboutGoods(line),
        cell(kilograms(line.acceptedGrams)),
        money(line.priceSatang),
        money(lines[index]!),
      ],
    }),
  );
  const weight = goods.reduce((sum, { acceptedGrams }) => sum + acceptedGrams, 0);
  const sum: Row = {
    cells: [
      [],
      strongCell('รวม'),
      strongCell(kilograms(weight)),
      [],
      total === null ? [] : strongCell(baht(total)),
    ],
    total: true,
  };
  drawTable(pages, columns, [...rows, sum], 'boxes');
  return total;
}
