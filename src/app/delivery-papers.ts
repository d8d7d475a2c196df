import { scopeOf } from '../auth/permissions.ts';
import { type PaperStory, paperStory } from '../domain/batch/delivery-papers.ts';
import { byFarmer } from '../domain/batch/shares.ts';
import type { Origin } from '../domain/batch/standing.ts';
import { type Batch, originsOf } from '../domain/batch/state.ts';
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
  const stories: (PaperStory & Harvested)[] = [];
  for (const { batch } of delivery.lines) {
    const stored = await storage.batch(municipalityId, batch);
    const events = await storage.events(municipalityId, batch);
    const story = paperStory(
      delivery.id,
      events.map(({ event }) => event),
    );
    if (stored && story) {
      stories.push({ ...story, harvest: stored.batch.harvest, origins: originsOf(stored.batch) });
    }
  }
  const cropIds = stories.map(({ harvest }) => harvest.cropId);
  const crops = await entriesById(registry, municipalityId, 'crops', cropIds);
  const origins = stories.flatMap((story) => story.origins);
  const farmerIds = origins.map(({ farmerId }) => farmerId);
  const farmers = await entriesById(registry, municipalityId, 'farmers', farmerIds);
  const networks = origins.map(({ networkId: id }) => ({ kind: 'network' as const, id }));
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
    lines: stories.map(({ line, harvest, origins, received, changes }) => ({
      ...line,
      received,
      changes: changes.map((change) => ({ ...change, place: nameOf(change.by.place).th })),
      crop: crops.get(harvest.cropId)?.nameTh ?? '–',
      harvestedOn: harvest.harvestedOn,
      farmers: byFarmer(origins).map(({ farmerId: id, networkId, grams }) => ({
        id,
        name: farmers.get(id)?.name ?? '–',
        network: nameOf({ kind: 'network', id: networkId }).th,
        grams,
      })),
    })),
  };

  /** The school of the kitchen that it goes to. */
  async function schoolOf() {
    if (delivery.to.kind !== 'kitchen') return null;
    const kitchen = await registry.registryEntry(municipalityId, 'kitchens', delivery.to.id);
    return kitchen && registry.registryEntry(municipalityId, 'schools', kitchen.schoolId);
  }
}

type Harvested = { harvest: Batch['harvest']; origins: readonly Origin[] };
