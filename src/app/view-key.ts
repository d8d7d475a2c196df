import type { Deps } from './command.ts';
import { madeKey } from './mix-views.ts';
import type { StoredBatch } from './ports.ts';

/**
 * Names all that a view of a batch is made of, but for the moment: the batch by the hash of its last event,
 * those that it was mixed into by their versions, the registry by its version. As long as it is the same, so is the view. To be asked before the view is
 * made: what is read after is as new, or newer.
 */
export async function viewKey({ storage }: Deps, stored: StoredBatch): Promise<string> {
  const { municipalityId, code } = stored.batch;
  const registry = await storage.registryVersion(municipalityId);
  const made = await madeKey(storage, stored);
  return `${municipalityId} ${registry} ${code} ${stored.lastHash} ${made}`;
}
