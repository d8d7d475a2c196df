import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  renderNote,
  renderPayments,
  renderReceipt,
} from '../../src/documents/delivery/delivery.ts';
import { paymentViews, receiptView } from '../../src/documents/delivery-views.ts';
import { render } from '../../src/documents/render.ts';
import type { ReceivedGoodsView } from '../../src/documents/views.ts';
import type { ReceiptLine } from '../../src/domain/batch/events.ts';
import { priceOf } from '../../src/domain/money.ts';
import { amountOf } from '../domain/given.ts';
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

test('the vouchers of a delivery come to what its receipt does, to the gram and the satang', () => {
  const grams = fc.integer({ min: 1, max: 5_000_000 });
  const short = fc.option(grams.map((each) => ({ grams: each, reason: 'x', remedy: 'return' })));
  const line = fc.record({
    accepted: fc.integer({ min: 0, max: 5_000_000 }),
    rejected: short,
    missing: short,
    priceSatang: fc.integer({ min: 0, max: 100_000 }),
    farmers: fc.array(fc.record({ id: fc.constantFrom(...'abcdef'), grams }), { minLength: 1 }),
  });
  const sum = (goods: readonly ReceivedGoodsView[]) =>
    goods.map(({ acceptedGrams, satang, priceSatang }) => [
      acceptedGrams,
      satang ?? priceOf(acceptedGrams, priceSatang!),
    ]);
  const sums = (pairs: readonly number[][]) =>
    [0, 1].map((at) => pairs.reduce((all, pair) => all + pair[at]!, 0));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
      const facts = {
        delivery: { deliverOn: '2026-11-22', note: null, dispatchedAt: note.sentAt },
        number: '1/2570',
        municipality: { nameTh: 'ก', example: false, settings: { digits: 'arabic' as const } },
        from: 'ก',
        to: 'ข',
        school: null,
        lines: lines.map(({ accepted, rejected, missing, priceSatang, farmers }, index) => ({
          batch: `000000000${index}`,
          amount: amountOf(accepted + (rejected?.grams ?? 0) + (missing?.grams ?? 0)),
          priceSatang,
          state: 'received' as const,
          line: { acceptedGrams: accepted, rejected, missing } as ReceiptLine,
          received: { at: note.sentAt },
          changes: [],
          crop: 'ผัก',
          harvestedOn: '2026-11-21',
          farmers: [...new Map(farmers.map((each) => [each.id, each])).values()].map((each) => ({
            ...each,
            name: each.id,
            network: 'ก',
          })),
        })),
      };
      const signers = {
        inspectedBy: 'inspector',
        supplyOfficerSigns: true,
        directorSigns: true,
      } as const;
      const ofReceipt = sums(sum(receiptView(facts, signers).goods));
      const vouchers = paymentViews(facts);
      expect(sums(vouchers.flatMap(({ goods }) => sum(goods)))).toEqual(ofReceipt);
      // No part is a satang away from its weight at its price, but for the line's own rounding.
      for (const { acceptedGrams, satang, priceSatang } of vouchers.flatMap(({ goods }) => goods)) {
        const exact = (acceptedGrams * priceSatang!) / 1000;
        if (satang !== undefined) expect(Math.abs(satang - exact)).toBeLessThan(1.5);
      }
    }),
  );
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
