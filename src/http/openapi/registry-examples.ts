import { kindName, type RegistryKind } from '../../wire/registry.ts';
import { AT, id, PLACES } from './example-data.ts';
import type { OperationExample } from './examples.ts';
import { importExample } from './import-examples.ts';

const subdistrict = { subdistrictTh: 'แม่กรณ์', subdistrictEn: 'Mae Kon' };

/** An entry of each kind, without what all kinds have. */
const FIELDS: Record<RegistryKind, Record<string, unknown>> = {
  municipality: {
    nameTh: 'เทศบาลตัวอย่าง',
    nameEn: 'Example municipality',
    example: true,
    settings: {
      leaveRule: 'either',
      oldestEntryDays: 30,
      clockToleranceSeconds: 300,
      unusualFactor: 3,
      nearDuplicateMinutes: 30,
      bannedSubstances: ['สารตัวอย่าง'],
      deliveryPrices: true,
      digits: 'arabic',
    },
  },
  networks: {
    nameTh: 'กลุ่มตัวอย่าง ต.แม่กรณ์',
    nameEn: 'Example group, Mae Kon',
    ...subdistrict,
    packerName: null,
    packerAddress: '99 หมู่ 4 ต.แม่กรณ์ อ.เมืองเชียงราย จ.เชียงราย 57000',
    packerNumber: 'ตัวอย่าง 57-1-00001',
  },
  farmers: { networkId: PLACES.network.id, name: 'เกษตรกรตัวอย่าง', phone: '0810000001' },
  plots: {
    farmerId: id(45),
    name: 'แปลงตัวอย่าง',
    ...subdistrict,
    latitude: 19.86,
    longitude: 99.73,
    areaRai: 2.5,
  },
  certificates: {
    farmerId: id(45),
    networkId: null,
    kind: 'gap',
    number: 'กษ 03-9001-57-001-000001 ตัวอย่าง',
    issuer: 'หน่วยรับรองตัวอย่าง',
    validFrom: '2025-06-01',
    validTo: '2027-05-31',
    scan: null,
  },
  markets: {
    nameTh: 'ตลาดตัวอย่าง',
    nameEn: 'Example market',
    subdistrictTh: 'เวียง',
    subdistrictEn: 'Wiang',
    opens: 'วันศุกร์ ตั้งแต่ 06:00 น.',
  },
  stalls: { marketId: id(20), nameTh: 'แผงตัวอย่าง 1', nameEn: 'Example stall 1' },
  schools: {
    nameTh: 'โรงเรียนตัวอย่าง',
    nameEn: 'Example school',
    pupils: 225,
    inspectedBy: 'committee',
    supplyOfficerSigns: true,
    directorSigns: true,
  },
  kitchens: { schoolId: id(30), nameTh: 'ครัวโรงเรียนตัวอย่าง', nameEn: 'Example school kitchen' },
  crops: {
    nameTh: 'คะน้า',
    nameEn: 'Chinese kale',
    scientificName: 'Brassica oleracea var. alboglabra',
    units: [{ unit: 'bundle', gramsPerUnit: 300 }],
    usualMinGrams: 5_000,
    usualMaxGrams: 60_000,
    shelfAmbientDays: 2,
    shelfColdDays: 7,
    screeningFalsePositive: false,
    priceSatang: 3500,
  },
  users: {
    name: 'ผู้นำเครือข่ายตัวอย่าง',
    phone: '0820000001',
    farmerId: null,
    roles: [{ role: 'network_lead', place: PLACES.network }],
  },
};

/** What changes in the example of a change. */
const CHANGES: Partial<Record<RegistryKind, Record<string, unknown>>> = {
  municipality: { example: false },
  farmers: { phone: '0810000009' },
  plots: { areaRai: 3 },
  certificates: { validTo: '2028-05-31' },
  schools: { pupils: 231 },
  crops: { usualMaxGrams: 80_000 },
  users: { pin: '256901' },
};

/** `listNetworks`, `readNetwork`, … by the name of the kind in the operation's id. */
export function registryExample(operationId: string): OperationExample | undefined {
  const imported = importExample(operationId);
  if (imported) return imported;
  const verbs = /^(listChangesOf|list|read|create|change)([A-Z]\w+)$/;
  const [, verb, named] = verbs.exec(operationId) ?? [];
  const kind = (Object.keys(FIELDS) as RegistryKind[]).find((known) =>
    [kindName(known), `${kindName(known)}s`].includes(named ?? ''),
  );
  return kind && EXAMPLE_OF[verb as keyof typeof EXAMPLE_OF](kind);
}

const entry = (kind: RegistryKind) => ({
  id: id(11),
  revision: 1,
  active: true,
  changedAt: AT,
  ...FIELDS[kind],
});
const receipt = (revision: number) => ({ id: id(11), revision, changedAt: AT });

const EXAMPLE_OF = {
  list: (kind: RegistryKind): OperationExample => ({
    answer: { description: 'A page of the list.', example: { items: [entry(kind)], next: null } },
  }),
  read: (kind: RegistryKind): OperationExample => ({
    answer: { description: 'The entry as it is now.', example: entry(kind) },
  }),
  create: (kind: RegistryKind): OperationExample => ({
    request: { ...FIELDS[kind], ...(kind === 'users' && { pin: '256900' }) },
    answer: { description: 'Created.', example: receipt(1) },
  }),
  change: (kind: RegistryKind): OperationExample => ({
    request: { revision: 1, ...(CHANGES[kind] ?? { nameEn: 'Another example' }) },
    answer: { description: 'Changed.', example: receipt(2) },
  }),
  listChangesOf: (kind: RegistryKind): OperationExample => {
    const { pin: _, ...change } = { pin: null, ...CHANGES[kind] };
    const before = { ...FIELDS[kind], active: true };
    const changed = { at: AT, by: id(61), before, after: { ...before, ...change } };
    return {
      answer: {
        description: 'A page of changes, the newest first.',
        example: { items: [changed], next: null },
      },
    };
  },
};
