import { ask } from '../../data/api.ts';
import { useData } from '../../data/use-data.ts';
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
