import { scopeOf } from '../auth/permissions.ts';
import { photosOf } from '../domain/batch/photos.ts';
import { refuse } from '../domain/refusal.ts';
import type { PhotoDeps } from './command.ts';
import type { Account, StoredBatch } from './ports.ts';

/** The book names no photo that is not kept. @throws Refusal photo-unknown */
export async function checkPhotos(
  { photos }: PhotoDeps,
  { municipalityId }: Account,
  hashes: readonly string[] | undefined,
): Promise<void> {
  for (const photo of hashes ?? []) {
    const kept = await photos.get(municipalityId, photo);
    if (typeof kept === 'string') refuse('photo-unknown', { photo });
  }
}

/** A photo that an event of the batch names; who may see the batch may see it. @throws Refusal not-found */
export async function photoOf(
  { storage, photos }: PhotoDeps,
  { batch: { municipalityId, code } }: StoredBatch,
  hash: string,
): Promise<Uint8Array> {
  const events = await storage.events(municipalityId, code);
  const named = events.some(({ event }) => photosOf(event).includes(hash));
  const kept = named ? await photos.get(municipalityId, hash) : 'missing';
  // One that was altered is not what was photographed: verification says so.
  return typeof kept === 'string' ? refuse('not-found', { what: 'photo' }) : kept;
}

/** The photo of a certificate's paper; who may see the entry may see it. @throws Refusal not-found */
export async function scanOf(
  { storage, photos }: PhotoDeps,
  account: Account,
  id: string,
): Promise<{ hash: string; bytes: Uint8Array }> {
  const { municipalityId } = account;
  const scope = scopeOf(account, 'registry.read-personal');
  const page = { limit: 1, cursor: null };
  const { items } = await storage.registryEntries(
    municipalityId,
    'certificates',
    scope,
    { id },
    page,
  );
  const hash = items[0]?.scan;
  const bytes = hash ? await photos.get(municipalityId, hash) : 'missing';
  return hash && typeof bytes !== 'string'
    ? { hash, bytes }
    : refuse('not-found', { what: 'photo' });
}

/** Those of some photos that are as they were kept, by their hashes. */
export async function keptPhotos(
  { photos }: PhotoDeps,
  municipalityId: string,
  hashes: readonly string[],
): Promise<Map<string, Uint8Array>> {
  const kept = new Map<string, Uint8Array>();
  for (const hash of new Set(hashes)) {
    const found = await photos.get(municipalityId, hash);
    if (typeof found !== 'string') kept.set(hash, found);
  }
  return kept;
}
