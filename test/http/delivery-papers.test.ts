import { beforeAll, describe, expect, it } from 'vitest';
import { fiscalYearOf } from '../../src/domain/dates.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { pdfText } from '../documents/tools.ts';
import { type Caller, openService } from '../setup/service.ts';
import { problemOf } from './problem-of.ts';
import { done, stepsOf } from './steps.ts';

const service = await openService({ settings: { deliveryPrices: true } });
const { town, get, post, patch } = service;
const { harvest, dispatch, read } = stepsOf(service);
const [network] = town.networks;
const [kitchen] = town.kitchens;
const { lead, farmer } = network;
const { year } = fiscalYearOf(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10));

let [kale, onion, delivery] = ['', '', ''];
const paper = async (who: Caller, name: string, id = delivery) => {
  const { status, body } = await get(who, `/v1/deliveries/${id}/${name}.pdf`);
  expect([name, status]).toEqual([name, 200]);
  return (await pdfText(body as Buffer, '-layout')).map((page) => page.replace(/ +/g, ' '));
};

beforeAll(async () => {
  const { revision } = done(await get(town.officer, `/v1/registry/crops/${town.crops.kale}`), 200);
  const price = { revision, priceSatang: 3_550 };
  done(await patch(town.officer, `/v1/registry/crops/${town.crops.kale}`, price), 200);
  kale = await harvest(farmer, town.crops.kale, 30);
  onion = await harvest(farmer, town.crops.onion, 30);
  const goods = [
    { batch: kale, amount: { quantity: 12_450, unit: 'g' } },
    { batch: onion, amount: { quantity: 2, unit: 'kg' }, priceSatang: 8_000 },
  ];
  const body = { from: network.place, to: kitchen.place, lines: goods, note: 'ส่งก่อนเจ็ดโมง' };
  delivery = done(await post(lead, '/v1/deliveries', body)).id;
});

describe('papers of a delivery', () => {
  it('say what was sent, at the price that the crop had then', async () => {
    const { revision } = done(
      await get(town.officer, `/v1/registry/crops/${town.crops.kale}`),
      200,
    );
    const dearer = { revision, priceSatang: 9_900 };
    done(await patch(town.officer, `/v1/registry/crops/${town.crops.kale}`, dearer), 200);
    const [page] = await paper(lead, 'note');
    expect(page).toContain(`เลขที่ 1/${year}`);
    expect(page).toMatch(/คะน้า 12\.450 35\.50 441\.98/);
    expect(page).toMatch(/รวม 14\.450 601\.98/);
    expect(page).toContain('(หกร้อยเอ็ดบาทเก้าสิบแปดสตางค์)');
    expect(page).toContain('หมายเหตุ ส่งก่อนเจ็ดโมง');
  });

  it('are no receipt before the kitchen has confirmed', async () => {
    for (const name of ['receipt', 'payments']) {
      const answer = await get(lead, `/v1/deliveries/${delivery}/${name}.pdf`);
      expect(problemOf(answer)).toBe('409 delivery-not-received');
    }
  });

  it('tell what was accepted, in two copies, and get the farmer paid', async () => {
    const lines = [
      {
        batch: kale,
        acceptedGrams: 11_200,
        rejected: { grams: 1_000, reason: 'ใบช้ำ' },
        missing: { grams: 250, reason: 'ของมาไม่ครบ' },
      },
      { batch: onion, acceptedGrams: 2_000 },
    ];
    done(await post(kitchen.staff, `/v1/deliveries/${delivery}/receipt`, { lines }));
    const [one, two] = await paper(kitchen.staff, 'receipt');
    expect(one).toContain('ฉบับที่ 1 สำหรับผู้ส่งของ');
    expect(two).toContain('ฉบับที่ 2 สำหรับเจ้าหน้าที่พัสดุ');
    for (const copy of [one, two]) {
      expect(copy).toContain('เขียนที่ โรงเรียน หนึ่ง');
      expect(copy).toMatch(/คะน้า 12\.450 11\.200 1\.000 0\.250 35\.50 397\.60/);
      expect(copy).toContain('ไม่รับ: ใบช้ำ (คืนผู้ส่ง)');
      expect(copy).toContain('557.60 บาท (ห้าร้อยห้าสิบเจ็ดบาทหกสิบสตางค์)');
      expect(copy).toContain('ประธานกรรมการตรวจรับ');
      expect(copy).not.toContain('แก้ไขครั้งที่');
    }
    const [voucher, ...more] = await paper(farmer, 'payments');
    expect(more).toEqual([]);
    expect(voucher).toContain(`เลขที่ 1/${year}-1`);
    expect(voucher).toContain('ข้าพเจ้า เกษตรกร แม่กรณ์');
    expect(voucher).toContain('(ห้าร้อยห้าสิบเจ็ดบาทหกสิบสตางค์)');
  });

  it('carry a revision once they were corrected, and the number that they had', async () => {
    const { history } = await read(kitchen.staff, kale);
    const { id: entry } = history.find(({ type }: { type: string }) => type === 'received');
    const line = { acceptedGrams: 12_200, missing: { grams: 250, reason: 'ของมาไม่ครบ' } };
    const correction = { action: 'correct', entry, reason: 'นับใหม่แล้วใช้ได้', line };
    done(await post(kitchen.staff, `/v1/batches/${kale}/corrections`, correction));
    const [one] = await paper(town.auditor, 'receipt');
    expect(one).toContain(`เลขที่ 1/${year}`);
    expect(one).toContain('แก้ไขครั้งที่ 1');
    expect(one?.replace(/\s+/g, '')).toContain(
      'เดิมรับ11.200กก.ไม่รับ1.000กก.ขาด0.250กก.แก้เป็นรับ12.200กก.ขาด0.250กก.เหตุผล:นับใหม่แล้วใช้ได้',
    );
    expect(one).toContain('593.10 บาท');
    const [note] = await paper(lead, 'note');
    expect(note).not.toContain('แก้ไขครั้งที่');
  });

  it('tell a corrected price on note, receipt and voucher, each as a revision of its own', async () => {
    const { history } = await read(lead, onion);
    const { id: entry } = history.find(({ type }: { type: string }) => type === 'dispatched');
    const correction = { action: 'correct', entry, reason: 'ตกลงกันใหม่', priceSatang: 7_500 };
    const path = `/v1/batches/${onion}/corrections`;
    expect(problemOf(await post(kitchen.staff, path, correction))).toBe('403 not-permitted');
    const nothing = { ...correction, priceSatang: null };
    expect(problemOf(await post(lead, path, nothing))).toBe('422 entry-not-correctable');
    done(await post(lead, path, correction));
    const [note] = await paper(lead, 'note');
    expect(note).toContain('แก้ไขครั้งที่ 1');
    expect(note).toContain('ราคาต่อ กก. เดิม 80.00 บาท แก้เป็น 75.00 บาท เหตุผล: ตกลงกันใหม่');
    expect(note).toContain('591.98');
    const [one] = await paper(kitchen.staff, 'receipt');
    expect(one).toContain('แก้ไขครั้งที่ 2');
    expect(one).toContain('583.10 บาท');
    const { body } = await get(lead, `/v1/deliveries/${delivery}`);
    const prices = body.lines.map(({ priceSatang }: { priceSatang: number }) => priceSatang);
    expect(prices.toSorted()).toEqual([3_550, 7_500]);
  });

  it('are signed by whom the school says, in the digits of the municipality', async () => {
    const { items } = done(await get(town.officer, '/v1/registry/schools?search=หนึ่ง'), 200);
    const signers = { inspectedBy: 'inspector', supplyOfficerSigns: false, directorSigns: false };
    const { id, revision } = items[0];
    done(await patch(town.officer, `/v1/registry/schools/${id}`, { revision, ...signers }), 200);
    const towns = `/v1/registry/municipality/${town.municipalityId}`;
    const { revision: read } = done(await get(town.officer, towns), 200);
    const settings = { ...DEFAULT_SETTINGS, leaveRule: 'none', digits: 'thai' };
    done(await patch(town.officer, towns, { revision: read, settings }), 200);
    const [one] = await paper(kitchen.staff, 'receipt');
    expect(one).toContain('ผู้ตรวจรับพัสดุ');
    expect(one).not.toMatch(/กรรมการ|เจ้าหน้าที่พัสดุ\n|ผู้อำนวยการ/);
    expect(one).toContain('๕๘๓.๑๐ บาท');
    expect(one).toContain(`รุ่น ${kale.slice(0, 5)}-${kale.slice(5)}`);
  });

  it('without prices have no column for them, and vouchers leave blanks', async () => {
    // The settings of the test before say so.
    const id = await dispatch(lead, network.place, kitchen.place, { [kale]: 1_000 });
    const [note] = await paper(lead, 'note', id);
    expect(note).toContain('เลขที่ ๒/');
    expect(note).not.toContain('บาท');
    const lines = [{ batch: kale, acceptedGrams: 1_000 }];
    done(await post(kitchen.staff, `/v1/deliveries/${id}/receipt`, { lines }));
    expect((await paper(kitchen.staff, 'receipt', id))[0]).not.toContain('บาท');
    const [voucher] = await paper(kitchen.staff, 'payments', id);
    expect(voucher).toContain('จำนวนเงิน (ตัวอักษร)');
    expect(voucher).not.toContain('บาทถ้วน');
  });

  it('of what goes to a market, or of what nothing was taken, are refused where there are none', async () => {
    const [stall] = town.stalls;
    const id = await dispatch(lead, network.place, stall.place, { [kale]: 1_000 });
    const rejected = { grams: 1_000, reason: 'เน่า' };
    const lines = [{ batch: kale, acceptedGrams: 0, rejected }];
    done(await post(stall.manager, `/v1/deliveries/${id}/receipt`, { lines }));
    const of = async (name: string) =>
      problemOf(await get(lead, `/v1/deliveries/${id}/${name}.pdf`));
    expect(await of('receipt')).toBe('409 delivery-not-to-school');
    expect(await of('payments')).toBe('409 nothing-accepted');
  });

  it('that was called back say so, and why', async () => {
    const id = await dispatch(lead, network.place, kitchen.place, { [kale]: 1_000 });
    done(await post(lead, `/v1/deliveries/${id}/cancel`, { reason: 'น้ำท่วม' }));
    const [note] = await paper(lead, 'note', id);
    expect(note).toContain('ยกเลิกการส่งแล้ว');
    expect(note).toContain('เหตุผล: น้ำท่วม');
    expect(problemOf(await get(lead, `/v1/deliveries/${id}/receipt.pdf`))).toBe(
      '409 delivery-not-received',
    );
  });

  it('are a farmer’s for what is the farmer’s alone', async () => {
    const stranger = town.networks[1].farmer;
    const answer = await get(stranger, `/v1/deliveries/${delivery}/payments.pdf`);
    expect(problemOf(answer)).toBe('404 not-found');
  });
});
