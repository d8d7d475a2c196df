import { CERTIFICATE_KINDS } from '../../../../../domain/certificates.ts';
import { DIGITS, LEAVE_RULES, type Settings } from '../../../../../domain/settings.ts';
import { INSPECTED_BY } from '../../../../../domain/signers.ts';
import type { RegistryKind as Kind, RegistryEntry } from '../../../../../wire/registry.ts';

export type RegistryKind = Kind;
type Common = 'id' | 'revision' | 'active' | 'changedAt';
type NameOf<T> = Exclude<keyof T, Common> & string;
export type FieldName = { [K in Kind]: NameOf<RegistryEntry<K>> }[Kind] | keyof Settings | 'pin';

/** What a field of a registry entry holds, and so how it is shown and typed in. */
export type Field =
  | { of: 'text'; most: number; optional?: true }
  | { of: 'phone'; optional?: true }
  | { of: 'pin' }
  | { of: 'number'; whole?: true; optional?: true }
  /** Typed in kilograms, kept in grams. */
  | { of: 'kg' }
  /** Typed in baht, kept in satang. */
  | { of: 'baht'; optional?: true }
  | { of: 'day' }
  | { of: 'flag' }
  | { of: 'lines' }
  | {
      of: 'choice';
      options: readonly string[];
      words: 'certificates' | 'leaveRules' | 'digits' | 'inspectedBy';
    }
  | { of: 'entry'; kind: Kind; optional?: true }
  | { of: 'units' }
  | { of: 'roles' }
  /** A photo, by its hash. */
  | { of: 'scan'; optional: true }
  | { of: 'group'; fields: Fields };
export type Fields = Partial<Record<FieldName, Field>>;

const name: Field = { of: 'text', most: 200 };
const names = { nameTh: name, nameEn: name };
const subdistrict: Field = { of: 'text', most: 100 };
const subdistricts = { subdistrictTh: subdistrict, subdistrictEn: subdistrict };
const optional = <F extends Field>(field: F) => ({ ...field, optional: true }) as F;
const number: Field = { of: 'number' };
const whole: Field = { of: 'number', whole: true };

const settings: { [F in keyof Settings]: Field } = {
  leaveRule: { of: 'choice', options: LEAVE_RULES, words: 'leaveRules' },
  oldestEntryDays: whole,
  clockToleranceSeconds: whole,
  unusualFactor: number,
  nearDuplicateMinutes: whole,
  bannedSubstances: { of: 'lines' },
  deliveryPrices: { of: 'flag' },
  digits: { of: 'choice', options: DIGITS, words: 'digits' },
};

/** The one description of every kind: what its forms ask for, in their order. */
export const FORMS: { [K in Kind]: { [F in NameOf<RegistryEntry<K>>]: Field } } = {
  networks: {
    ...names,
    ...subdistricts,
    packerName: optional(name),
    packerAddress: optional({ of: 'text', most: 300 }),
    packerNumber: optional({ of: 'text', most: 100 }),
  },
  farmers: {
    name,
    networkId: { of: 'entry', kind: 'networks' },
    phone: { of: 'phone', optional: true },
  },
  plots: {
    name: { of: 'text', most: 100 },
    farmerId: { of: 'entry', kind: 'farmers' },
    ...subdistricts,
    areaRai: optional(number),
    latitude: optional(number),
    longitude: optional(number),
  },
  certificates: {
    kind: { of: 'choice', options: CERTIFICATE_KINDS, words: 'certificates' },
    number: { of: 'text', most: 100 },
    issuer: name,
    farmerId: { of: 'entry', kind: 'farmers', optional: true },
    networkId: { of: 'entry', kind: 'networks', optional: true },
    validFrom: { of: 'day' },
    validTo: { of: 'day' },
    scan: { of: 'scan', optional: true },
  },
  markets: {
    ...names,
    subdistrictTh: optional(subdistrict),
    subdistrictEn: optional(subdistrict),
    opens: optional(name),
  },
  stalls: { ...names, marketId: { of: 'entry', kind: 'markets' } },
  schools: {
    ...names,
    pupils: whole,
    inspectedBy: { of: 'choice', options: INSPECTED_BY, words: 'inspectedBy' },
    supplyOfficerSigns: { of: 'flag' },
    directorSigns: { of: 'flag' },
  },
  kitchens: { ...names, schoolId: { of: 'entry', kind: 'schools' } },
  crops: {
    ...names,
    scientificName: optional(name),
    units: { of: 'units' },
    usualMinGrams: { of: 'kg' },
    usualMaxGrams: { of: 'kg' },
    shelfAmbientDays: optional(whole),
    shelfColdDays: optional(whole),
    screeningFalsePositive: { of: 'flag' },
    priceSatang: { of: 'baht', optional: true },
  },
  users: {
    name,
    phone: { of: 'phone' },
    farmerId: { of: 'entry', kind: 'farmers', optional: true },
    roles: { of: 'roles' },
  },
  municipality: { ...names, example: { of: 'flag' }, settings: { of: 'group', fields: settings } },
};
export const KINDS = Object.keys(FORMS) as Kind[];

/** What the list shows beside the name; what refers to kinds with few entries can be shown by name. */
export const COLUMNS: Record<Kind, readonly FieldName[]> = {
  networks: ['subdistrictTh'],
  farmers: ['networkId', 'phone'],
  plots: ['subdistrictTh', 'areaRai'],
  certificates: ['kind', 'issuer', 'validTo'],
  markets: ['subdistrictTh', 'opens'],
  stalls: ['marketId'],
  schools: ['pupils'],
  kitchens: ['schoolId'],
  crops: ['usualMinGrams', 'usualMaxGrams'],
  users: ['phone', 'roles'],
  municipality: ['nameEn'],
};

/** An entry of any kind. */
export type Entry = {
  id: string;
  revision: number;
  active: boolean;
  changedAt: string;
} & Partial<Record<FieldName, unknown>>;
