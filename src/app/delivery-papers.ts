import { scopeOf } from '../auth/permissions.ts';
import { type PaperStory, paperStory } from '../domain/batch/delivery-papers.ts';
import { boundsOf, dayOf, fiscalYearOf } from '../domain/dates.ts';
import { refuse } from '../domain/refusal.ts';
import type { Deps } from './command.ts';
import { entriesById, placeNames } from './names.ts';
import type { Account, Delivery } from './ports.ts';

/** The delivery, and whose goods of it the account may see being paid; null: everybody's. @throws Refusal not-found */
export async function paidDeliveryOf({ storage }: Deps, account: Account, id: string) {
  const { municipalityId } = account;
  const scope = scopeOf(account, 'payments.read');
  const seen = await storage.delivery(municipalityId, scope, id);
  if (seen) return { delivery: seen, farmerIds: null };
  const delivery = await storage.delivery(municipalityId, undefined, id);
  if (!delivery || !scope || scope.farmerIds.length === 0)
    refuse('not-found', { what: 'delivery' });
  return { delivery, farmerIds: scope.farmerIds };
}

/** What the book and the registry say of a delivery now. */
export async function deliveryPaperFacts(
  { storage }: Deps,
  municipalityId: string,
  delivery: Delivery,
) {
  const registry = await storage.registryNow(municipalityId);
  const municipality = await registry.registryEntry(municipalityId, 'municipality', municipalityId);
  const stories: (PaperStory & { harvest: Harvested })[] = [];
  for (const { batch } of delivery.lines) {
    const stored = await storage.batch(municipalityId, batch);
    const events = await storage.events(municipalityId, batch);
    const story = paperStory(
      delivery.id,
      events.map(({ event }) => event),
    );
    if (stored && story) stories.push({ ...story, harvest: stored.batch.harvest });
  }
  const ids = (pick: (harvest: Harvested) => string) => stories.map(({ harvest }) => pick(harvest));
  const crops = await entriesById(
    registry,
    municipalityId,
    'crops',
    ids(({ cropId }) => cropId),
  );
  const farmers = await entriesById(
    registry,
    municipalityId,
    'farmers',
    ids(({ farmerId }) => farmerId),
  );
  const networks = ids(({ networkId }) => networkId).map((id) => ({
    kind: 'network' as const,
    id,
  }));
  const nameOf = await placeNames(registry, municipalityId, [
    delivery.from,
    delivery.to,
    ...networks,
    ...stories.flatMap(({ changes }) => changes.map(({ by }) => by.place)),
  ]);
  const { year, from } = fiscalYearOf(dayOf(delivery.dispatchedAt));
  const number = await storage.deliveryNumber(municipalityId, delivery.id, boundsOf(from).from);
  return {
    delivery,
    number: `${number}/${year}`,
    municipality: municipality ?? refuse('not-found', { what: 'municipality' }),
    from: nameOf(delivery.from).th,
    to: nameOf(delivery.to).th,
    school: await schoolOf(),
    lines: stories.map(({ line, harvest, received, changes }) => ({
      ...line,
      received,
      changes: changes.map((change) => ({ ...change, place: nameOf(change.by.place).th })),
      crop: crops.get(harvest.cropId)?.nameTh ?? '–',
      harvestedOn: harvest.harvestedOn,
      farmer: { id: harvest.farmerId, name: farmers.get(harvest.farmerId)?.name ?? '–' },
      network: nameOf({ kind: 'network', id: harvest.networkId }).th,
    })),
  };

  /** The school of the kitchen that it goes to. */
  async function schoolOf() {
    if (delivery.to.kind !== 'kitchen') return null;
    const kitchen = await registry.registryEntry(municipalityId, 'kitchens', delivery.to.id);
    return kitchen && registry.registryEntry(municipalityId, 'schools', kitchen.schoolId);
  }
}

type Harvested = { cropId: string; farmerId: string; networkId: string; harvestedOn: string };
