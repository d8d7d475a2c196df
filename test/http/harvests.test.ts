import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dayOf, timeOf } from '../../src/domain/dates.ts';
import { openService } from '../setup/service.ts';
import { done, kg, stepsOf } from './steps.ts';

const service = await openService({ settings: { bannedSubstances: ['พาราควอต', 'Paraquat'] } });
const { town, get, post, patch } = service;
const { harvest, inspect, read } = stepsOf(service);
const [{ farmer, lead, place: network }] = town.networks;
const [{ place: kitchen }] = town.kitchens;
const { officer } = town;

const DAY_MS = 24 * 3_600_000;
const day = (ahead: number) =>
  new Date(Date.now() + 7 * 3_600_000 + ahead * DAY_MS).toISOString().slice(0, 10);
const about = (code: string, what: string) => `/v1/batches/${code}/${what}`;
const because = { reason: 'ตรวจซ้ำแล้วผ่าน' };
const outcome = ({ status, body }: { status: number; body: { code?: string } }) =>
  status === 201 ? 'done' : `${status} ${body.code}`;
const send = (code: string) =>
  post(lead, '/v1/deliveries', {
    from: network,
    to: kitchen,
    lines: [{ batch: code, amount: kg(1) }],
  });

describe('a harvest', () => {
  it.each([
    [
      'inside the pre-harvest interval',
      { product: 'ยาตัวอย่าง', intervalDays: 7 },
      'pre-harvest-interval',
    ],
    [
      'with a banned substance',
      { product: 'PARAQUAT ตัวอย่าง', intervalDays: 0 },
      'banned-substance',
    ],
  ])('%s waits for an officer', async (_, label, cause) => {
    const spray = { sprayedOn: day(-6), ...label };
    const batch = await harvest(farmer, town.crops.kale, 20, { spray });
    expect((await read(farmer, batch)).holds).toMatchObject([{ cause }]);
    await inspect(lead, batch);
    expect(outcome(await send(batch))).toBe('409 batch-on-hold');
    done(await post(officer, about(batch, 'release'), because));
    expect(outcome(await send(batch))).toBe('done');
  });

  it('on the day when the interval ends is free', async () => {
    const spray = { sprayedOn: day(-7), product: 'ยาตัวอย่าง', intervalDays: 7 };
    const batch = await harvest(farmer, town.crops.kale, 20, { spray });
    expect((await read(farmer, batch)).holds).toEqual([]);
  });

  it.each([
    [{ harvestedOn: day(1) }, '422 date-in-future'],
    [{ harvestedOn: day(-31) }, '422 date-too-old'],
    [{ harvestedOn: day(-30) }, 'done'],
    [{ harvestedOn: day(-1), harvestedTime: '23:59' }, 'done'],
    [{ harvestedTime: '24:00' }, '400 invalid-request'],
    [{ spray: { sprayedOn: day(1), product: 'ก', intervalDays: 0 } }, '422 spray-after-harvest'],
    [{ amount: { quantity: 3, unit: 'head' } }, '422 unit-unknown'],
    [{ amount: { quantity: 20, unit: 'bundle' } }, 'done'],
    [{ plotId: town.networks[1].plotId }, '422 reference-unknown'],
    [{ farmerId: town.networks[1].farmerId }, '422 reference-unknown'],
  ])('with %j: %s', async (more, expected) => {
    const confirmed = ['near-duplicate'];
    const body = { cropId: town.crops.kale, amount: kg(20), confirmed, ...more };
    expect(outcome(await post(farmer, '/v1/batches', body))).toBe(expected);
  });

  it('with a code that the phone made keeps it; the code is taken once', async () => {
    const body = { code: '7k3m9-qx2v2', cropId: town.crops.kale, amount: kg(20) };
    const again = { ...body, confirmed: ['near-duplicate'] };
    expect(done(await post(farmer, '/v1/batches', again)).entries[0].batch).toBe('7K3M9QX2V2');
    const taken = await post(town.networks[1].farmer, '/v1/batches', body);
    expect(outcome(taken)).toBe('409 batch-code-taken');
    const mistyped = await post(farmer, '/v1/batches', { ...again, code: '7k3m9-qx2v3' });
    expect(outcome(mistyped)).toBe('422 batch-code-invalid');
  });

  it('twice the same asks, is confirmed, and asks no more after the setting’s minutes', async () => {
    const [, { farmer: other }] = town.networks;
    const body = { cropId: town.crops.onion, amount: kg(20) };
    const first = done(await post(other, '/v1/batches', body)).entries[0].batch;
    const asked = await post(other, '/v1/batches', body);
    expect(asked.body).toMatchObject({ status: 409, code: 'near-duplicate' });
    expect(asked.body.detail).toContain(first);
    done(await post(other, '/v1/batches', { ...body, confirmed: ['near-duplicate'] }));
    service.wait(31 * 60_000);
    done(await post(other, '/v1/batches', body));
  });

  it('of an unusual amount asks, with what is usual, and is confirmed', async () => {
    const body = { cropId: town.crops.kale, amount: kg(181), confirmed: ['near-duplicate'] };
    const asked = await post(farmer, '/v1/batches', body);
    expect(asked.body).toMatchObject({
      status: 409,
      code: 'unusual-amount',
      grams: 181_000,
      usualMinGrams: 5_000,
      usualMaxGrams: 60_000,
    });
    expect(asked.body.detail).toContain('181 กก.');
    done(
      await post(farmer, '/v1/batches', {
        ...body,
        confirmed: [...body.confirmed, 'unusual-amount'],
      }),
    );
  });
});

describe('the phone’s clock', () => {
  const register = async (headers: Record<string, string>, body: object = {}) => {
    const request = service
      .agent()
      .post('/v1/batches')
      .auth(await service.tokenOf(farmer), { type: 'bearer' })
      .set({ 'Idempotency-Key': randomUUID(), ...headers });
    const confirmed = ['near-duplicate'];
    const { clockOff, entries } = done(
      await request.send({ cropId: town.crops.kale, amount: kg(20), confirmed, ...body }),
    );
    const { history } = await read(farmer, entries[0].batch);
    expect(history[0].clockOff).toBe(clockOff);
    return history[0];
  };
  const clock = (seconds: number) =>
    new Date(Date.parse(service.deps.now()) + seconds * 1000).toISOString();

  it.each([
    [0, false],
    [-290, false],
    [290, false],
    [-3600, true],
    [3600, true],
  ])('%i seconds off is flagged: %s', async (seconds, flagged) => {
    const entry = await register({ 'Device-Clock': clock(seconds) });
    expect(entry.clockOff).toBe(flagged);
    expect(Math.abs(entry.clockOffsetSeconds - seconds)).toBeLessThan(5);
  });

  it('is kept beside the server’s; the server orders', async () => {
    const recordedAt = clock(-5 * 3600);
    const entry = await register({}, { recordedAt });
    expect(entry).toMatchObject({ deviceTime: recordedAt, clockOff: false });
    expect(Date.parse(entry.at)).toBeGreaterThan(Date.parse(recordedAt));
    expect((await register({}, { recordedAt: clock(3600) })).clockOff).toBe(true);
  });

  it('does not spoil the time of harvest: that of entering, told by how long ago it was', async () => {
    const hours = 2 * 3_600_000;
    const ahead = Date.parse(clock(600));
    const recordedAt = new Date(ahead - hours).toISOString();
    const harvestedOn = dayOf(clock(-2 * 3600));
    const headers = { 'Device-Clock': new Date(ahead).toISOString() };
    const { at, data } = await register(headers, { recordedAt, harvestedOn });
    const entered = new Date(Date.parse(at) - hours).toISOString();
    expect(data).toMatchObject({ harvestedOn, harvestedTime: timeOf(entered) });
    const before = await register(headers, { recordedAt, harvestedOn: day(-3) });
    expect(before.data).not.toHaveProperty('harvestedTime');
  });

  it.each(['0000-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '9999-12-31T16:59:59-07:00'])(
    'may say %s, and the batch can still be read',
    async (broken) => {
      const entry = await register({ 'Device-Clock': broken }, { recordedAt: broken });
      expect(entry.deviceTime).toBe(new Date(broken).toISOString());
      expect(entry.clockOff).toBe(true);
    },
  );

  it.each(['garbage', '2026-11-21', '0000-01-01T00:00:00+07:00', '9999-12-31T23:59:59-07:00'])(
    'is no moment when it says %s',
    async (recordedAt) => {
      const body = { cropId: town.crops.kale, amount: kg(20), recordedAt };
      expect(outcome(await post(farmer, '/v1/batches', body))).toBe('400 invalid-request');
    },
  );
});

describe('what a batch needs before it leaves its network', async () => {
  const [, other] = town.networks;
  const certificate = {
    farmerId: other.farmerId,
    kind: 'gap',
    number: 'กษ 03-9001-57-001-000001 ตัวอย่าง',
    issuer: 'ตัวอย่าง',
    validFrom: day(-20),
    validTo: day(-5),
  };
  await town.add('certificates', certificate);
  const batch = async (certified: boolean, tested: boolean) => {
    const harvestedOn = day(certified ? -5 : -4);
    const code = await harvest(other.farmer, town.crops.kale, 20, { harvestedOn });
    if (tested) await inspect(other.lead, code);
    return code;
  };
  const codes = [
    await batch(false, false),
    await batch(true, false),
    await batch(false, true),
    await batch(true, true),
  ];
  const path = `/v1/registry/municipality/${town.municipalityId}`;

  it('the certificate that counts is the one of the day of harvest', async () => {
    const kinds = [];
    for (const code of codes) kinds.push((await read(other.lead, code)).certificate?.kind ?? null);
    expect(kinds).toEqual([null, 'gap', null, 'gap']);
  });

  it.each([
    ['none', ['done', 'done', 'done', 'done']],
    ['certificate', ['409 certificate-required', 'done', '409 certificate-required', 'done']],
    ['screening', ['409 screening-required', '409 screening-required', 'done', 'done']],
    ['either', ['409 certificate-or-screening-required', 'done', 'done', 'done']],
    [
      'both',
      ['409 certificate-required', '409 screening-required', '409 certificate-required', 'done'],
    ],
  ])('%s', async (leaveRule, expected) => {
    const { body: now } = await get(officer, path);
    const settings = { ...now.settings, leaveRule };
    done(await patch(officer, path, { revision: now.revision, settings }), 200);
    const outcomes = [];
    for (const code of codes) {
      const lines = [{ batch: code, amount: kg(1) }];
      const body = { from: other.place, to: kitchen, lines };
      outcomes.push(outcome(await post(other.lead, '/v1/deliveries', body)));
    }
    expect(outcomes).toEqual(expected);
  });
});
