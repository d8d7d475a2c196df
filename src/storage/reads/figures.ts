import { and, asc, count, eq, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { BookReads, Late } from '../../app/ports.ts';
import { withLines } from './deliveries.ts';
import { beginningWith } from './page.ts';
import type { Reader, Tables } from './reader.ts';

const HELD = ['on_hold', 'failed', 'recalled'];
const TRANSIT = 'transit/';

/** Sums over the book. Each begins at an index that holds no more than what it counts. */
export function bookFigures(reader: Reader): Pick<BookReads, 'figures' | 'late'> {
  const { db, t } = reader;
  const ofBatch = balanceOfBatch(t);

  return {
    async figures(municipalityId, from, to) {
      const harvestedThen = and(
        eq(t.batches.municipalityId, municipalityId),
        gte(t.batches.harvestedOn, from),
        lte(t.batches.harvestedOn, to),
      );
      const { networkId, harvestedOn, status } = t.batches;
      const { account } = t.balances;
      const [harvests, balances] = await Promise.all([
        db
          .select({ networkId, harvestedOn, status, batches: count(), grams: gramsFrom(t) })
          .from(t.batches)
          .leftJoin(t.balances, and(ofBatch, beginningWith(account, 'field/')))
          .where(harvestedThen)
          .groupBy(networkId, harvestedOn, status),
        db
          .select({ account, grams: sum(t.balances.grams) })
          .from(t.batches)
          .innerJoin(t.balances, ofBatch)
          .where(harvestedThen)
          .groupBy(account),
      ]);
      return { harvests, balances } as Awaited<ReturnType<BookReads['figures']>>;
    },

    async late(municipalityId, today, most) {
      // What is under way is found by what is still held: however long the book, that is never much.
      const heldIn = (accounts: string) =>
        and(
          eq(t.balances.municipalityId, municipalityId),
          beginningWith(t.balances.account, accounts),
          isHeld(t),
        );
      const dueBefore = and(heldIn(TRANSIT), lt(t.deliveries.deliverOn, today));
      const delivery = and(
        eq(t.deliveries.municipalityId, t.balances.municipalityId),
        eq(t.deliveries.id, sql`substr(${t.balances.account}, ${TRANSIT.length + 1})`),
      );
      const overdue = await db
        .selectDistinct({ id: t.deliveries.id, deliverOn: t.deliveries.deliverOn })
        .from(t.balances)
        .innerJoin(t.deliveries, delivery)
        .where(dueBefore)
        .orderBy(asc(t.deliveries.deliverOn), asc(t.deliveries.id));
      const ids = overdue.slice(0, most).map(({ id }) => id);
      const rows = await db
        .select()
        .from(t.deliveries)
        .where(and(eq(t.deliveries.municipalityId, municipalityId), inArray(t.deliveries.id, ids)))
        .orderBy(asc(t.deliveries.deliverOn), asc(t.deliveries.id));

      const { state } = t.batches;
      const untested = and(
        heldIn('network/'),
        eq(t.batches.status, 'waiting'),
        lt(t.batches.harvestedOn, today),
      );
      const held = and(
        eq(t.batches.municipalityId, municipalityId),
        inArray(t.batches.status, HELD),
      );
      const [waiting, waitingCount, holds, holdCount] = await Promise.all([
        db
          .select({ state })
          .from(t.balances)
          .innerJoin(t.batches, ofBatch)
          .where(untested)
          .orderBy(asc(t.batches.harvestedOn), asc(t.batches.position))
          .limit(most),
        db.select({ n: count() }).from(t.balances).innerJoin(t.batches, ofBatch).where(untested),
        db
          .select({ state })
          .from(t.batches)
          .where(held)
          .orderBy(asc(t.batches.position))
          .limit(most),
        db.select({ n: count() }).from(t.batches).where(held),
      ]);
      return {
        deliveries: {
          count: overdue.length,
          items: await withLines(reader, municipalityId, rows),
        },
        waiting: { count: waitingCount[0]?.n ?? 0, items: waiting.map((row) => row.state) },
        holds: { count: holdCount[0]?.n ?? 0, items: holds.map((row) => row.state) },
      } satisfies Late;
    },
  };
}

export const balanceOfBatch = ({ balances, batches }: Tables) =>
  and(eq(balances.municipalityId, batches.municipalityId), eq(balances.position, batches.position));

/** Not as a parameter: the index of accounts is of these balances alone. */
export const isHeld = ({ balances }: Tables) => sql`${balances.grams} > 0`;

/** PostgreSQL gives the sum of whole numbers as text, as it may be larger than any of them. */
const sum = (column: Tables['balances']['grams'] | SQL) => sql`sum(${column})`.mapWith(Number);

/** What the field has given: its account is below zero by that much. */
const gramsFrom = (t: Tables) => sum(sql`-coalesce(${t.balances.grams}, 0)`);
