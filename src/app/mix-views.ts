import type { Place } from '../domain/accounts.ts';
import { onHand } from '../domain/accounts.ts';
import { mealsIn } from '../domain/batch/meals.ts';
import { type Batch, type Input, originsOf, statusOf } from '../domain/batch/state.ts';
import { showBatchCode } from '../domain/batch-code.ts';
import type { BatchDetail } from '../wire/batches.ts';
import { certificatesFor } from './deliveries.ts';
import type { Names } from './names.ts';
import type { BookReads, RegistryLookup, StoredBatch } from './ports.ts';

/** A mixed batch that another is in: what of it, and how much. */
type Made = { mixed: Batch; input: string; grams: number; place: Place };

/** All mixed batches that a batch is in, directly or through others, in the order in which they were made. */
export async function madeOf(storage: BookReads, batch: Batch): Promise<Made[]> {
  const made: Made[] = [];
  const ways: Batch[] = [batch];
  for (const input of ways) {
    for (const { batch: code, grams, place } of input.outputs ?? []) {
      const stored = await storage.batch(batch.municipalityId, code);
      if (!stored) continue;
      const { batch: mixed } = stored;
      made.push({ mixed, input: input.code, grams, place });
      if (!ways.some((known) => known.code === code)) ways.push(mixed);
    }
  }
  return made;
}

/** Names what is shown of the mixed batches that a batch is in: it changes with them. */
export async function madeKey(storage: BookReads, { batch }: StoredBatch): Promise<string> {
  if (!batch.outputs) return '';
  const made = await madeOf(storage, batch);
  return made.map(({ mixed: { code, version } }) => `${code} ${version}`).join(' ');
}

export async function inputViews(
  registry: RegistryLookup,
  batch: Batch,
  nameOf: (place: Place) => Names,
): Promise<BatchDetail['inputs']> {
  const { mix } = batch;
  if (!mix) return [];
  const certificates = await certificatesFor(registry, batch);
  const kinds = new Map(
    originsOf(batch).map((origin, index) => [origin.batch, certificates[index]?.kind ?? null]),
  );
  return mix.inputs.map((input) => ({
    batch: input.batch,
    shownCode: showBatchCode(input.batch),
    grams: input.grams,
    status: statusOfInput(input),
    origins: input.standing.origins.map((origin) => ({
      batch: origin.batch,
      network: nameOf({ kind: 'network', id: origin.networkId }),
      harvestedOn: origin.harvestedOn,
      grams: origin.grams,
      certificate: kinds.get(origin.batch) ?? null,
    })),
  }));
}

/** How a batch that is in a mixed one stands, as that one was told. */
const statusOfInput = ({ standing }: Input) =>
  statusOf({
    voided: false,
    holds: standing.holds,
    inspections: [],
    mix: { place: { kind: 'network', id: '' }, inputs: [{ batch: '', grams: 0, standing }] },
  });

export async function outputViews(
  storage: BookReads,
  made: readonly Made[],
  nameOf: (place: Place) => Names,
  balanceLines: (
    batch: Batch,
    nameOf: (place: Place) => Names,
  ) => BatchDetail['outputs'][number]['balances'],
): Promise<BatchDetail['outputs']> {
  const views = made.map(async ({ mixed, input, grams, place }) => ({
    batch: mixed.code,
    shownCode: showBatchCode(mixed.code),
    input,
    grams,
    status: statusOf(mixed),
    place: nameOf(place),
    at: mixed.registeredAt,
    onHandGrams: onHand(mixed.balances),
    balances: balanceLines(mixed, nameOf),
    meals: await mealsOf(storage, mixed),
  }));
  return Promise.all(views);
}

/** What was cooked of a batch, as it stands after corrections. */
async function mealsOf(storage: BookReads, { municipalityId, code, entries }: Batch) {
  const events = await storage.events(municipalityId, code);
  return [...mealsIn(events.map(({ event }) => event))].flatMap(([id, meal]) => {
    const entry = entries[id];
    if (!entry || entry.voided) return [];
    const { place, menu, mealDate, pupils } = meal;
    const grams = entry.moves.reduce((sum, move) => sum + move.grams, 0);
    return [{ kitchenId: place.id, menu, mealDate, pupils, grams }];
  });
}
