import type { Deps } from './command.ts';
import type { StoredBatch } from './ports.ts';

/** Until storage numbers the changes of a registry, nothing can be named by them. */
type Numbered = { registryVersion?(municipalityId: string): Promise<number> };

/**
 * Names all that a view of a batch is made of, but for the moment: the batch by the hash of its last event,
 * the registry by its version. As long as it is the same, so is the view. To be asked before the view is
 * made: what is read after is as new, or newer.
 */
export async function viewKey(
  { storage }: { storage: Deps['storage'] & Numbered },
  { batch: { municipalityId, code }, lastHash }: StoredBatch,
): Promise<string | null> {
  const version = await storage.registryVersion?.(municipalityId);
  return version === undefined ? null : `${municipalityId} ${version} ${code} ${lastHash}`;
}
