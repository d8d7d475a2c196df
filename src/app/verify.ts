import { isDeepStrictEqual } from 'node:util';
import type { SealedEvent } from '../domain/batch/events.ts';
import { photosOf } from '../domain/batch/photos.ts';
import { type Batch, evolve } from '../domain/batch/state.ts';
import { type ChainFault, chainFaults } from '../domain/chain.ts';
import { type BookReads, type Photos, StorageDamaged } from './ports.ts';

type DerivedFault = 'head' | 'state' | 'balances';
type PhotoFault = {
  version: number;
  event: string;
  fault: 'photo-missing' | 'photo-altered';
  photo: string;
};
type VerificationFault =
  | ChainFault
  | PhotoFault
  /** What is kept beside the events does not follow from them; `version` is the batch's last. */
  | { version: number; event: null; fault: DerivedFault };

export type Verification = {
  code: string;
  verified: boolean;
  length: number;
  lastHash: string;
  faults: VerificationFault[];
};

/**
 * Recomputes a batch's chain from the rows in the database, and what was derived from them.
 * @param photos where the photos are that the events name, if they are to be looked at too
 */
export async function verifyBatch(
  storage: BookReads,
  municipalityId: string,
  code: string,
  photos?: Pick<Photos, 'get'>,
): Promise<Verification | null> {
  const head = await headOf(storage, municipalityId, code);
  if (!head) return null;
  const events = (await storage.events(municipalityId, code)).map(({ event }) => event);
  const balances = await storage.balances(municipalityId, code);
  const faults = faultsOf(head, events, balances);
  if (faults.length > 0 && head.lastHash !== null) {
    // Read in three steps: what looks wrong may only have moved on meanwhile.
    const now = await headOf(storage, municipalityId, code);
    if (now?.lastHash !== head.lastHash) return verifyBatch(storage, municipalityId, code, photos);
  }
  if (photos) faults.push(...(await photoFaults(photos, municipalityId, events)));
  const lastHash = head.lastHash ?? events.at(-1)?.hash ?? '';
  return { code, verified: faults.length === 0, length: events.length, lastHash, faults };
}

async function photoFaults(
  photos: Pick<Photos, 'get'>,
  municipalityId: string,
  events: readonly SealedEvent[],
): Promise<PhotoFault[]> {
  const faults: PhotoFault[] = [];
  for (const event of events) {
    for (const photo of photosOf(event)) {
      const kept = await photos.get(municipalityId, photo);
      if (typeof kept !== 'string') continue;
      faults.push({ version: event.version, event: event.id, fault: `photo-${kept}`, photo });
    }
  }
  return faults;
}

/** A batch as it is kept; nulls for one that can no longer be read. */
type Head = { batch: Batch; lastHash: string } | { batch: null; lastHash: null };

async function headOf(storage: BookReads, municipalityId: string, code: string) {
  try {
    return await storage.batch(municipalityId, code);
  } catch (error) {
    if (error instanceof StorageDamaged) return { batch: null, lastHash: null };
    throw error;
  }
}

function faultsOf(
  { batch, lastHash }: Head,
  events: readonly SealedEvent[],
  balances: Record<string, number>,
): VerificationFault[] {
  const faults: VerificationFault[] = [...chainFaults(events)];
  const last = events.at(-1);
  const version = batch?.version ?? last?.version ?? 0;
  const add = (fault: DerivedFault) => faults.push({ version, event: null, fault });
  if (batch && (last?.version !== version || last.hash !== lastHash)) add('head');
  if (!batch) add('state');
  // Only a whole chain says what the state should be.
  if (!batch || faults.length > 0) return faults;
  const state = replay(events);
  if (!sameJson(state, batch)) add('state');
  if (!sameJson(state?.balances, balances)) add('balances');
  return faults;
}

/** What the events add up to; null where they add up to nothing that the rules could have made. */
function replay(events: readonly SealedEvent[]): Batch | null {
  try {
    return events.reduce<Batch | null>(evolve, null);
  } catch {
    return null;
  }
}

const sameJson = (a: unknown, b: unknown): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(a ?? null)), JSON.parse(JSON.stringify(b ?? null)));
