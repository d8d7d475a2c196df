import { account, type Move, type Place, placeAccount } from '../accounts.ts';
import { movesOfReceipt } from '../batch/delivery.ts';
import type { BatchEvent, BatchEventType } from '../batch/events.ts';
import { byFarmer, sharesOf } from '../batch/shares.ts';
import type { Origin } from '../batch/standing.ts';
import { type Day, dayOf, type Instant } from '../dates.ts';
import { priceOf } from '../money.ts';

/**
 * What a report adds up. Weights in grams, money in satang; the rest are counts. What is found, sold, cooked,
 * discarded and lost are the book's ends and origins, so that nothing is missing between them and what is on hand.
 * What is mixed goes out of some batches and into another: of all of them together, as much as comes in.
 */
export const MEASURES = [
  'batches',
  'harvested',
  'found',
  'mixedIn',
  'mixedOut',
  'sent',
  'accepted',
  'rejected',
  'short',
  'bought',
  'sold',
  'satang',
  'cooked',
  'pupils',
  'discarded',
  'lost',
  'tests',
  'passed',
  'holds',
  'late',
  'corrections',
  'voided',
] as const;
export type Measure = (typeof MEASURES)[number];
export type Measures = Record<Measure, number>;

/** An entry of the book as it stands after corrections, with what is known of its batch and delivery. */
export type ReportEntry = {
  id: string;
  position: number;
  type: BatchEventType;
  at: Instant;
  batch: string;
  commandId: string;
  /** Of whoever made it. */
  place: { kind: Place['kind'] | 'municipality'; id: string };
  grams: number;
  voided: boolean;
  data: unknown;
  cropId: string;
  /** Empty for a mixed batch. */
  farmerId: string;
  networkId: string;
  harvestedOn: Day;
  /**
   * Of entries about one, with what a kilogram of the batch costs in satang; null where nothing was agreed. `satang`
   * is what a part of a receipt comes to.
   */
  delivery: {
    id: string;
    from: Place;
    to: Place;
    priceSatang: number | null;
    satang?: number;
  } | null;
  /** Of a receipt of a mixed batch: the harvests that are in it. */
  origins?: readonly Origin[];
  /** It is a farmer's part of what was entered. */
  isShare?: boolean;
};

/** Each farmer's part of a receipt of a mixed batch, as the vouchers have it; of other entries none. */
export function farmersShares(entry: ReportEntry): ReportEntry[] {
  const { type, delivery, origins } = entry;
  if (type !== 'received' || !origins || !delivery) return [];
  const data = dataOf(entry, type);
  const farmers = byFarmer(origins);
  const weights = farmers.map(({ grams }) => grams);
  return sharesOf(data.line, delivery.priceSatang, weights).map(({ line, satang }, index) => {
    const { farmerId, networkId } = farmers[index]!;
    const { origins: _, ...rest } = entry;
    return {
      ...rest,
      farmerId,
      networkId,
      data: { ...data, line },
      delivery: { ...delivery, ...(satang !== null && { satang }) },
      isShare: true,
    };
  });
}

export const noMeasures = (): Measures =>
  Object.fromEntries(MEASURES.map((measure) => [measure, 0])) as Measures;

type Data<T extends BatchEventType> = Extract<BatchEvent, { type: T }>['data'];
const dataOf = <T extends BatchEventType>({ data }: ReportEntry, _: T) => data as Data<T>;

/** What an entry posts as it stands: nothing when it was voided. */
export function movesOf(entry: ReportEntry): Move[] {
  const { type, grams, delivery, voided } = entry;
  if (voided) return [];
  const one = (from: Move['from'], to: Move['to']): Move[] =>
    grams > 0 ? [{ from, to, grams }] : [];
  switch (type) {
    case 'harvest-registered':
      return one(account('field', entry.networkId), account('network', entry.networkId));
    case 'dispatched': {
      const { from, deliveryId } = dataOf(entry, type);
      return one(placeAccount(from), account('transit', deliveryId));
    }
    case 'dispatch-cancelled':
      return delivery ? one(account('transit', delivery.id), placeAccount(delivery.from)) : [];
    case 'received':
      return delivery ? movesOfReceipt(delivery.id, delivery, dataOf(entry, type).line) : [];
    case 'sold':
    case 'cooked':
    case 'discarded': {
      const { place } = dataOf(entry, type);
      return one(placeAccount(place), account(type, place.id));
    }
    case 'mixed':
      return one(account('mix', entry.batch), placeAccount(dataOf(entry, type).place));
    case 'mixed-into': {
      const { place, output } = dataOf(entry, type);
      return one(placeAccount(place), account('mix', output));
    }
    case 'stock-counted': {
      const { place, counted, bookGrams } = dataOf(entry, type);
      const here = placeAccount(place);
      return counted.grams > bookGrams
        ? one(account('found', place.id), here)
        : one(here, account('missing', place.id));
    }
    default:
      return [];
  }
}

const ENDS = {
  sold: 'sold',
  cooked: 'cooked',
  discarded: 'discarded',
  missing: 'lost',
} as const;

/** What an entry adds to a report. */
export function measuresOf(entry: ReportEntry): Partial<Measures> {
  const measures: Partial<Measures> = {};
  if (entry.type === 'corrected') return { corrections: 1 };
  if (entry.voided) return { voided: 1 };
  for (const { from, to, grams } of movesOf(entry)) {
    const [origin, end] = [kindOf(from), kindOf(to)];
    if (origin === 'field') add(measures, 'harvested', grams);
    if (origin === 'found') add(measures, 'found', grams);
    if (origin === 'mix') add(measures, 'mixedIn', grams);
    if (end === 'mix') add(measures, 'mixedOut', grams);
    if (end in ENDS) add(measures, ENDS[end as keyof typeof ENDS], grams);
  }
  return Object.assign(measures, besides(entry));
}

/** What is no posting to an end or from an origin. */
function besides(entry: ReportEntry): Partial<Measures> {
  const { type, grams, at, harvestedOn } = entry;
  switch (type) {
    case 'harvest-registered': {
      const { review } = dataOf(entry, type);
      return { batches: 1, ...late(at, harvestedOn), ...(review && { holds: 1 }) };
    }
    case 'inspection-recorded': {
      const passed = dataOf(entry, type).outcome === 'pass';
      return { tests: 1, ...(passed ? { passed: 1 } : { holds: 1 }) };
    }
    case 'hold-placed':
      return { holds: 1 };
    case 'dispatched':
      return { sent: grams };
    case 'dispatch-cancelled':
      return { sent: -grams };
    case 'received': {
      const { acceptedGrams, rejected, missing } = dataOf(entry, type).line;
      const { priceSatang: price = null, satang } = entry.delivery ?? {};
      return {
        accepted: acceptedGrams,
        // Rounded line by line, as the receipt is.
        ...(price !== null && { bought: satang ?? priceOf(acceptedGrams, price) }),
        ...(rejected && { rejected: rejected.grams }),
        ...(missing && { short: missing.grams }),
      };
    }
    case 'sold': {
      const { priceSatang } = dataOf(entry, type);
      return priceSatang === null ? {} : { satang: priceSatang };
    }
    case 'cooked': {
      const { mealDate, pupils } = dataOf(entry, type);
      return { pupils, ...late(at, mealDate) };
    }
    default:
      return {};
  }
}

const late = (at: Instant, day: Day): { late?: 1 } => (dayOf(at) > day ? { late: 1 } : {});
const kindOf = (name: Move['from']): string => name.slice(0, name.indexOf('/'));

export function add(to: Partial<Measures>, measure: Measure, amount: number): void {
  to[measure] = (to[measure] ?? 0) + amount;
}
