import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Caller, openService } from '../setup/service.ts';
import type { Town } from '../setup/town.ts';
import { done, kg, stepsOf } from './steps.ts';

const service = await openService();
const { town, get, post } = service;
const { harvest, dispatch, receive } = stepsOf(service);
const elsewhere = await service.addTown();

const peopleOf = ({ networks, stalls, kitchens, auditor, officer }: Town) => ({
  farmer: networks[0].farmer,
  lead: networks[0].lead,
  stall: stalls[0].manager,
  kitchen: kitchens[0].staff,
  auditor,
  officer,
});
type Who = keyof ReturnType<typeof peopleOf>;
const people = peopleOf(town);
const WHO = Object.keys(people) as Who[];

const codeOf = ({ body }: { body: { code?: string } }) => body.code;

/** Goods of a network, at one of its town's stalls and kitchens. */
async function world(there: Town, index: 0 | 1) {
  const [network, stall, kitchen] = [
    there.networks[index],
    there.stalls[index],
    there.kitchens[index],
  ];
  const code = await harvest(network.farmer, there.crops.kale, 30, { plotId: network.plotId });
  const toStall = await dispatch(network.lead, network.place, stall.place, { [code]: 9_000 });
  await receive(stall.manager, toStall, { [code]: 9_000 });
  const toKitchen = await dispatch(network.lead, network.place, kitchen.place, { [code]: 9_000 });
  await receive(kitchen.staff, toKitchen, { [code]: 9_000 });
  const waiting = await dispatch(network.lead, network.place, stall.place, { [code]: 1_000 });
  const line = { batch: code, amount: kg(1) };
  const sale = { stallId: stall.place.id, lines: [line] };
  const sold = done(await post(stall.manager, '/v1/sales', sale)).entries[0].id as string;
  const meal = { kitchenId: kitchen.place.id, menu: 'ผัด', pupils: 9, lines: [line] };
  done(await post(kitchen.staff, '/v1/meals', meal));
  for (const [person, { place }] of [
    [network.lead, network],
    [stall.manager, stall],
    [kitchen.staff, kitchen],
  ] as const) {
    const lines = [{ ...line, way: 'waste', reason: 'เสีย' }];
    done(await post(person, '/v1/discards', { place, lines }));
    const counted = [{ ...line, reason: 'นับ' }];
    done(await post(person, '/v1/stock-counts', { place, lines: counted }));
  }
  const certificate = {
    farmerId: network.farmerId,
    kind: 'gap',
    number: 'กษ 03-9001-57-001-000001 ตัวอย่าง',
    issuer: 'ตัวอย่าง',
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
  };
  return {
    code,
    sold,
    toStall,
    toKitchen,
    waiting,
    farmers: network.farmerId,
    plots: network.plotId,
    certificates: await there.add('certificates', certificate),
    network,
    stall,
    kitchen,
  };
}
type World = Awaited<ReturnType<typeof world>>;
const own = await world(town, 0);
const other = await world(town, 1);
const foreign = await world(elsewhere, 0);

/** What the answer says, without what differs from request to request. */
const said = ({ status, body }: { status: number; body: object }, hide: string) => {
  const { instance: _, ...rest } = body as { instance?: string };
  return `${status} ${JSON.stringify(rest).replaceAll(hide, '…')}`;
};

describe('what a person may not see looks as if it did not exist', () => {
  const whole: Who[] = ['auditor', 'officer'];
  const things: [string, (of: World) => string, string, Who[]][] = [
    ['/v1/batches/*', ({ code }) => code, '7K3M9QX2V2', WHO],
    ['/v1/batches/*/verify', ({ code }) => code, '7K3M9QX2V2', WHO],
    [
      '/v1/batches/*/label.svg',
      ({ code }) => code,
      '7K3M9QX2V2',
      ['farmer', 'lead', 'stall', 'officer'],
    ],
    [
      '/v1/batches/*/label.png',
      ({ code }) => code,
      '7K3M9QX2V2',
      ['farmer', 'lead', 'stall', 'officer'],
    ],
    [
      '/v1/batches/*/label.pdf',
      ({ code }) => code,
      '7K3M9QX2V2',
      ['farmer', 'lead', 'stall', 'officer'],
    ],
    [
      '/v1/batches/*/audit.pdf',
      ({ code }) => code,
      '7K3M9QX2V2',
      ['farmer', 'lead', 'auditor', 'officer'],
    ],
    [
      '/v1/deliveries/*',
      ({ toStall }) => toStall,
      randomUUID(),
      ['lead', 'stall', 'auditor', 'officer'],
    ],
    [
      '/v1/deliveries/*',
      ({ toKitchen }) => toKitchen,
      randomUUID(),
      ['lead', 'kitchen', 'auditor', 'officer'],
    ],
    ...(['note', 'receipt', 'payments'] as const).map(
      (paper): [string, (of: World) => string, string, Who[]] => [
        `/v1/deliveries/*/${paper}.pdf`,
        ({ toKitchen }) => toKitchen,
        randomUUID(),
        [...(paper === 'payments' ? (['farmer'] as const) : []), 'lead', 'kitchen', ...whole],
      ],
    ),
    ...(['farmers', 'plots', 'certificates'] as const).map(
      (kind): [string, (of: World) => string, string, Who[]] => [
        `/v1/registry/${kind}/*`,
        (of) => of[kind],
        randomUUID(),
        ['farmer', 'lead', 'auditor', 'officer'],
      ],
    ),
  ];

  it.each(things)('GET %s', async (path, pick, unknown, readers) => {
    for (const who of readers) {
      const read = async (id: string) => said(await get(people[who], path.replace('*', id)), id);
      const nothing = await read(unknown);
      expect(nothing).toMatch(/^404 .*"code":"not-found"/);
      expect([who, await read(pick(foreign))]).toEqual([who, nothing]);
      expect([who, (await read(pick(own))).slice(0, 3)]).toEqual([who, '200']);
      const ofOther = await read(pick(other));
      if (whole.includes(who)) expect([who, ofOther.slice(0, 3)]).toEqual([who, '200']);
      else expect([who, ofOther]).toEqual([who, nothing]);
    }
  });

  it.each([
    'networks',
    'markets',
    'stalls',
    'schools',
    'kitchens',
    'crops',
    'users',
    'municipality',
  ])('entries of another municipality: %s', async (kind) => {
    const { body } = await get(elsewhere.officer, `/v1/registry/${kind}`);
    const { id } = body.items[0];
    for (const who of kind === 'users' ? (['lead', 'officer'] as const) : WHO) {
      const path = `/v1/registry/${kind}`;
      const nothing = await get(people[who], `${path}/${randomUUID()}`);
      expect(codeOf(nothing)).toBe('not-found');
      expect(said(await get(people[who], `${path}/${id}`), id)).toBe(said(nothing, id));
      const listed = done(await get(people[who], `${path}?limit=200`), 200).items;
      expect(listed.map((entry: { id: string }) => entry.id)).not.toContain(id);
    }
    for (const send of [
      () =>
        service.patch(town.officer, `/v1/registry/${kind}/${id}`, { revision: 1, active: false }),
      () => get(town.officer, `/v1/registry/${kind}/${id}/changes`),
      () =>
        get(kind === 'users' ? town.officer : town.auditor, `/v1/registry/${kind}/${id}/changes`),
    ]) {
      const { status, body: answer } = await send();
      expect([status, answer.code]).toEqual([404, 'not-found']);
    }
  });

  const commands: [string, Who[], (of: World) => [string, object], (of: World) => string][] = [
    [
      'inspection',
      ['lead', 'officer'],
      ({ code }) => [`/v1/batches/${code}/inspections`, passed],
      ({ code }) => code,
    ],
    [
      'hold',
      ['lead', 'stall', 'kitchen', 'officer'],
      ({ code }) => [`/v1/batches/${code}/hold`, reason],
      ({ code }) => code,
    ],
    [
      'release',
      ['officer'],
      ({ code }) => [`/v1/batches/${code}/release`, reason],
      ({ code }) => code,
    ],
    [
      'correction',
      ['farmer', 'lead', 'stall', 'kitchen', 'officer'],
      ({ code, sold }) => [
        `/v1/batches/${code}/corrections`,
        { ...reason, action: 'void', entry: sold },
      ],
      ({ code }) => code,
    ],
    [
      'receipt',
      ['stall'],
      ({ waiting, code }) => [
        `/v1/deliveries/${waiting}/receipt`,
        { lines: [{ batch: code, acceptedGrams: 1_000 }] },
      ],
      ({ waiting }) => waiting,
    ],
    [
      'cancel',
      ['lead', 'stall', 'officer'],
      ({ waiting }) => [`/v1/deliveries/${waiting}/cancel`, reason],
      ({ waiting }) => waiting,
    ],
    [
      'sale',
      ['stall'],
      ({ code, stall }) => ['/v1/sales', { stallId: stall.place.id, lines: [line(code)] }],
      ({ stall }) => stall.place.id,
    ],
    [
      'meal',
      ['kitchen'],
      ({ code, kitchen }) => [
        '/v1/meals',
        { kitchenId: kitchen.place.id, menu: 'ผัด', pupils: 1, lines: [line(code)] },
      ],
      ({ kitchen }) => kitchen.place.id,
    ],
    [
      'discard',
      ['lead', 'stall', 'kitchen'],
      ({ code, stall }) => [
        '/v1/discards',
        { place: stall.place, lines: [{ ...line(code), way: 'waste', ...reason }] },
      ],
      ({ stall }) => stall.place.id,
    ],
    [
      'count',
      ['lead', 'stall', 'kitchen'],
      ({ code, stall }) => [
        '/v1/stock-counts',
        { place: stall.place, lines: [{ ...line(code), ...reason }] },
      ],
      ({ stall }) => stall.place.id,
    ],
    [
      'delivery',
      ['lead', 'stall', 'kitchen'],
      ({ code, network }) => [
        '/v1/deliveries',
        { from: network.place, to: own.kitchen.place, lines: [line(code)] },
      ],
      ({ network }) => network.place.id,
    ],
    [
      'harvest',
      ['farmer', 'lead'],
      ({ network }) => [
        '/v1/batches',
        { farmerId: network.farmerId, cropId: town.crops.kale, amount: kg(9) },
      ],
      ({ network }) => network.farmerId,
    ],
  ];
  const reason = { reason: 'ทดสอบ' };
  const passed = {
    inspection: { method: 'kit', reading: { kit: 'GT', result: 'not_detected' } },
  };
  const line = (batch: string) => ({ batch, amount: kg(0.1) });
  const unknown = (of: World, id: string): World =>
    JSON.parse(
      JSON.stringify(of).replaceAll(id, /^[0-9A-Z]{10}$/.test(id) ? '7K3M9QX2V2' : randomUUID()),
    );

  it.each(commands)('POST %s', async (_, writers, command, pick) => {
    for (const who of writers) {
      const send = async (of: World) => {
        const [path, body] = command(of);
        return said(await post(people[who], path, body), pick(of));
      };
      for (const theirs of who === 'officer' ? [foreign] : [foreign, other]) {
        const refused = await send(theirs);
        expect(refused).toMatch(/^(404|403|422) /);
        expect([who, refused]).toEqual([who, await send(unknown(theirs, pick(theirs)))]);
      }
    }
  });

  it('a line with a batch that is not at the place is not found', async () => {
    const sale = { stallId: own.stall.place.id, lines: [line(other.code)] };
    const [hidden, none] = [
      await post(people.stall, '/v1/sales', sale),
      await post(people.stall, '/v1/sales', { ...sale, lines: [line('7K3M9QX2V2')] }),
    ];
    expect(codeOf(hidden)).toBe('not-found');
    expect(said(hidden, other.code)).toBe(said(none, other.code));
  });

  it('a place of another municipality cannot be sent to', async () => {
    const to = elsewhere.kitchens[0].place;
    const body = { from: own.network.place, to, lines: [line(own.code)] };
    const hidden = await post(people.lead, '/v1/deliveries', body);
    expect([hidden.status, codeOf(hidden)]).toEqual([422, 'reference-unknown']);
  });
});

describe('lists hold what a person may see, and no more', () => {
  const batches: [Who, World[]][] = [
    ['farmer', [own]],
    ['lead', [own]],
    ['stall', [own]],
    ['kitchen', [own]],
    ['auditor', [own, other]],
    ['officer', [own, other]],
  ];
  const codes = ({ body }: { body: { items: Record<string, string>[] } }, field: string) =>
    [...new Set(body.items.map((item) => item[field]))].sort();

  it.each(batches)('batches of %s', async (who, visible) => {
    const expected = visible.map(({ code }) => code).sort();
    expect(codes(await get(people[who], '/v1/batches?limit=200'), 'code')).toEqual(expected);
  });

  it('deliveries', async () => {
    const ids = async (who: Who) => codes(await get(people[who], '/v1/deliveries'), 'id');
    const { toStall, toKitchen, waiting } = own;
    expect(await ids('lead')).toEqual([toStall, toKitchen, waiting].sort());
    expect(await ids('stall')).toEqual([toStall, waiting].sort());
    expect(await ids('kitchen')).toEqual([toKitchen]);
    expect(await ids('officer')).toHaveLength(6);
  });

  it.each([
    ['sales', { stall: 1, auditor: 2, officer: 2 }],
    ['meals', { kitchen: 1, auditor: 2, officer: 2 }],
    ['discards', { lead: 1, stall: 1, kitchen: 1, auditor: 6, officer: 6 }],
    ['stock-counts', { lead: 1, stall: 1, kitchen: 1, auditor: 6, officer: 6 }],
  ])('%s', async (path, expected) => {
    for (const [who, count] of Object.entries(expected)) {
      const { body } = await get(people[who as Who], `/v1/${path}`);
      expect([who, body.items.length]).toEqual([who, count]);
    }
  });

  it.each(['farmers', 'plots', 'certificates'] as const)('%s', async (kind) => {
    const ids = async (person: Caller) =>
      codes(await get(person, `/v1/registry/${kind}?limit=200`), 'id');
    expect(await ids(people.farmer)).toEqual([own[kind]]);
    expect(await ids(people.lead)).toEqual([own[kind]]);
    expect(await ids(people.auditor)).toEqual([own[kind], other[kind]].sort());
    expect(await ids(people.officer)).toEqual([own[kind], other[kind]].sort());
  });
});

it('an auditor reads, and can correct nothing', async () => {
  const body = { action: 'void', entry: own.sold, reason: 'ทดสอบ' };
  const answer = await post(town.auditor, `/v1/batches/${own.code}/corrections`, body);
  expect([answer.status, codeOf(answer)]).toEqual([403, 'not-permitted']);
});
