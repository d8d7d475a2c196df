import { ask } from '../../data/api.ts';
import { useAll, useData } from '../../data/use-data.ts';
import { nameOf } from '../../parts/shown.ts';
import { isOfficer } from './parts.tsx';

/** Names by user id; nobody but an officer is told them. Who has gone has none. */
export function useUserNames(ids: (string | null)[]): Record<string, string> {
  const wanted = [...new Set(ids)].filter((id) => id !== null).sort();
  const path = isOfficer() && wanted.length > 0 ? `/v1/registry/users#${wanted.join()}` : null;
  return useData<Record<string, string>>(path, () => readNames(wanted)).value ?? {};
}

async function readNames(ids: string[]): Promise<Record<string, string>> {
  const users = await Promise.all(
    ids.map((id) => ask<{ name: string }>(`/v1/registry/users/${id}`).catch(() => null)),
  );
  return Object.fromEntries(ids.flatMap((id, n) => (users[n] ? [[id, users[n].name]] : [])));
}

type Place = { id: string; nameTh: string; nameEn: string };

/** What the stall or kitchen of an id is called. */
export function usePlaceNames(): (id: string) => string {
  const stalls = useAll<Place>('/v1/registry/stalls');
  const kitchens = useAll<Place>('/v1/registry/kitchens');
  return (id) => {
    const place = [...(stalls.value ?? []), ...(kitchens.value ?? [])].find(
      (each) => each.id === id,
    );
    return place ? nameOf(place) : '–';
  };
}
