import type { BatchEvent } from '../domain/batch/events.ts';
import { mealsIn } from '../domain/batch/meals.ts';
import { dayOf } from '../domain/dates.ts';
import type { BatchDetail } from '../wire/batches.ts';
import type { MadeView } from './views.ts';

/**
 * Meals that were cooked of a batch, and what stalls sold of it each day, as it stands after corrections; of mixed
 * batches that it is in, the meals.
 */
export function madeViews({ history, outputs }: BatchDetail): MadeView[] {
  const made = new Map<string, MadeView>();
  const meals = mealsIn(history);
  for (const entry of history) {
    const event = { type: entry.type, data: entry.data } as unknown as BatchEvent;
    const meal = meals.get(entry.id);
    if (entry.voided || (!meal && event.type !== 'sold')) continue;
    const place = entry.by.place.names.th;
    if (meal) {
      const { mealDate: day, menu, pupils, amount } = meal;
      made.set(entry.id, { day, what: menu, place, grams: amount.grams, pupils });
    } else if (event.type === 'sold') {
      const grams = standing(entry.id, event.data.amount.grams, history);
      const day = dayOf(entry.at);
      const key = `${day} ${entry.by.place.id}`;
      const before = made.get(key)?.grams ?? 0;
      made.set(key, { day, what: 'ขายที่ตลาด', place, grams: before + grams });
    }
  }
  for (const { batch: mixed, meals, balances } of outputs) {
    for (const [
      index,
      { kitchenId, menu: what, mealDate: day, pupils, grams },
    ] of meals.entries()) {
      const place = balances.find(({ account }) => account === `cooked/${kitchenId}`)?.place?.th;
      made.set(`${mixed} ${index}`, { day, what, place: place ?? '–', grams, pupils, mixed });
    }
  }
  return [...made.values()].sort((a, b) => a.day.localeCompare(b.day));
}

/** What the last correction of an entry says that it was. */
function standing(id: string, grams: number, history: BatchDetail['history']): number {
  const corrections = history.flatMap(({ type, data }) => {
    const { entry, amount } = data as { entry?: string; amount?: { grams: number } | null };
    return type === 'corrected' && entry === id && amount ? [amount.grams] : [];
  });
  return corrections.at(-1) ?? grams;
}
