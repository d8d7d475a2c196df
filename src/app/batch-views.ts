import {
  ACCOUNT_GROUPS,
  type AccountGroup,
  accountGroup,
  type Account as BookAccount,
  onHand,
  type Place,
  placeAccount,
  splitAccount,
} from '../domain/accounts.ts';
import type { SealedEvent } from '../domain/batch/events.ts';
import { type Batch, placesOf, statusOf } from '../domain/batch/state.ts';
import { showBatchCode } from '../domain/batch-code.ts';
import type { Actor } from '../domain/people.ts';
import type { BatchDetail, BatchSummary } from '../wire/batches.ts';
import type { RegistryEntry } from '../wire/registry.ts';
import { type Deps, isClockOff } from './command.ts';
import { certificateFor } from './deliveries.ts';
import { inputViews, madeOf, outputViews } from './mix-views.ts';
import { entriesById, type Names, namesOf, placeNames } from './names.ts';
import { type RegistryLookup, StorageDamaged, type StoredBatch } from './ports.ts';

/** @param heldBy the place whose share of each batch is told as well */
export async function batchSummaries(
  registry: RegistryLookup,
  municipalityId: string,
  batches: readonly Batch[],
  heldBy?: Place,
): Promise<BatchSummary[]> {
  const ids = (pick: (batch: Batch) => string) => batches.map(pick);
  const [crops, networks, farmers] = await Promise.all([
    entriesById(
      registry,
      municipalityId,
      'crops',
      ids((b) => b.harvest.cropId),
    ),
    entriesById(
      registry,
      municipalityId,
      'networks',
      ids((b) => b.harvest.networkId),
    ),
    entriesById(
      registry,
      municipalityId,
      'farmers',
      batches.flatMap(({ harvest }) => harvest.farmerId ?? []),
    ),
  ]);
  return batches.map((batch) => {
    const { harvest } = batch;
    return {
      code: batch.code,
      shownCode: showBatchCode(batch.code),
      status: statusOf(batch),
      crop: { id: harvest.cropId, names: namesOf(crops.get(harvest.cropId)) },
      network: { id: harvest.networkId, names: namesOf(networks.get(harvest.networkId)) },
      farmer: harvest.farmerId
        ? { id: harvest.farmerId, name: farmers.get(harvest.farmerId)?.name ?? '–' }
        : null,
      harvestedOn: harvest.harvestedOn,
      harvestedTime: harvest.harvestedTime ?? null,
      harvested: harvest.amount,
      onHandGrams: onHand(batch.balances),
      sentGrams: sentOf(batch),
      heldGrams: heldBy ? (batch.balances[placeAccount(heldBy)] ?? 0) : null,
      registeredAt: batch.registeredAt,
      version: batch.version,
    };
  });
}

const WHEREABOUTS: readonly AccountGroup[] = ['holding', 'end'];

/** What has left the network's store for a stall or a kitchen, wherever it is now. */
const sentOf = ({ balances, harvest }: Batch): number =>
  (Object.entries(balances) as [BookAccount, number][])
    .map(([account, grams]) => ({ ...splitAccount(account), grams }))
    .filter(({ kind, id }) => WHEREABOUTS.includes(accountGroup(kind)) && id !== harvest.networkId)
    .reduce((sum, { grams }) => sum + grams, 0);

export async function batchDetail(
  deps: Deps,
  { batch, lastHash }: StoredBatch,
): Promise<BatchDetail> {
  const { storage } = deps;
  const { municipalityId, harvest, code } = batch;
  const registry = await storage.registryNow(municipalityId);
  const [summary] = await batchSummaries(registry, municipalityId, [batch]);
  const events = (await storage.events(municipalityId, code)).map(({ event }) => readable(event));
  const municipality = await registry.registryEntry(municipalityId, 'municipality', municipalityId);
  const made = await madeOf(storage, batch);
  const nameOf = await placeNames(registry, municipalityId, [
    ...[batch, ...made.map(({ mixed }) => mixed)].flatMap(placesOf),
    ...events.map(({ actor }) => actor.place),
  ]);
  const { plot, subdistrict } = await origin(registry, batch);
  const certificate = await certificateFor(registry, batch);
  return {
    ...summary!,
    plot,
    subdistrict,
    spray: harvest.spray,
    note: harvest.note,
    certificate,
    holds: [...batch.holds],
    inspections: batch.inspections.map(({ version: _, ...inspection }) => inspection),
    balances: balanceLines(batch, nameOf),
    inputs: await inputViews(registry, batch, nameOf),
    outputs: await outputViews(storage, made, nameOf, balanceLines),
    history: events.map((event) => historyEntry(event, batch, municipality, nameOf)),
    lastHash,
  };
}

/** A damaged row is for verification to name; no history can be told from it. @throws StorageDamaged */
function readable(event: SealedEvent): SealedEvent {
  const { data, actor } = event as { data: unknown; actor: Partial<Actor> | null };
  const times = [event.serverTime, event.deviceTime].filter((time) => time !== null);
  if (data === null || typeof data !== 'object' || !actor?.place || !times.every(isInstant)) {
    throw new StorageDamaged(`event ${event.id} of batch ${event.batch}`);
  }
  return event;
}

const isInstant = (time: string): boolean =>
  !Number.isNaN(Date.parse(time)) && new Date(time).toISOString() === time;

/** The plot, and the subdistrict: the plot's, or else the network's. */
export async function origin(registry: RegistryLookup, { municipalityId, harvest }: Batch) {
  const plot = harvest.plotId
    ? await registry.registryEntry(municipalityId, 'plots', harvest.plotId)
    : null;
  const network = await registry.registryEntry(municipalityId, 'networks', harvest.networkId);
  const at = plot ?? network;
  return {
    plot: plot && { id: plot.id, name: plot.name },
    subdistrict: { th: at?.subdistrictTh ?? '–', en: at?.subdistrictEn ?? '–' },
  };
}

function historyEntry(
  event: SealedEvent,
  batch: Batch,
  municipality: RegistryEntry<'municipality'> | null,
  nameOf: (place: { kind: Place['kind'] | 'municipality'; id: string }) => Names,
) {
  const moves = 'moves' in event.data ? event.data.moves : [];
  return {
    id: event.id,
    version: event.version,
    type: event.type,
    at: event.serverTime,
    deviceTime: event.deviceTime,
    clockOffsetSeconds: event.clockOffsetSeconds,
    clockOff: municipality !== null && isClockOff(event, municipality.settings),
    by: { ...event.actor, place: { ...event.actor.place, names: nameOf(event.actor.place) } },
    grams: moves.reduce((sum, { grams }) => sum + grams, 0),
    data: event.data,
    voided: batch.entries[event.id]?.voided ?? false,
    hash: event.hash,
  };
}

/** The balance of a batch by account, origins first, ends last. */
function balanceLines(batch: Batch, nameOf: (place: Place) => Names) {
  const places = placesOf(batch);
  return (Object.entries(batch.balances) as [BookAccount, number][])
    .map(([account, grams]) => {
      const { kind, id } = splitAccount(account);
      const place = places.find((known) => known.id === id) ?? batch.consignments[id]?.to;
      return {
        account,
        kind,
        group: accountGroup(kind),
        grams,
        place: place ? nameOf(place) : null,
      };
    })
    .sort((a, b) => ACCOUNT_GROUPS.indexOf(a.group) - ACCOUNT_GROUPS.indexOf(b.group));
}
