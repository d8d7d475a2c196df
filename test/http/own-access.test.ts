import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openService } from '../setup/service.ts';
import { PIN } from '../setup/town.ts';
import { problemOf } from './problem-of.ts';
import { done } from './steps.ts';

const service = await openService();
const { town, agent, get, post, patch, tokenOf } = service;
const { officer, secondOfficer, auditor } = town;
const [{ farmer, lead }] = town.networks;
const elsewhere = await service.addTown();
const MINUTE_MS = 60_000;

type Person = typeof officer;
const signIn = async ({ phone }: Person, pin: string = PIN) =>
  agent().post('/v1/session').send({ phone, pin });
const tokenNow = async (person: Person, pin?: string): Promise<string> =>
  done(await signIn(person, pin)).token;
const isIn = async (token: string) =>
  (await agent().get('/v1/session').auth(token, { type: 'bearer' })).status === 200;
const ask = (method: 'get' | 'post' | 'delete', token: string, path: string, body?: object) => {
  const request = agent()[method](path).auth(token, { type: 'bearer' });
  return request.set('Idempotency-Key', randomUUID()).send(body);
};

describe('changing one’s PIN', () => {
  const change = (token: string, oldPin: string, newPin = '135790') =>
    ask('post', token, '/v1/session/pin', { oldPin, newPin });

  it('takes the old one, and ends all other sessions', async () => {
    const person = town.kitchens[0].staff;
    const [here, there] = [await tokenNow(person), await tokenNow(person)];
    expect(problemOf(await change(here, '000000'))).toBe('403 wrong-pin');
    expect([await isIn(here), await isIn(there)]).toEqual([true, true]);
    expect((await change(here, PIN)).status).toBe(204);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect((await signIn(person)).status).toBe(401);
    expect((await signIn(person, '135790')).status).toBe(201);
  });

  it('sent twice is done once', async () => {
    const person = town.kitchens[1].staff;
    const token = await tokenNow(person);
    const key = randomUUID();
    const send = () =>
      agent()
        .post('/v1/session/pin')
        .auth(token, { type: 'bearer' })
        .set('Idempotency-Key', key)
        .send({ oldPin: PIN, newPin: '135790' });
    expect([(await send()).status, (await send()).status]).toEqual([204, 204]);
    const kept = await service.deps.storage.command(town.municipalityId, key);
    expect(JSON.stringify(kept)).not.toContain('135790');
  });

  it('is no way to guess it, and locks nobody out who knows it', async () => {
    const person = town.stalls[0].manager;
    const token = await tokenNow(person);
    const guesses = await Promise.all(Array.from({ length: 12 }, () => change(token, '000000')));
    expect(guesses.map(problemOf).sort()).toEqual([
      ...Array(5).fill('403 wrong-pin'),
      ...Array(7).fill('429 too-many-attempts'),
    ]);
    expect(problemOf(await change(token, PIN))).toBe('429 too-many-attempts');
    expect((await signIn(person)).status).toBe(201);
    service.wait(MINUTE_MS);
    expect((await change(token, PIN)).status).toBe(204);
  });
});

describe('a PIN set by somebody else', () => {
  it.each([
    ['a lead', lead, '111222'],
    ['an officer', officer, '333444'],
  ])('%s: it counts, the sessions end, and the change tells who', async (_, by, newPin) => {
    const path = `/v1/users/${farmer.account.userId}`;
    const { url } = done(await post(officer, `${path}/links`, {}));
    const opened = await agent().post(new URL(url).pathname).type('form').send('');
    const cookie = (opened.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!;
    const { status } = await post(by, `${path}/pin`, { newPin });
    expect(status).toBe(204);
    expect((await agent().get('/v1/session').set('Cookie', cookie)).status).toBe(401);
    expect((await signIn(farmer, newPin)).status).toBe(201);
    const changes = `/v1/registry/users/${farmer.account.userId}/changes`;
    const [latest] = done(await get(officer, changes), 200).items;
    expect(latest.by).toBe(by.account.userId);
    expect(JSON.stringify(latest)).not.toContain(newPin);
  });
});

describe('sessions', () => {
  it('are listed for their person, and ended everywhere else at once', async () => {
    const person = town.networks[1].farmer;
    const here = await tokenNow(person);
    const there = await tokenNow(person);
    service.wait(11 * MINUTE_MS);
    const { body } = await ask('get', here, '/v1/session/all');
    expect(body.items).toHaveLength(2);
    const fields = ['current', 'expiresAt', 'kind', 'lastSeenAt', 'openedAt'];
    for (const item of body.items) expect(Object.keys(item).sort()).toEqual(fields);
    const [one, other] = body.items;
    expect([one.current, other.current].sort()).toEqual([false, true]);
    const mine = one.current ? one : other;
    expect(Date.parse(mine.lastSeenAt) - Date.parse(mine.openedAt)).toBeGreaterThan(10 * MINUTE_MS);
    expect((await ask('delete', here, '/v1/session/others')).status).toBe(204);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
  });

  it('of anybody are listed and ended by an officer, of the same municipality', async () => {
    const person = town.networks[1].lead;
    const token = await tokenNow(person);
    const path = `/v1/users/${person.account.userId}/sessions`;
    expect(done(await get(officer, path), 200).items).toMatchObject([{ kind: 'pin' }]);
    for (const [who, expected] of [
      [elsewhere.officer, '404 not-found'],
      [auditor, '403 not-permitted'],
      [lead, '403 not-permitted'],
    ] as const) {
      expect(problemOf(await get(who, path))).toBe(expected);
      expect(problemOf(await ask('delete', await tokenOf(who), path))).toBe(expected);
    }
    expect(await isIn(token)).toBe(true);
    expect((await ask('delete', await tokenOf(officer), path)).status).toBe(204);
    expect(await isIn(token)).toBe(false);
  });
});

describe('somebody is left to run the municipality', () => {
  const user = ({ account }: Person) => `/v1/registry/users/${account.userId}`;
  const auditing = {
    revision: 1,
    roles: [{ role: 'auditor', place: { kind: 'municipality', id: town.municipalityId } }],
  };

  it('an officer does not give up the own role, nor take the municipality out of use', async () => {
    for (const change of [{ revision: 1, active: false }, auditing]) {
      expect(problemOf(await patch(officer, user(officer), change))).toBe('409 own-officer-role');
    }
    const { municipalityId } = town;
    const away = { revision: 2, active: false };
    const municipality = `/v1/registry/municipality/${municipalityId}`;
    expect(problemOf(await patch(officer, municipality, away))).toBe('409 municipality-stays');
  });

  it('two officers who take each other out of it at the same moment: one is left', async () => {
    const there = elsewhere;
    const away = { revision: 1, active: false };
    await Promise.all([tokenOf(there.officer), tokenOf(there.secondOfficer)]);
    const answers = await Promise.all([
      patch(there.officer, user(there.secondOfficer), away),
      patch(there.secondOfficer, user(there.officer), away),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const left = await Promise.all(
      [there.officer, there.secondOfficer].map((each) => signIn(each)),
    );
    expect(left.map(({ status }) => status).sort()).toEqual([201, 401]);
  });

  it('an auditor reads no names and phones out of the changes of users', async () => {
    const path = `${user(secondOfficer)}/changes`;
    expect(problemOf(await get(auditor, path))).toBe('403 not-permitted');
    expect((await get(officer, path)).status).toBe(200);
  });

  it('a lead finds the users of the own farmers, and no others', async () => {
    const { items } = done(await get(lead, '/v1/registry/users'), 200);
    expect(items.map(({ id }: { id: string }) => id)).toEqual([farmer.account.userId]);
    const parent = `/v1/registry/users?parentId=${town.networks[1].farmerId}`;
    expect(done(await get(lead, parent), 200).items).toEqual([]);
    expect(problemOf(await get(lead, user(officer)))).toBe('404 not-found');
  });
});
