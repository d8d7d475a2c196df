import { and, desc, eq, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { BookReads, PageRequest } from '../../app/ports.ts';
import { type Place, placeAccount } from '../../domain/accounts.ts';
import { STATUSES } from '../../domain/batch/state.ts';
import { withLines } from './deliveries.ts';
import { isHeld } from './figures.ts';
import { beginningWith, merged, numberCursor, pageOf, when } from './page.ts';
import type { Reader, Tables } from './reader.ts';

/** Lists of batches and deliveries, newest first. */
export function bookLists(reader: Reader): Pick<BookReads, 'batches' | 'stoppedAt' | 'deliveries'> {
  const { db, t } = reader;
  const heldAt = (municipalityId: string, place: Place) =>
    db
      .select({ position: t.balances.position })
      .from(t.balances)
      .where(
        and(
          eq(t.balances.municipalityId, municipalityId),
          eq(t.balances.account, placeAccount(place)),
          isHeld(t),
        ),
      );

  return {
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
        when(filter.heldBy, (value) => inArray(t.batches.position, heldAt(municipalityId, value))),
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
              eq(t.batches.position, t.batchPlaces.position),
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
      // The newest of each status: each is found through an index, which no other list of all has.
      const all =
        (few ?? filter.status) === undefined
          ? STATUSES.map((status) => eq(t.batches.status, status))
          : [undefined];
      const lists = scope
        ? [
            ...scope.farmerIds.map((id) => list(eq(t.batches.farmerId, id))),
            ...scope.places.map(atPlace),
          ]
        : all.map(list);
      const rows = merged(await Promise.all(lists), page.limit + 1, ({ position }) => position);
      return pageOf(
        rows,
        page.limit,
        ({ state }) => state,
        ({ position }) => `${position}`,
      );
    },

    async stoppedAt(municipalityId, places) {
      const lists = places.map((place) =>
        db
          .select({ state: t.batches.state })
          .from(t.batches)
          .innerJoin(
            t.batchPlaces,
            and(
              eq(t.batchPlaces.municipalityId, municipalityId),
              eq(t.batchPlaces.place, placeAccount(place)),
              // Few batches are stopped, and a place has seen many: through the first, not the second.
              sql`${t.batchPlaces.position} = ${t.batches.position} + 0`,
            ),
          )
          .where(
            and(
              eq(t.batches.municipalityId, municipalityId),
              inArray(t.batches.status, ['on_hold', 'failed', 'recalled']),
            ),
          ),
      );
      const found = (await Promise.all(lists)).flat().map(({ state }) => state);
      return [...new Map(found.map((batch) => [batch.code, batch])).values()];
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
      return { items: await withLines(reader, municipalityId, items), next };
    },
  };
}

type Position = Tables['batches' | 'batchPlaces' | 'deliveries']['position'];

function before(position: Position, { cursor }: PageRequest): SQL | undefined {
  return cursor === null ? undefined : lt(position, numberCursor(cursor));
}

/** Newest first, but by sorting: where a filter leaves few, its index finds them sooner than the order's. */
const sorted = (position: Position): SQL => sql`${position} + 0 desc`;
