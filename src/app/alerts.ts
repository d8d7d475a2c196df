import { scopeOf } from '../auth/permissions.ts';
import { type Place, placeAccount, samePlace } from '../domain/accounts.ts';
import { type Batch, statusOf } from '../domain/batch/state.ts';
import { showBatchCode } from '../domain/batch-code.ts';
import type { Instant } from '../domain/dates.ts';
import type { Alert } from '../wire/alerts.ts';
import type { Deps } from './command.ts';
import { entriesById, namesOf, placeNames } from './names.ts';
import type { Account } from './ports.ts';

/** For so long those are told whose goods of the batch are gone; whoever still has some, always. */
const TOLD_MS = 7 * 24 * 3_600_000;

/**
 * What must not be sent, sold or cooked of what is at the person's places, on its way there, or was there
 * lately; the newest first.
 */
export async function alertsFor({ storage, now }: Deps, account: Account): Promise<Alert[]> {
  const { municipalityId } = account;
  const places = scopeOf(account, 'alerts.read')?.places ?? [];
  const since = new Date(Date.parse(now()) - TOLD_MS).toISOString();
  const stopped = await storage.stoppedAt(municipalityId, places);
  const found = stopped.flatMap((batch) =>
    places.flatMap((place) => {
      const where = whereabouts(batch, place);
      const told = where === 'gone' ? stoppedSince(batch) >= since : where !== null;
      return told && where ? [{ batch, place, where }] : [];
    }),
  );
  if (found.length === 0) return [];
  const cropIds = found.map(({ batch }) => batch.harvest.cropId);
  const registry = await storage.registryNow(municipalityId);
  const crops = await entriesById(registry, municipalityId, 'crops', cropIds);
  const nameOf = await placeNames(
    registry,
    municipalityId,
    found.map(({ place }) => place),
  );
  return found
    .map(({ batch, place, where }) => ({
      batch: batch.code,
      shownCode: showBatchCode(batch.code),
      crop: namesOf(crops.get(batch.harvest.cropId)),
      status: statusOf(batch) as Alert['status'],
      place: { ...place, names: nameOf(place) },
      where,
      // Of a mixed batch, several of what is in it may be on hold for the same reason.
      holds: [...new Set(batch.holds.map(({ id, at }) => `${id} ${at}`))],
      since: stoppedSince(batch),
    }))
    .sort((a, b) => b.since.localeCompare(a.since));
}

const stoppedSince = ({ holds }: Batch): Instant =>
  holds
    .map(({ at }) => at)
    .sort()
    .at(-1) ?? '';

/** Null where nothing of the batch has been, or stayed, at the place. */
function whereabouts(
  { balances, harvest, consignments, mix }: Batch,
  place: Place,
): Alert['where'] | null {
  if ((balances[placeAccount(place)] ?? 0) > 0) return 'here';
  const own = Object.values(consignments).filter(({ to }) => samePlace(to, place));
  if (own.some(({ state }) => state === 'in_transit')) return 'coming';
  const had =
    samePlace(place, mix?.place ?? { kind: 'network', id: harvest.networkId }) ||
    own.some(({ line }) => (line?.acceptedGrams ?? 0) > 0);
  return had ? 'gone' : null;
}
