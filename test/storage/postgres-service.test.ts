import { randomUUID } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { openPostgres } from '../../src/storage/postgres/open.ts';
import { kg } from '../http/steps.ts';
import { startPostgres } from '../setup/postgres-server.ts';
import { openService } from '../setup/service.ts';

const server = await startPostgres();
afterAll(() => server.remove());
const service = await openService({
  database: {
    open: () => openPostgres(server.url('postgres'), { connections: 4 }),
    tamper: async () => 0,
    holds: async () => false,
    remove: async () => {},
  },
});
const { town, agent, post, get } = service;
const [{ farmer }] = town.networks;

it('a database that is away is 503 with Retry-After, and nothing is half done when it is back', async () => {
  const harvest = { cropId: town.crops.kale, amount: kg(20) };
  const key = randomUUID();
  await service.tokenOf(farmer);
  await service.tokenOf(town.auditor);
  await server.stop();
  const answers = [
    await post(farmer, '/v1/batches', harvest, key),
    await get(town.auditor, '/v1/batches'),
    await agent().get('/b/0000000000'),
    await agent().get('/readyz'),
    await agent().post('/v1/session').send({ phone: farmer.phone, pin: '256900' }),
  ];
  for (const { status, headers } of answers) {
    expect(status).toBe(503);
    expect(headers['retry-after']).toMatch(/^\d+$/);
  }
  expect((await agent().get('/healthz')).status).toBe(200);

  await server.start();
  expect((await agent().get('/readyz')).status).toBe(200);
  expect((await get(town.auditor, '/v1/batches')).body.items).toEqual([]);
  expect((await post(farmer, '/v1/batches', harvest, key)).status).toBe(201);
  expect((await post(farmer, '/v1/batches', harvest, key)).status).toBe(201);
  expect((await get(town.auditor, '/v1/batches')).body.items).toHaveLength(1);
});
