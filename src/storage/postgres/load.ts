import { and, eq, getTableColumns, like, or, type SQL, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { ClientBase, PoolClient } from 'pg';
import { type RegistryChange, StorageUnavailable } from '../../app/ports.ts';
import type { SealedEvent } from '../../domain/batch/events.ts';
import type { HarvestLike } from '../../domain/batch/harvest.ts';
import type { Batch } from '../../domain/batch/state.ts';
import { deliveryOf } from '../projections.ts';
import { ofEntry } from '../reads/entries.ts';
import type { Tables } from '../reads/reader.ts';
import { registryTable } from '../reads/registry-tables.ts';
import { endsOffice } from '../registry.ts';
import { harvestsLike, likesOf, likeValues } from './harvests-like.ts';
import type { PostgresDb } from './open.ts';
import { GroupRows, type RawBatch } from './rows.ts';
import * as t from './schema.ts';

/** What a command needs to read before it can be decided. */
export type Needs = {
  municipalityId: string;
  key: string;
  codes: readonly string[];
  events: readonly SealedEvent[];
  changes: readonly RegistryChange[];
  /** A harvest that there must not be. */
  unless: HarvestLike | null;
};

/** Whether it is about new batches alone: that there are none yet, the tables' own keys see to. */
export const isNew = ({ codes, events, changes }: Needs) =>
  changes.length === 0 &&
  codes.length === events.length &&
  events.every(({ type, version }) => type === 'harvest-registered' && version === 1);

/**
 * Reads what a group of commands needs, each table once, and before anything else where the log is: what is read
 * is what there was at that position, or newer.
 */
export async function load(client: PoolClient, group: readonly Needs[]): Promise<GroupRows> {
  const { rows, batches } = await loadKnown(client, group);
  const db = drizzle(client, { casing: 'snake_case' });
  const events = group.flatMap((needs) => needs.events);
  await loadHarvestsLike(client, rows, group);
  await loadEntries(db, rows, events, batches);
  await loadDeliveries(db, rows, events, batches);
  const changes = group.flatMap((needs) => needs.changes);
  if (changes.length > 0) await loadRegistry(db, rows, changes);
  return rows;
}

/** The log, commands and batches, which every group needs, in one: each way to the server counts. */
const KNOWN = {
  name: 'known',
  text: `SELECT NULL AS municipality_id, NULL AS id, position, NULL AS json, NULL AS fingerprint, NULL AS at FROM log
    UNION ALL
    SELECT municipality_id, key, NULL, answer, fingerprint, at
      FROM commands WHERE (municipality_id, key) IN (SELECT * FROM unnest($1::text[], $2::text[]))
    UNION ALL
    SELECT municipality_id, code, position, state, NULL, NULL FROM batches WHERE code = ANY($3::text[])`,
};

async function loadKnown(
  client: ClientBase,
  group: readonly Needs[],
): Promise<{ rows: GroupRows; batches: RawBatch[] }> {
  const { rows: found } = await client.query({
    ...KNOWN,
    values: [
      group.map((needs) => needs.municipalityId),
      group.map((needs) => needs.key),
      group.flatMap((needs) => needs.codes),
    ],
  });
  const log = found.find(({ id }) => id === null);
  if (!log) throw new StorageUnavailable('the log has lost its row');
  const rows = new GroupRows(Number(log.position));
  const batches: RawBatch[] = [];
  for (const { municipality_id: municipalityId, id, position, json, fingerprint, at } of found) {
    if (id === null) continue;
    if (position === null) {
      rows.knowCommand({ municipalityId, key: id, fingerprint, at, answer: json });
    } else {
      const batch = { municipalityId, code: id, position: Number(position), state: json };
      rows.knowBatch(batch);
      batches.push(batch);
    }
  }
  return { rows, batches };
}

async function loadHarvestsLike(
  client: ClientBase,
  rows: GroupRows,
  group: readonly Needs[],
): Promise<void> {
  const asked = likesOf(group);
  if (asked.length === 0) return;
  const { rows: found } = await client.query<[(string | null)[]]>({
    name: 'harvests_like',
    text: `SELECT ${harvestsLike(1)}`,
    values: likeValues(asked),
    rowMode: 'array',
  });
  found[0]?.[0].forEach((code, index) => {
    if (code !== null) rows.knowHarvest(asked[index]!, code);
  });
}

/** The entries that are corrected, of batches that were there before this group. */
async function loadEntries(
  db: PostgresDb,
  rows: GroupRows,
  events: SealedEvent[],
  batches: RawBatch[],
): Promise<void> {
  const corrected = events.flatMap((event) => {
    const batch = batches.find(({ code }) => code === event.batch);
    const id = event.type === 'corrected' && event.data.entry;
    const entry = id && batch && stateOf(batch)?.entries?.[id];
    return entry ? [{ municipalityId: event.municipalityId, id, ...entry }] : [];
  });
  if (corrected.length === 0) return;
  const found = await db
    .select({
      ...getTableColumns(t.entries),
      id: t.events.id,
      data: sql<string>`coalesce(${t.entries.data}, ${t.events.data})`,
    })
    .from(t.entries)
    .innerJoin(t.events, ofEntry(t as unknown as Tables))
    .where(
      and(
        anyOf(
          t.entries.municipalityId,
          corrected.map(({ municipalityId }) => municipalityId),
        ),
        among(
          t.entries.type,
          t.entries.at,
          corrected.map(({ type, at }) => [type, at] as const),
        ),
        anyOf(
          t.events.id,
          corrected.map(({ id }) => id),
        ),
      ),
    );
  for (const row of found) rows.knowEntry(row);
}

async function loadDeliveries(
  db: PostgresDb,
  rows: GroupRows,
  events: SealedEvent[],
  batches: RawBatch[],
): Promise<void> {
  const ids = events.flatMap((event) => {
    const batch = batches.find(({ code }) => event.type === 'corrected' && code === event.batch);
    const id = deliveryOf(event, batch ? stateOf(batch) : null);
    return id ? [[event.municipalityId, id] as const] : [];
  });
  if (ids.length === 0) return;
  const { deliveries, deliveryLines } = t;
  const found = await db
    .select()
    .from(deliveries)
    .where(among(deliveries.municipalityId, deliveries.id, ids));
  for (const row of found) rows.knowDelivery(row);
  const lines = await db
    .select()
    .from(deliveryLines)
    .where(among(deliveryLines.municipalityId, deliveryLines.deliveryId, ids));
  for (const row of lines) rows.knowLine(row);
}

/** Whoever needs a damaged state meets the damage when the command is decided. */
function stateOf({ state }: RawBatch): Batch | null {
  try {
    return JSON.parse(state);
  } catch {
    return null;
  }
}

async function loadRegistry(
  db: PostgresDb,
  rows: GroupRows,
  changes: RegistryChange[],
): Promise<void> {
  for (const kind of new Set(changes.map((change) => change.kind))) {
    const some = changes.filter((change) => change.kind === kind);
    const table = registryTable(t as unknown as Tables, kind) as unknown as typeof t.networks;
    const ids = some.map(({ municipalityId, id }) => [municipalityId, id] as const);
    const { municipalityId, id, revision } = table;
    const found = await db
      .select({ municipalityId, id, revision })
      .from(table)
      .where(among(municipalityId, id, ids));
    for (const row of found) rows.knowRevision(row.municipalityId, kind, row.id, row.revision);
  }
  const { municipalityId: whose, version } = t.registryVersions;
  const municipalities = changes.map(({ municipalityId }) => municipalityId);
  const versions = await db
    .select({ whose, version })
    .from(t.registryVersions)
    .where(anyOf(whose, municipalities));
  for (const row of versions) rows.knowVersion(row.whose, row.version);
  const users = changes.filter(({ kind }) => kind === 'users');
  await loadPhones(db, rows, users);
  await loadOfficers(db, rows, users.filter(endsOffice));
}

async function loadOfficers(db: PostgresDb, rows: GroupRows, changes: RegistryChange[]) {
  if (changes.length === 0) return;
  const { municipalityId, id, active, roles } = t.users;
  const found = await db
    .select({ municipalityId, id })
    .from(t.users)
    .where(
      and(
        anyOf(
          municipalityId,
          changes.map((change) => change.municipalityId),
        ),
        eq(active, true),
        like(raw(roles), '%"municipal_officer"%'),
      ),
    );
  for (const row of found) rows.knowOfficer(row.municipalityId, row.id);
}

/** Of the users who change, and of those who have the numbers that they want. */
async function loadPhones(db: PostgresDb, rows: GroupRows, changes: RegistryChange[]) {
  if (changes.length === 0) return;
  const { municipalityId, id, phone } = t.users;
  const wanted = changes.map(
    (change) => [change.municipalityId, String(change.after.phone)] as const,
  );
  const own = changes.map((change) => [change.municipalityId, change.id] as const);
  const found = await db
    .select({ municipalityId, id, phone })
    .from(t.users)
    .where(or(among(municipalityId, phone, wanted), among(municipalityId, id, own)));
  for (const row of found) rows.knowPhone(row.municipalityId, row.id, row.phone);
}

/** JSON as it is written. */
const raw = (column: PgColumn): SQL<string> => sql<string>`${column}`;

/** One parameter for all values, so that the statement is the same for one and for a hundred. */
const anyOf = (column: PgColumn, values: readonly string[]): SQL =>
  sql`${column} = any(${sql.param(values)}::text[])`;

const among = (first: PgColumn, second: PgColumn, pairs: readonly (readonly [string, string])[]) =>
  sql`(${first}, ${second}) in (select * from unnest(${sql.param(pairs.map(([a]) => a))}::text[], ${sql.param(pairs.map(([, b]) => b))}::text[]))`;
