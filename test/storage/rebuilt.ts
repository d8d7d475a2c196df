/** What can be read of the book, computed once more from its events alone. */
import { expect } from 'vitest';
import type { BookEntry, Delivery, DeliveryStatus, Storage } from '../../src/app/ports.ts';
import {
  BATCH_EVENT_TYPES,
  type BatchEvent,
  type SealedEvent,
} from '../../src/domain/batch/events.ts';
import { type Batch, evolve, homesOf, statusOf } from '../../src/domain/batch/state.ts';
import { all } from './pages.ts';

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const by = <T>(items: T[], key: (item: T) => string): Record<string, T> =>
  Object.fromEntries(items.map((item) => [key(item), item]));

/** Every reading of a municipality's book says what a replay of its events gives. */
export async function expectRebuilt(storage: Storage, municipalityId: string): Promise<void> {
  const listed = await all((page) => storage.batches(municipalityId, undefined, {}, page));
  const batches = new Map<string, Batch>();
  const events: SealedEvent[] = [];
  for (const { code } of listed) {
    const logged = (await storage.events(municipalityId, code)).map(({ event }) => event);
    events.push(...logged);
    batches.set(code, plain(logged.reduce<Batch | null>(evolve, null) as Batch));
  }
  expect(by(listed, ({ code }) => code)).toEqual(Object.fromEntries(batches));
  for (const batch of batches.values()) await expectBatch(storage, batch, events);
  await expectPlaces(storage, municipalityId, [...batches.values()]);
  await expectEntries(storage, municipalityId, batches, events);
  await expectDeliveries(storage, municipalityId, [...batches.values()], events);
}

async function expectBatch(storage: Storage, batch: Batch, events: SealedEvent[]): Promise<void> {
  const { municipalityId, code } = batch;
  const lastHash = events.findLast((event) => event.batch === code)?.hash;
  expect(await storage.batch(municipalityId, code)).toEqual({ batch, lastHash });
  expect(await storage.balances(municipalityId, code)).toEqual(batch.balances);
  const { harvest } = batch;
  const filter = {
    code,
    status: statusOf(batch),
    cropId: harvest.cropId,
    farmerId: harvest.farmerId ?? undefined,
    networkId: harvest.networkId,
    harvestedFrom: harvest.harvestedOn,
    harvestedTo: harvest.harvestedOn,
  };
  const found = await storage.batches(municipalityId, undefined, filter, {
    limit: 2,
    cursor: null,
  });
  expect(found.items.map((item) => item.code)).toEqual([code]);
}

/** Who sees a batch: the network's people and those to whom it was ever sent; and who holds it now. */
async function expectPlaces(storage: Storage, municipalityId: string, batches: Batch[]) {
  const placesOf = (batch: Batch) => [
    ...homesOf(batch),
    ...Object.values(batch.consignments).flatMap(({ from, to }) => [from, to]),
  ];
  const places = by(batches.flatMap(placesOf), ({ kind, id }) => `${kind}/${id}`);
  const codes = (some: Batch[]) => some.map(({ code }) => code).sort();
  for (const [name, place] of Object.entries(places)) {
    const scope = { farmerIds: [], places: [place] };
    const seen = await all((page) => storage.batches(municipalityId, scope, {}, page));
    const concerned = batches.filter(
      (batch) =>
        homesOf(batch).some(({ kind, id }) => name === `${kind}/${id}`) ||
        Object.values(batch.consignments).some(({ to }) => name === `${to.kind}/${to.id}`),
    );
    expect(codes(seen), `seen from ${name}`).toEqual(codes(concerned));
    const held = await all((page) =>
      storage.batches(municipalityId, undefined, { heldBy: place }, page),
    );
    const holding = batches.filter(({ balances }) => (balances as Record<string, number>)[name]);
    expect(codes(held), `held by ${name}`).toEqual(codes(holding));
  }
}

async function expectEntries(
  storage: Storage,
  municipalityId: string,
  batches: Map<string, Batch>,
  events: SealedEvent[],
): Promise<void> {
  const read: BookEntry[] = [];
  for (const type of BATCH_EVENT_TYPES) {
    read.push(...(await all((page) => storage.entries(municipalityId, undefined, { type }, page))));
  }
  const expected = events
    .filter(({ type }) => type !== 'corrected')
    .map((event): BookEntry => {
      const entry = (batches.get(event.batch) as Batch).entries[event.id]!;
      return {
        id: event.id,
        batch: event.batch,
        type: event.type,
        commandId: event.commandId,
        place: event.actor.place,
        at: event.serverTime,
        grams: entry.moves.reduce((sum, { grams }) => sum + grams, 0),
        voided: entry.voided,
        data: correctedData(event, events),
      };
    });
  expect(by(read, ({ id }) => id)).toEqual(by(plain(expected), ({ id }) => id));
}

/** What an entry says after all that was corrected of it. */
function correctedData(event: SealedEvent, events: SealedEvent[]): unknown {
  let data: Record<string, unknown> = { ...event.data };
  for (const { type, data: change } of events as BatchEvent[]) {
    if (type !== 'corrected' || change.entry !== event.id) continue;
    const { amount, line, harvest } = change;
    data = { ...data, ...(amount && { amount }), ...(line && { line }) };
    if (harvest) {
      const { review, ...fields } = harvest;
      data = { ...data, ...fields, ...(review && { review }) };
    }
  }
  return data;
}

async function expectDeliveries(
  storage: Storage,
  municipalityId: string,
  batches: Batch[],
  events: SealedEvent[],
): Promise<void> {
  const read = await all((page) => storage.deliveries(municipalityId, undefined, {}, page));
  const expected = new Map<string, Delivery>();
  for (const event of events.toSorted((a, b) => (a.serverTime < b.serverTime ? -1 : 1))) {
    if (event.type !== 'dispatched') continue;
    const { deliveryId: id, from, to, deliverOn, note } = event.data;
    if (expected.has(id)) continue;
    const lines = batches
      .filter(({ consignments }) => consignments[id])
      .map(({ code, consignments }) => {
        const { state, sentGrams, line, priceSatang } = consignments[id]!;
        return {
          batch: code,
          sentGrams,
          acceptedGrams: line ? line.acceptedGrams : null,
          rejectedGrams: line ? (line.rejected?.grams ?? 0) : null,
          missingGrams: line ? (line.missing?.grams ?? 0) : null,
          priceSatang: priceSatang ?? null,
          status: state,
        };
      })
      .sort((a, b) => (a.batch < b.batch ? -1 : 1));
    const has = (status: DeliveryStatus) => lines.some((line) => line.status === status);
    const status = has('in_transit') ? 'in_transit' : has('received') ? 'received' : 'cancelled';
    expected.set(id, {
      id,
      from,
      to,
      status,
      deliverOn,
      note,
      dispatchedAt: event.serverTime,
      lines,
    });
  }
  expect(by(read, ({ id }) => id)).toEqual(Object.fromEntries(expected));
  for (const delivery of expected.values()) {
    expect(await storage.delivery(municipalityId, undefined, delivery.id)).toEqual(delivery);
  }
}
