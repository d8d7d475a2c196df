/** The registry: who and what there is, and who changed it. */

import type { Instant } from '../../domain/dates.ts';
import type { RegistryEntry, RegistryKind } from '../../wire/registry.ts';
import type { CommandRecord, Page, PageRequest, Scope } from './common.ts';

/** One change of one registry entry; a user's `pinHash` is in `secret`, never in `before` or `after`. */
export type RegistryChange = {
  municipalityId: string;
  kind: RegistryKind;
  id: string;
  revision: number;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
  secret?: { pinHash: string } | undefined;
  /** Of the sessions of a user, which all end with a new PIN, the one that does not. */
  keptSession?: string | undefined;
  /** Null for what the installation does itself. */
  userId: string | null;
  at: Instant;
};

export type RegistryChanged =
  | { kind: 'changed' }
  /** Somebody else changed the entry, or the registry, since it was read. */
  | { kind: 'conflict' }
  | { kind: 'phone-taken' }
  /** It would leave the municipality without an active officer. */
  | { kind: 'last-officer' }
  | { kind: 'answered'; command: CommandRecord };

export type RegistryFilter = {
  id?: string | undefined;
  search?: string | undefined;
  active?: boolean | undefined;
  /** Entries under this one: farmers of a network, plots of a farmer, stalls of a market. */
  parentId?: string | undefined;
};

/** The registry of one municipality as it stood at one moment. */
export interface RegistryNow extends RegistryLookup {
  /** Grows with every change: what was made of the registry at the same version is as it was. */
  version: number;
}

export interface RegistryLookup {
  registryEntry<K extends RegistryKind>(
    municipalityId: string,
    kind: K,
    id: string,
  ): Promise<RegistryEntry<K> | null>;
  /** Entries by id, in no order; unknown ids are left out. */
  registryByIds<K extends RegistryKind>(
    municipalityId: string,
    kind: K,
    ids: readonly string[],
  ): Promise<RegistryEntry<K>[]>;
  /** Certificates of a farmer and of the farmer's network. */
  certificatesOf(
    municipalityId: string,
    farmerId: string,
    networkId: string,
  ): Promise<RegistryEntry<'certificates'>[]>;
}

export interface Registry extends RegistryLookup {
  /**
   * For whoever looks up several entries: what is known already is not read again.
   * @param version of the registry, for whoever has read it
   */
  registryNow(municipalityId: string, version?: number): Promise<RegistryNow>;
  /** Sorted by name. */
  registryEntries<K extends RegistryKind>(
    municipalityId: string,
    kind: K,
    scope: Scope,
    filter: RegistryFilter,
    page: PageRequest,
  ): Promise<Page<RegistryEntry<K>>>;
  registryChanges(
    municipalityId: string,
    kind: RegistryKind,
    id: string,
    page: PageRequest,
  ): Promise<Page<RegistryChange>>;
  /**
   * Writes entries and their changes, and the command's answer beside them: all or nothing.
   * @param readVersion of the registry that they were decided upon: a conflict when it has grown since
   */
  changeRegistry(
    changes: readonly RegistryChange[],
    command: CommandRecord,
    readVersion?: number,
  ): Promise<RegistryChanged>;
  /** {@link RegistryNow.version}. */
  registryVersion(municipalityId: string): Promise<number>;
  /** Municipalities of the installation. */
  municipalityIds(): Promise<string[]>;
}
