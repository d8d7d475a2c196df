import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { BatchSummary } from '../../../../wire/batches.ts';
import type { DeliveryView } from '../../../../wire/deliveries.ts';
import type { RegistryEntry } from '../../../../wire/registry.ts';
import { useAll, useData } from '../../data/use-data.ts';
import type { Entry } from '../../outbox/entry.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { type Crop, goodsAt, placeText } from '../market/goods.ts';
import { ownPlace } from '../market/places.tsx';

/** Everything that a lead needs, fetched together, so that each screen opens without a signal. */
export function useLists() {
  const { id } = ownPlace('network_lead');
  const place = `network/${id}`;
  return {
    held: useAll<BatchSummary>(`/v1/batches?heldBy=${place}`),
    sent: useData<{ items: DeliveryView[] }>(`/v1/deliveries?from=${place}&limit=50`),
    crops: useAll<Crop>('/v1/registry/crops'),
    networks: useAll<RegistryEntry<'networks'>>('/v1/registry/networks'),
    kitchens: useAll<RegistryEntry<'kitchens'>>('/v1/registry/kitchens?active=true'),
    stalls: useAll<RegistryEntry<'stalls'>>('/v1/registry/stalls?active=true'),
  };
}

type Lists = ReturnType<typeof useLists>;
export const Morning = createContext<Lists | null>(null);

/** What the network has in its store, and what this phone has entered about it. */
export function useNetwork() {
  const lists = useContext(Morning)!;
  const place = ownPlace('network_lead');
  const { held, crops } = lists;
  const goods = goodsAt(placeText(place), held.value ?? [], [], ownEntries.value);
  return {
    lists,
    place,
    goods,
    summaryOf: (code: string) => held.value?.find((batch) => batch.code === code),
    cropOf: (id: string | null) => crops.value?.find((crop) => crop.id === id),
    /** The test of a batch that the list does not show yet. */
    testOf: (code: string): Entry | undefined =>
      ownEntries.value.find(
        (entry) =>
          entry.kind === 'inspection.record' &&
          entry.needs.includes(code) &&
          !isShown(entry, held.value?.find((batch) => batch.code === code)?.version ?? 0),
      ),
  };
}

const isShown = (entry: Entry, version: number) =>
  entry.state === 'sent' && entry.receipt.entries.every((made) => made.version <= version);
