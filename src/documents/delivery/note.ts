import { baht, kilograms, quantity, thaiDate, thaiDayAndTime } from '../formats.ts';
import { BODY_WIDTH, type Pages } from '../pages.ts';
import { drawTable, type Row } from '../table.ts';
import { optional, paragraph } from '../typography.ts';
import type { DeliveryNoteView } from '../views.ts';
import { drawFormHead, drawRevisions, drawSignatures, drawText } from './form.ts';
import {
  aboutGoods,
  amountsOf,
  cell,
  inWords,
  isPriced,
  money,
  spread,
  strongCell,
} from './goods.ts';

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
  drawGoods(pages, view);
  if (view.note) drawText(pages, `หมายเหตุ ${view.note}`);
  drawText(pages, `ได้รับสิ่งของตามรายการข้างต้น จำนวน ${quantity(goods.length)} รายการ ไว้แล้ว`);
  drawRevisions(pages, revisions);
  drawSignatures(pages, ['ผู้ส่งของ', 'ผู้รับของ']);
}

function drawGoods(pages: Pages, { goods }: DeliveryNoteView): void {
  const priced = isPriced(goods);
  const { lines, total } = amountsOf(goods, ({ sentGrams }) => sentGrams);
  const columns = spread(
    [
      { title: 'ที่', width: 30, align: 'center' },
      { title: 'รายการ', width: 120 },
      { title: 'น้ำหนัก (กก.)', width: 88, align: 'right' },
      priced ? { title: 'ราคา/กก. (บาท)', width: 88, align: 'right' } : null,
      priced ? { title: 'จำนวนเงิน (บาท)', width: 96, align: 'right' } : null,
    ],
    BODY_WIDTH,
    1,
  );
  const rows = goods.map(
    (line, index): Row => ({
      cells: [
        cell(String(index + 1)),
        aboutGoods(line),
        cell(kilograms(line.sentGrams)),
        money(line.priceSatang),
        money(lines[index]!),
      ],
    }),
  );
  const weight = goods.reduce((sum, { sentGrams }) => sum + sentGrams, 0);
  const sum: Row = {
    cells: [
      [],
      [paragraph('รวม', 'formCellStrong')],
      strongCell(kilograms(weight)),
      [],
      total === null || !priced ? [] : strongCell(baht(total)),
    ],
    total: true,
  };
  drawTable(pages, columns, [...rows, sum], 'boxes');
  pages.y += 6;
  if (priced && total !== null) drawText(pages, `รวมเงิน ${baht(total)} บาท ${inWords(total)}`);
}
