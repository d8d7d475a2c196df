import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { openService } from '../setup/service.ts';
import { done, kg, stepsOf } from './steps.ts';

const service = await openService();
const { town, get, post, agent } = service;
const { batchAtStall, read } = stepsOf(service);
const [{ farmer, lead }] = town.networks;
const [{ manager, place: stall }] = town.stalls;

const harvest = (quantity: number) => ({
  cropId: town.crops.kale,
  amount: kg(quantity),
  confirmed: ['near-duplicate'],
});
const count = async () =>
  done(await get(town.auditor, '/v1/batches?limit=200'), 200).items.length as number;

it('the same key gets the same answer, and changes nothing', async () => {
  const key = randomUUID();
  const first = await post(farmer, '/v1/batches', harvest(20), key);
  const before = await count();
  const again = await post(farmer, '/v1/batches', harvest(20), key.toUpperCase());
  expect([again.status, again.body]).toEqual([201, first.body]);
  expect(first.body.id).toBe(key);
  expect(await count()).toBe(before);
});

it('the same key is known after a restart', async () => {
  const code = await batchAtStall(town, 5_000);
  const key = randomUUID();
  const sale = { stallId: stall.id, lines: [{ batch: code, amount: kg(2) }] };
  const first = done(await post(manager, '/v1/sales', sale, key));
  await service.restart();
  expect(done(await post(manager, '/v1/sales', sale, key))).toEqual(first);
  expect((await read(manager, code)).onHandGrams).toBe(8_000);
});

it('a key of the registry is known after a restart', async () => {
  const key = randomUUID();
  const market = { nameTh: 'ตลาดตัวอย่าง', nameEn: 'Example market' };
  const first = await post(town.officer, '/v1/registry/markets', market, key);
  await service.restart();
  const again = await post(town.officer, '/v1/registry/markets', market, key);
  expect([again.status, again.body]).toEqual([201, first.body]);
  const { body } = await get(town.officer, '/v1/registry/markets?search=ตลาดตัวอย่าง');
  expect(body.items).toHaveLength(1);
});

it.each([
  ['another body', () => post(farmer, '/v1/batches', harvest(21), key)],
  ['another route', () => post(town.officer, '/v1/batches/7K3M9QX2V2/hold', { reason: 'ก' }, key)],
  ['another person', () => post(lead, '/v1/batches', harvest(20), key)],
])('a key is refused for %s', async (_, send) => {
  await post(farmer, '/v1/batches', harvest(20), key);
  const before = await count();
  const { status, body } = await send();
  expect([status, body.code]).toEqual([422, 'idempotency-key-reused']);
  expect(await count()).toBe(before);
});
const key = randomUUID();

it('a key of another municipality is no hindrance', async () => {
  const there = await service.addTown();
  const shared = randomUUID();
  done(await post(farmer, '/v1/batches', harvest(20), shared));
  const body = { ...harvest(20), cropId: there.crops.kale };
  done(await post(there.networks[0].farmer, '/v1/batches', body, shared));
});

it.each([undefined, '', 'not-a-uuid', '1', randomUUID().slice(1)])(
  'a command with %s for a key is refused',
  async (wrong) => {
    const request = agent()
      .post('/v1/batches')
      .auth(await service.tokenOf(farmer), { type: 'bearer' });
    if (wrong !== undefined) request.set('Idempotency-Key', wrong);
    const { status, body } = await request.send(harvest(20));
    expect([status, body.code]).toEqual([400, 'idempotency-key-missing']);
  },
);

it('twenty requests at once with one key make one batch', async () => {
  const before = await count();
  const shared = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => post(farmer, '/v1/batches', harvest(25), shared)),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(await count()).toBe(before + 1);
});

it('twenty requests at once with one key make one entry of the registry', async () => {
  const shared = randomUUID();
  const network = { nameTh: 'กลุ่มตัวอย่าง ต.ท่าสุด', nameEn: 'Tha Sut' };
  const subdistrict = { subdistrictTh: 'ท่าสุด', subdistrictEn: 'Tha Sut' };
  const body = { ...network, ...subdistrict };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => post(town.officer, '/v1/registry/networks', body, shared)),
  );
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  const found = await get(town.officer, '/v1/registry/networks?search=ท่าสุด');
  expect(found.body.items).toHaveLength(1);
});

it('a refusal leaves nothing behind, and its key serves for the confirmed command', async () => {
  const shared = randomUUID();
  const before = await count();
  const huge = { cropId: town.crops.onion, amount: kg(500) };
  const refused = await post(farmer, '/v1/batches', huge, shared);
  expect([refused.status, refused.body.code]).toEqual([409, 'unusual-amount']);
  expect(await count()).toBe(before);

  const confirmed = { ...huge, confirmed: ['unusual-amount'] };
  done(await post(farmer, '/v1/batches', confirmed, shared));
  expect(await count()).toBe(before + 1);
});

it('a paper of which one line is refused changes nothing of the others', async () => {
  const [good, short] = [await batchAtStall(town, 5_000), await batchAtStall(town, 1_000)];
  const before = [await read(manager, good), await read(manager, short)];
  const lines = [
    { batch: good, amount: kg(1) },
    { batch: short, amount: kg(2) },
  ];
  const { status, body } = await post(manager, '/v1/sales', { stallId: stall.id, lines });
  expect([status, body.code, body.availableGrams]).toEqual([409, 'insufficient-stock', 1_000]);
  expect([await read(manager, good), await read(manager, short)]).toEqual(before);
});
