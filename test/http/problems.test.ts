import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openService } from '../setup/service.ts';
import { type Operation, operationsOf } from './operations.ts';
import { done, kg, stepsOf } from './steps.ts';

const service = await openService();
const { town, agent, get, post, tokenOf } = service;
const { batchAtStall, dispatch, read } = stepsOf(service);
const { officer } = town;
const [{ farmer, lead, place: network }] = town.networks;
const [{ manager, place: stall }] = town.stalls;
const operations = operationsOf(JSON.parse(readFileSync('openapi/openapi.json', 'utf8')));
const code = await batchAtStall(town, 5_000);

type Answer = { status: number; type: string; body: Record<string, unknown>; text: string };
/** A refusal as a problem document; fails for anything else. */
function problemOf({ status, type, body, text }: Answer) {
  if (status < 400 || status >= 500) throw new Error(`${status} ${text}`);
  expect(type).toBe('application/problem+json');
  expect(body).toMatchObject({
    type: `urn:tonnam:problem:${body.code}`,
    title: expect.any(String),
    status,
    code: expect.stringMatching(/^[a-z]+(-[a-z]+)+$/),
    detail: expect.stringMatching(/\S/),
    instance: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(text).not.toMatch(/\{\w+\}|undefined|\[object|node_modules|SQLITE|at \w+ \(/);
  return `${status} ${body.code}`;
}
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

describe('cursors', () => {
  const lists = operations.filter(({ parameters }) =>
    parameters?.some((parameter) => '$ref' in parameter && parameter.$ref.endsWith('/Cursor')),
  );
  const garbage = [
    'x',
    '%00',
    '!',
    'e30',
    'W10',
    'bnVsbA',
    'TmFO',
    'MWU5OTk',
    'WzEsMiwzXQ',
    'LTE',
    'x'.repeat(200),
    '๑',
  ];
  const pathOf = ({ path }: Operation) =>
    path.replace('{id}', path.includes('municipality') ? town.municipalityId : network.id);

  it('are of sixteen kinds of lists and more', () => {
    expect(lists.length).toBeGreaterThan(25);
  });

  it.each(lists.map((operation) => [operation.path, operation] as const))(
    '%s refuses one that it never gave',
    async (_, operation) => {
      for (const cursor of garbage) {
        const answer = await get(
          officer,
          `${pathOf(operation)}?cursor=${encodeURIComponent(cursor)}`,
        );
        expect(answer.status).toBeLessThan(500);
        if (answer.status !== 200) expect(problemOf(answer)).toMatch(/invalid-cursor|not-found/);
      }
      const path = pathOf(operation);
      for (const query of [
        'cursor=x',
        'cursor=a&cursor=b',
        'limit=0',
        'limit=201',
        'limit=1.5',
        'limit=x',
        'limit=',
        'limit=1e999',
        'limit=1&limit=2',
      ]) {
        expect(problemOf(await get(officer, `${path}?${query}`))).toMatch(
          /^(400 invalid-(cursor|request)|404 not-found)$/,
        );
      }
    },
  );

  it.each([
    [
      '/v1/batches',
      [
        'status=x',
        'cropId=1',
        'harvestedFrom=2026-02-30',
        'harvestedTo=21/11/2569',
        'heldBy=stall/x',
        'heldBy=market/x',
      ],
    ],
    ['/v1/deliveries', ['status=x', 'from=x', 'to=stall', 'deliverOn=x']],
    ['/v1/sales', ['place=x', 'day=2026-13-01']],
    ['/v1/registry/crops', ['active=maybe', 'parentId=x', `search=${'x'.repeat(101)}`]],
  ])('%s refuses filters that say nothing', async (path, queries) => {
    for (const query of queries) {
      expect(problemOf(await get(officer, `${path}?${query}`))).toBe('400 invalid-request');
    }
  });
});

describe('whatever is sent to', () => {
  const ids = [
    'x',
    '0',
    '%00',
    '1e3',
    "' OR 1=1",
    '../..',
    '__proto__',
    randomUUID(),
    'ก'.repeat(60),
    'A'.repeat(199),
  ];
  const values = [
    null,
    true,
    0,
    -1,
    1e308,
    '',
    'x',
    '\u0000',
    '\ud800',
    '๑',
    [],
    [[]],
    {},
    { kind: 'network' },
    '9999-12-31',
    '2026-02-30',
    '+275760-09-13T00:00:00Z',
    '2026-11-21T00:00:00+99:99',
  ];

  it.each(
    operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const),
  )('%s, it answers, and never with a failure of its own', async (_, operation) => {
    const { method, path, requestBody } = operation;
    const token = await tokenOf(officer);
    // Signing the officer out, or guessing at PINs, would end the test before it ends.
    if (path === '/v1/session' && method !== 'get') return;
    const send = (to: string, body?: unknown) => {
      const request = agent()[method](to).auth(token, { type: 'bearer' });
      request.set('Idempotency-Key', randomUUID());
      if (body === undefined) return request;
      return request.set('Content-Type', 'application/json').send(JSON.stringify(body));
    };
    const check = (answer: Answer) => {
      expect(answer.status).toBeLessThan(500);
      if (answer.status >= 400 && answer.type !== 'text/html') problemOf(answer);
    };
    if (path.includes('{')) {
      for (const id of ids) check(await send(path.replace(/\{\w+\}/, encodeURIComponent(id)), {}));
    }
    if (!requestBody) return;
    const here = path.replace('{code}', code).replace('{id}', randomUUID());
    const example = requestBody.content['application/json']!.example as Record<string, unknown>;
    for (const body of [...values, ...mutations(example, values)]) check(await send(here, body));
  });
});

/** The example with each of its parts, in turn, replaced by each of the values. */
function* mutations(example: unknown, values: readonly unknown[]): Generator<unknown> {
  if (example === null || typeof example !== 'object') return;
  for (const [key, inner] of Object.entries(example)) {
    const changed = (value: unknown) => {
      const copy = structuredClone(example) as Record<string, unknown>;
      copy[key] = value;
      return copy;
    };
    for (const value of values) yield changed(value);
    for (const value of mutations(inner, values)) yield changed(value);
  }
}

it('a refused delivery, receipt or cancellation changes nothing', async () => {
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
  const itself = { from: network, to: network, lines: [{ batch: code, amount: kg(1) }] };
  expect(problemOf(await post(lead, '/v1/deliveries', itself))).toBe('422 delivery-to-itself');
  expect(await read(officer, code)).toEqual(before);
});
