import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openService } from '../setup/service.ts';
import { problemOf } from './problem-of.ts';
import { done, kg } from './steps.ts';

const service = await openService();
const { town, agent, get, post, tokenOf } = service;
const { officer } = town;
const [network, otherNetwork] = town.networks;
const elsewhere = await service.addTown();
const DAY_MS = 24 * 3_600_000;

const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const lead = { role: 'network_lead', place: network.place };
const auditor = {
  role: 'auditor',
  place: { kind: 'municipality', id: town.municipalityId },
};
const issued = async (scope: 'read' | string[], role: object = lead, expiresAt = inDays(30)) =>
  done(await post(officer, '/v1/programs', { name: 'เครื่องชั่ง', role, scope, expiresAt })) as {
    id: string;
    token: string;
  };
const as = (
  token: string,
  method: 'get' | 'post' | 'patch' | 'delete',
  path: string,
  body?: object,
) => {
  const request = agent()[method](path).auth(token, { type: 'bearer' });
  return request.set('Idempotency-Key', randomUUID()).send(body);
};
const harvest = (farmerId: string) => ({
  farmerId,
  cropId: town.crops.kale,
  amount: kg(10),
  confirmed: ['near-duplicate'],
});

describe('a program', () => {
  it('does what its scope names, as its role, at its place', async () => {
    const { id, token } = await issued(['batches.register', 'batches.read']);
    expect(token).toMatch(/^tnp_[\w-]{43}$/);
    const me = done(await as(token, 'get', '/v1/session'), 200);
    expect(me).toMatchObject({ userId: id, roles: [lead] });
    const made = await as(token, 'post', '/v1/batches', harvest(network.farmerId));
    const [{ batch }] = done(made).entries;
    expect((await as(token, 'get', `/v1/batches/${batch}`)).status).toBe(200);
    const there = await as(token, 'post', '/v1/batches', harvest(otherNetwork.farmerId));
    expect(problemOf(there)).toBe('422 reference-unknown');
    // Its role may do these.
    for (const path of [`/v1/batches/${batch}/verify`, '/v1/deliveries', '/v1/registry/crops']) {
      expect(problemOf(await as(token, 'get', path))).toBe('403 not-permitted');
    }
    const held = await as(token, 'post', `/v1/batches/${batch}/hold`, { reason: 'x' });
    expect(problemOf(held)).toBe('403 not-permitted');
  });

  it('that reads reads all that its role reads, and changes nothing', async () => {
    const { token } = await issued('read', auditor);
    const reading = ['/v1/batches', '/v1/deliveries', '/v1/sales', '/v1/registry/farmers'];
    for (const path of reading) expect((await as(token, 'get', path)).status).toBe(200);
    expect(problemOf(await as(token, 'get', '/v1/registry/users'))).toBe('403 not-permitted');

    const municipality = auditor.place;
    const writer = await issued('read', { role: 'municipal_officer', place: municipality });
    for (const [path, body] of [
      ['/v1/registry/networks', {}],
      ['/v1/batches/7K3M9QX2V2/release', { reason: 'x' }],
    ] as const) {
      expect(problemOf(await as(writer.token, 'post', path, body))).toBe('403 not-permitted');
    }
  });

  it('opens no access, whatever its role: not its own, not anybody’s', async () => {
    const place = auditor.place;
    const every = ['registry.write', 'registry.read-users'];
    const { token } = await issued(every, { role: 'municipal_officer', place });
    const user = `/v1/users/${network.farmer.account.userId}`;
    for (const [method, path] of [
      ['post', '/v1/registry/users'],
      ['patch', `/v1/registry/users/${network.lead.account.userId}`],
      ['post', '/v1/programs'],
      ['get', '/v1/programs'],
      ['post', `${user}/links`],
      ['post', `${user}/pin`],
      ['get', `${user}/sessions`],
      ['delete', '/v1/session'],
      ['delete', '/v1/session/others'],
      ['get', '/v1/session/all'],
      ['post', '/v1/session/pin'],
    ] as const) {
      expect([path, problemOf(await as(token, method, path, {}))]).toEqual([
        path,
        '403 not-permitted',
      ]);
    }
    expect((await as(token, 'get', '/v1/registry/users')).status).toBe(200);
    const named = await as(token, 'post', '/v1/registry/networks', {});
    expect(problemOf(named)).toBe('400 invalid-request');
  });

  it('is nobody with its token in a cookie', async () => {
    const { token } = await issued('read');
    const answer = await agent().get('/v1/session').set('Cookie', `tonnam_session=${token}`);
    expect(problemOf(answer)).toBe('401 not-signed-in');
  });

  it('ends when it was said to, and when it is revoked', async () => {
    const [short, long] = [await issued('read', lead, inDays(1)), await issued('read')];
    service.wait(DAY_MS + 60_000);
    expect(problemOf(await as(short.token, 'get', '/v1/session'))).toBe('401 not-signed-in');
    expect((await as(long.token, 'get', '/v1/session')).status).toBe(200);
    const path = `/v1/programs/${long.id}`;
    expect(problemOf(await as(await tokenOf(elsewhere.officer), 'delete', path))).toBe(
      '404 not-found',
    );
    expect((await as(await tokenOf(officer), 'delete', path)).status).toBe(204);
    expect(problemOf(await as(long.token, 'get', '/v1/session'))).toBe('401 not-signed-in');
  });

  it('is listed without its token, which stands nowhere in the database', async () => {
    const { id, token } = await issued(['batches.read']);
    const { items } = done(await get(officer, '/v1/programs'), 200);
    expect(items.find((item: { id: string }) => item.id === id)).toMatchObject({
      name: 'เครื่องชั่ง',
      role: lead,
      scope: ['batches.read'],
      issuedBy: officer.account.userId,
      revokedAt: null,
    });
    expect(JSON.stringify(items)).not.toContain(token);
    expect(done(await get(elsewhere.officer, '/v1/programs'), 200).items).toEqual([]);
    expect(await service.holds(token)).toBe(false);
  });

  it.each([
    ['a farmer', { role: { role: 'farmer', place: network.place } }, '400 invalid-request'],
    [
      'a role at the wrong kind of place',
      { role: { role: 'network_lead', place: auditor.place } },
      '400 invalid-request',
    ],
    [
      'a place of another municipality',
      { role: { role: 'network_lead', place: elsewhere.networks[0].place } },
      '422 reference-unknown',
    ],
    ['opening access', { scope: ['access.passes'] }, '400 invalid-request'],
    ['signing in', { scope: ['session.open'] }, '400 invalid-request'],
    ['nothing', { scope: [] }, '400 invalid-request'],
    ['what there is not', { scope: ['everything'] }, '400 invalid-request'],
  ])('is not issued for %s', async (_, change, expected) => {
    const body = { name: 'x', role: lead, scope: 'read', expiresAt: inDays(1), ...change };
    expect(problemOf(await post(officer, '/v1/programs', body))).toBe(expected);
  });
});
