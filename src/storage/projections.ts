import { type Account, type Place, placeAccount } from '../domain/accounts.ts';
import type { SealedEvent } from '../domain/batch/events.ts';
import { type Batch, type Consignment, homesOf, statusOf } from '../domain/batch/state.ts';
import type { Change, Derived, Step } from './rows.ts';

type Corrected = Extract<SealedEvent, { type: 'corrected' }>['data'];

/** What one more event changes in the tables that are derived from the book. */
export function project(step: Step, known: Derived): Change[] {
  return [
    batchChange(step),
    ...balanceChanges(step),
    ...placeChanges(step),
    entryChange(step, known),
    ...deliveryChanges(step, known),
  ];
}

/** Of a mixed batch: the column is from before there were any. */
export const NO_FARMER = '';

function batchChange({ event, first, after }: Step): Change {
  const { municipalityId, code, harvest, version, registeredAt } = after;
  return {
    table: 'batches',
    put: {
      municipalityId,
      code,
      position: first,
      status: statusOf(after),
      cropId: harvest.cropId,
      farmerId: harvest.farmerId ?? NO_FARMER,
      networkId: harvest.networkId,
      harvestedOn: harvest.harvestedOn,
      registeredAt,
      version,
      lastHash: event.hash,
      state: after,
    },
  };
}

function balanceChanges({ before, after, first }: Step): Change[] {
  const was = before?.balances ?? {};
  const names = new Set([...Object.keys(was), ...Object.keys(after.balances)]) as Set<Account>;
  const changes: Change[] = [];
  for (const account of names) {
    const grams = after.balances[account] ?? 0;
    if (grams === was[account]) continue;
    const key = { municipalityId: after.municipalityId, position: first, account };
    changes.push(
      grams === 0
        ? { table: 'balances', drop: key }
        : { table: 'balances', put: { ...key, grams } },
    );
  }
  return changes;
}

function placeChanges({ event, first, after }: Step): Change[] {
  const { municipalityId } = after;
  return placesNewIn(event, after).map((place) => ({
    table: 'batchPlaces',
    put: { municipalityId, place: placeAccount(place), position: first },
  }));
}

function placesNewIn(event: SealedEvent, after: Batch): Place[] {
  switch (event.type) {
    case 'harvest-registered':
    case 'mixed':
      return homesOf(after);
    case 'dispatched':
      return [event.data.to];
    default:
      return [];
  }
}

function entryChange({ event, position, after }: Step, known: Derived): Change {
  const { municipalityId, code, entries } = after;
  const id = event.type === 'corrected' ? event.data.entry : event.id;
  const entry = entries[id];
  if (!entry) throw new Error(`${code} has no entry ${id}`);
  const grams = entry.moves.reduce((sum, move) => sum + move.grams, 0);
  if (event.type === 'corrected') {
    const row = known.entry(municipalityId, { id, type: entry.type, at: entry.at });
    if (!row) throw new Error(`${code} has no row of entry ${id}`);
    const data = { ...row.data, ...replaced(event.data) };
    return { table: 'entries', put: { ...row, grams, voided: entry.voided, data } };
  }
  return {
    table: 'entries',
    put: {
      municipalityId,
      type: event.type,
      at: event.serverTime,
      position,
      place: `${event.actor.place.kind}/${event.actor.place.id}`,
      grams,
      voided: false,
      data: null,
    },
  };
}

/** What a correction puts in the place of what an entry said. */
function replaced({ amount, line, harvest, priceSatang, meal }: Corrected): object {
  const { review, ...fields } = harvest ?? { review: null };
  const price = priceSatang !== undefined && { priceSatang };
  return {
    ...(amount && { amount }),
    ...price,
    ...meal,
    ...(line && { line }),
    ...fields,
    ...(review && { review }),
  };
}

function deliveryChanges({ event, position, after }: Step, known: Derived): Change[] {
  const id = deliveryOf(event, after);
  const consignment = id ? after.consignments[id] : undefined;
  if (!id || !consignment) return [];
  const { municipalityId, code: batch } = after;
  const line = { municipalityId, deliveryId: id, batch, ...lineOf(consignment) };
  const others = known.deliveryLines(municipalityId, id).filter((other) => other.batch !== batch);
  const delivery = known.delivery(municipalityId, id) ?? begun(event, position, municipalityId);
  const changes: Change[] = [{ table: 'deliveryLines', put: line }];
  if (delivery) {
    const status = statusOfLines([line, ...others]);
    changes.push({ table: 'deliveries', put: { ...delivery, status } });
  }
  return changes;
}

/** The delivery that an event is about; of a correction, that of the entry which it names. */
export function deliveryOf(event: SealedEvent, batch: Step['after'] | null): string | null {
  if (event.type === 'corrected') return batch?.entries[event.data.entry]?.deliveryId ?? null;
  return 'deliveryId' in event.data ? event.data.deliveryId : null;
}

function begun(event: SealedEvent, position: number, municipalityId: string) {
  if (event.type !== 'dispatched') return null;
  const { deliveryId: id, from, to, deliverOn, note } = event.data;
  return {
    municipalityId,
    id,
    position,
    fromPlace: placeAccount(from),
    toPlace: placeAccount(to),
    deliverOn,
    note,
    dispatchedAt: event.serverTime,
  };
}

const lineOf = ({ state, sentGrams, line, priceSatang }: Consignment) => ({
  status: state,
  sentGrams,
  acceptedGrams: line?.acceptedGrams ?? null,
  rejectedGrams: line ? (line.rejected?.grams ?? 0) : null,
  missingGrams: line ? (line.missing?.grams ?? 0) : null,
  priceSatang: priceSatang ?? null,
});

/** A delivery is open while a line of it is; else received, unless all of it was cancelled. */
function statusOfLines(lines: { status: string }[]): string {
  const states = lines.map(({ status }) => status);
  return ['in_transit', 'received', 'cancelled'].find((each) => states.includes(each))!;
}
