import type { CommandRequest, PhotoDeps } from '../../src/app/command.ts';
import type { Account } from '../../src/app/ports.ts';
import { changeEntry, createEntry } from '../../src/app/registry.ts';
import { foundMunicipality } from '../../src/app/setup.ts';
import { addDays, dayOf } from '../../src/domain/dates.ts';
import type { Role, RolePlace } from '../../src/domain/people.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import { type RegistryKind, registryFields } from '../../src/wire/registry.ts';
import { readCrops, readTable } from './crops.ts';
import { seeded } from './random.ts';
import { ask, type Clock, type Crop, type Farmer, type World } from './world.ts';

export const DEMO_PIN = '256900';

/** Real subdistricts of Mueang Chiang Rai; the groups themselves are examples. */
const SUBDISTRICTS = [
  ['แม่กรณ์', 'Mae Kon'],
  ['นางแล', 'Nang Lae'],
  ['แม่ข้าวต้ม', 'Mae Khao Tom'],
  ['แม่ยาว', 'Mae Yao'],
  ['ท่าสุด', 'Tha Sut'],
  ['ท่าสาย', 'Tha Sai'],
  ['ป่าอ้อดอนชัย', 'Pa O Don Chai'],
  ['ห้วยสัก', 'Huai Sak'],
] as const;
const MARKETS = [
  [
    'ตลาดนัดผักผลไม้ปลอดภัยนครเชียงราย',
    'Chiang Rai Safe Fruit and Vegetable Market',
    'ทุกวันศุกร์ ตั้งแต่ 06:00 น.',
  ],
  ['ตลาดสดเทศบาล 1', 'Municipal Fresh Market 1', 'ทุกวัน'],
  ['ตลาดสดเทศบาล 2 ศิริกรณ์', 'Municipal Fresh Market 2 Sirikon', 'ทุกวัน'],
] as const;
const FARMERS_EACH = 3;
const STALLS_EACH = 4;
const CROPS_EACH = 4;

/** Phone numbers of the demonstration: 081… farmers, 082… leads, 083… stalls, 084… kitchens. */
const phone = (prefix: string, number: number) => `${prefix}${String(number).padStart(7, '0')}`;

/**
 * Fills the registry of Chiang Rai City Municipality with example people, through the use-cases.
 * @param settings of the municipality, as far as they are others than the usual ones
 */
export async function fillRegistry(
  deps: PhotoDeps,
  clock: Clock,
  settings: Partial<Settings> = {},
): Promise<World> {
  const random = seeded(2569);
  const officerPhone = phone('086', 1);
  const { municipalityId } = await foundMunicipality(deps, {
    municipalityTh: 'เทศบาลนครเชียงราย',
    municipalityEn: 'Chiang Rai City Municipality',
    name: 'เจ้าหน้าที่ตัวอย่าง 1',
    phone: officerPhone,
    pin: DEMO_PIN,
  });
  const officer = await accountOf(deps, officerPhone);
  await changeEntry(
    deps,
    'municipality',
    municipalityId,
    ask(officer, {
      revision: 1,
      example: true,
      settings: { ...DEFAULT_SETTINGS, deliveryPrices: true, ...settings },
    }),
  );

  const add = async (kind: RegistryKind, fields: Record<string, unknown>): Promise<string> => {
    const { pin, ...rest } = fields;
    const body: CommandRequest['body'] = registryFields[kind].parse(rest);
    const { body: made } = await createEntry(
      deps,
      kind,
      ask(officer, pin ? { ...body, pin } : body),
    );
    return made.id;
  };
  const user = async (
    number: string,
    name: string,
    role: Role,
    place: RolePlace,
    farmerId: string | null = null,
  ): Promise<Account> => {
    const fields = { name, phone: number, farmerId, roles: [{ role, place }], pin: DEMO_PIN };
    await add('users', fields);
    return accountOf(deps, number);
  };

  const crops: Crop[] = [];
  for (const crop of readCrops()) crops.push({ ...crop, id: await add('crops', crop.fields) });

  const networks = [];
  for (const [index, [th, en]] of SUBDISTRICTS.entries()) {
    const subdistrict = { subdistrictTh: th, subdistrictEn: en };
    const names = { nameTh: `กลุ่มตัวอย่าง ต.${th}`, nameEn: `Example group, ${en}` };
    const place = {
      kind: 'network',
      id: await add('networks', {
        ...names,
        ...subdistrict,
        packerAddress: `99 หมู่ 4 ต.${th} อ.เมืองเชียงราย จ.เชียงราย 57000`,
        packerNumber: `ตัวอย่าง 57-1-${String(index + 1).padStart(5, '0')}`,
      }),
    } as const;
    const lead = await user(
      phone('082', index + 1),
      `ผู้นำเครือข่ายตัวอย่าง ${index + 1}`,
      'network_lead',
      place,
    );
    const farmers: Farmer[] = [];
    for (let each = 0; each < FARMERS_EACH; each++) {
      const number = index * FARMERS_EACH + each + 1;
      const name = `เกษตรกรตัวอย่าง ${number}`;
      const id = await add('farmers', { networkId: place.id, name, phone: phone('081', number) });
      const plotId = await add('plots', {
        farmerId: id,
        name: 'แปลงตัวอย่าง 1',
        areaRai: 1.5,
        ...subdistrict,
      });
      const certified = each < 2;
      if (certified) await addCertificate(id, number);
      const account = await user(phone('081', number), name, 'farmer', place, id);
      const own = Array.from({ length: CROPS_EACH }, () => random.pick(crops));
      farmers.push({ id, plotId, account, certified, crops: own });
    }
    networks.push({ place, lead, farmers });
  }

  /** Most are valid for years; every eleventh ended ten days ago, in mid-season. */
  async function addCertificate(farmerId: string, number: number) {
    const today = dayOf(new Date().toISOString());
    await add('certificates', {
      farmerId,
      kind: number % 5 === 0 ? 'organic' : 'gap',
      number: `ตัวอย่าง กษ 00-9001-57-000-${String(number).padStart(6, '0')}`,
      issuer: 'หน่วยรับรองตัวอย่าง',
      validFrom: addDays(today, -700),
      validTo: addDays(today, number % 11 === 0 ? -10 : 300),
    });
  }

  const stalls = [];
  for (const [index, [nameTh, nameEn, opens]] of MARKETS.entries()) {
    const marketId = await add('markets', { nameTh, nameEn, opens });
    for (let each = 1; each <= STALLS_EACH; each++) {
      const number = index * STALLS_EACH + each;
      const names = { nameTh: `แผงตัวอย่าง ${number}`, nameEn: `Example stall ${number}` };
      const place = { kind: 'stall', id: await add('stalls', { marketId, ...names }) } as const;
      const manager = await user(
        phone('083', number),
        `ผู้จัดการแผงตัวอย่าง ${number}`,
        'stall_manager',
        place,
      );
      stalls.push({ place, manager, fridayOnly: index === 0 });
    }
  }

  const kitchens = [];
  for (const row of readTable('schools.tsv')) {
    const { th = '', en = '' } = row;
    const pupils = Number(row.demo_pupils);
    // The smallest has one inspector, the others a committee.
    const inspectedBy = pupils < 200 ? 'inspector' : 'committee';
    const schoolId = await add('schools', { nameTh: th, nameEn: en, pupils, inspectedBy });
    const names = { nameTh: `ครัว${th}`, nameEn: `Kitchen, ${en}` };
    const place = { kind: 'kitchen', id: await add('kitchens', { schoolId, ...names }) } as const;
    const staff = await user(
      phone('084', Number(row.no)),
      `ครัวตัวอย่าง ${row.no}`,
      'kitchen_staff',
      place,
    );
    kitchens.push({ place, staff, pupils });
  }

  const municipality = { kind: 'municipality', id: municipalityId } as const;
  await user(phone('085', 1), 'ผู้ตรวจสอบตัวอย่าง 1', 'auditor', municipality);
  return { deps, clock, random, officer, networks, stalls, kitchens, crops };
}

async function accountOf(deps: PhotoDeps, number: string): Promise<Account> {
  const [found] = await deps.storage.accountsByPhone(number);
  if (!found) throw new Error(`no user has ${number}`);
  const { pinHash: _, ...account } = found;
  return account;
}
