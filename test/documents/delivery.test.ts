import { expect, test } from 'vitest';
import {
  renderNote,
  renderPayments,
  renderReceipt,
} from '../../src/documents/delivery/delivery.ts';
import { render } from '../../src/documents/render.ts';
import { pdfInfo, pdfParts, pdfText, unspaced } from './tools.ts';
import { note, payment, receipt } from './views.ts';

const saidBy = async (pdf: Promise<Uint8Array>) =>
  unspaced((await pdfText(await pdf, '-raw')).join(''));

test('a paper is the same to the byte each time, whatever was printed before', async () => {
  const [one] = [await renderReceipt(receipt), await renderNote(note)];
  expect(Buffer.from(await renderReceipt(receipt)).equals(Buffer.from(one))).toBe(true);
});

test('papers that are filed say what each part of them is, in Thai', async () => {
  // To say it, the page is gone over once for each part.
  const made = await renderReceipt({ ...receipt, goods: receipt.goods.slice(0, 1) });
  expect(await pdfInfo(made)).toMatchObject({
    tagged: 'yes',
    title: 'ใบตรวจรับพัสดุ เลขที่ 12/2570',
  });
  const parts = await pdfParts(made, true);
  expect(parts).toMatch(/^Document/);
  expect(parts).toMatch(/H1.*\n.*"ใบตรวจรับพัสดุ"/);
  expect(parts.match(/^ +TH/gm)).toHaveLength(16);
  const bytes = Buffer.from(made).toString('latin1');
  expect(bytes).toContain('<pdfaid:part>3</pdfaid:part>');
  expect(bytes).toContain('/Lang (th)');
});

test('prices that are not all known leave the sum to be filled in', async () => {
  const goods = payment.goods.map((line, index) => (index ? line : { ...line, priceSatang: null }));
  const text = await saidBy(renderPayments([{ ...payment, goods }]));
  expect(text).toContain('200.00');
  expect(text).not.toMatch(/บาทถ้วน|สตางค์/);
  expect(await saidBy(renderPayments([payment]))).toContain('(ห้าร้อยเก้าสิบเจ็ดบาทหกสิบสตางค์)');
});

test('Thai digits are for people, codes stay as they are', async () => {
  const text = await saidBy(renderPayments([{ ...payment, digits: 'thai' }]));
  expect(text).toContain('เลขที่๑๒/๒๕๗๐-๑');
  expect(text).toContain('๓๙๗.๖๐');
  expect(text).toContain('7K3MQ-9X2TD');
});

test('a delivery of many batches goes on under the same head, and is signed at the end', async () => {
  const goods = Array.from({ length: 60 }, () => note.goods[0]!);
  const pages = await pdfText(await renderNote({ ...note, goods }), '-raw');
  expect(pages.length).toBeGreaterThan(3);
  for (const page of pages.slice(0, -1)) {
    expect(page).toContain('น้ำหนัก (กก.)');
    expect(page).not.toContain('ลงชื่อ');
  }
  expect(pages.at(-1)).toContain('ลงชื่อ');
});

test.each([
  [{ code: 'x' }, /code/],
  [{ sentGrams: 0.5 }, /sentGrams/],
  [{ priceSatang: -1 }, /priceSatang/],
])('goods that cannot be printed are refused: %s', async (wrong, message) => {
  const goods = [{ ...note.goods[0]!, ...wrong }];
  await expect(render({ kind: 'note', view: { ...note, goods } })).rejects.toThrow(message);
});
