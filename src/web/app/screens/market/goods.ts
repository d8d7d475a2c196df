import type { Place } from '../../../../domain/accounts.ts';
import type { BatchStatus } from '../../../../domain/batch/state.ts';
import type { Day } from '../../../../domain/dates.ts';
import type { CropUnit, Unit } from '../../../../domain/quantities.ts';
import type { BatchSummary } from '../../../../wire/batches.ts';
import type { DeliveryView } from '../../../../wire/deliveries.ts';
import type { RegistryEntry } from '../../../../wire/registry.ts';
import type { Entry } from '../../outbox/entry.ts';

export type Crop = RegistryEntry<'crops'>;
type Names = { th: string; en: string };

/** What there is of a batch at a place, with what this phone knows and the service does not yet. */
export type Goods = {
  code: string;
  shownCode: string;
  crop: { id: string | null; names: Names };
  network: Names | null;
  status: BatchStatus;
  grams: number;
  harvestedOn: Day | null;
};

/** What an entry does to the goods at its place: grams that come, or below zero that leave. */
export type Moved = { place: string; moved: { batch: string; grams: number }[] };

export const placeText = ({ kind, id }: Place) => `${kind}/${id}`;

const movedOf = ({ form }: Entry): Moved | null => {
  const { place, moved } = (form ?? {}) as Partial<Moved>;
  return place !== undefined && moved !== undefined ? { place, moved } : null;
};

/** Whether a list in which the batch has this version does not hold the entry yet. */
function isAhead(entry: Entry, batch: string, version: number): boolean {
  if (entry.state !== 'sent') return entry.state === 'waiting';
  const made = entry.receipt.entries.find((one) => one.batch === batch);
  return made !== undefined && made.version > version;
}

/**
 * The goods at a place: what the service last said, and on top the entries of this phone that are not in it.
 * @param arriving deliveries to the place that were open when the list was fetched
 */
export function goodsAt(
  place: string,
  batches: readonly BatchSummary[],
  arriving: readonly DeliveryView[],
  entries: readonly Entry[],
): Goods[] {
  const here = entries.flatMap((entry) => {
    const change = movedOf(entry);
    return change?.place === place ? [{ entry, moved: change.moved }] : [];
  });
  const added = (code: string, version: number) =>
    here
      .filter(({ entry }) => isAhead(entry, code, version))
      .flatMap(({ moved }) => moved)
      .filter(({ batch }) => batch === code)
      .reduce((sum, { grams }) => sum + grams, 0);

  const known = new Set(batches.map(({ code }) => code));
  const listed = batches.map((batch) => ({
    code: batch.code,
    shownCode: batch.shownCode,
    crop: batch.crop,
    network: batch.network.names,
    status: batch.status,
    grams: (batch.heldGrams ?? 0) + added(batch.code, batch.version),
    harvestedOn: batch.harvestedOn,
  }));
  const received = arriving
    .filter(({ id }) => here.some(({ entry }) => receivedId(entry) === id && isAccepted(entry)))
    .flatMap(({ lines, from }) => lines.map((line) => ({ line, from })))
    .filter(({ line }) => line.status === 'in_transit' && !known.has(line.batch))
    .map(({ line, from }) => ({
      code: line.batch,
      shownCode: line.shownCode,
      crop: { id: null, names: line.crop },
      network: from.names,
      status: line.batchStatus as BatchStatus,
      grams: added(line.batch, 0),
      harvestedOn: null,
    }));
  return [...listed, ...received].filter(({ grams }) => grams > 0);
}

/** Delivery that an entry receives. */
export const receivedId = ({ path }: Entry): string | null =>
  /^\/v1\/deliveries\/([^/]+)\/receipt$/.exec(path)?.[1] ?? null;
const isAccepted = ({ state }: Entry) => state !== 'refused';

/** What the goods are weighed or counted in. */
export const unitsFor = (crop: Pick<Crop, 'units'> | undefined): CropUnit[] => [
  { unit: 'kg', gramsPerUnit: 1000 },
  { unit: 'khit', gramsPerUnit: 100 },
  ...(crop?.units ?? []),
];

/** Grams, of a unit that is among these. */
export const gramsOf = (quantity: number, unit: Unit, units: readonly CropUnit[]): number =>
  Math.round(quantity * (units.find((known) => known.unit === unit)?.gramsPerUnit ?? 1000));

/** As a person types kilograms: 2.35, without needless zeros. */
export const typedKg = (grams: number): string => String(grams / 1000);
