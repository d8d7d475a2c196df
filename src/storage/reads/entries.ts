import { and, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { type BookEntry, type BookReads, InvalidCursor } from '../../app/ports.ts';
import { type Account, placeAccount, splitAccount } from '../../domain/accounts.ts';
import type { BatchEventType } from '../../domain/batch/events.ts';
import { pageOf, pairCursor, when } from './page.ts';
import type { Reader, Tables } from './reader.ts';

/** Entries of a kind as they stand, newest first. */
export function bookEntries({ db, t }: Reader): Pick<BookReads, 'entries'> {
  return {
    async entries(municipalityId, scope, filter, page) {
      const places = scope?.places.map(placeAccount);
      const rows = await db
        .select(entryColumns(t))
        .from(t.entries)
        .innerJoin(t.events, ofEntry(t))
        .where(
          and(
            eq(t.entries.municipalityId, municipalityId),
            eq(t.entries.type, filter.type),
            places && inArray(t.entries.place, places),
            when(filter.place, (value) => eq(t.entries.place, placeAccount(value))),
            filter.type === 'harvest-registered' ? undefined : noHarvest(t),
            when(filter.from, (value) => gte(t.entries.at, value)),
            when(filter.to, (value) => lt(t.entries.at, value)),
            page.cursor === null ? undefined : earlier(t, page.cursor),
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

/** An entry, what it is of, and what it says: what its event does, unless a correction has changed it. */
export const entryColumns = ({ entries, events }: Tables) => ({
  id: events.id,
  batch: events.batch,
  commandId: events.commandId,
  type: entries.type,
  at: entries.at,
  position: entries.position,
  place: entries.place,
  grams: entries.grams,
  voided: entries.voided,
  data: sql`coalesce(${entries.data}, ${events.data})`.mapWith(entries.data),
});

export const ofEntry = ({ entries, events }: Tables) => eq(events.position, entries.position);

/** Not as a parameter: the index by place is of these alone. */
export const noHarvest = ({ entries }: Tables) => sql`${entries.type} <> 'harvest-registered'`;

function earlier(t: Tables, cursor: string): SQL {
  const [at, place] = pairCursor(cursor);
  const position = Number(place);
  if (!Number.isSafeInteger(position)) throw new InvalidCursor(cursor);
  return sql`(${t.entries.at}, ${t.entries.position}) < (${sql.param(at, t.entries.at)}, ${position})`;
}

type EntryColumns = Omit<Tables['entries']['$inferSelect'], 'municipalityId'> &
  Pick<Tables['events']['$inferSelect'], 'id' | 'batch' | 'commandId'>;

const toEntry = ({ position: _, type, place, ...row }: EntryColumns): BookEntry => ({
  ...row,
  type: type as BatchEventType,
  place: splitAccount(place as Account) as BookEntry['place'],
});
