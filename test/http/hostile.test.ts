import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Caller, openService } from '../setup/service.ts';
import { type Method, type Operation, operationsOf } from './operations.ts';
import { type Answer, problemOf } from './problem-of.ts';
import { done, kg, stepsOf } from './steps.ts';

const service = await openService();
const { town, post, tokenOf } = service;
const { harvest, dispatch, receive } = stepsOf(service);
const { officer } = town;
const [{ place: network, farmer, farmerId, plotId, lead }, other] = town.networks;
const [{ place: stall, manager }] = town.stalls;
const [{ place: kitchen, staff }] = town.kitchens;
const operations = operationsOf(JSON.parse(readFileSync('openapi/openapi.json', 'utf8')));

const headersOf = async (person: Caller, type: string | undefined) => ({
  authorization: `Bearer ${await tokenOf(person)}`,
  'idempotency-key': randomUUID(),
  ...(type && { 'content-type': type }),
});

function answered(status: number, contentType: unknown, text: string): Answer {
  const type = String(contentType).split(';')[0]!;
  return { status, type, text, body: type.endsWith('json') ? JSON.parse(text) : {} };
}

/** Sent without a connection, which would take most of the time of thousands of requests. */
async function send(
  person: Caller,
  method: Method,
  url: string,
  payload?: string | Buffer,
  type = 'application/json',
): Promise<Answer> {
  const { statusCode, headers, body } = await service.app().inject({
    method,
    url,
    headers: await headersOf(person, payload === undefined ? undefined : type),
    ...(payload !== undefined && { payload }),
  });
  return answered(statusCode, headers['content-type'], body);
}
/** The same in small pieces, which cut characters apart; the service has each before the next is sent. */
async function sendSlowly(
  person: Caller,
  method: Method,
  url: string,
  body: string,
): Promise<Answer> {
  const headers = await headersOf(person, 'application/json');
  const outgoing = request(`${service.address()}${url}`, { method, headers });
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += 17) {
    outgoing.write(bytes.subarray(at, at + 17));
    await turn();
  }
  outgoing.end();
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  return answered(answer.statusCode!, answer.headers['content-type'], await textOf(answer));
}
const ask = (url: string) => send(officer, 'get', url);

/** Never a failure of its own, and for programs a problem document. */
function check(answer: Answer) {
  if (answer.status >= 500 || (answer.status >= 400 && answer.type !== 'text/html'))
    problemOf(answer);
}

const MISSHAPEN = [
  'cursor=a&cursor=b',
  'limit=0',
  'limit=201',
  'limit=1.5',
  'limit=x',
  'limit=',
  'limit=1e999',
  'limit=1&limit=2',
];

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
        const answer = await ask(`${pathOf(operation)}?cursor=${encodeURIComponent(cursor)}`);
        if (answer.status !== 200) expect(problemOf(answer)).toMatch(/invalid-cursor|not-found/);
      }
      const path = pathOf(operation);
      for (const query of MISSHAPEN) {
        expect(problemOf(await ask(`${path}?${query}`))).toMatch(
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
    [
      '/v1/labels.pdf',
      [
        '',
        ...[
          'copies=0',
          'copies=501',
          'size=60x40',
          'size=a4-24&start=25',
          'start=2',
          'packedOn=x',
        ].map((wrong) => `codes=7K3M9-QX2V2&${wrong}`),
      ],
    ],
    ['/v1/sales', ['place=x', 'day=2026-13-01']],
    ['/v1/registry/crops', ['active=maybe', 'parentId=x', `search=${'x'.repeat(101)}`]],
  ])('%s refuses filters that say nothing', async (path, queries) => {
    for (const query of queries) {
      expect(problemOf(await ask(`${path}?${query}`))).toBe('400 invalid-request');
    }
  });
});

describe('whatever is sent to', async () => {
  const own = { cropId: town.crops.kale, amount: kg(20) };
  const [entry] = done(await post(farmer, '/v1/batches', own)).entries;
  const [goods, more] = [
    await harvest(farmer, town.crops.kale, 900),
    await harvest(farmer, town.crops.kale, 900),
  ];
  for (const place of [stall, kitchen]) {
    const delivery = await dispatch(lead, network, place, { [goods]: 200_000 });
    await receive(place === stall ? manager : staff, delivery, { [goods]: 200_000 });
  }
  const market = { nameTh: 'ตลาด', nameEn: 'Market' };
  const school = { nameTh: 'โรงเรียน', nameEn: 'School', pupils: 1 };
  const [marketId, schoolId] = [
    await town.add('markets', market),
    await town.add('schools', school),
  ];
  const certificateId = await town.add('certificates', {
    farmerId,
    kind: 'gap',
    number: '1',
    issuer: 'ก',
    validFrom: '2025-06-01',
    validTo: '2027-05-31',
  });
  /** What the examples of the document name, as it is here: what is sent is wrong in the one thing that is changed. */
  const named: Record<string, string> = {
    '01980000-0000-7000-8000-000000000011': network.id,
    '01980000-0000-7000-8000-000000000020': marketId,
    '01980000-0000-7000-8000-000000000021': stall.id,
    '01980000-0000-7000-8000-000000000030': schoolId,
    '01980000-0000-7000-8000-000000000031': kitchen.id,
    '01980000-0000-7000-8000-000000000041': town.crops.kale,
    '01980000-0000-7000-8000-000000000045': farmerId,
    '01980000-0000-7000-8000-000000000051': plotId,
    '01980000-0000-7000-8000-000000000106': entry.id,
    '7K3M9-QX2V2': goods,
    '4TB0R7WKM4': more,
    '0860000001': town.auditor.phone,
    '05:30': '00:00',
    '2026-11-21': new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10),
  };
  const place: Record<string, string> = {
    users: other.farmer.account.userId,
    deliveries: await dispatch(lead, network, kitchen, { [goods]: 12_000 }),
    rolls: done(await post(officer, '/v1/rolls', { networkId: network.id, count: 1 })).id,
    municipality: town.municipalityId,
    networks: other.place.id,
    farmers: other.farmerId,
    plots: other.plotId,
    certificates: certificateId,
    markets: marketId,
    stalls: town.stalls[1].place.id,
    schools: schoolId,
    kitchens: town.kitchens[1].place.id,
    crops: town.crops.onion,
  };
  const pathTo = ({ path }: Operation) =>
    path
      .replace('{code}', entry.batch)
      .replace(/(\w+)\/\{id\}/, (_, kind) => `${kind}/${place[kind]}`);

  /** Whom an operation is for that is not for officers, who would be turned away whatever they send. */
  const doers: Record<string, Caller> = {
    'post /v1/batches': farmer,
    'post /v1/deliveries': lead,
    'post /v1/deliveries/{id}/receipt': staff,
    'post /v1/sales': manager,
    'post /v1/meals': staff,
    'post /v1/discards': manager,
    'post /v1/stock-counts': manager,
    'post /v1/mixes': lead,
  };

  const ids = [
    ...['x', '../..', '__proto__', 'ก'.repeat(60), 'A'.repeat(199)],
    ...['%00', "' OR 1=1", randomUUID()],
  ];
  const UNREADABLE = ['', '{', Buffer.from([0x22, 0xff, 0xfe, 0x00, 0x22])];
  const MONSTROUS = [`"${'x'.repeat(270_000)}"`, `${'['.repeat(60_000)}${']'.repeat(60_000)}`];
  const OTHER_TYPES = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'nonsense',
  ];

  it.each(
    operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const),
  )('%s, it answers, and never with a failure of its own', async (_, operation) => {
    const { method, path, requestBody } = operation;
    for (const id of path.includes('{') ? ids : []) {
      const url = path.replace(/\{\w+\}/, encodeURIComponent(id)).replace('{hash}', id);
      check(await send(officer, method, url, requestBody && '{}'));
    }
    if (!requestBody) return;
    const here = pathTo(operation);
    const by = doers[`${method} ${path}`] ?? officer;
    for (const type of Object.keys(requestBody.content))
      for (const body of UNREADABLE) check(await send(by, method, here, body, type));
    for (const type of OTHER_TYPES)
      expect(problemOf(await send(by, method, here, '{}', type))).toBe(
        '415 unsupported-media-type',
      );

    const written = requestBody.content['application/json']?.example;
    if (!written) return;
    for (const body of MONSTROUS) check(await send(by, method, here, body));
    const text = JSON.stringify(written).replace(
      /01980000-[-\w]+|\w{5}-\w{5}|[-:\d]{5,10}|\w{10}/g,
      (name) => named[name] ?? name,
    );
    const example = JSON.parse(text);
    // Otherwise only the first of many is taken.
    if (/(batches|corrections)$/.test(path))
      example.confirmed = ['near-duplicate', 'unusual-amount'];
    for (const body of mutations(example))
      check(await send(by, method, here, JSON.stringify(body)));
    // A card would be drawn, which takes as long as all else.
    if (path.endsWith('/cards')) return;
    // As it should be it gets through, also slowly: taken, or refused for what the others have left behind.
    const answer = await sendSlowly(by, method, here, JSON.stringify(example));
    if (answer.status < 400) return;
    expect(problemOf(answer)).not.toMatch(/^40[0134] |reference-unknown/);
  });
});

const ID = /^[0-9a-f]{8}-/;
const DAY_OR_TIME = /^\d{4}-\d\d-/;
/** NUL, which PostgreSQL does not keep, half of a character, what is odd and yet Thai, and far too much of it. */
const TEXTS = ['', 'ก\u0000ข', '\ud800', '๐–๙\u00a0\u0e4d\u0e32💚\u202e', 'ก'.repeat(9_000)];

/** What might be sent in the place of a value: of another type, or of the same and hardly right. */
function insteadOf(value: unknown): unknown[] {
  if (typeof value === 'number') return [null, '1', -1, 0.5, 1e308];
  if (typeof value !== 'string') return [null, true, '', [[]], {}];
  if (ID.test(value)) return [null, [], 'x', '\u0000', randomUUID()];
  const days = ['2026-02-30', '+275760-09-13T00:00:00Z'];
  return [null, {}, 7, ...TEXTS, ...(DAY_OR_TIME.test(value) ? days : [])];
}

/** The example with each of its parts, in turn, replaced. */
function* mutations(example: unknown): Generator<unknown> {
  yield* insteadOf(example);
  if (example === null || typeof example !== 'object') return;
  for (const [key, inner] of Object.entries(example)) {
    for (const value of mutations(inner)) {
      const copy = (Array.isArray(example) ? [...example] : { ...example }) as typeof example;
      yield Object.assign(copy, { [key]: value });
    }
  }
}
