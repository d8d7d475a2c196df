import { and, eq } from 'drizzle-orm';
import { type Account, placeAccount } from '../../domain/accounts.ts';
import type { SealedEvent } from '../../domain/batch/events.ts';
import { type Batch, type Consignment, statusOf } from '../../domain/batch/state.ts';
import type { SqliteDb } from './open.ts';
import * as t from './schema.ts';

/** One event, where it stands in the log, and the batch before and after it. */
type Step = { event: SealedEvent; position: number; before: Batch | null; after: Batch };

type Corrected = Extract<SealedEvent, { type: 'corrected' }>['data'];

/** Brings what is derived from the book up to date with one more event. */
export function project(db: SqliteDb, step: Step): void {
  projectBatch(db, step);
  projectBalances(db, step);
  projectPlaces(db, step);
  projectEntry(db, step);
  projectDelivery(db, step);
}

function projectBatch(db: SqliteDb, { event, position, after }: Step): void {
  const { harvest } = after;
  const changing = {
    status: statusOf(after),
    harvestedOn: harvest.harvestedOn,
    version: after.version,
    lastHash: event.hash,
    state: after,
  };
  db.insert(t.batches)
    .values({
      municipalityId: after.municipalityId,
      code: after.code,
      position,
      cropId: harvest.cropId,
      farmerId: harvest.farmerId,
      networkId: harvest.networkId,
      registeredAt: after.registeredAt,
      ...changing,
    })
    .onConflictDoUpdate({ target: [t.batches.municipalityId, t.batches.code], set: changing })
    .run();
}

function projectBalances(db: SqliteDb, { before, after }: Step): void {
  const was = before?.balances ?? {};
  const names = new Set([...Object.keys(was), ...Object.keys(after.balances)]) as Set<Account>;
  for (const account of names) {
    const grams = after.balances[account] ?? 0;
    if (grams === was[account]) continue;
    const key = { municipalityId: after.municipalityId, account, batch: after.code };
    if (grams === 0) {
      db.delete(t.balances)
        .where(
          and(
            eq(t.balances.municipalityId, key.municipalityId),
            eq(t.balances.account, key.account),
            eq(t.balances.batch, key.batch),
          ),
        )
        .run();
    } else {
      db.insert(t.balances)
        .values({ ...key, grams })
        .onConflictDoUpdate({
          target: [t.balances.municipalityId, t.balances.account, t.balances.batch],
          set: { grams },
        })
        .run();
    }
  }
}

function projectPlaces(db: SqliteDb, { event, after }: Step): void {
  const place =
    event.type === 'harvest-registered'
      ? placeAccount({ kind: 'network', id: event.data.networkId })
      : event.type === 'dispatched'
        ? placeAccount(event.data.to)
        : null;
  if (!place) return;
  const { municipalityId, code: batch } = after;
  const key = and(eq(t.batches.municipalityId, municipalityId), eq(t.batches.code, batch));
  const { position } = db
    .select({ position: t.batches.position })
    .from(t.batches)
    .where(key)
    .get()!;
  db.insert(t.batchPlaces)
    .values({ municipalityId, place, batch, position })
    .onConflictDoNothing()
    .run();
}

function projectEntry(db: SqliteDb, { event, position, after }: Step): void {
  const id = event.type === 'corrected' ? event.data.entry : event.id;
  const entry = after.entries[id];
  if (!entry) throw new Error(`${after.code} has no entry ${id}`);
  const grams = entry.moves.reduce((sum, move) => sum + move.grams, 0);
  if (event.type === 'corrected') {
    const key = and(eq(t.entries.municipalityId, after.municipalityId), eq(t.entries.id, id));
    const known = db.select({ data: t.entries.data }).from(t.entries).where(key).get();
    const data = { ...(known?.data as object), ...replaced(event.data) };
    db.update(t.entries).set({ grams, voided: entry.voided, data }).where(key).run();
    return;
  }
  db.insert(t.entries)
    .values({
      municipalityId: after.municipalityId,
      id,
      position,
      batch: after.code,
      type: event.type,
      commandId: event.commandId,
      place: `${event.actor.place.kind}/${event.actor.place.id}`,
      at: event.serverTime,
      grams,
      voided: false,
      data: event.data,
    })
    .run();
}

/** What a correction puts in the place of what an entry said. */
function replaced({ amount, line, harvest }: Corrected): object {
  const { review, ...fields } = harvest ?? { review: null };
  return { ...(amount && { amount }), ...(line && { line }), ...fields, ...(review && { review }) };
}

function projectDelivery(db: SqliteDb, { event, position, after }: Step): void {
  const corrected = event.type === 'corrected' ? after.entries[event.data.entry] : undefined;
  const deliveryId =
    'deliveryId' in event.data ? event.data.deliveryId : (corrected?.deliveryId ?? null);
  const consignment = deliveryId ? after.consignments[deliveryId] : undefined;
  if (!deliveryId || !consignment) return;
  const { municipalityId } = after;
  if (event.type === 'dispatched') {
    const { from, to, deliverOn, note } = event.data;
    db.insert(t.deliveries)
      .values({
        municipalityId,
        id: deliveryId,
        position,
        fromPlace: placeAccount(from),
        toPlace: placeAccount(to),
        status: 'in_transit',
        deliverOn,
        note,
        dispatchedAt: event.serverTime,
      })
      .onConflictDoNothing()
      .run();
  }
  const line = lineOf(consignment);
  db.insert(t.deliveryLines)
    .values({ municipalityId, deliveryId, batch: after.code, ...line })
    .onConflictDoUpdate({
      target: [t.deliveryLines.municipalityId, t.deliveryLines.deliveryId, t.deliveryLines.batch],
      set: line,
    })
    .run();
  setDeliveryStatus(db, municipalityId, deliveryId);
}

const lineOf = ({ state, sentGrams, line }: Consignment) => ({
  status: state,
  sentGrams,
  acceptedGrams: line?.acceptedGrams ?? null,
  rejectedGrams: line ? (line.rejected?.grams ?? 0) : null,
  missingGrams: line ? (line.missing?.grams ?? 0) : null,
});

/** A delivery is open while a line of it is; else received, unless all of it was cancelled. */
function setDeliveryStatus(db: SqliteDb, municipalityId: string, deliveryId: string): void {
  const states = db
    .selectDistinct({ status: t.deliveryLines.status })
    .from(t.deliveryLines)
    .where(
      and(
        eq(t.deliveryLines.municipalityId, municipalityId),
        eq(t.deliveryLines.deliveryId, deliveryId),
      ),
    )
    .all()
    .map(({ status }) => status);
  const status = ['in_transit', 'received', 'cancelled'].find((state) => states.includes(state));
  db.update(t.deliveries)
    .set({ status: status ?? 'in_transit' })
    .where(and(eq(t.deliveries.municipalityId, municipalityId), eq(t.deliveries.id, deliveryId)))
    .run();
}
