import type { BatchSummary } from '../../../../wire/batches.ts';
import type { DeliveryView } from '../../../../wire/deliveries.ts';
import type { RegistryEntry } from '../../../../wire/registry.ts';
import { useAll, useData } from '../../data/use-data.ts';
import type { Entry } from '../../outbox/entry.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { placesOf } from '../../session/session.ts';
import type { Moved } from '../market/goods.ts';
import { acceptedOf, formOf as receiptForm } from './receipt.ts';

type Page<T> = { items: T[]; next: string | null };

export const kitchenIds = (): string[] => placesOf('kitchen_staff').map(({ id }) => id);

/** What is on its way here, and what came lately, to all kitchens of the person. */
export const useOpenDeliveries = () => useAll<DeliveryView>('/v1/deliveries?status=in_transit');
export const useLateDeliveries = () =>
  useData<Page<DeliveryView>>('/v1/deliveries?status=received&limit=20');

export const isOurs = ({ to }: DeliveryView): boolean =>
  to.kind === 'kitchen' && kitchenIds().includes(to.id);

export type MealLine = {
  id: string;
  grams: number;
  commandId: string;
  batch: string;
  voided: boolean;
  data: { place: { id: string }; menu: string; mealDate: string; pupils: number };
};
/** Lines of the meals cooked lately, the newest first. */
export const useMeals = () => useData<Page<MealLine>>('/v1/meals?limit=100');
export const useKitchens = () => useAll<RegistryEntry<'kitchens'>>('/v1/registry/kitchens');
export const useSchools = () => useAll<RegistryEntry<'schools'>>('/v1/registry/schools');
export const useHeld = (kitchenId: string | null) =>
  useAll<BatchSummary>(kitchenId && `/v1/batches?heldBy=kitchen/${kitchenId}`);

/** Fetched ahead: without a signal the next screen has what it needs, also if it was never opened. */
export function useCookingData(): void {
  const [first = null] = kitchenIds();
  useKitchens();
  useSchools();
  useHeld(first);
}

export type MealForm = {
  kitchenId: string;
  menu: string;
  pupils: number;
  lines: { batch: string; grams: number }[];
};
export const mealEntries = (): Entry[] =>
  ownEntries.value.filter(({ kind }) => kind === 'meal.record');
export const mealForm = ({ form }: Entry) => form as MealForm;

/** One batch in a kitchen, as the phone knows it. */
export type Goods = {
  batch: string;
  shownCode: string;
  crop: { th: string; en: string };
  status: string;
  grams: number;
};

/**
 * What a kitchen holds: as the service last said, and what was entered here since and is not sent yet.
 * @param except id of an entry that is being mended
 */
export function goodsOf(
  kitchenId: string,
  served: readonly BatchSummary[],
  except?: string,
): Goods[] {
  const goods = new Map<string, Goods>(
    served.map(({ code, shownCode, crop, status, heldGrams }) => [
      code,
      { batch: code, shownCode, crop: crop.names, status, grams: heldGrams ?? 0 },
    ]),
  );
  const waiting = ownEntries.value.filter(({ state, id }) => state === 'waiting' && id !== except);
  for (const entry of waiting.filter(({ kind }) => kind === 'delivery.receive')) {
    const { to, lines } = receiptForm(entry);
    if (to.id !== kitchenId) continue;
    for (const line of lines) {
      const known = goods.get(line.batch) ?? { ...line, status: 'passed', grams: 0 };
      goods.set(line.batch, { ...known, grams: known.grams + acceptedOf(line, line) });
    }
  }
  for (const entry of waiting.filter(({ kind }) => kind === 'meal.record')) {
    for (const { batch, grams } of mealForm(entry).lines) {
      const known = goods.get(batch);
      if (known) goods.set(batch, { ...known, grams: known.grams - grams });
    }
  }
  for (const { form } of waiting.filter(({ kind }) => kind === 'batch.correct')) {
    const { place, moved } = form as Moved;
    for (const { batch, grams } of place === `kitchen/${kitchenId}` ? moved : []) {
      const known = goods.get(batch);
      if (known) goods.set(batch, { ...known, grams: known.grams + grams });
    }
  }
  return [...goods.values()].filter(({ grams }) => grams > 0);
}
