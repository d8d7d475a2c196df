import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Caller, openService } from '../setup/service.ts';
import { problemOf } from './problem-of.ts';
import { done, kg, stepsOf } from './steps.ts';

const service = await openService();
const { town, get, post, agent, tokenOf } = service;
const { harvest, dispatch, receive } = stepsOf(service);
const [{ farmer, lead, place: network, farmerId }, other] = town.networks;
const [{ manager, place: stall }, otherStall] = town.stalls;
const [{ staff, place: kitchen }, otherKitchen] = town.kitchens;

const code = await harvest(farmer, town.crops.kale, 40);
await harvest(other.farmer, town.crops.kale, 11);
const sale = await dispatch(lead, network, stall, { [code]: 12_000 });
await receive(manager, sale, { [code]: 12_000 });
const lines = [{ batch: code, amount: kg(7.5), priceSatang: 30_000 }];
done(await post(manager, '/v1/sales', { stallId: stall.id, lines }));
const meal = await dispatch(lead, network, kitchen, { [code]: 10_000 });
await receive(staff, meal, { [code]: 10_000 });
const cooked = { kitchenId: kitchen.id, menu: 'ผัดคะน้า', pupils: 90 };
done(await post(staff, '/v1/meals', { ...cooked, lines: [{ batch: code, amount: kg(9) }] }));

const { schoolId } = (await get(town.officer, `/v1/registry/kitchens/${kitchen.id}`)).body;
const otherSchool = (await get(town.officer, `/v1/registry/kitchens/${otherKitchen.place.id}`)).body
  .schoolId;
const { marketId } = (await get(town.officer, `/v1/registry/stalls/${stall.id}`)).body;
const otherMarket = (await get(town.officer, `/v1/registry/stalls/${otherStall.place.id}`)).body
  .marketId;

/** The lines of a person's report, by their headings. */
async function report(person: Caller, body: object) {
  const asked = done(await post(person, '/v1/reports', { format: 'csv', ...body }), 202);
  await service.deps.reports.idle();
  const job = done(await get(person, `/v1/reports/${asked.id}`), 200);
  expect(job).toMatchObject({ status: 'done', progress: 100 });
  const answer = await get(person, `/v1/reports/${asked.id}/file`);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${job.name}"`,
    'cache-control': 'no-store',
  });
  const [head, ...rows] = answer.text
    .slice(1)
    .trimEnd()
    .split('\r\n')
    .map((row) => row.split(','));
  const sum = (title: string) =>
    rows.reduce((total, row) => total + Number(row[head!.indexOf(title)] ?? 0), 0);
  return { job, rows, sum };
}

it('of the municipality, for the fiscal year that it is', async () => {
  const { job, sum } = await report(town.auditor, { kind: 'municipality' });
  expect(job.from.slice(4)).toBe('-10-01');
  expect(job.to.slice(4)).toBe('-09-30');
  expect(job.subject.th).toBe('เทศบาลตัวอย่าง');
  expect([sum('เก็บเกี่ยว (กก.)'), sum('ขาย (กก.)'), sum('ยอดขาย (บาท)')]).toEqual([51, 7.5, 300]);
  expect([sum('ปรุง (กก.)'), sum('นักเรียนที่ได้กิน')]).toEqual([9, 90]);
});

it('of what is their own, when they do not say whose', async () => {
  const grown = await report(farmer, { kind: 'farmer' });
  expect(grown.job.subject.th).toBe('เกษตรกร แม่กรณ์');
  expect([grown.sum('เก็บเกี่ยว (กก.)'), grown.sum('ผู้รับรับไว้ (กก.)')]).toEqual([40, 22]);
  // What a stall or a kitchen did with it is not the farmer's.
  expect(grown.rows.map((row) => row[2])).toEqual(['ลงทะเบียนเก็บเกี่ยว', 'รับของ', 'รับของ']);
  const ofNetwork = await report(lead, { kind: 'network', period: 'month' });
  expect(ofNetwork.sum('เก็บเกี่ยว (กก.)')).toBe(40);
  const ofSchool = await report(staff, { kind: 'school' });
  expect([ofSchool.sum('ผู้รับรับไว้ (กก.)'), ofSchool.sum('ปรุง (กก.)')]).toEqual([10, 9]);
  const ofMarket = await report(manager, { kind: 'market' });
  expect([ofMarket.sum('ผู้รับรับไว้ (กก.)'), ofMarket.sum('ยอดขาย (บาท)')]).toEqual([12, 300]);
});

describe('whom it is for', () => {
  const own = {
    farmer: { kind: 'farmer', id: farmerId },
    otherFarmer: { kind: 'farmer', id: other.farmerId },
    network: { kind: 'network', id: network.id },
    otherNetwork: { kind: 'network', id: other.place.id },
    school: { kind: 'school', id: schoolId },
    otherSchool: { kind: 'school', id: otherSchool },
    market: { kind: 'market', id: marketId },
    otherMarket: { kind: 'market', id: otherMarket },
    municipality: { kind: 'municipality' },
  };
  type What = keyof typeof own;
  const all = Object.keys(own) as What[];
  const allowed: [string, Caller, What[]][] = [
    ['farmer', farmer, ['farmer']],
    ['lead', lead, ['farmer', 'network']],
    ['kitchen', staff, ['school']],
    ['stall', manager, ['market']],
    ['auditor', town.auditor, all],
    ['officer', town.officer, all],
  ];
  it.each(allowed)('%s', async (_, person, expected) => {
    const got: What[] = [];
    for (const what of all) {
      const answer = await post(person, '/v1/reports', { ...own[what], format: 'csv' });
      if (answer.status === 202) got.push(what);
      else expect(problemOf(answer)).toBe('403 not-permitted');
      await service.deps.reports.idle();
    }
    expect(got).toEqual(expected);
  });

  it('nobody but whoever asked for it', async () => {
    const { job } = await report(staff, { kind: 'school' });
    for (const person of [otherKitchen.staff, town.officer]) {
      for (const path of ['', '/file']) {
        const answer = await get(person, `/v1/reports/${job.id}${path}`);
        expect(problemOf(answer)).toBe('404 not-found');
      }
      const { items } = done(await get(person, '/v1/reports'), 200);
      expect(items.map(({ id }: { id: string }) => id)).not.toContain(job.id);
    }
  });

  it('not whoever has lost the place since', async () => {
    const { staff: passing, place } = otherKitchen;
    const { job } = await report(passing, { kind: 'school' });
    const { userId } = passing.account;
    const { revision } = (await get(town.officer, `/v1/registry/users/${userId}`)).body;
    const roles = [{ role: 'kitchen_staff', place: kitchen }];
    done(
      await service.patch(town.officer, `/v1/registry/users/${userId}`, { revision, roles }),
      200,
    );
    expect(problemOf(await get(passing, `/v1/reports/${job.id}/file`))).toBe('403 not-permitted');
    expect(place).not.toEqual(kitchen);
  });
});

describe('asking for one', () => {
  it('again with the same key is the same report, with another body a problem', async () => {
    const key = randomUUID();
    const body = { kind: 'municipality', format: 'csv', from: '2026-01-01', to: '2026-12-31' };
    const first = done(await post(town.officer, '/v1/reports', body, key), 202);
    await service.deps.reports.idle();
    const again = done(await post(town.officer, '/v1/reports', body, key), 202);
    expect(again).toMatchObject({ id: first.id, status: 'done' });
    const others = await post(town.officer, '/v1/reports', { ...body, format: 'xlsx' }, key);
    expect(problemOf(others)).toBe('422 idempotency-key-reused');
    expect(problemOf(await post(town.auditor, '/v1/reports', body, key))).toBe(
      '422 idempotency-key-reused',
    );
  });

  it.each([
    ['the wrong way round', { from: '2026-11-22', to: '2026-11-21' }, 'before'],
    ['of one day only', { from: '2026-11-22' }, 'both days'],
    ['of a year of five digits', { from: '99999-01-01', to: '99999-12-31' }, 'date'],
    ['of a Buddhist year', { from: '2569-10-01', to: '2570-09-30' }, 'Common Era'],
    ['of a year long ago', { from: '0001-01-01', to: '0001-12-31' }, 'Common Era'],
    ['of eleven years', { from: '2010-01-01', to: '2021-01-01' }, '10 years'],
    ['of a day that is none', { from: '2026-02-30', to: '2026-03-01' }, 'date'],
    ['of a period that is none', { period: 'week' }, 'one of'],
    ['of nothing', { kind: 'stall' }, 'one of'],
    ['as a drawing', { format: 'dwg' }, 'one of'],
    ['of no id', { kind: 'network', id: '7' }, 'UUID'],
  ])('%s is refused in words', async (_, range, words) => {
    const answer = await agent()
      .post('/v1/reports')
      .set('accept-language', 'en')
      .set('idempotency-key', randomUUID())
      .auth(await tokenOf(town.officer), { type: 'bearer' })
      .send({ kind: 'municipality', ...range });
    expect(problemOf(answer)).toBe('400 invalid-request');
    expect(answer.body.errors[0].message).toContain(words);
  });

  it('of what is not there, or of nobody', async () => {
    const ask = (body: object) => post(town.officer, '/v1/reports', body);
    for (const kind of ['network', 'farmer', 'school', 'market']) {
      expect(problemOf(await ask({ kind, id: randomUUID() }))).toBe('404 not-found');
      expect(problemOf(await ask({ kind }))).toBe('422 report-subject-needed');
    }
  });

  it('for one that is not there, or not done', async () => {
    expect(problemOf(await get(farmer, `/v1/reports/${randomUUID()}`))).toBe('404 not-found');
    expect(problemOf(await get(farmer, '/v1/reports/7'))).toBe('400 invalid-request');
    const asked = await post(farmer, '/v1/reports', { kind: 'farmer', format: 'csv' });
    const early = await get(farmer, `/v1/reports/${asked.body.id}/file`);
    expect(['200', '409 report-not-ready']).toContain(
      early.status === 200 ? '200' : problemOf(early),
    );
    await service.deps.reports.idle();
  });
});

it('survives a restart of the service', async () => {
  const asked = done(await post(farmer, '/v1/reports', { kind: 'farmer', format: 'csv' }), 202);
  await service.restart();
  await service.deps.reports.idle();
  const job = done(await get(farmer, `/v1/reports/${asked.id}`), 200);
  expect(job).toMatchObject({ status: 'done', progress: 100 });
  expect((await get(farmer, `/v1/reports/${asked.id}/file`)).text).toContain('ลงทะเบียนเก็บเกี่ยว');
});
