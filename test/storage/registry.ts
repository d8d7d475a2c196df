/** Registry entries as the use-cases hand them in. */
import type { CommandRecord, RegistryChange } from '../../src/app/ports.ts';
import type { RoleAt } from '../../src/domain/people.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import type { RegistryEntry, RegistryKind } from '../../src/wire/registry.ts';
import { NOW } from '../domain/given.ts';
import { commandOf } from './scribe.ts';

type Fields<K extends RegistryKind> = Omit<
  RegistryEntry<K>,
  'id' | 'revision' | 'active' | 'changedAt'
>;
const both = (name: string) => ({ nameTh: name, nameEn: name });

/** One entry of each kind, with every field. */
export const EXAMPLES: { [K in RegistryKind]: Fields<K> } = {
  municipality: { ...both('เทศบาล'), example: true, settings: DEFAULT_SETTINGS },
  networks: {
    ...both('กลุ่ม'),
    subdistrictTh: 'แม่กรณ์',
    subdistrictEn: 'Mae Kon',
    packerName: null,
    packerAddress: '99 หมู่ 4',
    packerNumber: '57-1-00001',
  },
  farmers: { networkId: 'n1', name: 'เกษตรกรตัวอย่าง', phone: null },
  plots: {
    farmerId: 'f1',
    name: 'แปลง 1',
    subdistrictTh: 'แม่กรณ์',
    subdistrictEn: 'Mae Kon',
    latitude: 19.876_543_21,
    longitude: 99.8,
    areaRai: 2.25,
  },
  certificates: {
    farmerId: 'f1',
    networkId: null,
    kind: 'gap',
    number: 'กษ 03-9001-57-001-000001',
    issuer: 'ตัวอย่าง',
    validFrom: '2026-01-01',
    validTo: '2027-12-31',
    scan: null,
  },
  markets: { ...both('ตลาด'), subdistrictTh: null, subdistrictEn: null, opens: 'ศุกร์' },
  stalls: { ...both('แผง'), marketId: 'k1' },
  schools: {
    ...both('โรงเรียน'),
    pupils: 550,
    inspectedBy: 'inspector',
    supplyOfficerSigns: true,
    directorSigns: false,
  },
  kitchens: { ...both('ครัว'), schoolId: 'sc1' },
  crops: {
    ...both('คะน้า'),
    scientificName: 'Brassica oleracea',
    units: [{ unit: 'bundle', gramsPerUnit: 300 }],
    usualMinGrams: 1,
    usualMaxGrams: 2,
    shelfAmbientDays: 2,
    shelfColdDays: null,
    screeningFalsePositive: false,
    priceSatang: 3_550,
  },
  users: { name: 'คน', phone: '0810000000', farmerId: null, roles: [] },
};

/** An entry's first revision. */
export function created<K extends RegistryKind>(
  municipalityId: string,
  kind: K,
  id: string,
  fields: Partial<Fields<K>> = {},
  active = true,
): RegistryChange {
  return {
    municipalityId,
    kind,
    id,
    revision: 1,
    before: null,
    after: { ...EXAMPLES[kind], ...fields, active },
    secret: kind === 'users' ? { pinHash: `hash of ${id}` } : undefined,
    userId: null,
    at: NOW,
  };
}

/** The revision after this one. */
export const changed = (
  { secret: _, ...change }: RegistryChange,
  fields: Record<string, unknown>,
  userId: string | null = 'u-officer',
): RegistryChange => ({
  ...change,
  revision: change.revision + 1,
  before: change.after,
  after: { ...change.after, ...fields },
  userId,
  at: new Date(Date.parse(change.at) + 60_000).toISOString(),
});

/** The entry that a change leaves. */
export const entryOf = ({ id, revision, after, at }: RegistryChange): Record<string, unknown> => ({
  ...after,
  id,
  revision,
  changedAt: at,
});

export const officerOf = (
  municipalityId: string,
  id: string,
  phone: string,
): [RegistryChange[], CommandRecord] => {
  const place = { kind: 'municipality', id: municipalityId } as const;
  const roles: RoleAt[] = [{ role: 'municipal_officer', place }];
  return [[created(municipalityId, 'users', id, { phone, roles })], commandOf(municipalityId)];
};
