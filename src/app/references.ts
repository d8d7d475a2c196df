import type { Place } from '../domain/accounts.ts';
import type { Batch } from '../domain/batch/state.ts';
import { refuse } from '../domain/refusal.ts';
import type { RegistryEntry, RegistryKind } from '../wire/registry.ts';
import type { RegistryLookup } from './ports.ts';

/** An active entry that something refers to. @throws Refusal reference-unknown */
export async function entryInUse<K extends RegistryKind>(
  registry: RegistryLookup,
  { municipalityId }: { municipalityId: string },
  kind: K,
  id: string,
  field: string,
): Promise<RegistryEntry<K>> {
  const entry = await registry.registryEntry(municipalityId, kind, id);
  if (!entry?.active) refuse('reference-unknown', { field, id });
  return entry;
}

/** @throws Refusal reference-unknown when the plot is not that farmer's */
export async function plotOf(
  registry: RegistryLookup,
  tenant: { municipalityId: string },
  farmerId: string,
  plotId: string,
): Promise<void> {
  const plot = await entryInUse(registry, tenant, 'plots', plotId, 'plotId');
  if (plot.farmerId !== farmerId) refuse('reference-unknown', { field: 'plotId', id: plotId });
}

/** The crop of a batch, also one that is no longer grown. */
export async function cropOf(
  registry: RegistryLookup,
  { municipalityId, harvest }: Batch,
): Promise<RegistryEntry<'crops'>> {
  const crop = await registry.registryEntry(municipalityId, 'crops', harvest.cropId);
  return crop ?? refuse('reference-unknown', { field: 'cropId', id: harvest.cropId });
}

/** An active place that goods can be sent to. @throws Refusal reference-unknown */
export async function placeInUse(
  registry: RegistryLookup,
  tenant: { municipalityId: string },
  { kind, id }: Place,
  field: string,
): Promise<void> {
  const kinds = { network: 'networks', stall: 'stalls', kitchen: 'kitchens' } as const;
  await entryInUse(registry, tenant, kinds[kind], id, field);
}
