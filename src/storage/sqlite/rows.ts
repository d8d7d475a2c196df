import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { eventRow } from '../append.ts';
import type { BookRows, Change, Commands, Projection } from '../rows.ts';
import type { SqliteDb } from './open.ts';
import * as t from './schema.ts';

export function commandRows(db: SqliteDb): Commands {
  const add = upsert(db, t.commands, 'insert');
  return {
    command: (municipalityId, key) =>
      db
        .select()
        .from(t.commands)
        .where(and(eq(t.commands.municipalityId, municipalityId), eq(t.commands.key, key)))
        .get() ?? null,
    addCommand: (command) => void add(command),
  };
}

/** Reads and writes the rows where they are; to be called by the writer only. */
export function bookRows(db: SqliteDb): BookRows {
  const addEvent = upsert(db, t.events, 'insert');
  const put: Record<Projection, ReturnType<typeof upsert>> = {
    batches: upsert(db, t.batches, 'upsert'),
    balances: upsert(db, t.balances, 'upsert'),
    batchPlaces: upsert(db, t.batchPlaces, 'upsert'),
    entries: upsert(db, t.entries, 'upsert'),
    deliveries: upsert(db, t.deliveries, 'upsert'),
    deliveryLines: upsert(db, t.deliveryLines, 'upsert'),
  };
  return {
    ...commandRows(db),
    batch: (code) =>
      db
        .select({
          municipalityId: t.batches.municipalityId,
          position: t.batches.position,
          state: t.batches.state,
        })
        .from(t.batches)
        .where(eq(t.batches.code, code))
        .get() ?? null,
    entry: (municipalityId, id) =>
      db
        .select()
        .from(t.entries)
        .where(and(eq(t.entries.municipalityId, municipalityId), eq(t.entries.id, id)))
        .get() ?? null,
    delivery: (municipalityId, id) =>
      db
        .select()
        .from(t.deliveries)
        .where(and(eq(t.deliveries.municipalityId, municipalityId), eq(t.deliveries.id, id)))
        .get() ?? null,
    deliveryLines: (municipalityId, deliveryId) =>
      db
        .select()
        .from(t.deliveryLines)
        .where(
          and(
            eq(t.deliveryLines.municipalityId, municipalityId),
            eq(t.deliveryLines.deliveryId, deliveryId),
          ),
        )
        .all(),
    addEvent: (event) => addEvent({ ...eventRow(event), position: null }),
    apply: (change) => void ('put' in change ? put[change.table](change.put) : drop(db, change)),
  };
}

function drop(db: SqliteDb, change: Extract<Change, { drop: unknown }>): void {
  const { municipalityId, account, batch } = change.drop;
  db.delete(t.balances)
    .where(
      and(
        eq(t.balances.municipalityId, municipalityId),
        eq(t.balances.account, account),
        eq(t.balances.batch, batch),
      ),
    )
    .run();
}

/** Prepares the writing of whole rows. @returns a function that writes one and tells its rowid */
function upsert(db: SqliteDb, table: SQLiteTable, mode: 'insert' | 'upsert') {
  const { columns, primaryKeys } = getTableConfig(table);
  const keyOf = new Map(
    Object.entries(getTableColumns(table)).map(([key, column]) => [column, key]),
  );
  const values = Object.fromEntries(
    columns.map((column) => [keyOf.get(column)!, sql.placeholder(keyOf.get(column)!)]),
  );
  const target = primaryKeys[0]?.columns ?? [];
  const set: Record<string, SQL> = Object.fromEntries(
    columns
      .filter((column) => !target.includes(column))
      .map((column) => [keyOf.get(column)!, sql`excluded.${sql.identifier(nameIn(column))}`]),
  );
  const insert = db.insert(table).values(values);
  const statement = (
    mode === 'insert' ? insert : insert.onConflictDoUpdate({ target, set })
  ).prepare();
  return (row: Record<string, unknown>) => Number(statement.run(row).lastInsertRowid);
}

/** As drizzle's casing names it. */
const nameIn = ({ name }: SQLiteColumn) =>
  name.replace(/[A-Z]/g, (each) => `_${each.toLowerCase()}`);
