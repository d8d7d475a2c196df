import { describe, expect, it } from 'vitest';
import { openService } from '../setup/service.ts';
import { PIN } from '../setup/town.ts';
import { done } from './steps.ts';

const service = await openService();
const { town, get, post, patch } = service;
const { officer, networks, kitchens, stalls } = town;
const [{ farmer, lead, farmerId, place: network }] = networks;

type Entry = Record<string, unknown> & { id: string; revision: number };
const list = async (kind: string, query = '', person = officer): Promise<Entry[]> =>
  done(await get(person, `/v1/registry/${kind}?limit=200${query}`), 200).items;
const create = async (kind: string, fields: object) =>
  done(await post(officer, `/v1/registry/${kind}`, fields)).id as string;
const answer = ({ status, body }: { status: number; body: { code?: string } }) =>
  `${status} ${body.code ?? ''}`.trim();

const subdistrict = { subdistrictTh: 'ท่าสาย', subdistrictEn: 'Tha Sai' };
const names = { nameTh: 'ตัวอย่างใหม่', nameEn: 'New example' };
const usual = { units: [], usualMinGrams: 1_000, usualMaxGrams: 9_000 };
const term = { validFrom: '2026-01-01', validTo: '2026-12-31' };

describe('searching', async () => {
  for (const nameTh of ['ผักกาด 100%', 'ผักกาด_ขาว', 'ผักกาดหอม', 'Kale\\ยาว']) {
    await create('crops', { ...usual, nameTh, nameEn: `Sample ${nameTh.length}` });
  }
  const found = async (kind: string, search: string) =>
    (await list(kind, `&search=${encodeURIComponent(search)}`)).map(
      (entry) => entry.nameTh ?? entry.name ?? entry.number,
    );

  it.each([
    ['ผักกาด', 3],
    [' ผักกาด\u200b ', 3],
    ['ผักกาด 1', 1],
    ['%', 1],
    ['_', 1],
    ['100%', 1],
    ['\\', 1],
    ['กาด_', 1],
    ['SAMPLE', 4],
    ['หาไม่พบ', 0],
    ['', 6],
    ["' OR 1=1", 0],
  ])('crops for %j finds %i', async (search, count) => {
    expect(await found('crops', search)).toHaveLength(count);
  });

  it('finds what was typed with its marks in another order', async () => {
    await create('crops', { ...usual, nameTh: 'มะเขือน้ำเต้า', nameEn: 'Gourd' });
    expect(await found('crops', 'น\u0e4d\u0e49\u0e32')).toEqual(['มะเขือน้ำเต้า']);
    expect(await found('crops', '\u200bน้ำ')).toEqual(['มะเขือน้ำเต้า']);
  });

  it('finds people by name and by phone, and plots by subdistrict', async () => {
    expect(await found('users', farmer.phone)).toHaveLength(1);
    expect(await found('users', 'NETWORK_LEAD')).toHaveLength(2);
    expect(await found('plots', 'นางแล')).toEqual(['แปลง นางแล']);
    const number = 'กษ 03-9001 ตัวอย่าง';
    await create('certificates', { farmerId, kind: 'gap', number, issuer: 'ก', ...term });
    expect(await found('certificates', '03-9001')).toEqual([number]);
  });

  it('stays within what one may see', async () => {
    const names = await list('farmers', '&search=เกษตรกร', lead);
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names.map((entry) => entry.networkId))).toEqual(new Set([network.id]));
  });

  it('goes by what an entry belongs to', async () => {
    expect(await list('farmers', `&parentId=${networks[1].place.id}`)).toMatchObject([
      { id: networks[1].farmerId },
    ]);
    expect(await list('plots', `&parentId=${networks[1].farmerId}`)).toMatchObject([
      { id: networks[1].plotId },
    ]);
    const { marketId } = (await list('stalls')).find(({ id }) => id === stalls[0].place.id)!;
    expect(await list('stalls', `&parentId=${marketId}`)).toMatchObject([{ marketId }]);
    expect(await list('crops', `&parentId=${network.id}`)).toEqual([]);
  });
});

it('names are sorted as in a Thai dictionary', async () => {
  const sorted = [
    'กะเพรา',
    'เก๊กฮวย',
    'ขิง',
    'เขียว',
    'คะน้า',
    'แตง',
    'ถั่ว',
    'ไทย',
    'ผัก',
    'แมงลัก',
    'โหระพา',
  ];
  const [a, b] = [sorted.filter((_, i) => i % 2), sorted.filter((_, i) => !(i % 2))];
  for (const nameTh of [...a, ...b.reverse()]) {
    await create('schools', { nameTh: `${nameTh} ตัวอย่างเรียง`, nameEn: 'Sorted', pupils: 1 });
  }
  const listed = (await list('schools', '&search=ตัวอย่างเรียง')).map(({ nameTh }) => String(nameTh));
  expect(listed).toEqual(sorted.map((name) => `${name} ตัวอย่างเรียง`));
  expect(listed).toEqual([...listed].sort(new Intl.Collator('th').compare));
});

describe('references', () => {
  const nobody = '01980000-0000-7000-8000-00000000dead';
  const role = (place: object) => ({ role: 'network_lead', place });
  const user = { name: 'ตัวอย่าง', phone: '0899999911', pin: PIN };

  it.each([
    ['farmers', { networkId: nobody, name: 'ก' }, 'networkId'],
    ['plots', { farmerId: nobody, name: 'ก', ...subdistrict }, 'farmerId'],
    [
      'certificates',
      { networkId: nobody, kind: 'pgs', number: '1', issuer: 'ก', ...term },
      'networkId',
    ],
    ['stalls', { ...names, marketId: nobody }, 'marketId'],
    ['kitchens', { ...names, schoolId: nobody }, 'schoolId'],
    ['users', { ...user, farmerId: nobody, roles: [role(network)] }, 'farmerId'],
    ['users', { ...user, roles: [role({ kind: 'network', id: nobody })] }, 'roles'],
  ])('%s to what is not there are refused: %j', async (kind, fields, field) => {
    const { body } = await post(officer, `/v1/registry/${kind}`, fields);
    expect(body).toMatchObject({ status: 422, code: 'reference-unknown', field });
  });

  it('to what is out of use, or another municipality’s, are refused too', async () => {
    const marketId = await create('markets', names);
    done(
      await patch(officer, `/v1/registry/markets/${marketId}`, { revision: 1, active: false }),
      200,
    );
    const there = await service.addTown();
    const { body } = await get(there.officer, '/v1/registry/markets');
    for (const id of [marketId, body.items[0].id]) {
      const refused = await post(officer, '/v1/registry/stalls', { ...names, marketId: id });
      expect(answer(refused)).toBe('422 reference-unknown');
    }
    const roles = [{ role: 'auditor', place: { kind: 'municipality', id: there.municipalityId } }];
    expect(answer(await post(officer, '/v1/registry/users', { ...user, roles }))).toBe(
      '422 reference-unknown',
    );
  });

  it.each([
    { farmerId, networkId: network.id, kind: 'gap', number: '1', issuer: 'ก', ...term },
    { kind: 'gap', number: '1', issuer: 'ก', ...term },
    {
      farmerId,
      kind: 'gap',
      number: '1',
      issuer: 'ก',
      validFrom: '2026-12-31',
      validTo: '2026-01-01',
    },
  ])('a certificate has one holder, and ends after it begins: %j', async (fields) => {
    const { body } = await post(officer, '/v1/registry/certificates', fields);
    expect(body).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(body.errors).toHaveLength(1);
  });

  it('a role is for its kind of place', async () => {
    const roles = [{ role: 'kitchen_staff', place: network }];
    const { body } = await post(officer, '/v1/registry/users', { ...user, roles });
    expect(body).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(body.errors[0].path).toMatch(/^body\.roles\.0/);
  });
});

describe('phone numbers', () => {
  const user = (phone: string) => ({
    name: 'ตัวอย่าง',
    phone,
    pin: PIN,
    roles: [{ role: 'network_lead', place: network }],
  });

  it('belong to one user, however they are written, also of one who has left', async () => {
    const path = '/v1/registry/users';
    const { account, phone } = kitchens[1].staff;
    expect(answer(await post(officer, path, user(`+66${phone.slice(1)}`)))).toBe('409 phone-taken');
    done(await patch(officer, `${path}/${account.userId}`, { revision: 1, active: false }), 200);
    expect(answer(await post(officer, path, user(phone)))).toBe('409 phone-taken');
    const change = { revision: 1, phone };
    expect(answer(await patch(officer, `${path}/${lead.account.userId}`, change))).toBe(
      '409 phone-taken',
    );
  });

  it('of two who ask at once go to one', async () => {
    const both = await Promise.all(
      [1, 2].map(() => post(officer, '/v1/registry/users', user('0899999950'))),
    );
    expect(both.map(answer).sort()).toEqual(['201', '409 phone-taken']);
  });

  it('of another municipality are no hindrance', async () => {
    const there = await service.addTown();
    done(await post(officer, '/v1/registry/users', user(there.auditor.phone)));
  });
});

it('names are kept as they ought to be written', async () => {
  const typed = { nameTh: '  เเตงกวา\u200b  น\u0e4d\u0e32 ', nameEn: ' Cucumber\u00a0 water' };
  const id = await create('crops', { ...usual, ...typed });
  expect(done(await get(officer, `/v1/registry/crops/${id}`), 200)).toMatchObject({
    nameTh: 'แตงกวา นำ',
    nameEn: 'Cucumber water',
  });
});
