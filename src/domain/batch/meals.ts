import type { BatchEvent } from './events.ts';

type Cooked = Extract<BatchEvent, { type: 'cooked' }>['data'];

/** What was cooked of a batch, by the ids of the entries, as corrections have left it; also what was voided. */
export function mealsIn(
  events: readonly { id: string; type: string; data: object }[],
): Map<string, Cooked> {
  const meals = new Map<string, Cooked>();
  for (const { id, ...event } of events) {
    const { type, data } = event as BatchEvent;
    if (type === 'cooked') meals.set(id, data);
    const meal = type === 'corrected' && meals.get(data.entry);
    if (!meal) continue;
    meals.set(data.entry, { ...meal, ...data.meal, ...(data.amount && { amount: data.amount }) });
  }
  return meals;
}
