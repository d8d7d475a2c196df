import type { Signers } from '../../domain/signers.ts';
import { baht, kilograms, quantity, thaiDayAndTime, thaiInstant } from '../formats.ts';
import { BODY_WIDTH, LEFT, type Pages } from '../pages.ts';
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
import { drawGoods, inWords, isPriced } from './goods.ts';

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
  const total = drawGoods(pages, goods, {
    weights: [
      { title: 'ส่ง (กก.)', width: 55, gramsOf: ({ sentGrams }) => sentGrams },
      { title: 'รับ (กก.)', width: 55, gramsOf: accepted, strong: true },
      { title: 'ไม่รับ (กก.)', width: 55, gramsOf: ({ rejected }) => rejected?.grams ?? 0 },
      { title: 'ขาด (กก.)', width: 55, gramsOf: ({ missing }) => missing?.grams ?? 0 },
    ],
    paid: accepted,
    money: ['ราคา/กก.', 50, 'เงิน (บาท)', 62],
    below: reasons,
  });
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

const accepted = ({ acceptedGrams }: ReceivedGoodsView): number => acceptedGrams;

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
