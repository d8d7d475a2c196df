import {
  and,
  asc,
  count,
  eq,
  getTableColumns,
  gt,
  gte,
  lte,
  notExists,
  or,
  sql,
} from 'drizzle-orm';
import type { BookReads, LoggedEvent } from '../../app/ports.ts';
import type { SealedEvent } from '../../domain/batch/events.ts';
import { party, withLines } from './deliveries.ts';
import { bookEntries } from './entries.ts';
import { balanceOfBatch, bookFigures } from './figures.ts';
import { bookLists } from './lists.ts';
import { prepared, type Reader, type Tables } from './reader.ts';

export function bookReads(reader: Reader): BookReads {
  const { db, t } = reader;
  const { placeholder } = sql;
  const stored = { batch: t.batches.state, lastHash: t.batches.lastHash };
  const named = and(
    eq(t.batches.municipalityId, placeholder('municipalityId')),
    eq(t.batches.code, placeholder('code')),
  );
  const batchOf = prepared('batch_of', db.select(stored).from(t.batches).where(named));
  const batchAnywhere = prepared(
    'batch_anywhere',
    db
      .select(stored)
      .from(t.batches)
      .where(eq(t.batches.code, placeholder('code'))),
  );
  const firstEventOf = prepared(
    'first_event_of',
    db
      .select(getTableColumns(t.events))
      .from(t.batches)
      .innerJoin(
        t.events,
        and(eq(t.events.position, t.batches.position), eq(t.events.batch, t.batches.code)),
      )
      .where(named),
  );
  const laterEventsOf = prepared(
    'later_events_of',
    db
      .select()
      .from(t.events)
      .where(
        and(
          eq(t.events.municipalityId, placeholder('municipalityId')),
          eq(t.events.batch, placeholder('code')),
          // Not as a parameter: the index is of these alone.
          sql`${t.events.version} > 1`,
        ),
      )
      .orderBy(asc(t.events.version)),
  );
  return {
    ...bookLists(reader),
    ...bookEntries(reader),
    ...bookFigures(reader),

    async batch(municipalityId, code) {
      const [row] = await batchOf({ municipalityId, code });
      return row ?? null;
    },

    async batchAnywhere(code) {
      const [row] = await batchAnywhere({ code });
      return row ?? null;
    },

    async events(municipalityId, code) {
      const of = { municipalityId, code };
      const [first, later] = await Promise.all([firstEventOf(of), laterEventsOf(of)]);
      return [...first, ...later].map(toLoggedEvent);
    },

    async codesAfter(municipalityId, code, limit) {
      const rows = await db
        .select({ code: t.batches.code })
        .from(t.batches)
        // Not as a plain column: SQLite would go by it, and sort all that a municipality has for each page.
        .where(
          and(eq(sql`${t.batches.municipalityId} || ''`, municipalityId), gt(t.batches.code, code)),
        )
        .orderBy(asc(t.batches.code))
        .limit(limit);
      return rows.map((row) => row.code);
    },

    async strayCodes(municipalityId) {
      const { events, batches } = t;
      const own = db
        .select({ code: batches.code })
        .from(batches)
        .where(
          and(
            eq(batches.code, events.batch),
            eq(batches.municipalityId, events.municipalityId),
            or(gt(events.version, 1), eq(batches.position, events.position)),
          ),
        );
      const rows = await db
        .selectDistinct({ code: events.batch })
        .from(events)
        .where(and(eq(events.municipalityId, municipalityId), notExists(own)))
        .orderBy(asc(events.batch));
      return rows.map((row) => row.code);
    },

    async balances(municipalityId, code) {
      const rows = await db
        .select({ account: t.balances.account, grams: t.balances.grams })
        .from(t.batches)
        .innerJoin(t.balances, balanceOfBatch(t))
        .where(and(eq(t.batches.municipalityId, municipalityId), eq(t.batches.code, code)));
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
            party(t, scope),
          ),
        );
      const [delivery] = await withLines(reader, municipalityId, rows);
      return delivery ?? null;
    },

    async deliveryNumber(municipalityId, id, since) {
      const { deliveries } = t;
      const ofMunicipality = eq(deliveries.municipalityId, municipalityId);
      const own = db
        .select({ position: deliveries.position })
        .from(deliveries)
        .where(and(ofMunicipality, eq(deliveries.id, id)));
      const [row] = await db
        .select({ number: count() })
        .from(deliveries)
        .where(
          and(ofMunicipality, lte(deliveries.position, own), gte(deliveries.dispatchedAt, since)),
        );
      return row?.number ?? 0;
    },
  };
}

function toLoggedEvent(row: Tables['events']['$inferSelect']): LoggedEvent {
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
