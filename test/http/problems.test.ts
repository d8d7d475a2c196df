import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { openPapers } from '../../src/documents/index.ts';
import { buildApp } from '../../src/http/app.ts';
import { openService } from '../setup/service.ts';
import { problemOf } from './problem-of.ts';
import { stepsOf } from './steps.ts';

const service = await openService();
const { town, agent, tokenOf } = service;
const { batchAtStall } = stepsOf(service);
const [{ manager }] = town.stalls;
const code = await batchAtStall(town, 5_000);

const raw = async (body: string | Buffer, type: string | null = 'application/json') => {
  const request = agent()
    .post('/v1/sales')
    .auth(await tokenOf(manager), { type: 'bearer' })
    .set('Idempotency-Key', randomUUID())
    .serialize((text: unknown) => text as string);
  if (type !== null) request.set('Content-Type', type);
  return request.send(body);
};

describe('a problem', () => {
  it.each([
    [undefined, 'โปรดเข้าสู่ระบบก่อน'],
    ['th', 'โปรดเข้าสู่ระบบก่อน'],
    ['de', 'โปรดเข้าสู่ระบบก่อน'],
    ['en-US,en;q=0.9', 'Please sign in first.'],
  ])('for Accept-Language %s says %s', async (language, detail) => {
    const request = agent().get('/v1/batches');
    if (language) request.set('Accept-Language', language);
    expect((await request).body).toMatchObject({ status: 401, code: 'not-signed-in', detail });
  });

  it('names what is wrong, and where, in the language of the reader', async () => {
    const body = { stallId: 'x', lines: [{ batch: code, amount: { quantity: -1, unit: 'ton' } }] };
    const said = async (language: string) => {
      const request = agent()
        .post('/v1/sales')
        .auth(await tokenOf(manager), { type: 'bearer' });
      const { body: problem } = await request
        .set({ 'Idempotency-Key': randomUUID(), 'Accept-Language': language })
        .send(body);
      return problem.errors as { path: string; message: string }[];
    };
    const [thai, english] = [await said('th'), await said('en')];
    const paths = ['body.stallId', 'body.lines.0.amount.quantity', 'body.lines.0.amount.unit'];
    expect(thai.map(({ path }) => path)).toEqual(paths);
    expect(english.map(({ path }) => path)).toEqual(paths);
    for (const { message } of thai) expect(message).toMatch(/[ก-๙]/);
    for (const { message } of english) expect(message).toMatch(/^[\x20-\x7e“”≤≥<>="|]+$/);
  });

  it('says how long to wait, and which addresses there are not', async () => {
    for (const path of [
      '/v1',
      '/v1/batch',
      '/v2/batches',
      '/v1/registry/people',
      '/%FF',
      '/..%2f',
    ]) {
      for (const language of ['th', 'en']) {
        const answer = await agent().get(path).set('Accept-Language', language);
        expect(problemOf(answer)).toBe('404 route-not-found');
        expect(answer.body.detail).toBe(language === 'th' ? 'ไม่มีหน้านี้' : 'There is no such page.');
      }
    }
    for (const method of ['put', 'delete', 'options'] as const) {
      expect(problemOf(await agent()[method]('/v1/batches'))).toBe('404 route-not-found');
    }
  });
});

describe('a body', () => {
  const nested = (depth: number, [open, close]: [string, string]) =>
    `${open.repeat(depth)}${close.repeat(depth)}`;

  it.each(
    [
      ['', '400 malformed-body'],
      ['{', '400 malformed-body'],
      ['{"stallId":}', '400 malformed-body'],
      ["{'a':1}", '400 malformed-body'],
      ['\ufeff{', '400 malformed-body'],
      ['{"__proto__":{"polluted":true}}', '400 malformed-body'],
      ['{"constructor":{"prototype":{"polluted":true}}}', '400 malformed-body'],
      ['NaN', '400 malformed-body'],
      ['null', '400 invalid-request'],
      ['true', '400 invalid-request'],
      ['"text"', '400 invalid-request'],
      ['[]', '400 invalid-request'],
      ['{}', '400 invalid-request'],
      [nested(60_000, ['[', ']']), '400 invalid-request'],
      [nested(20_000, ['{"a":', '}']).replace(':}', ':1}'), '400 invalid-request'],
      [`{"stallId":${nested(50_000, ['[', ']'])}}`, '400 invalid-request'],
      [`{"a":"${'ก'.repeat(90_000)}"}`, '413 body-too-large'],
    ].map(([body, expected]) => [body!.slice(0, 40), expected!, body!] as const),
  )('%s: %s', async (_, expected, body) => {
    expect(problemOf(await raw(body))).toBe(expected);
  });

  it('that is no UTF-8 is no text', async () => {
    const answer = await raw(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]));
    expect(problemOf(answer)).toBe('400 invalid-request');
  });

  it.each([
    ['text/plain', '415 unsupported-media-type'],
    ['application/x-www-form-urlencoded', '415 unsupported-media-type'],
    ['multipart/form-data; boundary=x', '415 unsupported-media-type'],
    ['application/xml', '415 unsupported-media-type'],
    ['nonsense', '415 unsupported-media-type'],
    ['application/json; charset=utf-8', '400 invalid-request'],
  ])('of the type %s: %s', async (type, expected) => {
    expect(problemOf(await raw('{}', type))).toBe(expected);
  });

  it('says how large it may be', async () => {
    const { body } = await raw(`"${'x'.repeat(300_000)}"`);
    expect(body).toMatchObject({ code: 'body-too-large', limit: 262_144 });
  });
});

describe('what never becomes a whole request', () => {
  /** What comes back on a connection of its own until the service closes it. */
  async function answerTo(sent: string, address = service.address()) {
    const connection = connect(Number(new URL(address).port), '127.0.0.1');
    connection.write(sent);
    const [head, text] = (await textOf(connection)).split('\r\n\r\n') as [string, string];
    const status = Number(/^HTTP\/1.1 (\d+)/.exec(head)?.[1]);
    const type = /^content-type: ([^;\r]+)/im.exec(head)?.[1] ?? '';
    expect(head).toContain(`Content-Length: ${Buffer.byteLength(text)}`);
    return problemOf({ status, type, text, body: JSON.parse(text) });
  }

  it.each([
    ['สวัสดี\r\n\r\n', '400 malformed-request'],
    ['GET /v1/batches HTTP/9.9\r\n\r\n', '400 malformed-request'],
    ['POST /v1/sales HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n', '400 malformed-request'],
    [
      'POST /v1/sales HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0',
      '400 malformed-request',
    ],
    [`GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`, '431 headers-too-large'],
  ])('%s', async (sent, expected) => {
    expect(await answerTo(sent)).toBe(expected);
  });

  it('is given up in the end, also one whose body stays away', async () => {
    const hasty = { requestTimeout: 100, headersTimeout: 100, connectionsCheckingInterval: 10 };
    const app = await buildApp({
      deps: service.deps,
      papers: openPapers(),
      setup: service.setup,
      publicUrl: () => 'http://localhost',
      serverFactory: (handler) => createServer(hasty, handler),
    });
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const begun =
      'POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n';
    expect(await answerTo(begun, address)).toBe('408 request-too-slow');
    expect(await answerTo(`${begun}\r\n{"pho`, address)).toBe('408 request-too-slow');
    await app.close();
  });
});
