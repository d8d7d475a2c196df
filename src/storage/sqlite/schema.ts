/** Tables of the SQLite engine. Every table's key begins with the municipality, the tenant. */
import { sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { PassKind, ProgramScope, SessionKind, SignInCount } from '../../app/ports.ts';
import type { Batch } from '../../domain/batch/state.ts';
import type { RoleAt } from '../../domain/people.ts';
import type { CropUnit } from '../../domain/quantities.ts';
import type { Settings } from '../../domain/settings.ts';
import type { InspectedBy } from '../../domain/signers.ts';

const json = <T>() => text({ mode: 'json' }).$type<T>();
const flag = () => integer({ mode: 'boolean' });

// The book

export const events = sqliteTable(
  'events',
  {
    position: integer().primaryKey({ autoIncrement: true }),
    municipalityId: text().notNull(),
    batch: text().notNull(),
    version: integer().notNull(),
    id: text().notNull(),
    type: text().notNull(),
    schema: integer().notNull(),
    /** JSON as it was written; read back as text, so that a damaged row can be named. */
    data: text().notNull(),
    actor: text().notNull(),
    deviceTime: text(),
    clockOffsetSeconds: integer(),
    serverTime: text().notNull(),
    commandId: text().notNull(),
    previousHash: text(),
    hash: text().notNull(),
  },
  (t) => [
    // Of later events: the first of a batch is found by its position, which the batch has.
    uniqueIndex('events_by_batch').on(t.municipalityId, t.batch, t.version).where(sql`version > 1`),
    // Of corrections alone: other events pay nothing for it.
    index('events_corrections')
      .on(t.municipalityId, t.serverTime, t.position)
      .where(sql`type = 'corrected'`),
  ],
);

export const commands = sqliteTable(
  'commands',
  {
    municipalityId: text().notNull(),
    key: text().notNull(),
    fingerprint: text().notNull(),
    answer: json<{ status: number; body: unknown }>().notNull(),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.municipalityId, t.key] })],
);

// Projections of the book; rewritten from a batch's state whenever events are added to it

export const batches = sqliteTable(
  'batches',
  {
    /** Of the batch's first event: the order of registration. */
    position: integer().primaryKey(),
    municipalityId: text().notNull(),
    code: text().notNull(),
    status: text().notNull(),
    cropId: text().notNull(),
    farmerId: text().notNull(),
    networkId: text().notNull(),
    harvestedOn: text().notNull(),
    registeredAt: text().notNull(),
    version: integer().notNull(),
    lastHash: text().notNull(),
    state: json<Batch>().notNull(),
  },
  (t) => [
    // Codes are unique in the whole installation; each index more is a page more to write for a harvest.
    uniqueIndex('batches_by_code').on(t.code),
    // The list of all is put together from those of each status.
    index('batches_by_status').on(t.municipalityId, t.status, t.position),
    index('batches_by_farmer').on(t.municipalityId, t.farmerId, t.position),
    index('batches_by_harvest').on(t.municipalityId, t.harvestedOn),
  ],
);

/** Made `WITHOUT ROWID`, as batch_places is: its key is the table. Drizzle cannot say so; the migration does. */
export const balances = sqliteTable(
  'balances',
  {
    municipalityId: text().notNull(),
    /** The batch's own: those of new batches lie together, however large the book is. */
    position: integer().notNull(),
    account: text().notNull(),
    grams: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.position, t.account] }),
    // Of what is somewhere: a field, which only gives, is never asked for what it holds.
    index('balances_held').on(t.municipalityId, t.account).where(sql`grams > 0`),
  ],
);

/** Places that a batch has been at or was sent to: who may see it. */
export const batchPlaces = sqliteTable(
  'batch_places',
  {
    municipalityId: text().notNull(),
    place: text().notNull(),
    /** The batch's own, so that a place's list is in the order of the whole list. */
    position: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.municipalityId, t.place, t.position] })],
);

/** What an entry says now, beside its event. */
export const entries = sqliteTable(
  'entries',
  {
    /** Of its event. */
    position: integer().primaryKey(),
    municipalityId: text().notNull(),
    type: text().notNull(),
    at: text().notNull(),
    place: text().notNull(),
    grams: integer().notNull(),
    voided: flag().notNull(),
    /** Null as long as it says what its event does. */
    data: json<unknown>(),
  },
  (t) => [
    index('entries_by_type').on(t.municipalityId, t.type, t.at, t.position),
    // A network's harvests are found as its batches: of all entries they alone are made without this one.
    index('entries_by_place')
      .on(t.municipalityId, t.place, t.type, t.at, t.position)
      .where(sql`type <> 'harvest-registered'`),
  ],
);

export const deliveries = sqliteTable(
  'deliveries',
  {
    municipalityId: text().notNull(),
    id: text().notNull(),
    position: integer().notNull(),
    fromPlace: text().notNull(),
    toPlace: text().notNull(),
    status: text().notNull(),
    deliverOn: text().notNull(),
    note: text(),
    dispatchedAt: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.id] }),
    index('deliveries_by_position').on(t.municipalityId, t.position),
    index('deliveries_by_receiver').on(t.municipalityId, t.toPlace, t.position),
    index('deliveries_by_sender').on(t.municipalityId, t.fromPlace, t.position),
    index('deliveries_by_day').on(t.municipalityId, t.deliverOn, t.position),
    index('deliveries_of_day').on(t.municipalityId, t.toPlace, t.deliverOn, t.position),
    index('deliveries_open').on(t.municipalityId, t.toPlace, t.status, t.position),
  ],
);

export const deliveryLines = sqliteTable(
  'delivery_lines',
  {
    municipalityId: text().notNull(),
    deliveryId: text().notNull(),
    batch: text().notNull(),
    status: text().notNull(),
    sentGrams: integer().notNull(),
    acceptedGrams: integer(),
    rejectedGrams: integer(),
    missingGrams: integer(),
    /** Satang for a kilogram; null where the delivery carries no prices. */
    priceSatang: integer(),
  },
  (t) => [primaryKey({ columns: [t.municipalityId, t.deliveryId, t.batch] })],
);

// Pre-printed labels

/** Labels with codes that no batch has yet, issued to a network. */
export const rolls = sqliteTable(
  'rolls',
  {
    municipalityId: text().notNull(),
    id: text().notNull(),
    networkId: text().notNull(),
    count: integer().notNull(),
    issuedBy: text().notNull(),
    issuedAt: text().notNull(),
    voidedBy: text(),
    voidedAt: text(),
    voidReason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.id] }),
    index('rolls_by_network').on(t.municipalityId, t.networkId, t.issuedAt),
  ],
);

export const rollCodes = sqliteTable(
  'roll_codes',
  {
    municipalityId: text().notNull(),
    /** Unique in the whole installation, as the codes of batches are. */
    code: text().notNull(),
    rollId: text().notNull(),
    /** Place on the roll, from 1. */
    number: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.code] }),
    uniqueIndex('roll_codes_by_roll').on(t.municipalityId, t.rollId, t.number),
  ],
);

// The registry

const registryColumns = {
  municipalityId: text().notNull(),
  id: text().notNull(),
  revision: integer().notNull(),
  active: flag().notNull(),
  changedAt: text().notNull(),
  /** What a search looks through, in lower case. */
  search: text().notNull(),
  sortKey: text().notNull(),
};
type RegistryTable = Record<'municipalityId' | 'id' | 'sortKey', AnySQLiteColumn>;
const registryKeys = (name: string) => (t: RegistryTable) => [
  primaryKey({ columns: [t.municipalityId, t.id] }),
  index(`${name}_sorted`).on(t.municipalityId, t.sortKey, t.id),
];
const bilingual = { nameTh: text().notNull(), nameEn: text().notNull() };

export const municipalities = sqliteTable(
  'municipalities',
  {
    ...registryColumns,
    ...bilingual,
    example: flag().notNull(),
    settings: json<Settings>().notNull(),
  },
  registryKeys('municipalities'),
);
export const networks = sqliteTable(
  'networks',
  {
    ...registryColumns,
    ...bilingual,
    subdistrictTh: text().notNull(),
    subdistrictEn: text().notNull(),
    packerName: text(),
    packerAddress: text(),
    packerNumber: text(),
  },
  registryKeys('networks'),
);
export const farmers = sqliteTable(
  'farmers',
  { ...registryColumns, networkId: text().notNull(), name: text().notNull(), phone: text() },
  (t) => [
    ...registryKeys('farmers')(t),
    index('farmers_by_network').on(t.municipalityId, t.networkId),
  ],
);
export const plots = sqliteTable(
  'plots',
  {
    ...registryColumns,
    farmerId: text().notNull(),
    name: text().notNull(),
    subdistrictTh: text().notNull(),
    subdistrictEn: text().notNull(),
    latitude: real(),
    longitude: real(),
    areaRai: real(),
  },
  (t) => [...registryKeys('plots')(t), index('plots_by_farmer').on(t.municipalityId, t.farmerId)],
);
export const certificates = sqliteTable(
  'certificates',
  {
    ...registryColumns,
    farmerId: text(),
    networkId: text(),
    kind: text().notNull(),
    number: text().notNull(),
    issuer: text().notNull(),
    validFrom: text().notNull(),
    validTo: text().notNull(),
    /** Hash of the photo of the paper. */
    scan: text(),
  },
  (t) => [
    ...registryKeys('certificates')(t),
    index('certificates_by_farmer').on(t.municipalityId, t.farmerId),
    index('certificates_by_network').on(t.municipalityId, t.networkId),
  ],
);
export const markets = sqliteTable(
  'markets',
  { ...registryColumns, ...bilingual, subdistrictTh: text(), subdistrictEn: text(), opens: text() },
  registryKeys('markets'),
);
export const stalls = sqliteTable(
  'stalls',
  { ...registryColumns, ...bilingual, marketId: text().notNull() },
  registryKeys('stalls'),
);
export const schools = sqliteTable(
  'schools',
  {
    ...registryColumns,
    ...bilingual,
    pupils: integer().notNull(),
    inspectedBy: text().$type<InspectedBy>().notNull().default('committee'),
    supplyOfficerSigns: flag().notNull().default(true),
    directorSigns: flag().notNull().default(true),
  },
  registryKeys('schools'),
);
export const kitchens = sqliteTable(
  'kitchens',
  { ...registryColumns, ...bilingual, schoolId: text().notNull() },
  registryKeys('kitchens'),
);
export const crops = sqliteTable(
  'crops',
  {
    ...registryColumns,
    ...bilingual,
    scientificName: text(),
    units: json<CropUnit[]>().notNull(),
    usualMinGrams: integer().notNull(),
    usualMaxGrams: integer().notNull(),
    shelfAmbientDays: integer(),
    shelfColdDays: integer(),
    screeningFalsePositive: flag().notNull(),
    /** Satang for a kilogram. */
    priceSatang: integer(),
  },
  registryKeys('crops'),
);
export const users = sqliteTable(
  'users',
  {
    ...registryColumns,
    name: text().notNull(),
    phone: text().notNull(),
    farmerId: text(),
    roles: json<RoleAt[]>().notNull(),
    pinHash: text().notNull(),
  },
  (t) => [
    ...registryKeys('users')(t),
    uniqueIndex('users_by_phone').on(t.municipalityId, t.phone),
    index('users_sign_in').on(t.phone),
  ],
);

export const registryChanges = sqliteTable(
  'registry_changes',
  {
    municipalityId: text().notNull(),
    kind: text().notNull(),
    id: text().notNull(),
    revision: integer().notNull(),
    userId: text(),
    at: text().notNull(),
    before: json<Record<string, unknown>>(),
    after: json<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.municipalityId, t.kind, t.id, t.revision] })],
);

/** A number for each municipality that grows with every change of its registry: what was read before may be old. */
export const registryVersions = sqliteTable('registry_versions', {
  municipalityId: text().primaryKey(),
  version: integer().notNull(),
});

// Access

export const sessions = sqliteTable(
  'sessions',
  {
    /** SHA-256 of the token: the file does not open anybody's session. */
    tokenHash: text().primaryKey(),
    municipalityId: text().notNull(),
    userId: text().notNull(),
    openedAt: text().notNull(),
    expiresAt: text().notNull(),
    kind: text().$type<SessionKind>().notNull().default('pin'),
    /** Null until it is seen again some time after it was opened. */
    lastSeenAt: text(),
    /** The link or card that opened it. */
    passId: text(),
  },
  (t) => [index('sessions_by_user').on(t.municipalityId, t.userId)],
);

/** How often signing in has failed, for a phone number or an address; by a digest of it. */
export const signInCounts = sqliteTable(
  'sign_in_counts',
  {
    subject: text().primaryKey(),
    /** Grows with every change: whoever has read an older one reads again. */
    version: integer().notNull(),
    count: json<SignInCount>().notNull(),
    changedAt: text().notNull(),
  },
  (t) => [index('sign_in_counts_by_change').on(t.changedAt)],
);

/** Links and cards that sign a person in. */
export const passes = sqliteTable(
  'passes',
  {
    municipalityId: text().notNull(),
    id: text().notNull(),
    userId: text().notNull(),
    kind: text().$type<PassKind>().notNull(),
    /** SHA-256 of the secret, which is nowhere. */
    digest: text().notNull(),
    issuedBy: text().notNull(),
    issuedAt: text().notNull(),
    expiresAt: text().notNull(),
    lastUsedAt: text(),
    revokedAt: text(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.id] }),
    uniqueIndex('passes_by_digest').on(t.digest),
    index('passes_by_user').on(t.municipalityId, t.userId, t.id),
  ],
);

/** Programs that use the interface with a token of their own. */
export const programs = sqliteTable(
  'programs',
  {
    municipalityId: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    role: json<RoleAt>().notNull(),
    scope: json<ProgramScope>().notNull(),
    digest: text().notNull(),
    issuedBy: text().notNull(),
    issuedAt: text().notNull(),
    expiresAt: text().notNull(),
    lastUsedAt: text(),
    revokedAt: text(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.id] }),
    uniqueIndex('programs_by_digest').on(t.digest),
  ],
);
