import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openService } from '../setup/service.ts';
import { type Operation, operationsOf } from './operations.ts';
import { type Answer, problemOf } from './problem-of.ts';
import { stepsOf } from './steps.ts';

const service = await openService();
const { town, agent, get, tokenOf } = service;
const { batchAtStall } = stepsOf(service);
const { officer } = town;
const [{ place: network }] = town.networks;
const operations = operationsOf(JSON.parse(readFileSync('openapi/openapi.json', 'utf8')));
const code = await batchAtStall(town, 5_000);

/** What never gets as far as storage need not be sent for each engine. */
const forEach = <T>(shapes: readonly T[], others: readonly T[]): readonly T[] =>
  process.env.ENGINE === 'postgres' ? others : [...shapes, ...others];
const MISSHAPEN = forEach(
  [
    'cursor=a&cursor=b',
    'limit=0',
    'limit=201',
    'limit=1.5',
    'limit=x',
    'limit=',
    'limit=1e999',
    'limit=1&limit=2',
  ],
  ['cursor=x'],
);

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
      for (const query of MISSHAPEN) {
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
      expect(problemOf(await get(officer, `${path}?${query}`))).toBe('400 invalid-request');
    }
  });
});

describe('whatever is sent to', () => {
  const ids = forEach(
    ['x', '0', '1e3', '../..', '__proto__', 'ก'.repeat(60), 'A'.repeat(199)],
    ['%00', "' OR 1=1", randomUUID()],
  );
  /** What an engine may take amiss in its own way. */
  const forStorage = [-1, 1e308, '', '\u0000', '\ud800', '+275760-09-13T00:00:00Z'];
  const values = forEach<unknown>([null, true, [[]], {}, '2026-02-30'], forStorage);

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
    const json = requestBody?.content['application/json'];
    if (!json) return;
    const here = path.replace('{code}', code).replace('{id}', randomUUID());
    const example = json.example as Record<string, unknown>;
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
