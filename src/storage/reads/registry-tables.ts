import type { RegistryKind } from '../../wire/registry.ts';
import type { Tables } from './reader.ts';

const NAMES = {
  municipality: 'municipalities',
  networks: 'networks',
  farmers: 'farmers',
  plots: 'plots',
  certificates: 'certificates',
  markets: 'markets',
  stalls: 'stalls',
  schools: 'schools',
  kitchens: 'kitchens',
  crops: 'crops',
  users: 'users',
} as const satisfies Record<RegistryKind, keyof Tables>;

/** The table of a kind of entry, typed by the columns that every kind has; its own come with the row. */
export const registryTable = (t: Tables, kind: RegistryKind) =>
  t[NAMES[kind]] as unknown as Tables['networks'];
