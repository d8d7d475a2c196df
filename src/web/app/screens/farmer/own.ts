import { makeBatchCode } from '../../../../domain/batch-code.ts';
import { type Day, momentOf, type Time } from '../../../../domain/dates.ts';
import type { EnteredAmount } from '../../../../domain/quantities.ts';
import type { Settings } from '../../../../domain/settings.ts';
import type { BatchDetail, BatchSummary } from '../../../../wire/batches.ts';
import type { RegistryEntry } from '../../../../wire/registry.ts';
import { batchesPath, FIRST_BATCHES } from '../../data/paths.ts';
import { useAll, useData } from '../../data/use-data.ts';
import type { Entry } from '../../outbox/entry.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import type { Photo } from '../../outbox/photos.ts';
import { session } from '../../session/session.ts';
import { type Plot, plotsPath } from '../correct/plot-field.tsx';

export type Crop = RegistryEntry<'crops'>;

/** What the form of a harvest holds; kept with its entry, so that it can be opened again. */
export type HarvestForm = {
  code: string;
  /** Whether the code is that of a label from a roll. */
  fromRoll?: boolean;
  crop: Pick<Crop, 'id' | 'nameTh' | 'nameEn' | 'scientificName' | 'units'>;
  amount: EnteredAmount;
  grams: number;
  harvestedOn: Day;
  /** Left out for now, and where nobody said. */
  harvestedTime?: Time | null;
  plotId: string | null;
  spray: { sprayedOn: Day; product: string; intervalDays: number } | null;
  note: string;
  /** Left out in forms from before there were photos. */
  photos?: Photo[];
};

type Page = { items: BatchSummary[]; next: string | null };

export const MOST_BATCHES = 200;

export const useOwnBatches = (limit = FIRST_BATCHES) => useData<Page>(batchesPath(limit));
const CROPS = '/v1/registry/crops?active=true';
const ownPlots = () => {
  const farmerId = session.value?.farmerId;
  return farmerId ? plotsPath(farmerId) : null;
};
export const useCrops = () => useAll<Crop>(CROPS);
export const usePlots = () => useAll<Plot>(ownPlots());

/** Fetches what the form needs, for the next time that it is opened, which may be without a signal. */
export function useFetchedAhead(now: boolean): void {
  useAll(now ? CROPS : null);
  useAll(now ? ownPlots() : null);
}

export const useBatch = (code: string | null) =>
  useData<BatchDetail>(code && `/v1/batches/${code}`);

/** Harvests that were entered on this phone, the newest first. */
export const harvestEntries = (): Entry[] =>
  ownEntries.value.filter(({ kind }) => kind === 'harvest.register');

export const formOf = ({ form }: Entry) => form as HarvestForm;

/** The code that the batch of an entry has: another than was sent, where its label was good no more. */
export const codeOf = (entry: Entry): string =>
  (entry.state === 'sent' && entry.receipt.entries[0]?.batch) || formOf(entry).code;

export const newCode = () => makeBatchCode(crypto.getRandomValues(new Uint8Array(9)));

/** A batch as the list shows it: from the service, or from this phone while the service has not got it. */
export type Listed = {
  code: string;
  crop: { nameTh: string; nameEn: string };
  harvestedOn: Day;
  summary: BatchSummary | null;
  entry: Entry | null;
};

/** Those only on this phone first, then those of the service. */
export function listed(batches: readonly BatchSummary[]): Listed[] {
  const entries = harvestEntries();
  const known = new Set(batches.map(({ code }) => code));
  const onPhone = entries
    .filter((entry) => !known.has(codeOf(entry)))
    .map((entry) => {
      const { crop, harvestedOn } = formOf(entry);
      return { code: codeOf(entry), crop, harvestedOn, summary: null, entry };
    });
  const served = batches.map((summary) => ({
    code: summary.code,
    crop: { nameTh: summary.crop.names.th, nameEn: summary.crop.names.en },
    harvestedOn: summary.harvestedOn,
    summary,
    entry: entries.find((entry) => codeOf(entry) === summary.code) ?? null,
  }));
  return [...onPhone, ...served];
}

const FEW = 6;

/** Ids of the crops that were last harvested, at most six. */
export function lastCrops(batches: readonly BatchSummary[]): string[] {
  const ids = [
    ...harvestEntries().map((entry) => formOf(entry).crop.id),
    ...batches.map(({ crop }) => crop.id),
  ];
  return [...new Set(ids)].slice(0, FEW);
}

/** A harvest of the same crop and day, registered so lately that this one may be the same. */
export function similarTo(
  { id }: Pick<Crop, 'id'>,
  harvestedOn: Day,
  batches: readonly BatchSummary[],
  { nearDuplicateMinutes }: Settings,
  except: string | undefined,
): { code: string; at: string } | null {
  const since = new Date(Date.now() - nearDuplicateMinutes * 60_000).toISOString();
  const entered = harvestEntries()
    .filter((entry) => entry.id !== except && formOf(entry).crop.id === id)
    .map((entry) => ({ ...formOf(entry), at: entry.madeAt }));
  const served = batches
    .filter(({ crop, status }) => crop.id === id && status !== 'voided')
    .map(({ code, registeredAt, ...batch }) => ({ ...batch, code, at: registeredAt }));
  return (
    [...entered, ...served].find(
      (other) => other.harvestedOn === harvestedOn && other.at >= since,
    ) ?? null
  );
}

/** Whether a day, or a time of it, is still to come. */
export const isFuture = (day: Day, time: Time = '00:00') =>
  momentOf(day, time) > new Date().toISOString();
