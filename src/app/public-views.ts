import {
  type Batch,
  type BatchStatus,
  type Entry,
  originsOf,
  statusOf,
} from '../domain/batch/state.ts';
import { type Day, dayOf } from '../domain/dates.ts';
import { origin } from './batch-views.ts';
import type { Deps } from './command.ts';
import { certificatesFor } from './deliveries.ts';
import { namesOf, placeNames } from './names.ts';
import { type BookReads, StorageDamaged, type StoredBatch } from './ports.ts';
import { verifyBatch } from './verify.ts';

type Stage = 'harvested' | 'tested' | 'sent' | 'at_market' | 'at_school' | 'sold' | 'cooked';

/** A laboratory's verdict is for the officers; what the public needs is: not for sale, not for eating. */
const PUBLIC_STATUS = {
  waiting: 'waiting',
  passed: 'passed',
  on_hold: 'on_hold',
  failed: 'on_hold',
  recalled: 'recalled',
  voided: 'withdrawn',
} as const satisfies Record<BatchStatus, string>;

/** What the public may know of a batch: nothing personal. */
export async function publicBatch(deps: Deps, { batch }: StoredBatch) {
  const { storage, now } = deps;
  const { code, municipalityId, harvest } = batch;
  const registry = await storage.registryNow(municipalityId);
  const origins = originsOf(batch);
  const networks = new Set(origins.map(({ networkId }) => networkId));
  const places = [...networks].map((id) => ({ kind: 'network' as const, id }));
  const [municipality, network, crop, certificates, { subdistrict }, nameOf] = await Promise.all([
    registry.registryEntry(municipalityId, 'municipality', municipalityId),
    registry.registryEntry(municipalityId, 'networks', harvest.networkId),
    registry.registryEntry(municipalityId, 'crops', harvest.cropId),
    certificatesFor(registry, batch),
    origin(registry, batch),
    placeNames(registry, municipalityId, places),
  ]);
  const kinds = certificates.map((each) => each?.kind ?? null);
  return {
    code,
    crop: namesOf(crop ?? undefined),
    // Of several networks, each is told with what is from it.
    network: networks.size > 1 ? null : network && namesOf(network),
    subdistrict: networks.size > 1 ? null : subdistrict,
    municipality: namesOf(municipality ?? undefined),
    harvestedOn: harvest.harvestedOn,
    certificates: kinds.includes(null) ? [] : [...new Set(kinds.flatMap((kind) => kind ?? []))],
    inputs: batch.mix
      ? origins.map((origin, index) => ({
          code: origin.batch,
          network: nameOf({ kind: 'network', id: origin.networkId }),
          harvestedOn: origin.harvestedOn,
          certificate: kinds[index] ?? null,
        }))
      : [],
    status: PUBLIC_STATUS[statusOf(batch)],
    stages: stagesOf(batch),
    example: municipality?.example ?? false,
    checkedAt: now(),
  };
}

/** What the public may know of a label from a roll that no batch has. */
export async function publicLabel({ storage }: Deps, code: string) {
  const roll = await storage.rollOf(code);
  if (!roll) return null;
  const { municipalityId, networkId, voidedAt } = roll;
  const registry = await storage.registryNow(municipalityId);
  const [municipality, network] = await Promise.all([
    registry.registryEntry(municipalityId, 'municipality', municipalityId),
    registry.registryEntry(municipalityId, 'networks', networkId),
  ]);
  return {
    code,
    network: namesOf(network ?? undefined),
    voided: voidedAt !== null,
    example: municipality?.example ?? false,
  };
}

/** What anyone may check of a batch's chain: hashes, nothing of what they stand for. */
export async function publicVerification({ storage, now }: Deps, code: string) {
  const stored = await batchBehind(storage, code);
  if (!stored) return null;
  const { municipalityId } = stored.batch;
  const verification = await verifyBatch(storage, municipalityId, code);
  if (!verification) return null;
  const events = await storage.events(municipalityId, code);
  const municipality = await storage.registryEntry(municipalityId, 'municipality', municipalityId);
  return {
    code,
    verified: verification.verified,
    links: events.map(({ event: { version, hash } }) => ({ version, hash })),
    example: municipality?.example ?? false,
    checkedAt: now(),
  };
}

/**
 * The batch of a code, whosever it is.
 * @throws StorageDamaged when what is kept is JSON, but no batch any more
 */
export async function batchBehind(storage: BookReads, code: string): Promise<StoredBatch | null> {
  const stored = await storage.batchAnywhere(code);
  if (!stored) return null;
  const kept: Partial<Batch> | null = stored.batch;
  if (!kept?.harvest) throw new StorageDamaged(`state of batch ${code}`);
  return stored;
}

/** The stages that a batch has passed, each with the day on which it first did. */
function stagesOf(batch: Batch): { kind: Stage; date: Day }[] {
  const first = new Map<Stage, Day>([['harvested', batch.harvest.harvestedOn]]);
  const standing = Object.values(batch.entries).filter(({ voided }) => !voided);
  for (const entry of standing.sort((a, b) => a.version - b.version)) {
    const stage = stageOf(entry, batch);
    if (stage && !first.has(stage)) first.set(stage, dayOf(entry.at));
  }
  return [...first].map(([kind, date]) => ({ kind, date }));
}

function stageOf({ type, deliveryId }: Entry, batch: Batch): Stage | null {
  const consignment = batch.consignments[deliveryId ?? ''];
  switch (type) {
    case 'inspection-recorded':
      return 'tested';
    case 'dispatched':
      return consignment?.state === 'cancelled' ? null : 'sent';
    case 'received':
      if (!consignment?.line?.acceptedGrams) return null;
      return consignment.to.kind === 'kitchen' ? 'at_school' : 'at_market';
    case 'sold':
      return 'sold';
    case 'cooked':
      return 'cooked';
    default:
      return null;
  }
}
