import {
  and,
  eq,
  getTableColumns,
  like,
  lt,
  ne,
  or,
  type Placeholder,
  type SQL,
  sql,
} from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { RegistryKind } from '../../wire/registry.ts';
import { eventRow } from '../append.ts';
import { entryColumns, ofEntry } from '../reads/entries.ts';
import { registryTable } from '../reads/registry-tables.ts';
import { endsSessions } from '../registry.ts';
import type { BookRows, Commands, EntryRow, Projection, RegistryRows } from '../rows.ts';
import { closeSessionsOf } from './access.ts';
import type { SqliteDb } from './connection.ts';
import * as t from './schema.ts';

// Read and written where they are, by the writer only; every statement prepared once.

const { placeholder } = sql;

export function commandRows(db: SqliteDb): Commands {
  const { municipalityId, key } = t.commands;
  const find = db
    .select()
    .from(t.commands)
    .where(and(eq(municipalityId, placeholder('municipalityId')), eq(key, placeholder('key'))))
    .prepare();
  const add = writing(db, t.commands, 'insert');
  return {
    command: (municipalityId, key) => find.get({ municipalityId, key }) ?? null,
    addCommand: (command) => void add(command),
  };
}

export function bookRows(db: SqliteDb): BookRows {
  const addEvent = writing(db, t.events, 'insert');
  const put: Record<Projection, ReturnType<typeof writing>> = {
    batches: writing(db, t.batches, 'upsert'),
    balances: writing(db, t.balances, 'upsert'),
    batchPlaces: writing(db, t.batchPlaces, 'upsert'),
    entries: writing(db, t.entries, 'upsert'),
    deliveries: writing(db, t.deliveries, 'upsert'),
    deliveryLines: writing(db, t.deliveryLines, 'upsert'),
  };
  const { events, batches, balances, entries, deliveries, deliveryLines } = t;
  const batch = db
    .select({
      municipalityId: batches.municipalityId,
      position: batches.position,
      state: batches.state,
    })
    .from(batches)
    .where(eq(batches.code, placeholder('code')))
    .prepare();
  const newestOfFarmer = db
    .select({ code: batches.code, registeredAt: batches.registeredAt })
    .from(batches)
    .where(
      and(
        ofMunicipality(batches),
        eq(batches.farmerId, placeholder('farmerId')),
        // From the farmer's newest back to the first that is too old: the few of the last minutes.
        or(
          lt(batches.registeredAt, placeholder('since')),
          and(
            eq(batches.cropId, placeholder('cropId')),
            eq(batches.harvestedOn, placeholder('harvestedOn')),
            ne(batches.status, 'voided'),
          ),
        ),
      ),
    )
    // As text: SQLite makes its plan anew whenever a value is bound to a limit, which took longer than the search.
    .orderBy(sql`${batches.position} desc limit 1`)
    .prepare();
  const entry = db
    .select({ ...getTableColumns(entries), data: entryColumns(t).data })
    .from(entries)
    .innerJoin(events, ofEntry(t))
    .where(
      and(
        ofMunicipality(entries),
        eq(entries.type, placeholder('type')),
        eq(entries.at, placeholder('at')),
        eq(events.id, placeholder('id')),
      ),
    )
    .prepare();
  const delivery = db
    .select()
    .from(deliveries)
    .where(and(ofMunicipality(deliveries), eq(deliveries.id, placeholder('id'))))
    .prepare();
  const lines = db
    .select()
    .from(deliveryLines)
    .where(and(ofMunicipality(deliveryLines), eq(deliveryLines.deliveryId, placeholder('id'))))
    .prepare();
  const drop = db
    .delete(balances)
    .where(
      and(
        ofMunicipality(balances),
        eq(balances.position, placeholder('position')),
        eq(balances.account, placeholder('account')),
      ),
    )
    .prepare();
  return {
    ...commandRows(db),
    batch: (code) => batch.get({ code }) ?? null,
    entry: (municipalityId, key) =>
      (entry.get({ municipalityId, ...key }) as EntryRow | undefined) ?? null,
    harvestLike(municipalityId, like) {
      const row = newestOfFarmer.get({ municipalityId, ...like });
      return row && row.registeredAt >= like.since ? row.code : null;
    },
    delivery: (municipalityId, id) => delivery.get({ municipalityId, id }) ?? null,
    deliveryLines: (municipalityId, id) => lines.all({ municipalityId, id }),
    addEvent: (event) => addEvent({ ...eventRow(event), position: null }),
    apply: (change) =>
      void ('put' in change ? put[change.table](change.put) : drop.run(change.drop)),
  };
}

export function registryRows(db: SqliteDb): RegistryRows {
  const log = writing(db, t.registryChanges, 'insert');
  const { users } = t;
  const otherWithPhone = db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        ofMunicipality(users),
        eq(users.phone, placeholder('phone')),
        ne(users.id, placeholder('id')),
      ),
    )
    .prepare();
  const officers = db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        ofMunicipality(users),
        eq(users.active, true),
        like(users.roles, '%"municipal_officer"%'),
      ),
    )
    .prepare();
  const version = db
    .select({ version: t.registryVersions.version })
    .from(t.registryVersions)
    .where(ofMunicipality(t.registryVersions))
    .prepare();
  const growVersion = db
    .insert(t.registryVersions)
    .values({ municipalityId: placeholder('municipalityId'), version: 1 })
    .onConflictDoUpdate({
      target: t.registryVersions.municipalityId,
      set: { version: sql`${t.registryVersions.version} + 1` },
    })
    .prepare();
  const statements = (kind: RegistryKind) => {
    const table = registryTable(t, kind);
    return {
      table,
      insert: writing(db, table, 'insert'),
      revision: db
        .select({ revision: table.revision })
        .from(table)
        .where(and(ofMunicipality(table), eq(table.id, placeholder('id'))))
        .prepare(),
    };
  };
  const known = new Map<RegistryKind, ReturnType<typeof statements>>();
  const of = (kind: RegistryKind) => {
    const found = known.get(kind) ?? statements(kind);
    known.set(kind, found);
    return found;
  };
  return {
    ...commandRows(db),
    registryVersion: (municipalityId) => version.get({ municipalityId })?.version ?? 0,
    revision: ({ municipalityId, kind, id }) =>
      of(kind).revision.get({ municipalityId, id })?.revision ?? 0,
    phoneTaken: (municipalityId, id, phone) =>
      otherWithPhone.get({ municipalityId, id, phone }) !== undefined,
    officers: (municipalityId) => officers.all({ municipalityId }).map(({ id }) => id),
    change(change, row) {
      const { secret: _, keptSession, ...logged } = change;
      const { municipalityId, kind, id, revision } = change;
      const { table, insert } = of(kind);
      if (revision === 1) insert(row);
      else {
        db.update(table)
          .set(row)
          .where(and(eq(table.municipalityId, municipalityId), eq(table.id, id)))
          .run();
      }
      if (endsSessions(change)) closeSessionsOf(db, municipalityId, id, keptSession ?? null);
      log(logged);
      growVersion.run({ municipalityId });
    },
  };
}

const ofMunicipality = (table: { municipalityId: SQLiteColumn }) =>
  eq(table.municipalityId, placeholder('municipalityId'));

/**
 * Prepares the writing of whole rows. Drizzle makes the text; its way of filling in the values costs as much as
 * the writing itself.
 * @returns a function that writes one row and tells its rowid
 */
function writing(db: SqliteDb, table: SQLiteTable, mode: 'insert' | 'upsert') {
  const columns = getTableColumns(table);
  const values = Object.fromEntries(
    Object.keys(columns).map((field) => [field, placeholder(field)]),
  );
  const target =
    getTableConfig(table).primaryKeys[0]?.columns ??
    Object.values(columns).filter(({ primary }) => primary);
  const set: Record<string, SQL> = Object.fromEntries(
    Object.entries(columns)
      .filter(([, column]) => !target.includes(column))
      .map(([field]) => [field, sql`excluded.${sql.identifier(toSnakeCase(field))}`]),
  );
  const insert = db.insert(table).values(values);
  if (mode === 'upsert') {
    if (Object.keys(set).length > 0) insert.onConflictDoUpdate({ target, set });
    // The whole row is its key.
    else insert.onConflictDoNothing();
  }
  const { sql: text, params } = insert.toSQL();
  const statement = db.$client.prepare(text);
  const fields = (params as { value: Placeholder<string> }[]).map(({ value }) => value.name);
  return (row: object) => {
    const given = row as Record<string, unknown>;
    const encoded = fields.map((field) =>
      given[field] == null ? null : columns[field]!.mapToDriverValue(given[field]),
    );
    return Number(statement.run(encoded).lastInsertRowid);
  };
}
