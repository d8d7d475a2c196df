import { LRUCache } from 'lru-cache';
import type { Registry, RegistryNow } from '../../app/ports.ts';
import type { RegistryEntry, RegistryKind } from '../../wire/registry.ts';

/** Entries of the registry, and lists of certificates: what a large municipality has in use on one day. */
const MOST = 20_000;

type Reads = Pick<
  Registry,
  'registryEntry' | 'registryByIds' | 'certificatesOf' | 'registryVersion'
>;

/**
 * Entries are read again and again and change now and then: what was read is kept as long as the registry's
 * version is the same. One read of that number stands for all others.
 */
export function registryNow(reads: Reads): Pick<Registry, 'registryNow'> {
  const known = new LRUCache<string, { version: number; value: object }>({ max: MOST });

  return {
    async registryNow(municipalityId, readVersion): Promise<RegistryNow> {
      const version = readVersion ?? (await reads.registryVersion(municipalityId));

      function find<T extends object>(key: string): T | undefined {
        const found = known.get(`${municipalityId} ${key}`);
        return found?.version === version ? (found.value as T) : undefined;
      }
      /** What is read is as new as the version, or newer. */
      function keep(key: string, value: object | null): void {
        if (value) known.set(`${municipalityId} ${key}`, { version, value });
      }

      return {
        version,
        async registryEntry<K extends RegistryKind>(tenant: string, kind: K, id: string) {
          const key = `${kind} ${id}`;
          const found = find<RegistryEntry<K>>(key);
          if (found) return found;
          const entry = await reads.registryEntry(tenant, kind, id);
          keep(key, entry);
          return entry;
        },
        async registryByIds<K extends RegistryKind>(
          tenant: string,
          kind: K,
          ids: readonly string[],
        ) {
          const found = ids.map((id) => find<RegistryEntry<K>>(`${kind} ${id}`));
          const missing = ids.filter((_, index) => !found[index]);
          const read = missing.length > 0 ? await reads.registryByIds(tenant, kind, missing) : [];
          for (const entry of read) keep(`${kind} ${entry.id}`, entry);
          return [...found.filter((entry) => entry !== undefined), ...read];
        },
        async certificatesOf(tenant, farmerId, networkId) {
          const key = `certificates of ${farmerId} ${networkId}`;
          const found = find<RegistryEntry<'certificates'>[]>(key);
          if (found) return found;
          const certificates = await reads.certificatesOf(tenant, farmerId, networkId);
          keep(key, certificates);
          return certificates;
        },
      };
    },
  };
}
