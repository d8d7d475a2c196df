import { describe, expect, it } from 'vitest';
import { openService } from '../setup/service.ts';
import { PIN } from '../setup/town.ts';
import { allPages, done } from './steps.ts';

const service = await openService();
const { town, get, post, patch } = service;
const { officer, auditor, networks } = town;
const [{ farmerId, place: network }] = networks;

type Entry = Record<string, unknown> & { id: string; revision: number };
const list = async (kind: string, query = '', person = officer): Promise<Entry[]> =>
  done(await get(person, `/v1/registry/${kind}?limit=200${query}`), 200).items;
const first = async (kind: string) => (await list(kind))[0]!.id;
const create = async (kind: string, fields: object) =>
  done(await post(officer, `/v1/registry/${kind}`, fields)).id as string;
const answer = ({ status, body }: { status: number; body: { code?: string } }) =>
  `${status} ${body.code ?? ''}`.trim();

const subdistrict = { subdistrictTh: 'ท่าสาย', subdistrictEn: 'Tha Sai' };
const names = { nameTh: 'ตัวอย่างใหม่', nameEn: 'New example' };
const usual = { units: [], usualMinGrams: 1_000, usualMaxGrams: 9_000 };
const term = { validFrom: '2026-01-01', validTo: '2026-12-31' };

/** For each kind: a new entry, and a change of it. */
const KINDS: [string, object, object][] = [
  ['networks', { ...names, ...subdistrict }, { subdistrictEn: 'Tha Sai 2' }],
  [
    'farmers',
    { networkId: network.id, name: 'เกษตรกรตัวอย่าง', phone: '0899999901' },
    { phone: null },
  ],
  [
    'plots',
    { farmerId, name: 'แปลงตัวอย่าง', ...subdistrict, latitude: 19.9, longitude: 99.8, areaRai: 1.5 },
    { areaRai: 2 },
  ],
  [
    'certificates',
    { farmerId, kind: 'gap', number: 'ตัวอย่าง-1', issuer: 'ตัวอย่าง', ...term },
    { validTo: '2027-12-31' },
  ],
  ['markets', { ...names, opens: 'วันศุกร์ 06:00 น.' }, { opens: null }],
  ['stalls', { ...names, marketId: await first('markets') }, { nameEn: 'Stall 2' }],
  ['schools', { ...names, pupils: 120 }, { pupils: 121 }],
  ['kitchens', { ...names, schoolId: await first('schools') }, { nameTh: 'ครัวตัวอย่าง' }],
  ['crops', { ...names, ...usual, scientificName: 'Brassica oleracea' }, { usualMaxGrams: 10_000 }],
  [
    'users',
    {
      name: 'ผู้ใช้ตัวอย่าง',
      phone: '0899999902',
      pin: PIN,
      roles: [{ role: 'network_lead', place: network }],
    },
    { name: 'ผู้ใช้ตัวอย่าง ๒' },
  ],
];

describe.each(KINDS)('%s', async (kind, fields, change) => {
  const reader = kind === 'users' ? officer : auditor;
  const path = `/v1/registry/${kind}`;
  const { pin: _, ...shown } = fields as { pin?: string };
  const id = await create(kind, fields);

  it('are created, read, changed, deactivated and taken back into use', async () => {
    const made = done(await get(officer, `${path}/${id}`), 200);
    expect(made).toMatchObject({ ...shown, id, revision: 1, active: true });

    const changed = await patch(officer, `${path}/${id}`, { revision: 1, ...change });
    expect(done(changed, 200)).toMatchObject({ id, revision: 2 });
    const now = done(await get(officer, `${path}/${id}`), 200);
    expect(now).toEqual({ ...made, ...change, revision: 2, changedAt: changed.body.changedAt });

    done(await patch(officer, `${path}/${id}`, { revision: 2, active: false }), 200);
    expect((await list(kind, '&active=true')).map((entry) => entry.id)).not.toContain(id);
    expect((await list(kind, '&active=false')).map((entry) => entry.id)).toEqual([id]);
    done(await patch(officer, `${path}/${id}`, { revision: 3, active: true }), 200);
    expect(done(await get(officer, `${path}/${id}`), 200)).toMatchObject({
      ...now,
      revision: 4,
      changedAt: expect.any(String),
    });
  });

  it('keep each change: who, when, before, after', async () => {
    const { body } = await get(reader, `${path}/${id}/changes`);
    expect(body.items).toHaveLength(4);
    const [back, gone, changed, made] = body.items;
    expect(made).toMatchObject({ by: officer.account.userId, before: null, after: shown });
    expect(changed.before).toEqual(made.after);
    expect(changed.after).toEqual({ ...made.after, ...change });
    expect([gone.before.active, gone.after.active, back.after.active]).toEqual([true, false, true]);
    expect([back.at, gone.at, changed.at, made.at]).toEqual(
      [back.at, gone.at, changed.at, made.at].sort().reverse(),
    );
    const { items } = await allPages(service, reader, `${path}/${id}/changes`, 1);
    expect(items).toEqual(body.items);
  });

  it('are not overwritten by whoever saw an older revision', async () => {
    const late = await patch(officer, `${path}/${id}`, { revision: 1, active: false });
    expect(late.body).toMatchObject({ status: 409, code: 'revision-conflict', revision: 4 });
    expect(done(await get(officer, `${path}/${id}`), 200)).toMatchObject({
      revision: 4,
      active: true,
    });
    const both = await Promise.all(
      [1, 2].map(() => patch(officer, `${path}/${id}`, { revision: 4, active: true })),
    );
    expect(both.map(answer).sort()).toEqual(['200', '409 revision-conflict']);
  });

  it('are refused when something is wrong with them', async () => {
    const some = Object.keys(fields)[0]!;
    const { [some]: __, ...rest } = fields as Record<string, unknown>;
    for (const body of [
      {},
      [],
      { ...fields, [some]: 7 },
      ...(kind === 'certificates' ? [] : [rest]),
    ]) {
      expect(answer(await post(officer, path, body))).toBe('400 invalid-request');
    }
    for (const body of [{ active: false }, { revision: 0 }, { revision: 5, [some]: 7 }]) {
      expect(answer(await patch(officer, `${path}/${id}`, body))).toBe('400 invalid-request');
    }
  });

  it('come whole in pages of one and two', async () => {
    const all = await list(kind);
    for (const limit of [1, 2]) {
      const { items } = await allPages(service, officer, path, limit);
      expect(items).toEqual(all);
    }
    expect(new Set(all.map((entry) => entry.id)).size).toBe(all.length);
  });

  it('tell nobody the hash of a PIN', async () => {
    for (const asked of [path, `${path}/${id}`, `${path}/${id}/changes`]) {
      const { text } = await get(officer, asked);
      expect(text).not.toMatch(/pinHash|argon2|"pin"|municipalityId|sortKey/);
      expect(text).toContain(id.slice(0, 4));
    }
  });
});

it('pages on after an entry with the longest name', async () => {
  const nameTh = 'กลุ่มผู้ปลูกผักปลอดภัย'.repeat(9).slice(0, 200);
  for (const nameEn of ['one', 'two', 'three']) {
    const network = { nameTh, nameEn, subdistrictTh: 'ก', subdistrictEn: 'k' };
    expect((await post(officer, '/v1/registry/networks', network)).status).toBe(201);
  }
  const { items } = await allPages(service, officer, '/v1/registry/networks', 1);
  expect(items.filter((entry) => entry.nameTh === nameTh)).toHaveLength(3);
});
