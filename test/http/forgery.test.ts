import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openService } from '../setup/service.ts';
import { PIN } from '../setup/town.ts';
import { problemOf } from './problem-of.ts';

const publicUrl = 'https://tonnam.example.go.th';
const service = await openService({ publicUrl });
const { town, agent, tokenOf } = service;
const { officer } = town;
const host = new URL(service.address()).host;
const [stall] = town.stalls;
const cookie = async () => `tonnam_session=${await tokenOf(stall.manager)}`;

const HOSTILE: [string, Record<string, string>][] = [
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a neighbour under the same domain', { 'Sec-Fetch-Site': 'same-site' }],
  ['something new', { 'Sec-Fetch-Site': 'x' }],
  ['nothing it would name', { 'Sec-Fetch-Site': '' }],
  [
    'another site with our origin',
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://tonnam.example.go.th' },
  ],
  ['another origin', { Origin: 'https://evil.example' }],
  ['an origin that begins like ours', { Origin: 'https://tonnam.example.go.th.evil.example' }],
  ['an origin that ends like ours', { Origin: 'https://evil-tonnam.example.go.th' }],
  ['our host on another port', { Origin: 'https://tonnam.example.go.th:8443' }],
  ['our host without HTTPS', { Origin: 'http://tonnam.example.go.th' }],
  ['a frame in a sandbox', { Origin: 'null' }],
  ['an origin that is none', { Origin: 'x' }],
  ['several origins', { Origin: `${publicUrl}, https://evil.example` }],
];
const OWN: [string, Record<string, string>][] = [
  ['our own page', { 'Sec-Fetch-Site': 'same-origin', Origin: publicUrl }],
  ['nobody but the user', { 'Sec-Fetch-Site': 'none' }],
  ['our own page in an older browser', { Origin: publicUrl }],
  ['a page under the address it was asked at', { Origin: `http://${host}` }],
  ['a program', {}],
];

describe('a changing request with a cookie', () => {
  const sell = async (headers: Record<string, string>) =>
    agent()
      .post('/v1/sales')
      .set({ Cookie: await cookie(), 'Idempotency-Key': randomUUID(), ...headers })
      .send({});

  it.each(HOSTILE)('from %s is refused', async (_, headers) => {
    expect(problemOf(await sell(headers))).toBe('403 cross-site-request');
    const left = await agent()
      .delete('/v1/session')
      .set({ Cookie: await cookie(), ...headers });
    expect(problemOf(left)).toBe('403 cross-site-request');
    const { status } = await agent()
      .get('/v1/session')
      .set({ Cookie: await cookie() });
    expect(status).toBe(200);
  });

  it.each(OWN)('from %s is taken', async (_, headers) => {
    expect(problemOf(await sell(headers))).toBe('400 invalid-request');
  });

  it.each(['Basic eDp5', 'Bearer', 'Bearer '])('is no other for “%s”', async (authorization) => {
    const headers = { Origin: 'https://evil.example', Authorization: authorization };
    expect(problemOf(await sell(headers))).toBe('403 cross-site-request');
  });

  it.each(HOSTILE)('with a bearer token as well is taken, from %s too', async (_, headers) => {
    const authorization = { Authorization: `Bearer ${await tokenOf(stall.manager)}` };
    expect(problemOf(await sell({ ...headers, ...authorization }))).toBe('400 invalid-request');
  });
});

describe('signing in', () => {
  it.each(HOSTILE)('from %s is refused: nobody becomes another unawares', async (_, headers) => {
    const answer = await agent()
      .post('/v1/session')
      .set(headers)
      .send({ phone: officer.phone, pin: PIN });
    expect(problemOf(answer)).toBe('403 cross-site-request');
    expect(answer.headers['set-cookie']).toBeUndefined();
    const form = agent().post('/s/x').set(headers).type('form').send('');
    expect(problemOf(await form)).toBe('403 cross-site-request');
  });
});

it('reading is for everybody’s links', async () => {
  for (const [, headers] of HOSTILE) {
    await agent()
      .get('/v1/session')
      .set({ Cookie: await cookie(), ...headers })
      .expect(200);
  }
});

describe('the headers', () => {
  it('of an answer keep it where it belongs', async () => {
    const { headers } = await agent()
      .get('/v1/session')
      .set({ Cookie: await cookie() });
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'strict-transport-security': expect.stringContaining('max-age=31536000'),
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});
