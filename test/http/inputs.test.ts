import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openService } from '../setup/service.ts';
import { problemOf } from './problem-of.ts';
import { done, kg, stepsOf } from './steps.ts';

const service = await openService();
const { town, agent, post, tokenOf } = service;
const { batchAtStall, dispatch, read } = stepsOf(service);
const { officer } = town;
const [{ farmer, lead, place: network }] = town.networks;
const [{ manager, place: stall }] = town.stalls;
const code = await batchAtStall(town, 5_000);

/** JSON as it is written: -0 and 1e999 are no values of JavaScript that survive stringify. */
const raw = async (body: string | Buffer, type: string | null = 'application/json') => {
  const request = agent()
    .post('/v1/sales')
    .auth(await tokenOf(manager), { type: 'bearer' })
    .set('Idempotency-Key', randomUUID())
    .serialize((text: unknown) => text as string);
  if (type !== null) request.set('Content-Type', type);
  return request.send(body);
};

describe('an amount', () => {
  const sell = (amount: string) =>
    raw(`{"stallId":"${stall.id}","lines":[{"batch":"${code}","amount":${amount}}]}`);

  it.each([
    '1e308',
    '-1e308',
    '1e999',
    '0',
    '-0',
    '-1',
    '0.0005',
    '0.0001',
    '1.00005',
    '1000001',
    '9007199254740993',
    '"1"',
    'null',
    '[1]',
    '{}',
    'true',
  ])('of %s kg is refused', async (quantity) => {
    const answer = await sell(`{"quantity":${quantity},"unit":"kg"}`);
    expect(problemOf(answer)).toBe('400 invalid-request');
  });

  it.each([
    ['{"quantity":0.4,"unit":"g"}', '422 amount-too-small', 0],
    ['{"quantity":1,"unit":"g","weighedGrams":0}', '400 invalid-request', 0],
    ['{"quantity":1,"unit":"g","weighedGrams":1.5}', '400 invalid-request', 0],
    ['{"quantity":1,"unit":"g","weighedGrams":1e12}', '400 invalid-request', 0],
    ['{"quantity":1000000,"unit":"kg"}', '409 insufficient-stock', 0],
    ['{"quantity":1,"unit":"fruit"}', '422 unit-unknown', 0],
    ['{"quantity":1,"unit":"ต้น"}', '400 invalid-request', 0],
    ['{"quantity":0.001,"unit":"kg"}', null, 1],
    ['{"quantity":0.029,"unit":"kg"}', null, 29],
    ['{"quantity":1.1,"unit":"khit"}', null, 110],
    ['{"quantity":1,"unit":"bundle","weighedGrams":287}', null, 287],
  ])('%s: %s', async (amount, expected, grams) => {
    const before = (await read(manager, code)).onHandGrams;
    const answer = await sell(amount);
    if (expected) expect(problemOf(answer)).toBe(expected);
    else done(answer);
    expect((await read(manager, code)).onHandGrams).toBe(before - grams);
  });

  it('counted may be nothing, of minus nothing too', async () => {
    const other = await batchAtStall(town, 1_000);
    const token = await tokenOf(manager);
    for (const quantity of ['-0', '0']) {
      const lines = `[{"batch":"${other}","amount":{"quantity":${quantity},"unit":"kg"},"reason":"หมด"}]`;
      const answer = await agent()
        .post('/v1/stock-counts')
        .auth(token, { type: 'bearer' })
        .set({ 'Idempotency-Key': randomUUID(), 'Content-Type': 'application/json' })
        .send(`{"place":{"kind":"stall","id":"${stall.id}"},"lines":${lines}}`);
      done(answer);
    }
    expect((await read(manager, other)).onHandGrams).toBe(9_000);
  });

  it('of goods that lie beyond what is counted exactly is still refused', async () => {
    const cropId = await town.add('crops', {
      nameTh: 'หนัก',
      nameEn: 'Heavy',
      units: [{ unit: 'bag', gramsPerUnit: 100_000_000 }],
      usualMinGrams: 1,
      usualMaxGrams: 100_000_000,
    });
    const amount = { quantity: 1_000_000, unit: 'bag' };
    const { status, body } = await post(farmer, '/v1/batches', { cropId, amount });
    expect([status, body.code]).toEqual([409, 'unusual-amount']);
  });
});

describe('text', () => {
  const hold = (reason: string) => post(officer, `/v1/batches/${code}/hold`, { reason });
  const kept = async () => (await read(officer, code)).holds.at(-1).reason;

  it.each(['', '   ', '\u0000', '\u200b\ufeff', '\ud800', 'ก\udc00ข', 'ก'.repeat(501)])(
    '%j is refused',
    async (reason) => {
      expect(problemOf(await hold(reason))).toBe('400 invalid-request');
    },
  );

  it.each([
    ['ก\u0000ข', 'ก ข'],
    ['๑๒ ถุง', '๑๒ ถุง'],
    ['บรรทัด\r\nสอง', 'บรรทัด สอง'],
    ['\u202eกลับหลัง', 'กลับหลัง'],
    ['💚 ผัก', '💚 ผัก'],
    [`'; DROP TABLE events; --`, `'; DROP TABLE events; --`],
    ['<b>{code}</b> $1 $&', '<b>{code}</b> $1 $&'],
    ['ก'.repeat(500), 'ก'.repeat(500)],
  ])('%j is kept as %j', async (typed, expected) => {
    done(await hold(typed));
    expect(await kept()).toBe(expected);
  });
});

it('a refused delivery, receipt or cancellation changes nothing', async () => {
  const code = await batchAtStall(town, 5_000);
  const id = await dispatch(lead, network, stall, { [code]: 1_000 });
  const before = await read(officer, code);
  for (const body of [
    { lines: [] },
    { lines: [{ batch: code, acceptedGrams: 999 }] },
    {
      lines: [
        { batch: code, acceptedGrams: 1_000 },
        { batch: code, acceptedGrams: 0 },
      ],
    },
    { lines: [{ batch: '7K3M9QX2V2', acceptedGrams: 1_000 }] },
    { lines: [{ batch: code, acceptedGrams: 1_001, missing: { grams: -1, reason: 'ก' } }] },
  ]) {
    problemOf(await post(manager, `/v1/deliveries/${id}/receipt`, body));
  }
  const lines = [{ batch: code, amount: kg(1) }];
  const otherNetwork = town.networks[1].place;
  const toNetwork = { from: network, to: otherNetwork, lines };
  expect(problemOf(await post(lead, '/v1/deliveries', toNetwork))).toBe('400 invalid-request');
  const itself = { from: stall, to: stall, lines };
  expect(problemOf(await post(manager, '/v1/deliveries', itself))).toBe('422 delivery-to-itself');
  expect(await read(officer, code)).toEqual(before);
});
