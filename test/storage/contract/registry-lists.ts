import { expect, it } from 'vitest';
import type { RegistryChange, RegistryFilter, Scope } from '../../../src/app/ports.ts';
import type { RegistryKind } from '../../../src/wire/registry.ts';
import { network, otherNetwork, stall } from '../../domain/given.ts';
import type { Subject } from '../contract.ts';
import { all } from '../pages.ts';
import { changed, created } from '../registry.ts';
import { commandOf } from '../scribe.ts';
import { THAI_NAMES } from '../thai-names.ts';

const inThai = new Intl.Collator('th').compare;

export function registryListsContract(storage: Subject): void {
  const write = (...changes: RegistryChange[]) =>
    storage().changeRegistry(changes, commandOf(changes[0]?.municipalityId ?? 'm1'));
  const crop = (id: string, nameTh: string, nameEn = 'x') =>
    created('m1', 'crops', id, { nameTh, nameEn, scientificName: null });
  const ids = async (kind: RegistryKind, filter: RegistryFilter = {}, scope: Scope = undefined) => {
    const list = await all((page) => storage().registryEntries('m1', kind, scope, filter, page), 3);
    return list.map(({ id }) => id);
  };

  it('are in the order of a Thai dictionary', async () => {
    await write(...THAI_NAMES.map((name, n) => crop(`c${n}`, name)));
    const list = await all((page) => storage().registryEntries('m1', 'crops', undefined, {}, page));
    expect(list.map(({ nameTh }) => nameTh)).toEqual(THAI_NAMES.toSorted(inThai));
  });

  it('come without gaps or repeats while entries are added between pages', async () => {
    // Many share a name: the order must be a whole one all the same.
    const names = [...THAI_NAMES.slice(0, 8), 'คะน้า', 'คะน้า', 'คะน้า', 'คะน้า'];
    await write(...names.map((name, n) => crop(`c${String(n).padStart(2, '0')}`, name)));
    let more = 0;
    const list = await all(
      (page) => storage().registryEntries('m1', 'crops', undefined, {}, page),
      2,
      () => write(crop(`late-${more++}`, THAI_NAMES[more % THAI_NAMES.length]!)),
    );
    const found = list.map(({ id }) => id);
    expect(new Set(found).size).toBe(found.length);
    expect(found.filter((id) => !id.startsWith('late'))).toHaveLength(names.length);
  });

  it('are searched in Thai and English, in any case, by part of a name', async () => {
    await write(crop('c1', 'คะน้า', 'Chinese Kale'), crop('c2', 'กะเพรา', 'Holy basil'));
    expect(await ids('crops', { search: 'kale' })).toEqual(['c1']);
    expect(await ids('crops', { search: 'CHINESE k' })).toEqual(['c1']);
    expect(await ids('crops', { search: 'เพรา' })).toEqual(['c2']);
    expect(await ids('crops', { search: 'ะ' })).toEqual(['c2', 'c1']);
    expect(await ids('crops', { search: 'ไม่มี' })).toEqual([]);
    await write(changed(crop('c1', 'คะน้า', 'Chinese Kale'), { nameEn: 'Gai lan' }));
    expect(await ids('crops', { search: 'kale' })).toEqual([]);
    expect(await ids('crops', { search: 'gai' })).toEqual(['c1']);
  });

  it('take %, _ and \\ in a search for themselves', async () => {
    await write(crop('c1', 'ก', '100 %'), crop('c2', 'ข', 'a_b'), crop('c3', 'ค', 'a\\b'));
    expect(await ids('crops', { search: '%' })).toEqual(['c1']);
    expect(await ids('crops', { search: '_' })).toEqual(['c2']);
    expect(await ids('crops', { search: 'a_b' })).toEqual(['c2']);
    expect(await ids('crops', { search: '\\' })).toEqual(['c3']);
    expect(await ids('crops', { search: 'a\\b' })).toEqual(['c3']);
    expect(await ids('crops', { search: "' OR 1=1 --" })).toEqual([]);
  });

  it('go by id, by activity and by what they are under', async () => {
    await write(
      created('m1', 'farmers', 'f1', { networkId: 'n1', name: 'ก' }),
      created('m1', 'farmers', 'f2', { networkId: 'n2', name: 'ข' }),
      created('m1', 'farmers', 'f3', { networkId: 'n1', name: 'ค' }, false),
      created('m1', 'plots', 'p1', { farmerId: 'f1' }),
      created('m1', 'certificates', 'p1', { farmerId: 'f1' }),
      created('m1', 'stalls', 'p1', { marketId: 'f1' }),
      created('m1', 'kitchens', 'p1', { schoolId: 'f1' }),
      created('m1', 'networks', 'p1'),
    );
    expect(await ids('farmers')).toEqual(['f1', 'f2', 'f3']);
    expect(await ids('farmers', { id: 'f2' })).toEqual(['f2']);
    expect(await ids('farmers', { active: false })).toEqual(['f3']);
    expect(await ids('farmers', { parentId: 'n1', active: true })).toEqual(['f1']);
    for (const kind of ['plots', 'certificates', 'stalls', 'kitchens'] as const) {
      expect(await ids(kind, { parentId: 'f1' }), kind).toEqual(['p1']);
      expect(await ids(kind, { parentId: 'f2' }), kind).toEqual([]);
    }
    expect(await ids('networks', { parentId: 'f1' })).toEqual([]);
  });

  it('show personal entries to the farmer and to the leads of the network', async () => {
    const of = (networkId: string | null, farmerId: string | null) => ({ networkId, farmerId });
    await write(
      created('m1', 'farmers', 'f1', { networkId: 'n1', name: 'ก' }),
      created('m1', 'farmers', 'f2', { networkId: 'n1', name: 'ข' }),
      created('m1', 'farmers', 'f3', { networkId: 'n2', name: 'ค' }),
      ...['f1', 'f2', 'f3'].flatMap((farmerId) => [
        created('m1', 'plots', `p-${farmerId}`, { farmerId, name: farmerId }),
        created('m1', 'certificates', `c-${farmerId}`, { ...of(null, farmerId), number: farmerId }),
      ]),
      created('m1', 'certificates', 'c-n1', { ...of('n1', null), number: 'n1' }),
      created('m1', 'certificates', 'c-n2', { ...of('n2', null), number: 'n2' }),
      created('m1', 'users', 'u1'),
      created('m1', 'users', 'u-f1', { farmerId: 'f1', phone: '0810000001' }),
      created('m1', 'users', 'u-f3', { farmerId: 'f3', phone: '0810000003' }),
      created('m1', 'networks', 'n1'),
    );
    const farmer: Scope = { farmerIds: ['f2'], places: [] };
    const lead: Scope = { farmerIds: [], places: [network] };
    const other: Scope = { farmerIds: [], places: [otherNetwork] };
    const seller: Scope = { farmerIds: [], places: [stall] };
    expect(await ids('farmers', {}, farmer)).toEqual(['f2']);
    expect(await ids('farmers', {}, lead)).toEqual(['f1', 'f2']);
    expect(await ids('farmers', {}, other)).toEqual(['f3']);
    expect(await ids('farmers', {}, seller)).toEqual([]);
    expect(await ids('farmers', { id: 'f3' }, lead)).toEqual([]);
    expect(await ids('plots', {}, farmer)).toEqual(['p-f2']);
    expect(await ids('plots', {}, lead)).toEqual(['p-f1', 'p-f2']);
    expect(await ids('plots', {}, seller)).toEqual([]);
    expect(await ids('certificates', {}, farmer)).toEqual(['c-f2']);
    expect(await ids('certificates', {}, lead)).toEqual(['c-f1', 'c-f2', 'c-n1']);
    expect(await ids('certificates', {}, { farmerIds: ['f3'], places: [network] })).toEqual([
      'c-f1',
      'c-f2',
      'c-f3',
      'c-n1',
    ]);
    expect(await ids('users', {}, lead)).toEqual(['u-f1']);
    expect(await ids('users', {}, other)).toEqual(['u-f3']);
    expect(await ids('users', {}, seller)).toEqual([]);
    expect(await ids('users', { parentId: 'f3' })).toEqual(['u-f3']);
    expect(await ids('users', { parentId: 'f3' }, lead)).toEqual([]);
    for (const scope of [farmer, lead, seller]) {
      expect(await ids('networks', {}, scope)).toEqual(['n1']);
    }
  });
}
