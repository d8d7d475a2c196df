import { describe, expect, it } from 'vitest';
import { openService } from '../setup/service.ts';
import { done, kg, stepsOf } from './steps.ts';

const service = await openService({ settings: { leaveRule: 'screening' } });
const { town, get, post, agent } = service;
const { harvest, inspect, dispatch, receive, read } = stepsOf(service);
const [{ farmer, lead, place: network }] = town.networks;
const [{ manager, place: stall }] = town.stalls;
const [{ staff, place: kitchen }] = town.kitchens;

describe('the whole chain', () => {
  let code = '';
  let toKitchen = '';
  let toStall = '';
  let sale = '';

  const balances = async () => {
    const { balances } = await read(town.auditor, code);
    const lines = balances as { account: string; kind: string; grams: number }[];
    expect(lines.reduce((sum, { grams }) => sum + grams, 0)).toBe(0);
    const byKind: Record<string, number> = {};
    for (const { kind, grams } of lines) byKind[kind] = (byKind[kind] ?? 0) + grams;
    return byKind;
  };

  it('begins with a harvest, which waits for a test', async () => {
    code = await harvest(farmer, town.crops.kale, 30, { plotId: town.networks[0].plotId });
    const batch = await read(farmer, code);
    expect(batch).toMatchObject({ status: 'waiting', onHandGrams: 30_000, version: 1 });
    expect(await balances()).toEqual({ field: -30_000, network: 30_000 });
  });

  it('lets it leave only when the test has passed', async () => {
    const lines = [{ batch: code, amount: kg(12) }];
    const early = await post(lead, '/v1/deliveries', { from: network, to: kitchen, lines });
    expect(early.body).toMatchObject({ status: 409, code: 'screening-required' });

    const { entries } = await inspect(lead, code);
    expect(entries[0]).toMatchObject({ type: 'inspection-recorded', status: 'passed' });
  });

  it('goes to a kitchen and to a stall, and is in transit meanwhile', async () => {
    toKitchen = await dispatch(lead, network, kitchen, { [code]: 12_000 });
    toStall = await dispatch(lead, network, stall, { [code]: 10_000 });
    expect((await read(lead, code)).onHandGrams).toBe(30_000);
    const { body } = await get(staff, `/v1/deliveries/${toKitchen}`);
    expect(body).toMatchObject({ id: toKitchen, status: 'in_transit', from: network, to: kitchen });
    expect(body.lines).toMatchObject([{ batch: code, status: 'in_transit', sentGrams: 12_000 }]);
  });

  it('is received with a short and a rejected part, which go where it is said', async () => {
    const line = {
      batch: code,
      acceptedGrams: 9_000,
      rejected: { grams: 1_000, reason: 'ใบเหลือง', remedy: 'write-off' },
      missing: { grams: 2_000, reason: 'ของมาไม่ครบ', remedy: 'return' },
    };
    const tooMuch = { lines: [{ ...line, acceptedGrams: 9_001 }] };
    const refused = await post(staff, `/v1/deliveries/${toKitchen}/receipt`, tooMuch);
    expect(refused.body).toMatchObject({ status: 422, code: 'receipt-does-not-add-up' });

    done(await post(staff, `/v1/deliveries/${toKitchen}/receipt`, { lines: [line] }));
    await receive(manager, toStall, { [code]: 10_000 });
    expect(await balances()).toEqual({
      field: -30_000,
      network: 10_000,
      kitchen: 9_000,
      stall: 10_000,
      discarded: 1_000,
    });
    const { body } = await get(lead, `/v1/deliveries/${toKitchen}`);
    expect(body.status).toBe('received');
    expect(body.lines).toMatchObject([
      { acceptedGrams: 9_000, rejectedGrams: 1_000, missingGrams: 2_000 },
    ]);
  });

  it('is cooked, sold, thrown away and counted', async () => {
    const lines = [{ batch: code, amount: kg(9) }];
    const meal = { kitchenId: kitchen.id, menu: 'ผัดคะน้าหมู', pupils: 225, lines };
    done(await post(staff, '/v1/meals', meal));
    const sold = [{ batch: code, amount: { quantity: 4, unit: 'bundle' }, priceSatang: 8_000 }];
    sale = done(await post(manager, '/v1/sales', { stallId: stall.id, lines: sold })).entries[0].id;
    const wilted = [{ batch: code, amount: kg(0.8), way: 'compost', reason: 'เหี่ยว' }];
    done(await post(manager, '/v1/discards', { place: stall, lines: wilted }));
    const shelf = [{ batch: code, amount: kg(7.5), reason: 'ชั่งปิดแผง' }];
    done(await post(manager, '/v1/stock-counts', { place: stall, lines: shelf }));
    expect(await balances()).toEqual({
      field: -30_000,
      network: 10_000,
      stall: 7_500,
      cooked: 9_000,
      sold: 1_200,
      discarded: 1_800,
      missing: 500,
    });
  });

  it('corrects a sale by the difference, and keeps the first entry', async () => {
    const correction = {
      action: 'correct',
      entry: sale,
      reason: 'กรอกกำเป็นกก.',
      amount: { quantity: 5, unit: 'bundle' },
    };
    done(await post(manager, `/v1/batches/${code}/corrections`, correction));
    expect(await balances()).toMatchObject({ sold: 1_500, stall: 7_200 });
    const { history } = await read(manager, code);
    expect(history.map(({ type }: { type: string }) => type)).toEqual([
      'harvest-registered',
      'inspection-recorded',
      'dispatched',
      'dispatched',
      'received',
      'received',
      'cooked',
      'sold',
      'discarded',
      'stock-counted',
      'corrected',
    ]);
    expect(history.find(({ id }: { id: string }) => id === sale).grams).toBe(1_200);
    const { body } = await get(manager, '/v1/sales');
    expect(body.items).toMatchObject([{ id: sale, grams: 1_500, data: { priceSatang: 8_000 } }]);
  });

  it('verifies', async () => {
    const { body } = await get(farmer, `/v1/batches/${code}/verify`);
    expect(body).toMatchObject({ code, verified: true, length: 11, faults: [] });
    expect(body.lastHash).toBe((await read(farmer, code)).lastHash);
  });

  it('shows the public what it passed', async () => {
    const page = await agent().get(`/b/${code}`).expect(200);
    expect(page.type).toBe('text/html');
    expect(page.text).toContain('ผักปลอดภัยจากสารพิษ');
    expect(page.text).toContain('คะน้า');
    const checked = await agent().get(`/b/${code}/verify`).expect(200);
    expect(checked.text).toContain((await read(farmer, code)).lastHash.slice(0, 8));
  });

  it.each([
    ['../../labels.pdf?size=a4-40&start=3&codes=CODE', 'application/pdf', '%PDF-'],
    ['label.svg', 'image/svg+xml', '<svg'],
    ['label.png', 'image/png', '\u0089PNG'],
    ['label.pdf', 'application/pdf', '%PDF-'],
    ['label.pdf?size=50x30&copies=3', 'application/pdf', '%PDF-'],
    ['audit.pdf', 'application/pdf', '%PDF-'],
  ])('prints %s', async (name, type, start) => {
    const token = await service.tokenOf(lead);
    const printed = await agent()
      .get(
        new URL(name.replace('CODE', `${code},${code}`), `http://x/v1/batches/${code}/`).href.slice(
          8,
        ),
      )
      .auth(token, { type: 'bearer' })
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      })
      .expect(200);
    expect(printed.headers['content-type']).toBe(type);
    const begins = (printed.body as Buffer).subarray(0, 200).toString('latin1');
    expect(begins.slice(begins.indexOf(start[0]!))).toMatch(new RegExp(`^${start}`));
    expect(printed.headers['content-disposition']).toMatch(/^inline; filename="tonnam-.+"$/);
  });
});

it('a meal is put right at once for all that went into it and stands', async () => {
  const codes: string[] = [];
  for (const crop of [town.crops.kale, town.crops.onion, town.crops.kale]) {
    const batch = await harvest(farmer, crop, 6);
    await inspect(lead, batch);
    codes.push(batch);
  }
  const goods = Object.fromEntries(codes.map((batch) => [batch, 5_000]));
  await receive(staff, await dispatch(lead, network, kitchen, goods), goods);
  const lines = codes.map((batch) => ({ batch, amount: kg(4) }));
  const meal = { kitchenId: kitchen.id, menu: 'ผัดรวม', pupils: 500, lines };
  const { entries } = done(await post(staff, '/v1/meals', meal));
  const correct = (at: number, change: object) =>
    post(staff, `/v1/batches/${codes[at]}/corrections`, {
      entry: entries[at].id,
      reason: 'นับใหม่',
      ...change,
    });
  done(await correct(2, { action: 'void' }));
  const changed = { menu: 'ต้มจืด', pupils: 90 };
  const both = done(await correct(0, { action: 'correct', amount: kg(3), meal: changed }));
  expect(both.entries.map(({ batch }: { batch: string }) => batch)).toEqual(codes.slice(0, 2));
  const { items } = done(await get(staff, '/v1/meals?limit=3'), 200);
  expect(items.reverse()).toMatchObject([
    { grams: 3_000, voided: false, data: changed },
    { grams: 4_000, voided: false, data: changed },
    { voided: true, data: { menu: 'ผัดรวม', pupils: 500 } },
  ]);
  const { history } = await read(farmer, codes[1]!);
  expect(history.at(-1).data).toMatchObject({
    entry: entries[1].id,
    reason: 'นับใหม่',
    amount: null,
    meal: changed,
  });
  const nobody = await correct(0, { action: 'correct', meal: { pupils: 0 } });
  expect(nobody.body.code).toBe('invalid-request');
});
