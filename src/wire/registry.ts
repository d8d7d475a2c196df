import { z } from 'zod';
import { PLACE_KINDS } from '../domain/accounts.ts';
import { CERTIFICATE_KINDS } from '../domain/certificates.ts';
import { ROLE_PLACE, ROLES } from '../domain/people.ts';
import { UNITS } from '../domain/quantities.ts';
import { DEFAULT_SETTINGS, DIGITS, LEAVE_RULES } from '../domain/settings.ts';
import { INSPECTED_BY } from '../domain/signers.ts';
import { arabicDigits } from '../domain/thai.ts';
import { day, id, instant, positiveGrams, satang, text } from './common.ts';
import { photoHash } from './photos.ts';

const nameTh = text(200).meta({ description: 'Thai name.' });
const nameEn = text(200).meta({ description: 'English name.' });
const subdistrictTh = text(100).meta({ description: 'Subdistrict (ตำบล) in Thai. Public.' });
const subdistrictEn = text(100).meta({ description: 'Subdistrict in English. Public.' });
const optional = <T extends z.ZodType>(type: T) => type.nullable().default(null);
export const phone = z
  .string()
  .overwrite((typed) => arabicDigits(typed).replace(/[\s-]/g, '').replace(/^\+66/, '0'))
  .regex(/^0\d{8,9}$/)
  .meta({ description: 'Thai phone number. Private.', example: '0810000001' });
export const pin = z
  .string()
  .overwrite(arabicDigits)
  .regex(/^\d{6}$/)
  .meta({ description: 'PIN of six digits; kept only as an argon2id hash.', example: '256900' });

const settings = z
  .object({
    leaveRule: z
      .enum(LEAVE_RULES)
      .meta({ description: 'What a batch needs before it leaves its network.' }),
    oldestEntryDays: z.int().min(1).max(3650),
    clockToleranceSeconds: z.int().min(1).max(86_400),
    unusualFactor: z.number().min(1).max(1000),
    nearDuplicateMinutes: z.int().min(0).max(1440),
    bannedSubstances: z.array(text(100)).max(200),
    deliveryPrices: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether deliveries carry prices, and their papers show them.' }),
    digits: z.enum(DIGITS).default(DEFAULT_SETTINGS.digits).meta({
      description: 'Digits of numbers and dates on papers. Codes stay in Arabic digits.',
    }),
  })
  .meta({ id: 'Settings', description: 'What a municipality decides for itself.' });

export const roleAt = z
  .object({
    role: z.enum(ROLES),
    place: z.object({ kind: z.enum([...PLACE_KINDS, 'municipality']), id }),
  })
  .refine(({ role, place }) => ROLE_PLACE[role] === place.kind, { error: 'role-place' })
  .meta({ id: 'RoleAt', description: 'A role, for one place.' });

/** What each kind of registry entry says. `id`, `revision`, `active` and `changedAt` come on top. */
export const registryFields = {
  municipality: z.object({ nameTh, nameEn, example: z.boolean().default(false), settings }),
  networks: z.object({
    nameTh,
    nameEn,
    subdistrictTh,
    subdistrictEn,
    packerName: optional(text(200)).meta({
      description:
        'On labels, with address and number, where the network packs; else its own name.',
    }),
    packerAddress: optional(text(300)),
    packerNumber: optional(text(100)).meta({ description: 'Registration number of the packer.' }),
  }),
  farmers: z.object({
    networkId: id,
    name: text(200).meta({ description: 'Name. Private.' }),
    phone: optional(phone),
  }),
  plots: z.object({
    farmerId: id,
    name: text(100),
    subdistrictTh,
    subdistrictEn,
    latitude: optional(z.number().min(-90).max(90)).meta({ description: 'Degrees. Private.' }),
    longitude: optional(z.number().min(-180).max(180)).meta({ description: 'Degrees. Private.' }),
    areaRai: optional(z.number().positive().max(100_000)),
  }),
  certificates: z
    .object({
      farmerId: optional(id),
      networkId: optional(id),
      kind: z.enum(CERTIFICATE_KINDS),
      number: text(100),
      issuer: text(200),
      validFrom: day,
      validTo: day,
      scan: optional(photoHash).meta({
        description: 'Photo of the paper that was sent before, by the hash that was answered.',
      }),
    })
    .refine((entry) => (entry.farmerId === null) !== (entry.networkId === null), {
      error: 'certificate-holder',
      path: ['farmerId'],
    })
    .refine(({ validFrom, validTo }) => validFrom <= validTo, {
      error: 'certificate-term',
      path: ['validTo'],
    }),
  markets: z.object({
    nameTh,
    nameEn,
    subdistrictTh: optional(subdistrictTh),
    subdistrictEn: optional(subdistrictEn),
    opens: optional(text(200)).meta({ description: 'Days and hours, in words.' }),
  }),
  stalls: z.object({ marketId: id, nameTh, nameEn }),
  schools: z.object({
    nameTh,
    nameEn,
    pupils: z.int().min(0).max(100_000),
    inspectedBy: z
      .enum(INSPECTED_BY)
      .default('committee')
      .meta({ description: 'Who inspects deliveries: one inspector, or a committee of three.' }),
    supplyOfficerSigns: z
      .boolean()
      .default(true)
      .meta({ description: 'Whether papers have a blank for the supply officer.' }),
    directorSigns: z
      .boolean()
      .default(true)
      .meta({ description: 'Whether papers have a blank for the director.' }),
  }),
  kitchens: z.object({ schoolId: id, nameTh, nameEn }),
  crops: z
    .object({
      nameTh,
      nameEn,
      scientificName: optional(text(200)),
      units: z
        .array(z.object({ unit: z.enum(UNITS), gramsPerUnit: positiveGrams }))
        .max(UNITS.length)
        .meta({ description: 'Default weight of one bundle, bag, head or fruit, in grams.' }),
      usualMinGrams: positiveGrams,
      usualMaxGrams: positiveGrams,
      shelfAmbientDays: optional(z.int().min(0).max(3650)),
      shelfColdDays: optional(z.int().min(0).max(3650)),
      screeningFalsePositive: z
        .boolean()
        .default(false)
        .meta({ description: 'Kits are known to give false positives on this crop.' }),
      priceSatang: optional(satang).meta({
        description: 'What a kilogram is delivered for, in satang (1/100 baht).',
      }),
    })
    .refine(({ usualMinGrams, usualMaxGrams }) => usualMinGrams <= usualMaxGrams, {
      error: 'usual-range',
      path: ['usualMaxGrams'],
    }),
  users: z.object({
    name: text(200).meta({ description: 'Name. Private.' }),
    phone,
    farmerId: optional(id).meta({ description: 'The farmer that this user is.' }),
    roles: z.array(roleAt).min(1).max(50),
  }),
} as const;

export type RegistryKind = keyof typeof registryFields;
export const REGISTRY_KINDS = Object.keys(registryFields) as RegistryKind[];

/** One entry of a kind, as the API's description calls it: `Network`. */
export const kindName = (kind: RegistryKind): string =>
  kind.charAt(0).toUpperCase() + kind.slice(1).replace(/s$/, '');

/** Fields of another kind that an entry refers to. */
export const registryReferences: {
  readonly [K in RegistryKind]: Readonly<Record<string, RegistryKind>>;
} = {
  municipality: {},
  networks: {},
  farmers: { networkId: 'networks' },
  plots: { farmerId: 'farmers' },
  certificates: { farmerId: 'farmers', networkId: 'networks' },
  markets: {},
  stalls: { marketId: 'markets' },
  schools: {},
  kitchens: { schoolId: 'schools' },
  crops: {},
  users: { farmerId: 'farmers' },
};

const common = {
  id,
  revision: z.int().min(1).meta({ description: 'Grows by one with every change.' }),
  active: z.boolean(),
  changedAt: instant,
};

/** An entry of each kind as it is answered. */
export const registryViews = Object.fromEntries(
  REGISTRY_KINDS.map((kind) => [
    kind,
    z.object({ ...common, ...registryFields[kind].shape }).meta({ id: kindName(kind) }),
  ]),
) as unknown as { [K in RegistryKind]: z.ZodType<RegistryEntry<K>> };

type Common = { id: string; revision: number; active: boolean; changedAt: string };
export type RegistryEntry<K extends RegistryKind> = Common & z.output<(typeof registryFields)[K]>;

export const registryReceipt = z
  .object({ id, revision: z.int(), changedAt: instant })
  .meta({ id: 'RegistryReceipt' });

export const registryChangeView = z
  .object({
    at: instant,
    by: id.nullable().meta({ description: 'Id of the user; null for the installation itself.' }),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'RegistryChange', description: 'Who changed an entry, when, from what to what.' });
