import { expect, it } from 'vitest';
import { openService } from '../setup/service.ts';
import { nextPhone, PIN } from '../setup/town.ts';
import { done } from './steps.ts';

const service = await openService();
const { town, agent, get, patch } = service;
const { officer, networks, stalls, kitchens } = town;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const signIn = (phone: string, pin: string = PIN, more: object = {}) =>
  agent()
    .post('/v1/session')
    .send({ phone, pin, ...more });
const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  (answer.headers['set-cookie'] as unknown as string[])[0]!;

it('signing in answers with who one is, a token, and a cookie that no script reads', async () => {
  const { phone, account } = networks[0].lead;
  const answer = await signIn(phone).expect(201);
  expect(answer.body).toEqual({
    ...account,
    token: expect.stringMatching(/^[\w-]{43}$/),
    expiresAt: expect.any(String),
  });
  const flags = cookieOf(answer).split('; ');
  expect(flags[0]).toBe(`tonnam_session=${answer.body.token}`);
  expect(flags).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Lax', 'Path=/']));
  expect(flags).not.toContain('Secure');
});

it('the cookie is for HTTPS only where the service is on HTTPS', async () => {
  const secure = await openService({ publicUrl: 'https://tonnam.example.go.th' });
  const { phone } = secure.town.officer;
  const answer = await secure.agent().post('/v1/session').send({ phone, pin: PIN });
  expect(cookieOf(answer).split('; ')).toContain('Secure');
});

it('cookie and bearer token open the same session, until signing out', async () => {
  const { body } = await signIn(networks[0].farmer.phone).expect(201);
  const cookie = `tonnam_session=${body.token}`;
  const { token, expiresAt, ...account } = body;
  const byCookie = await agent().get('/v1/session').set('Cookie', cookie).expect(200);
  const byToken = await agent().get('/v1/session').auth(token, { type: 'bearer' }).expect(200);
  expect(byCookie.body).toEqual(account);
  expect(byToken.body).toEqual(account);

  const left = await agent().delete('/v1/session').set('Cookie', cookie).expect(204);
  expect(cookieOf(left)).toMatch(/^tonnam_session=;.*Expires=Thu, 01 Jan 1970/);
  for (const request of [
    agent().get('/v1/session').set('Cookie', cookie),
    agent().get('/v1/session').auth(token, { type: 'bearer' }),
    agent().delete('/v1/session').auth(token, { type: 'bearer' }),
  ]) {
    expect((await request.expect(401)).body.code).toBe('not-signed-in');
  }
});

it.each(['', 'Bearer', 'Bearer ', 'Bearer x', 'Basic eDp5', 'Bearer a b', '\u00e9'])(
  'authorization %j opens nothing',
  async (authorization) => {
    const answer = await agent().get('/v1/session').set('Authorization', authorization);
    expect([answer.status, answer.body.code]).toEqual([401, 'not-signed-in']);
  },
);

it('a wrong PIN and an unknown number are answered alike', async () => {
  const wrong = await signIn(kitchens[0].staff.phone, '000000');
  const unknown = await signIn(nextPhone(), '000000');
  expect(wrong.status).toBe(401);
  expect(wrong.body.code).toBe('wrong-phone-or-pin');
  const { instance: _, ...said } = wrong.body;
  const { instance: __, ...alike } = unknown.body;
  expect([unknown.status, alike]).toEqual([401, said]);
  expect(wrong.headers['set-cookie']).toBeUndefined();
});

it('five wrong attempts make a number wait, also with the right PIN; a known one and an unknown one', async () => {
  for (const phone of [stalls[1].manager.phone, nextPhone()]) {
    for (let attempt = 0; attempt < 5; attempt++) {
      expect((await signIn(phone, '111111')).status).toBe(401);
    }
    const { status, body, headers } = await signIn(phone);
    expect([status, body.code]).toEqual([429, 'too-many-attempts']);
    expect([body.minutes, headers['retry-after']]).toEqual([1, '60']);
  }
  expect((await signIn(stalls[0].manager.phone)).status).toBe(201);

  service.wait(MINUTE_MS);
  expect((await signIn(stalls[1].manager.phone)).status).toBe(201);
});

it('twenty wrong attempts at once are no way round the limit', async () => {
  const { phone } = networks[1].lead;
  const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(phone, '222222')));
  const tried = answers.filter(({ status }) => status === 401).length;
  expect(tried).toBeLessThanOrEqual(5);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(20 - tried);
});

it('signing in rightly takes the wrong attempts back', async () => {
  const { phone } = networks[1].farmer;
  for (let round = 0; round < 2; round++) {
    for (let attempt = 0; attempt < 4; attempt++) await signIn(phone, '333333').expect(401);
    await signIn(phone).expect(201);
  }
});

it.each([
  [
    'with spaces and hyphens',
    (phone: string) => `${phone.slice(0, 3)}-${phone.slice(3, 6)} ${phone.slice(6)}`,
  ],
  ['with +66', (phone: string) => `+66 ${phone.slice(1)}`],
  ['in Thai digits', (phone: string) => thai(phone)],
])('a phone number is understood %s', async (_, form) => {
  expect((await signIn(form(officer.phone), PIN)).status).toBe(201);
});

it('a PIN is understood in Thai digits', async () => {
  expect((await signIn(officer.phone, thai(PIN))).status).toBe(201);
});
const thai = (digits: string) =>
  digits.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));

it.each([
  { phone: '0812', pin: PIN },
  { phone: '0810000001', pin: '12345' },
  { phone: '0810000001', pin: 256900 },
  { phone: '0810000001' },
  { phone: { $ne: null }, pin: PIN },
  [],
  null,
])('nothing is looked up for %j', async (body) => {
  const request = agent().post('/v1/session').set('Content-Type', 'application/json');
  const { status, body: problem } = await request.send(JSON.stringify(body));
  expect([status, problem.code]).toEqual([400, 'invalid-request']);
});

it('a form on another page cannot sign anybody in', async () => {
  const { phone } = officer;
  const answer = await agent().post('/v1/session').type('form').send({ phone, pin: PIN });
  expect([answer.status, answer.body.code]).toEqual([415, 'unsupported-media-type']);
  expect(answer.headers['set-cookie']).toBeUndefined();
});

it('whoever is deactivated loses access at once, and has it again when active', async () => {
  const { phone, account } = stalls[0].manager;
  const { body: opened } = await signIn(phone);
  const me = () => agent().get('/v1/session').auth(opened.token, { type: 'bearer' });
  expect((await me()).status).toBe(200);

  const path = `/v1/registry/users/${account.userId}`;
  done(await patch(officer, path, { revision: 1, active: false }), 200);
  expect((await me()).body.code).toBe('not-signed-in');
  expect((await signIn(phone)).body.code).toBe('wrong-phone-or-pin');

  done(await patch(officer, path, { revision: 2, active: true }), 200);
  expect((await signIn(phone)).status).toBe(201);
});

it('a role that is taken away is gone in the running session', async () => {
  const { account } = kitchens[1].staff;
  expect((await get(kitchens[1].staff, '/v1/meals')).status).toBe(200);
  const roles = [{ role: 'stall_manager', place: stalls[0].place }];
  const path = `/v1/registry/users/${account.userId}`;
  done(await patch(officer, path, { revision: 1, roles }), 200);
  expect((await get(kitchens[1].staff, '/v1/meals')).body.code).toBe('not-permitted');
  expect((await get(kitchens[1].staff, '/v1/sales')).status).toBe(200);
});

it('a new PIN takes the place of the old one, and ends the sessions', async () => {
  const { phone, account } = town.auditor;
  const path = `/v1/registry/users/${account.userId}`;
  const { token } = (await signIn(phone)).body;
  const me = () => agent().get('/v1/session').auth(token, { type: 'bearer' });
  expect((await me()).status).toBe(200);
  done(await patch(officer, path, { revision: 1, pin: '135790' }), 200);
  expect((await me()).body.code).toBe('not-signed-in');
  expect((await signIn(phone)).status).toBe(401);
  expect((await signIn(phone, '135790')).status).toBe(201);
});

it('a number of two municipalities says which one it means', async () => {
  const there = await service.addTown();
  const { phone } = town.secondOfficer;
  const place = { kind: 'municipality', id: there.municipalityId };
  const roles = [{ role: 'auditor', place }];
  await there.add('users', { name: 'ตัวอย่าง', phone, roles, pin: PIN });
  const asked = await signIn(phone);
  expect([asked.status, asked.body.code]).toEqual([409, 'municipality-needed']);
  const { municipalityId } = there;
  const { body } = await signIn(phone, PIN, { municipalityId }).expect(201);
  expect(body).toMatchObject({ municipalityId, roles });
});

it('a session ends after thirty days', async () => {
  const { body } = await signIn(officer.phone);
  const me = () => agent().get('/v1/session').auth(body.token, { type: 'bearer' });
  service.wait(30 * DAY_MS - MINUTE_MS);
  expect((await me()).status).toBe(200);
  service.wait(2 * MINUTE_MS);
  expect((await me()).body.code).toBe('not-signed-in');
});
