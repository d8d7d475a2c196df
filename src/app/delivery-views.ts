import { statusOf } from '../domain/batch/state.ts';
import { showBatchCode } from '../domain/batch-code.ts';
import type { DeliveryView } from '../wire/deliveries.ts';
import type { Deps } from './command.ts';
import { entriesById, namesOf, placeNames } from './names.ts';
import type { Delivery, StoredBatch } from './ports.ts';

export async function deliveryViews(
  { storage }: Deps,
  municipalityId: string,
  deliveries: readonly Delivery[],
): Promise<DeliveryView[]> {
  const registry = await storage.registryNow(municipalityId);
  const nameOf = await placeNames(
    registry,
    municipalityId,
    deliveries.flatMap(({ from, to }) => [from, to]),
  );
  const batches = new Map<string, StoredBatch>();
  for (const code of new Set(deliveries.flatMap(({ lines }) => lines.map(({ batch }) => batch)))) {
    const stored = await storage.batch(municipalityId, code);
    if (stored) batches.set(code, stored);
  }
  const cropIds = [...batches.values()].map(({ batch }) => batch.harvest.cropId);
  const crops = await entriesById(registry, municipalityId, 'crops', cropIds);
  return deliveries.map((delivery) => ({
    ...delivery,
    from: { ...delivery.from, names: nameOf(delivery.from) },
    to: { ...delivery.to, names: nameOf(delivery.to) },
    lines: delivery.lines.map((line) => {
      const batch = batches.get(line.batch)?.batch;
      return {
        ...line,
        shownCode: showBatchCode(line.batch),
        crop: namesOf(crops.get(batch?.harvest.cropId ?? '')),
        batchStatus: batch ? statusOf(batch) : 'voided',
      };
    }),
  }));
}
