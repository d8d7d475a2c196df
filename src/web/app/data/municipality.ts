import type { RegistryEntry } from '../../../wire/registry.ts';
import { useData } from './use-data.ts';

type Municipality = RegistryEntry<'municipality'>;

/** The municipality of whoever is signed in; null until it is known. */
export const useMunicipality = (): Municipality | null =>
  useData<{ items: Municipality[] }>('/v1/registry/municipality').value?.items[0] ?? null;
