import type { Place } from '../domain/accounts.ts';
import type { RegistryEntry, RegistryKind } from '../wire/registry.ts';
import type { RegistryLookup } from './ports.ts';

export type Names = { th: string; en: string };
type PlaceRef = { kind: Place['kind'] | 'municipality'; id: string };

const PLACE_KIND = {
  network: 'networks',
  stall: 'stalls',
  kitchen: 'kitchens',
  municipality: 'municipality',
} as const satisfies Record<PlaceRef['kind'], RegistryKind>;

/** What something is called whose entry is gone: never, as entries are only deactivated. */
const UNKNOWN: Names = { th: '–', en: '–' };

/** The registry's entries behind ids, read together: one query for each kind. */
export async function entriesById<K extends RegistryKind>(
  registry: RegistryLookup,
  municipalityId: string,
  kind: K,
  ids: Iterable<string>,
): Promise<Map<string, RegistryEntry<K>>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const entries = await registry.registryByIds(municipalityId, kind, wanted);
  return new Map(entries.map((entry) => [entry.id, entry]));
}

/** A function that tells the names of places, for all those given. */
export async function placeNames(
  registry: RegistryLookup,
  municipalityId: string,
  places: Iterable<PlaceRef>,
): Promise<(place: PlaceRef) => Names> {
  const wanted = [...places];
  const known = new Map<string, Names>();
  for (const kind of Object.keys(PLACE_KIND) as PlaceRef['kind'][]) {
    const ids = wanted.filter((place) => place.kind === kind).map(({ id }) => id);
    const entries = await entriesById(registry, municipalityId, PLACE_KIND[kind], ids);
    for (const [id, entry] of entries) known.set(`${kind}/${id}`, namesOf(entry));
  }
  return ({ kind, id }) => known.get(`${kind}/${id}`) ?? UNKNOWN;
}

export const namesOf = (entry: { nameTh: string; nameEn: string } | undefined): Names =>
  entry ? { th: entry.nameTh, en: entry.nameEn } : UNKNOWN;
