import type { Signers } from '../../domain/signers.ts';
import { baht, kilograms, quantity, thaiDayAndTime, thaiInstant } from '../formats.ts';
import { BODY_WIDTH, LEFT, type Pages } from '../pages.ts';
import { drawTable, type Row } from '../table.ts';
import { type Block, paragraph } from '../typography.ts';
import type { GoodsReceiptView, ReceivedGoodsView } from '../views.ts';
import {
  dots,
  drawBlanks,
  drawFormHead,
  drawRevisions,
  drawSignatures,
  drawText,
  drawTick,
} from './form.ts';
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

const COPIES = ['ฉบับที่ 1 สำหรับผู้ส่งของ', 'ฉบับที่ 2 สำหรับเจ้าหน้าที่พัสดุ'];

/** ใบตรวจรับพัสดุ, in two copies: one for whoever delivered, one for the supply office. */
export function drawReceipt(pages: Pages, view: GoodsReceiptView): void {
  COPIES.forEach((copy, index) => {
    if (index > 0) pages.add();
    pages.doc.outline.addItem(pages.type.written(copy));
    drawCopy(pages, view, copy);
  });
}

function drawCopy(pages: Pages, view: GoodsReceiptView, copy: string): void {
  const { goods, revisions, signers } = view;
  const revision = revisions.at(-1)?.number;
  drawFormHead(pages, {
    title: 'ใบตรวจรับพัสดุ',
    left: [
      paragraph(`เลขที่ ${view.number}`, 'formStrong'),
      paragraph(copy, 'formSmall'),
      ...(revision ? [paragraph(`แก้ไขครั้งที่ ${revision}`, 'alertStrong')] : []),
    ],
    right: [paragraph(`เขียนที่ ${view.to}`, 'form'), paragraph(view.municipality, 'formSmall')],
  });
  drawBlanks(pages, ['วันที่', 1, 'เดือน', 3, 'พ.ศ.', 1.5]);
  const who = INSPECTORS[signers.inspectedBy].together;
  const sent = goods.reduce((sum, { sentGrams }) => sum + sentGrams, 0);
  drawText(
    pages,
    `ตามใบส่งของเลขที่ ${view.number} ลงวันที่ ${thaiDayAndTime(view.sentAt).day} ${view.from} ได้ส่งผลผลิตให้ ${view.to} จำนวน ${quantity(goods.length)} รายการ น้ำหนักรวม ${kilograms(sent)} กก. และครัวบันทึกการรับในระบบเมื่อ ${thaiInstant(view.receivedAt)} นั้น ${who}ได้ตรวจรับพัสดุตามรายการต่อไปนี้แล้ว`,
    'form',
    36,
  );
  pages.y += 5;
  const total = drawGoods(pages, goods);
  pages.y += 6;
  drawResult(pages, goods);
  drawAmount(pages, goods, total);
  drawText(
    pages,
    signers.directorSigns
      ? 'จึงออกหนังสือฉบับนี้ไว้เป็นหลักฐาน และเสนอผู้อำนวยการสถานศึกษาเพื่อโปรดทราบ'
      : 'จึงออกหนังสือฉบับนี้ไว้เป็นหลักฐาน',
    'form',
    36,
  );
  drawRevisions(pages, revisions);
  drawSignatures(pages, rolesOf(signers));
}

const INSPECTORS = {
  inspector: { together: 'ผู้ตรวจรับพัสดุ', roles: ['ผู้ตรวจรับพัสดุ'] },
  committee: {
    together: 'คณะกรรมการตรวจรับพัสดุ',
    roles: ['ประธานกรรมการตรวจรับ', 'กรรมการตรวจรับ', 'กรรมการตรวจรับ'],
  },
};

const rolesOf = ({ inspectedBy, supplyOfficerSigns, directorSigns }: Signers): string[] => [
  'ผู้ส่งของ',
  'ผู้รับของ',
  ...INSPECTORS[inspectedBy].roles,
  ...(supplyOfficerSigns ? ['เจ้าหน้าที่พัสดุ'] : []),
  ...(directorSigns ? ['ผู้อำนวยการสถานศึกษา'] : []),
];

/** What was ordered, and what came of it. @returns the money, where all prices are known */
function drawGoods(pages: Pages, goods: readonly ReceivedGoodsView[]): number | null {
  const priced = isPriced(goods);
  const { lines, total } = amountsOf(goods, ({ acceptedGrams }) => acceptedGrams);
  const narrow = { width: 55, align: 'right' } as const;
  const columns = spread(
    [
      { title: 'ที่', width: 26, align: 'center' },
      { title: 'รายการ', width: 120 },
      { ...narrow, title: 'ส่ง (กก.)' },
      { ...narrow, title: 'รับ (กก.)' },
      { ...narrow, title: 'ไม่รับ (กก.)' },
      { ...narrow, title: 'ขาด (กก.)' },
      priced ? { title: 'ราคา/กก.', width: 50, align: 'right' } : null,
      priced ? { title: 'เงิน (บาท)', width: 62, align: 'right' } : null,
    ],
    BODY_WIDTH,
    1,
  );
  const rows = goods.map(
    (line, index): Row => ({
      cells: [
        cell(String(index + 1)),
        [...aboutGoods(line), ...reasons(line)],
        cell(kilograms(line.sentGrams)),
        strongCell(kilograms(line.acceptedGrams)),
        cell(kilograms(line.rejected?.grams ?? 0)),
        cell(kilograms(line.missing?.grams ?? 0)),
        money(line.priceSatang),
        money(lines[index]!),
      ],
    }),
  );
  const sumOf = (pick: (line: ReceivedGoodsView) => number) =>
    strongCell(kilograms(goods.reduce((sum, line) => sum + pick(line), 0)));
  const sum: Row = {
    cells: [
      [],
      strongCell('รวม'),
      sumOf(({ sentGrams }) => sentGrams),
      sumOf(({ acceptedGrams }) => acceptedGrams),
      sumOf(({ rejected }) => rejected?.grams ?? 0),
      sumOf(({ missing }) => missing?.grams ?? 0),
      [],
      total === null || !priced ? [] : strongCell(baht(total)),
    ],
    total: true,
  };
  drawTable(pages, columns, [...rows, sum], 'boxes');
  return priced ? total : null;
}

const reasons = ({ rejected, missing }: ReceivedGoodsView): Block => [
  ...(rejected
    ? [paragraph(`ไม่รับ: ${rejected.reason}${remedy(rejected, 'ทิ้ง')}`, 'formSmall')]
    : []),
  ...(missing ? [paragraph(`ขาด: ${missing.reason}${remedy(missing, 'สูญหาย')}`, 'formSmall')] : []),
];

/** Back on the sender's balance, or written off. */
const remedy = ({ returned }: { returned: boolean }, otherwise: string): string =>
  ` (${returned ? 'คืนผู้ส่ง' : otherwise})`;

function drawResult(pages: Pages, goods: readonly ReceivedGoodsView[]): void {
  const short = goods.filter(({ rejected, missing }) => rejected || missing).length;
  drawTick(pages, 'ครบถ้วนตามใบส่งของ', short === 0);
  const left = short > 0 ? ` ${quantity(short)} รายการ ตามจำนวนที่ไม่รับและขาดข้างต้น` : '';
  drawTick(pages, `ไม่ครบถ้วนตามใบส่งของ${left}`, short > 0);
}

function drawAmount(pages: Pages, goods: readonly ReceivedGoodsView[], total: number | null): void {
  if (total !== null) {
    drawText(pages, `จำนวนเงินที่ต้องจ่ายให้ผู้ส่งของ ${baht(total)} บาท ${inWords(total)}`, 'form', 36);
  } else if (isPriced(goods)) {
    drawText(pages, 'จำนวนเงินที่ต้องจ่ายให้ผู้ส่งของ', 'form', 36);
    const x = LEFT + 36 + pages.type.width('จำนวนเงินที่ต้องจ่ายให้ผู้ส่งของ', 'form') + 4;
    dots(pages, x, BODY_WIDTH - (x - LEFT), pages.y - 4);
  }
}
