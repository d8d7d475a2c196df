import { CORRECTABLE } from '../../../../domain/batch/correction.ts';
import type { BatchEventType, ReceiptLine } from '../../../../domain/batch/events.ts';
import { mealsIn } from '../../../../domain/batch/meals.ts';
import type { Amount } from '../../../../domain/quantities.ts';
import type { Settings } from '../../../../domain/settings.ts';
import type { BatchDetail } from '../../../../wire/batches.ts';
import type { Entry } from '../../outbox/entry.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { sayCorrect } from '../../words/correct.ts';

export type BookEntry = BatchDetail['history'][number];

/** What was wrong with an entry. */
export type What = 'amount' | 'day' | 'plot' | 'spray' | 'line' | 'price' | 'meal' | 'whole';

/** What a correction may replace; of all other kinds the amount. */
const REPLACED: Partial<Record<string, What[]>> = {
  'harvest-registered': ['amount', 'day', 'plot', 'spray'],
  received: ['line'],
  dispatched: ['price'],
  cooked: ['amount', 'meal'],
};

/** What of an entry can be put right; nothing of one that is voided, nor prices where there are none. */
export function correctable(
  { type, voided }: BookEntry,
  { deliveryPrices }: Pick<Settings, 'deliveryPrices'>,
): What[] {
  if (type === 'dispatched' && !deliveryPrices) return [];
  const actions = voided ? [] : (CORRECTABLE[type as BatchEventType] ?? []);
  const what = actions.includes('correct') ? (REPLACED[type] ?? ['amount' as const]) : [];
  return actions.includes('void') ? [...what, 'whole'] : what;
}

type Said = {
  amount?: Amount | null;
  line?: ReceiptLine | null;
  priceSatang?: number;
};

/** What the book says of an entry now, with what corrections have made of it. */
export function asItStands(entry: BookEntry, { history }: Pick<BatchDetail, 'history'>) {
  const said = history
    .filter(
      ({ id, type, data }) => id === entry.id || (type === 'corrected' && data.entry === entry.id),
    )
    .map(({ data }): Said => data);
  return {
    amount: said.findLast(({ amount }) => amount)?.amount ?? null,
    line: said.findLast(({ line }) => line)?.line ?? null,
    /** Of what was cooked. */
    meal: mealsIn(history).get(entry.id) ?? null,
    /** Of a kilogram; null where none was agreed. */
    priceSatang: said.findLast(({ priceSatang: of }) => of !== undefined)?.priceSatang ?? null,
  };
}

/** 27.50 บาทต่อ กก. */
export const shownPrice = (satang: number): string => sayCorrect().price((satang / 100).toFixed(2));

/** ผัดคะน้า · นักเรียน 90 คน */
export const shownMeal = ({ menu, pupils }: { menu: string; pupils: number }): string =>
  `${menu} · ${sayCorrect().pupils(pupils.toLocaleString('en'))}`;

/** The receipt of a delivery's line, as it stands. */
export const receiptIn = (
  { history }: Pick<BatchDetail, 'history'>,
  deliveryId: string,
): BookEntry | undefined =>
  history.findLast(
    ({ type, data, voided }) => type === 'received' && !voided && data.deliveryId === deliveryId,
  );

/** What a delivery's sender put down. */
export const sentGramsOf = (
  { history }: Pick<BatchDetail, 'history'>,
  deliveryId: string,
): number =>
  (
    history.find(({ type, data }) => type === 'dispatched' && data.deliveryId === deliveryId)?.data
      .amount as Amount | undefined
  )?.grams ?? 0;

/** A correction of this entry that the service has not taken yet. */
export const correctionOf = (entryId: string): Entry | undefined =>
  ownEntries.value.find(
    ({ kind, body, state }) =>
      kind === 'batch.correct' && body.entry === entryId && state !== 'sent',
  );
