import { DEFAULT_SETTINGS, type Settings } from '../../../domain/settings.ts';
import type { RegistryEntry } from '../../../wire/registry.ts';
import { useData } from './use-data.ts';

type Municipality = RegistryEntry<'municipality'>;

/** The municipality of whoever is signed in; null until it is known. */
export const useMunicipality = (): Municipality | null =>
  useData<{ items: Municipality[] }>('/v1/registry/municipality').value?.items[0] ?? null;

/** What the municipality decided; until it is known, what most decide. */
export const useSettings = (): Settings => useMunicipality()?.settings ?? DEFAULT_SETTINGS;
