import { and, asc, desc, eq, gte, inArray, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type {
  BookEntry,
  BookReads,
  Delivery,
  DeliveryLine,
  DeliveryStatus,
  LoggedEvent,
  PageRequest,
  Scope,
} from '../../app/ports.ts';
import { type Account, type Place, placeAccount, splitAccount } from '../../domain/accounts.ts';
import type { BatchEventType, SealedEvent } from '../../domain/batch/events.ts';
import type { SqliteDb } from '../sqlite/open.ts';
import * as t from '../sqlite/schema.ts';
import { beginningWith, merged, numberCursor, pageOf, pairCursor, when } from './page.ts';

export function bookReads(db: SqliteDb): BookReads {
  const heldAt = (municipalityId: string, place: Place) =>
    db
      .select({ batch: t.balances.batch })
      .from(t.balances)
      .where(
        and(
          eq(t.balances.municipalityId, municipalityId),
          eq(t.balances.account, placeAccount(place)),
        ),
      );

  return {
    async batch(municipalityId, code) {
      const [row] = await db
        .select({ batch: t.batches.state, lastHash: t.batches.lastHash })
        .from(t.batches)
        .where(and(eq(t.batches.municipalityId, municipalityId), eq(t.batches.code, code)));
      return row ?? null;
    },

    async batchAnywhere(code) {
      const [row] = await db
        .select({ batch: t.batches.state, lastHash: t.batches.lastHash })
        .from(t.batches)
        .where(eq(t.batches.code, code));
      return row ?? null;
    },

    async batches(municipalityId, scope, filter, page) {
      const found = and(
        eq(t.batches.municipalityId, municipalityId),
        when(filter.status, (value) => eq(t.batches.status, value)),
        when(filter.cropId, (value) => eq(t.batches.cropId, value)),
        when(filter.networkId, (value) => eq(t.batches.networkId, value)),
        when(filter.farmerId, (value) => eq(t.batches.farmerId, value)),
        when(filter.harvestedFrom, (value) => gte(t.batches.harvestedOn, value)),
        when(filter.harvestedTo, (value) => lte(t.batches.harvestedOn, value)),
        when(filter.code, (value) => beginningWith(t.batches.code, value)),
        when(filter.heldBy, (value) => inArray(t.batches.code, heldAt(municipalityId, value))),
      );
      const few = filter.heldBy ?? filter.code ?? filter.harvestedFrom ?? filter.harvestedTo;
      const columns = { state: t.batches.state, position: t.batches.position };
      const list = (seen: SQL | undefined) =>
        db
          .select(columns)
          .from(t.batches)
          .where(and(found, seen, before(t.batches.position, page)))
          .orderBy(few === undefined ? desc(t.batches.position) : sorted(t.batches.position))
          .limit(page.limit + 1);
      const atPlace = (place: Place) =>
        db
          .select(columns)
          .from(t.batchPlaces)
          .innerJoin(
            t.batches,
            and(
              eq(t.batches.municipalityId, municipalityId),
              eq(t.batches.code, t.batchPlaces.batch),
            ),
          )
          .where(
            and(
              eq(t.batchPlaces.municipalityId, municipalityId),
              eq(t.batchPlaces.place, placeAccount(place)),
              found,
              before(t.batchPlaces.position, page),
            ),
          )
          .orderBy(
            few === undefined ? desc(t.batchPlaces.position) : sorted(t.batchPlaces.position),
          )
          .limit(page.limit + 1);
      const lists = scope
        ? [
            ...scope.farmerIds.map((id) => list(eq(t.batches.farmerId, id))),
            ...scope.places.map(atPlace),
          ]
        : [list(undefined)];
      const rows = merged(await Promise.all(lists), page.limit + 1, ({ position }) => position);
      return pageOf(
        rows,
        page.limit,
        ({ state }) => state,
        ({ position }) => `${position}`,
      );
    },

    async similarHarvest({ municipalityId, farmerId, cropId, harvestedOn, since }) {
      const [row] = await db
        .select({ code: t.batches.code })
        .from(t.batches)
        .where(
          and(
            eq(t.batches.municipalityId, municipalityId),
            eq(t.batches.farmerId, farmerId),
            eq(t.batches.cropId, cropId),
            eq(t.batches.harvestedOn, harvestedOn),
            gte(t.batches.registeredAt, since),
            ne(t.batches.status, 'voided'),
          ),
        )
        .orderBy(desc(t.batches.position))
        .limit(1);
      return row?.code ?? null;
    },

    async events(municipalityId, code) {
      const rows = await db
        .select()
        .from(t.events)
        .where(and(eq(t.events.municipalityId, municipalityId), eq(t.events.batch, code)))
        .orderBy(asc(t.events.version));
      return rows.map(toLoggedEvent);
    },

    async balances(municipalityId, code) {
      const rows = await db
        .select({ account: t.balances.account, grams: t.balances.grams })
        .from(t.balances)
        .where(and(eq(t.balances.municipalityId, municipalityId), eq(t.balances.batch, code)));
      return Object.fromEntries(rows.map(({ account, grams }) => [account, grams]));
    },

    async delivery(municipalityId, scope, id) {
      const rows = await db
        .select()
        .from(t.deliveries)
        .where(
          and(
            eq(t.deliveries.municipalityId, municipalityId),
            eq(t.deliveries.id, id),
            party(scope),
          ),
        );
      const [delivery] = await withLines(db, municipalityId, rows);
      return delivery ?? null;
    },

    async deliveries(municipalityId, scope, filter, page) {
      const list = (party: SQL | undefined) =>
        db
          .select()
          .from(t.deliveries)
          .where(
            and(
              eq(t.deliveries.municipalityId, municipalityId),
              party,
              when(filter.status, (value) => eq(t.deliveries.status, value)),
              when(filter.from, (value) => eq(t.deliveries.fromPlace, placeAccount(value))),
              when(filter.to, (value) => eq(t.deliveries.toPlace, placeAccount(value))),
              when(filter.deliverOn, (value) => eq(t.deliveries.deliverOn, value)),
              before(t.deliveries.position, page),
            ),
          )
          .orderBy(desc(t.deliveries.position))
          .limit(page.limit + 1);
      const lists = scope
        ? scope.places
            .map(placeAccount)
            .flatMap((place) => [
              list(eq(t.deliveries.fromPlace, place)),
              list(eq(t.deliveries.toPlace, place)),
            ])
        : [list(undefined)];
      const rows = merged(await Promise.all(lists), page.limit + 1, ({ position }) => position);
      const { items, next } = pageOf(
        rows,
        page.limit,
        (row) => row,
        ({ position }) => `${position}`,
      );
      return { items: await withLines(db, municipalityId, items), next };
    },

    async entries(municipalityId, scope, filter, page) {
      const places = scope?.places.map(placeAccount);
      const rows = await db
        .select()
        .from(t.entries)
        .where(
          and(
            eq(t.entries.municipalityId, municipalityId),
            eq(t.entries.type, filter.type),
            places && inArray(t.entries.place, places),
            when(filter.place, (value) => eq(t.entries.place, placeAccount(value))),
            when(filter.from, (value) => gte(t.entries.at, value)),
            when(filter.to, (value) => lt(t.entries.at, value)),
            page.cursor === null ? undefined : earlier(page.cursor),
          ),
        )
        .orderBy(desc(t.entries.at), desc(t.entries.position))
        .limit(page.limit + 1);
      return pageOf(rows, page.limit, toEntry, ({ at, position }) =>
        JSON.stringify([at, position]),
      );
    },
  };
}

function party(scope: Scope): SQL | undefined {
  if (!scope) return undefined;
  const places = scope.places.map(placeAccount);
  return or(inArray(t.deliveries.fromPlace, places), inArray(t.deliveries.toPlace, places));
}

type Position =
  | typeof t.batches.position
  | typeof t.batchPlaces.position
  | typeof t.deliveries.position;

function before(position: Position, { cursor }: PageRequest): SQL | undefined {
  return cursor === null ? undefined : lt(position, numberCursor(cursor));
}

/** Newest first, but by sorting: where a filter leaves few, its index finds them sooner than the order's. */
const sorted = (position: Position): SQL => sql`${position} + 0 desc`;

function earlier(cursor: string): SQL {
  const [at, position] = pairCursor(cursor);
  return sql`(${t.entries.at}, ${t.entries.position}) < (${at}, ${Number(position)})`;
}

async function withLines(
  db: SqliteDb,
  municipalityId: string,
  rows: (typeof t.deliveries.$inferSelect)[],
): Promise<Delivery[]> {
  const ids = rows.map(({ id }) => id);
  const lines = await db
    .select()
    .from(t.deliveryLines)
    .where(
      and(
        eq(t.deliveryLines.municipalityId, municipalityId),
        inArray(t.deliveryLines.deliveryId, ids),
      ),
    )
    .orderBy(asc(t.deliveryLines.batch));
  return rows.map((row) => ({
    id: row.id,
    from: toPlace(row.fromPlace),
    to: toPlace(row.toPlace),
    status: row.status as DeliveryStatus,
    deliverOn: row.deliverOn,
    note: row.note,
    dispatchedAt: row.dispatchedAt,
    lines: lines
      .filter(({ deliveryId }) => deliveryId === row.id)
      .map(({ municipalityId: _, deliveryId: __, ...line }) => line as DeliveryLine),
  }));
}

const toPlace = (account: string): Place => splitAccount(account as Account) as Place;

function toLoggedEvent(row: typeof t.events.$inferSelect): LoggedEvent {
  const { position, data, actor, ...rest } = row;
  const event = { ...rest, data: parsed(data), actor: parsed(actor) } as SealedEvent;
  return { position, event };
}

/** JSON that was damaged in the file is kept as text, for verification to name. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

const toEntry = (row: typeof t.entries.$inferSelect): BookEntry => ({
  id: row.id,
  batch: row.batch,
  type: row.type as BatchEventType,
  commandId: row.commandId,
  place: splitAccount(row.place as Account) as BookEntry['place'],
  at: row.at,
  grams: row.grams,
  voided: row.voided,
  data: row.data,
});
