import { and, asc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { ReportReads } from '../../app/ports.ts';
import { type Account, type Place, placeAccount, splitAccount } from '../../domain/accounts.ts';
import type { BatchEventType } from '../../domain/batch/events.ts';
import { originsOf } from '../../domain/batch/state.ts';
import type { Holding } from '../../domain/report/figures.ts';
import type { ReportEntry } from '../../domain/report/measures.ts';
import { NO_FARMER } from '../projections.ts';
import { entryColumns, noHarvest, ofEntry } from './entries.ts';
import { balanceOfBatch, isHeld } from './figures.ts';
import { beginningWith } from './page.ts';
import { prepared, type Reader } from './reader.ts';

const HOLDING = ['network/', 'transit/', 'stall/', 'kitchen/'];

/** Reads for reports, page after page through an index: they may go over years. */
export function reportReads(reader: Reader): ReportReads {
  const { db, t } = reader;
  const { placeholder } = sql;
  const ofBatch = and(
    eq(t.batches.municipalityId, placeholder('municipalityId')),
    eq(t.batches.code, t.events.batch),
  );
  const { cropId, farmerId, networkId, harvestedOn } = t.batches;
  const batch = { cropId, farmerId, networkId, harvestedOn };

  const entriesBy = (name: string, also: SQL | undefined) =>
    prepared(
      `report_entries_${name}`,
      db
        .select({ entry: entryColumns(t), ...batch })
        .from(t.entries)
        .innerJoin(t.events, ofEntry(t))
        .innerJoin(t.batches, ofBatch)
        .where(
          and(
            eq(t.entries.municipalityId, placeholder('municipalityId')),
            eq(t.entries.type, placeholder('type')),
            also,
            gte(t.entries.at, placeholder('from')),
            lt(t.entries.at, placeholder('to')),
            sql`(${t.entries.at}, ${t.entries.position}) > (${placeholder('at')}, ${placeholder('position')})`,
          ),
        )
        .orderBy(asc(t.entries.at), asc(t.entries.position))
        .limit(placeholder('limit')),
    );
  const atPlace = eq(t.entries.place, placeholder('place'));
  const entries = {
    all: entriesBy('all', undefined),
    network: entriesBy('network', eq(networkId, placeholder('networkId'))),
    farmer: entriesBy('farmer', eq(farmerId, placeholder('farmerId'))),
    place: entriesBy('place', and(atPlace, noHarvest(t))),
    harvestPlace: entriesBy('harvest_place', atPlace),
    mixes: entriesBy('mixes', eq(farmerId, NO_FARMER)),
  };
  const corrections = prepared(
    'report_corrections',
    db
      .select({ event: t.events, ...batch })
      .from(t.events)
      .innerJoin(
        t.batches,
        and(
          eq(t.batches.municipalityId, placeholder('municipalityId')),
          eq(t.batches.code, t.events.batch),
        ),
      )
      .where(
        and(
          eq(t.events.municipalityId, placeholder('municipalityId')),
          // Not as a parameter: the index is of these alone.
          sql`${t.events.type} = 'corrected'`,
          gte(t.events.serverTime, placeholder('from')),
          lt(t.events.serverTime, placeholder('to')),
          sql`(${t.events.serverTime}, ${t.events.position}) > (${placeholder('at')}, ${placeholder('position')})`,
        ),
      )
      .orderBy(asc(t.events.serverTime), asc(t.events.position))
      .limit(placeholder('limit')),
  );

  /** Of the deliveries that some entries are about: the ends, and what a kilogram of each batch costs. */
  async function deliveriesOf(municipalityId: string, ids: string[]) {
    const { id, fromPlace, toPlace } = t.deliveries;
    const { batch, priceSatang } = t.deliveryLines;
    const rows =
      ids.length === 0
        ? []
        : await db
            .select({ id, fromPlace, toPlace, batch, priceSatang })
            .from(t.deliveries)
            .innerJoin(
              t.deliveryLines,
              and(
                eq(t.deliveryLines.municipalityId, t.deliveries.municipalityId),
                eq(t.deliveryLines.deliveryId, id),
              ),
            )
            .where(and(eq(t.deliveries.municipalityId, municipalityId), inArray(id, ids)));
    const known = new Map(
      rows.map(({ id, fromPlace, toPlace, batch, priceSatang }) => [
        `${id} ${batch}`,
        { id, from: placeOf(fromPlace), to: placeOf(toPlace), priceSatang },
      ]),
    );
    return (deliveryId: string, batch: string) => known.get(`${deliveryId} ${batch}`) ?? null;
  }

  /** The harvests that are in mixed batches. */
  async function originsIn(municipalityId: string, codes: string[]) {
    const { code, state } = t.batches;
    const rows =
      codes.length === 0
        ? []
        : await db
            .select({ code, state })
            .from(t.batches)
            .where(and(eq(t.batches.municipalityId, municipalityId), inArray(code, codes)));
    return new Map(rows.map(({ code, state }) => [code, originsOf(state)]));
  }

  return {
    async reportEntries(municipalityId, { type, from, to, of, after, limit }) {
      const [at, position] = after ?? [from, -1];
      // From where the page before ended: the index is not gone through from the beginning each time.
      const values = { municipalityId, type, from: at, to, at, position, limit };
      if (type === 'corrected') {
        const rows = await corrections(values);
        return rows.map(({ event, ...known }): ReportEntry => {
          const { id, position, serverTime, commandId } = event;
          const { place } = JSON.parse(event.actor) as { place: ReportEntry['place'] };
          const data: unknown = JSON.parse(event.data);
          const entry = {
            id,
            position,
            type,
            at: serverTime,
            batch: event.batch,
            commandId,
            place,
          };
          return { ...entry, ...known, grams: 0, voided: false, data, delivery: null };
        });
      }
      const by = of.by === 'place' && type === 'harvest-registered' ? 'harvestPlace' : of.by;
      const rows = await entries[by]({ ...values, ...wanted(of) });
      const deliveryOf = ({ data }: { data: unknown }) =>
        (data as { deliveryId?: string }).deliveryId;
      const delivery = await deliveriesOf(municipalityId, [
        ...new Set(rows.flatMap(({ entry }) => deliveryOf(entry) ?? [])),
      ]);
      const isMixed = (row: (typeof rows)[number]) =>
        row.farmerId === NO_FARMER && row.entry.type === 'received';
      const origins = await originsIn(municipalityId, [
        ...new Set(rows.filter(isMixed).map(({ entry }) => entry.batch)),
      ]);
      return rows.map(({ entry, ...known }): ReportEntry => {
        const { type, place, ...rest } = entry;
        const mixed = origins.get(entry.batch);
        return {
          ...(mixed && type === 'received' && { origins: mixed }),
          ...rest,
          ...known,
          type: type as BatchEventType,
          place: splitAccount(place as Account) as ReportEntry['place'],
          delivery: delivery(deliveryOf(entry) ?? '', entry.batch),
        };
      });
    },

    async holdings(municipalityId) {
      const { account } = t.balances;
      const held: Holding[] = [];
      for (const accounts of HOLDING) {
        const rows = await db
          .select({
            account,
            networkId,
            cropId,
            grams: sql`sum(${t.balances.grams})`.mapWith(Number),
          })
          .from(t.balances)
          .innerJoin(t.batches, balanceOfBatch(t))
          .where(
            and(
              eq(t.balances.municipalityId, municipalityId),
              beginningWith(account, accounts),
              isHeld(t),
            ),
          )
          .groupBy(account, networkId, cropId);
        held.push(...rows.map((row) => ({ ...row, account: row.account as Account })));
      }
      return held;
    },
  };
}

function wanted(of: Parameters<ReportReads['reportEntries']>[1]['of']): Record<string, string> {
  switch (of.by) {
    case 'all':
    case 'mixes':
      return {};
    case 'network':
      return { networkId: of.id };
    case 'farmer':
      return { farmerId: of.id };
    case 'place':
      return { place: placeAccount(of.place) };
  }
}

const placeOf = (account: string): Place => splitAccount(account as Account) as Place;
