/** Two servers on one PostgreSQL database keep the promises of one, whichever of them is asked. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { openPostgres } from '../../src/storage/postgres/open.ts';
import { done, kg, stepsOf } from '../http/steps.ts';
import { postgresDatabase } from '../setup/engine.ts';
import { type Caller, openService } from '../setup/service.ts';
import { PIN } from '../setup/town.ts';

const database = await postgresDatabase();
const service = await openService({ database });
const { town, tokenOf } = service;
const { harvest, batchAtStall, read } = stepsOf(service);
const servers = [service.agent(), await service.beside()] as const;
const serverOf = (n: number) => servers[n % 2]!;
const TWENTY = Array.from({ length: 20 }, (_, n) => n);

async function command(n: number, person: Caller, path: string, body: object, key = randomUUID()) {
  return serverOf(n)
    .post(path)
    .auth(await tokenOf(person), { type: 'bearer' })
    .set('Idempotency-Key', key)
    .send(body);
}

/** How many answers of each status, and of each code. */
function counted(answers: { status: number; body: { code?: string } }[]) {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const outcome = `${status} ${body.code ?? ''}`.trim();
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

it('the last kilogram is sold once, and as much leaves as there is', async () => {
  const { manager, place: stall } = town.stalls[0];
  const atStall = await batchAtStall(town, 1_000);
  const sale = { stallId: stall.id, lines: [{ batch: atStall, amount: kg(1) }] };
  const sold = await Promise.all(TWENTY.map((n) => command(n, manager, '/v1/sales', sale)));
  expect(counted(sold)).toEqual({ 201: 1, '409 insufficient-stock': 19 });

  const [{ farmer, lead, place: from }] = town.networks;
  const code = await harvest(farmer, town.crops.kale, 20);
  const delivery = {
    from,
    to: town.kitchens[0].place,
    lines: [{ batch: code, amount: kg(3) }],
  };
  const sent = await Promise.all(TWENTY.map((n) => command(n, lead, '/v1/deliveries', delivery)));
  expect(counted(sent)).toEqual({ 201: 6, '409 insufficient-stock': 14 });
  expect((await read(town.auditor, code)).status).toBe('waiting');
});

it('a command that both get is done once, and both answer the same', async () => {
  const [{ farmer }] = town.networks;
  const body = { cropId: town.crops.onion, amount: kg(20) };
  const key = randomUUID();
  const answers = await Promise.all(
    TWENTY.map((n) => command(n, farmer, '/v1/batches', body, key)),
  );
  expect(counted(answers)).toEqual({ 201: 20 });
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  const other = { ...body, amount: kg(21) };
  expect((await command(1, farmer, '/v1/batches', other, key)).body.code).toBe(
    'idempotency-key-reused',
  );
});

it('of equal harvests at both one is taken, and the others are asked about', async () => {
  const [, { farmer }] = town.networks;
  const body = { cropId: town.crops.kale, amount: kg(20) };
  const answers = await Promise.all(TWENTY.map((n) => command(n, farmer, '/v1/batches', body)));
  expect(counted(answers)).toEqual({ 201: 1, '409 near-duplicate': 19 });
});

it('wrong PINs are counted over both, and then the right one waits at both', async () => {
  const { phone } = town.kitchens[1].staff;
  const signIn = (n: number, pin: string) => serverOf(n).post('/v1/session').send({ phone, pin });
  const wrong = await Promise.all(TWENTY.map((n) => signIn(n, '111111')));
  const tried = wrong.filter(({ status }) => status === 401).length;
  expect(tried).toBeLessThanOrEqual(5);
  expect(wrong.filter(({ status }) => status === 429)).toHaveLength(20 - tried);
  for (const n of [0, 1]) {
    const { status, headers } = await signIn(n, PIN);
    expect([status, headers['retry-after']]).toEqual([429, '60']);
  }
});

it('a link is good for once at either', async () => {
  const [{ farmer, lead }] = town.networks;
  const links = `/v1/users/${farmer.account.userId}/links`;
  const { url } = done(await command(0, lead, links, {}));
  const { pathname } = new URL(url);
  const pressed = await Promise.all(
    TWENTY.map((n) => serverOf(n).post(pathname).type('form').send('')),
  );
  expect(pressed.filter(({ status }) => status === 303)).toHaveLength(1);
  expect(pressed.filter(({ status }) => status === 404)).toHaveLength(19);
});

it('of two officers who put each other out of office one stays, and a session ends at both', async () => {
  const { officer, secondOfficer } = await service.addTown();
  const leave = async (n: number, by: typeof officer, whom: typeof officer) =>
    serverOf(n)
      .patch(`/v1/registry/users/${whom.account.userId}`)
      .auth(await tokenOf(by), { type: 'bearer' })
      .set('Idempotency-Key', randomUUID())
      .send({ revision: 1, active: false });
  for (const each of [officer, secondOfficer]) await tokenOf(each);
  const left = await Promise.all([
    leave(0, officer, secondOfficer),
    leave(1, secondOfficer, officer),
  ]);
  const statuses = left.map(({ status }) => status).sort();
  // The slower finds the other officer the last, or is no longer one.
  expect(statuses[0]).toBe(200);
  expect([401, 409]).toContain(statuses[1]);
  const loser = left[0]!.status === 200 ? secondOfficer : officer;
  for (const server of servers) {
    const me = server.get('/v1/session').auth(await tokenOf(loser), { type: 'bearer' });
    expect((await me).status).toBe(401);
  }
});

it('a server whose connections are all taken says when to come again, and then serves', async () => {
  // Patient enough for a busy machine, or it would be turned away when nothing is in the way.
  const narrow = await service.beside(() =>
    openPostgres(database.url, { connections: 2, patienceMs: 6_000 }),
  );
  const token = await tokenOf(town.auditor);
  const ask = () => narrow.get('/v1/deliveries').auth(token, { type: 'bearer' });
  expect((await ask()).status).toBe(200);
  const outsider = new pg.Client(database.url);
  await outsider.connect();
  onTestFinished(() => outsider.end());
  await outsider.query('BEGIN; LOCK TABLE deliveries IN ACCESS EXCLUSIVE MODE');
  for (const { status, body, headers } of await Promise.all(TWENTY.map(ask))) {
    expect([status, body.code]).toEqual([503, 'service-unavailable']);
    expect(headers['retry-after']).toBe('2');
  }
  await outsider.query('ROLLBACK');
  expect(counted(await Promise.all(TWENTY.map(ask)))).toEqual({ 200: 20 });
});
