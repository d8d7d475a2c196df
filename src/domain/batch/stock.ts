import { account, type Move, type Place, placeAccount } from '../accounts.ts';
import type { Day } from '../dates.ts';
import { type CropUnit, type EnteredAmount, toAmount } from '../quantities.ts';
import { refuse } from '../refusal.ts';
import {
  type Context,
  checkAfterHarvest,
  checkDay,
  checkFree,
  checkHolder,
  checkStands,
  checkStock,
} from './context.ts';
import type { BatchEvent, DiscardWay } from './events.ts';
import type { Batch } from './state.ts';

type FromStock = { place: Place; amount: EnteredAmount; units: readonly CropUnit[] };

export function sell(
  batch: Batch,
  { place, units, ...command }: FromStock & { priceSatang: number | null },
  context: Context,
): BatchEvent {
  checkHolder(place, context);
  checkFree(batch);
  const amount = toAmount(command.amount, units);
  const moves = leaving(batch, place, 'sold', amount.grams);
  return { type: 'sold', data: { place, amount, priceSatang: command.priceSatang, moves } };
}

export function cook(
  batch: Batch,
  { place, units, ...command }: FromStock & { menu: string; mealDate: Day; pupils: number },
  context: Context,
): BatchEvent {
  checkHolder(place, context);
  checkDay('mealDate', command.mealDate, context);
  checkAfterHarvest('mealDate', command.mealDate, batch);
  checkFree(batch);
  const amount = toAmount(command.amount, units);
  const moves = leaving(batch, place, 'cooked', amount.grams);
  return { type: 'cooked', data: { ...command, place, amount, moves } };
}

/** Goods on hold may be thrown away: it takes them out of harm's reach. */
export function discard(
  batch: Batch,
  { place, units, ...command }: FromStock & { way: DiscardWay; reason: string },
  context: Context,
): BatchEvent {
  checkHolder(place, context);
  checkStands(batch);
  const amount = toAmount(command.amount, units);
  const moves = leaving(batch, place, 'discarded', amount.grams);
  return { type: 'discarded', data: { ...command, place, amount, moves } };
}

function leaving(
  batch: Batch,
  place: Place,
  end: 'sold' | 'cooked' | 'discarded',
  grams: number,
): Move[] {
  const moves = [{ from: placeAccount(place), to: account(end, place.id), grams }];
  checkStock(batch, moves);
  return moves;
}

/** Posts the difference between the shelf and the book: lacking goods to missing, surplus from found. */
export function countStock(
  batch: Batch,
  { place, units, ...command }: FromStock & { reason: string | null },
  context: Context,
): BatchEvent {
  checkHolder(place, context);
  checkStands(batch);
  const counted = countedAmount(command.amount, units);
  const here = placeAccount(place);
  const bookGrams = batch.balances[here] ?? 0;
  const surplus = counted.grams - bookGrams;
  if (surplus !== 0 && !command.reason) {
    refuse('count-needs-reason', { code: batch.code, bookGrams, countedGrams: counted.grams });
  }
  const moves: Move[] =
    surplus === 0
      ? []
      : surplus > 0
        ? [{ from: account('found', place.id), to: here, grams: surplus }]
        : [{ from: here, to: account('missing', place.id), grams: -surplus }];
  return {
    type: 'stock-counted',
    data: { place, counted, bookGrams, reason: command.reason, moves },
  };
}

/** Unlike other amounts, a count may be nothing at all. */
function countedAmount(entered: EnteredAmount, units: readonly CropUnit[]) {
  if (entered.quantity === 0 && !entered.weighedGrams) {
    const one = toAmount({ quantity: 1000, unit: entered.unit }, units);
    return { ...one, quantity: 0, grams: 0 };
  }
  return toAmount(entered, units);
}
