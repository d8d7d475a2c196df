import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { z } from 'zod';
import { dayOf } from '../../../../domain/dates.ts';
import type { BatchSummary } from '../../../../wire/batches.ts';
import type { bookEntryPage, DeliveryView } from '../../../../wire/deliveries.ts';
import type { RegistryEntry } from '../../../../wire/registry.ts';
import { type Data, useAll, useData } from '../../data/use-data.ts';
import type { Kind } from '../../outbox/entry.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { today } from '../../parts/shown.ts';
import {
  type Crop,
  type Goods,
  goodsAt,
  type Moved,
  placeText,
  receivedId,
} from '../market/goods.ts';
import { ownPlace } from '../market/places.tsx';

export type BookEntry = z.output<typeof bookEntryPage>['items'][number];

/** Everything that a stall needs, fetched together, so that each screen opens without a signal. */
export function useLists() {
  const { id } = ownPlace('stall_manager');
  const place = `stall/${id}`;
  const day = today();
  return {
    held: useAll<BatchSummary>(`/v1/batches?heldBy=${place}`),
    arriving: useAll<DeliveryView>(`/v1/deliveries?to=${place}&status=in_transit`),
    received: useData<{ items: DeliveryView[] }>(
      `/v1/deliveries?to=${place}&status=received&limit=50`,
    ),
    sales: useAll<BookEntry>(`/v1/sales?place=${place}&day=${day}`),
    discards: useAll<BookEntry>(`/v1/discards?place=${place}&day=${day}`),
    counts: useAll<BookEntry>(`/v1/stock-counts?place=${place}&day=${day}`),
    crops: useAll<Crop>('/v1/registry/crops'),
    stalls: useAll<RegistryEntry<'stalls'>>('/v1/registry/stalls'),
  };
}

type Lists = ReturnType<typeof useLists>;
export const Morning = createContext<Lists | null>(null);

/** What the stall has, with what this phone has entered. Null while nothing is known yet. */
export function useStall() {
  const lists = useContext(Morning)!;
  const place = ownPlace('stall_manager');
  const text = placeText(place);
  const { held, arriving, crops } = lists;
  const received = new Set(
    ownEntries.value.filter(({ state }) => state !== 'refused').map(receivedId),
  );
  const goods: Goods[] = goodsAt(text, held.value ?? [], arriving.value ?? [], ownEntries.value);
  return {
    lists,
    place,
    goods,
    /** Deliveries that are still to be received. */
    arriving: (arriving.value ?? []).filter(({ id }) => !received.has(id)),
    cropOf: (id: string | null) => crops.value?.find((crop) => crop.id === id),
    sold: sumOf(lists.sales, 'sale.record', text),
    thrownAway: sumOf(lists.discards, 'stall.discard', text),
  };
}

/** Grams and lines of a day: those of the service, and those that only this phone has. */
function sumOf(list: Data<BookEntry[]>, kind: Kind, place: string) {
  const served = (list.value ?? []).filter(({ voided }) => !voided);
  const known = new Set((list.value ?? []).map(({ commandId }) => commandId));
  const own = ownEntries.value.filter(
    (entry) =>
      entry.kind === kind &&
      entry.state !== 'refused' &&
      !known.has(entry.id) &&
      isToday(entry.madeAt) &&
      (entry.form as Moved).place === place,
  );
  const moved = own.flatMap(({ form }) => (form as Moved).moved);
  return {
    grams:
      served.reduce((sum, { grams }) => sum + grams, 0) -
      moved.reduce((sum, { grams }) => sum + grams, 0),
    count: served.length + moved.length,
  };
}

const isToday = (instant: string) => dayOf(instant) === today();
