import type { Deps } from './command.ts';
import type { StoredBatch } from './ports.ts';

/**
 * Names all that a view of a batch is made of, but for the moment: the batch by the hash of its last event,
 * the registry by its version. As long as it is the same, so is the view. To be asked before the view is
 * made: what is read after is as new, or newer.
 */
export async function viewKey(
  { storage }: Deps,
  { batch: { municipalityId, code }, lastHash }: StoredBatch,
): Promise<string> {
  return `${municipalityId} ${await storage.registryVersion(municipalityId)} ${code} ${lastHash}`;
}
