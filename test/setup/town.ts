import { randomUUID } from 'node:crypto';
import type { CommandRequest, Deps } from '../../src/app/command.ts';
import type { Account } from '../../src/app/ports.ts';
import { changeEntry, createEntry } from '../../src/app/registry.ts';
import { foundMunicipality } from '../../src/app/setup.ts';
import type { Place } from '../../src/domain/accounts.ts';
import type { Role, RolePlace } from '../../src/domain/people.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import { type RegistryKind, registryFields } from '../../src/wire/registry.ts';

/** Everybody's PIN in tests. */
export const PIN = '256900';

type Person = { account: Account; phone: string };

/** A small municipality: two networks with a farmer each, two stalls, two kitchens, and all roles. */
export type Town = Awaited<ReturnType<typeof buildTown>>;

let phones = 0;

/**
 * Builds a municipality through the use-cases, as its officer would, but for its people.
 * @param settings what differs from the default settings; batches may leave untested unless told
 */
export async function buildTown(deps: Deps, settings: Partial<Settings> = {}) {
  const officerPhone = nextPhone();
  const { municipalityId } = await foundMunicipality(deps, {
    municipalityTh: 'เทศบาลตัวอย่าง',
    municipalityEn: 'Example municipality',
    name: 'เจ้าหน้าที่ตัวอย่าง',
    phone: officerPhone,
    pin: PIN,
  });
  const [first] = await deps.storage.accountsByPhone(officerPhone);
  if (!first) throw new Error('no officer');
  const { pinHash, ...officerAccount } = first;
  const officer: Person = { account: officerAccount, phone: officerPhone };

  const add = async (kind: RegistryKind, fields: Record<string, unknown>) => {
    const { pin, ...rest } = fields;
    const body = { ...registryFields[kind].parse(rest), ...(pin !== undefined && { pin }) };
    const { body: receipt } = await createEntry(deps, kind, commandOf(officerAccount, body));
    return receipt.id;
  };
  // Straight into storage, with the officer's PIN: hashing one for each takes as long as all the rest.
  const person = async (role: Role, place: RolePlace, farmerId?: string): Promise<Person> => {
    const phone = nextPhone();
    const roles = [{ role, place }];
    const fields = { name: `ตัวอย่าง ${role}`, phone, farmerId: farmerId ?? null, roles };
    const [userId, at] = [randomUUID(), deps.now()];
    await deps.storage.changeRegistry(
      [
        {
          municipalityId,
          kind: 'users',
          id: userId,
          revision: 1,
          before: null,
          after: { ...registryFields.users.parse(fields), active: true },
          secret: { pinHash },
          userId: officerAccount.userId,
          at,
        },
      ],
      {
        municipalityId,
        key: randomUUID(),
        fingerprint: '',
        answer: { status: 201, body: null },
        at,
      },
    );
    return { account: { userId, municipalityId, farmerId: fields.farmerId, roles }, phone };
  };
  const network = async (name: string) => {
    const id = await add('networks', {
      nameTh: `กลุ่มตัวอย่าง ต.${name}`,
      nameEn: `Example group ${name}`,
      subdistrictTh: name,
      subdistrictEn: name,
    });
    const place = { kind: 'network', id } as const;
    const farmerId = await add('farmers', { networkId: id, name: `เกษตรกร ${name}` });
    const plotId = await add('plots', {
      farmerId,
      name: `แปลง ${name}`,
      subdistrictTh: name,
      subdistrictEn: name,
    });
    return {
      place,
      farmerId,
      plotId,
      farmer: await person('farmer', place, farmerId),
      lead: await person('network_lead', place),
    };
  };
  const stall = async (name: string) => {
    const marketId = await add('markets', { nameTh: `ตลาด ${name}`, nameEn: `Market ${name}` });
    const id = await add('stalls', { marketId, nameTh: `แผง ${name}`, nameEn: `Stall ${name}` });
    const place: Place = { kind: 'stall', id };
    return { place, manager: await person('stall_manager', place) };
  };
  const kitchen = async (name: string) => {
    const school = { nameTh: `โรงเรียน ${name}`, nameEn: `School ${name}`, pupils: 100 };
    const schoolId = await add('schools', school);
    const names = { nameTh: `ครัว ${name}`, nameEn: `Kitchen ${name}` };
    const id = await add('kitchens', { schoolId, ...names });
    const place: Place = { kind: 'kitchen', id };
    return { place, staff: await person('kitchen_staff', place) };
  };
  const municipality = { kind: 'municipality', id: municipalityId } as const;

  await changeSettings(deps, officerAccount, { leaveRule: 'none', ...settings });
  return {
    municipalityId,
    officer,
    auditor: await person('auditor', municipality),
    secondOfficer: await person('municipal_officer', municipality),
    networks: [await network('แม่กรณ์'), await network('นางแล')] as const,
    stalls: [await stall('หนึ่ง'), await stall('สอง')] as const,
    kitchens: [await kitchen('หนึ่ง'), await kitchen('สอง')] as const,
    crops: {
      kale: await add('crops', { ...CROP, nameTh: 'คะน้า', nameEn: 'Chinese kale' }),
      onion: await add('crops', {
        ...CROP,
        nameTh: 'ต้นหอม',
        nameEn: 'Spring onion',
        screeningFalsePositive: true,
      }),
    },
    add,
    person,
  };
}

export const CROP = {
  scientificName: null,
  units: [{ unit: 'bundle', gramsPerUnit: 300 }],
  usualMinGrams: 5_000,
  usualMaxGrams: 60_000,
};

export const nextPhone = () => `08${String(++phones).padStart(8, '0')}`;

async function changeSettings(deps: Deps, account: Account, settings: Partial<Settings>) {
  const body = { revision: 1, settings: { ...DEFAULT_SETTINGS, ...settings } };
  await changeEntry(deps, 'municipality', account.municipalityId, commandOf(account, body));
}

/** A command as it would arrive over HTTP. */
export const commandOf = <B extends CommandRequest['body']>(
  account: Account,
  body: B,
  key: string = randomUUID(),
): CommandRequest & { body: B } => ({
  account,
  key,
  route: 'test',
  body,
  deviceClock: null,
});
