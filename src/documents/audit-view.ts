import type { BatchEvent } from '../domain/batch/events.ts';
import type { HoldCause } from '../domain/batch/state.ts';
import type { Digits } from '../domain/settings.ts';
import type { BatchDetail } from '../wire/batches.ts';
import type { RegistryEntry } from '../wire/registry.ts';
import { correctionViews } from './correction-views.ts';
import { flowView } from './flow-view.ts';
import { thaiDate, thaiInstant } from './formats.ts';
import { madeViews } from './made-views.ts';
import type { AuditView, BalanceView, InspectionView, PhotoView, TimelineView } from './views.ts';
import {
  ACCOUNT,
  amountInUnits,
  CERTIFICATE,
  EVENT,
  eventNote,
  HOLD,
  inspectionResults,
  ROLE,
  UNIT,
} from './words.ts';

type Entry = BatchDetail['history'][number];
type Certificate = Pick<
  RegistryEntry<'certificates'>,
  'kind' | 'number' | 'validFrom' | 'validTo' | 'scan'
>;
type Verification = { verified: boolean; faults: { version: number; fault: string }[] };

/** An entry of the history as the event that it is. */
export const asEvent = ({ type, data }: Entry) => ({ type, data }) as unknown as BatchEvent;

/** The audit report of a batch, from what the book and the registry say of it. */
export function auditView({
  batch,
  verification,
  municipality,
  scientificName,
  certificates,
  photos,
  events,
  verifyUrl,
}: {
  batch: BatchDetail;
  verification: Verification;
  municipality: {
    nameTh: string;
    nameEn: string;
    example: boolean;
    settings: { digits: Digits };
  };
  scientificName: string | null;
  /** Those that count for the harvests that the batch is of. */
  certificates: readonly Certificate[];
  /** What is kept under the hashes that inspections and certificates name, where it is as it was. */
  photos: ReadonlyMap<string, Uint8Array>;
  /** As the book keeps them. */
  events: readonly unknown[];
  /** The page that checks the chain; the QR code holds it. */
  verifyUrl: string;
}): AuditView {
  const { harvested, history, certificate } = batch;
  return {
    municipality: { th: municipality.nameTh, en: municipality.nameEn },
    example: municipality.example,
    code: batch.code,
    crop: { ...batch.crop.names, scientific: scientificName ?? '' },
    network: batch.network.names.th,
    subdistrict: batch.subdistrict.th,
    farmer: batch.farmer?.name ?? MIXED,
    ...(batch.plot && { plot: batch.plot.name }),
    harvestedOn: batch.harvestedOn,
    ...(batch.harvestedTime && { harvestedTime: batch.harvestedTime }),
    harvest: {
      quantity: harvested.quantity,
      unit: UNIT[harvested.unit],
      gramsPerUnit: harvested.gramsPerUnit,
      grams: harvested.grams,
      ...(harvested.weighedGrams !== null && { weighedGrams: harvested.weighedGrams }),
    },
    ...(batch.inputs.length === 0 && { spray: batch.spray }),
    status: batch.status,
    holds: batch.holds.map(({ cause, reason, at, input }) => ({
      cause: HOLD[cause as HoldCause] ?? cause,
      ...(reason && { reason }),
      at,
      ...(input && { of: input }),
    })),
    certificate: certificate && { ...certificate, kind: CERTIFICATE[certificate.kind] },
    inspections: history.flatMap(inspectionView),
    timeline: history.map((entry) => timelineView(entry, history)),
    balances: batch.balances.map(balanceView),
    corrections: correctionViews(history),
    flow: flowView(batch),
    made: madeViews(batch),
    mixedFrom: batch.inputs.flatMap(({ batch: code, status, origins }) =>
      origins.map(({ batch: origin, network, harvestedOn, grams, certificate }) => ({
        code,
        origin,
        network: network.th,
        harvestedOn,
        ...(certificate && { certificate: CERTIFICATE[certificate] }),
        status,
        grams,
      })),
    ),
    mixedInto: batch.outputs.map(({ batch: code, input, at, place, status, grams }) => ({
      code,
      input,
      at,
      place: place.th,
      status,
      grams,
    })),
    photos: history.flatMap((entry) => photoViews(entry, photos)),
    scans: certificates.flatMap((certificate) => scanViews(certificate, photos)),
    events: `${JSON.stringify({ batch: batch.code, lastHash: batch.lastHash, events }, null, 1)}\n`,
    digits: municipality.settings.digits,
    chain: {
      length: history.length,
      lastHash: batch.lastHash,
      verified: verification.verified,
      ...(!verification.verified && { problem: faultsInWords(verification) }),
    },
    verifyUrl,
    asOf: history.at(-1)?.at ?? batch.registeredAt,
  };
}

const MIXED = 'หลายราย (รุ่นรวม)';

export const actorView = ({ by }: Entry) => ({ role: ROLE[by.role], place: by.place.names.th });

function timelineView(entry: Entry, history: readonly Entry[]): TimelineView {
  const event = asEvent(entry);
  const { data } = event;
  const moved = 'moves' in data && data.moves.length > 0;
  const amount = 'amount' in data && data.amount ? amountInUnits(data.amount) : undefined;
  const note = eventNote(event);
  const reason = 'reason' in data ? (data.reason ?? undefined) : undefined;
  const corrected =
    event.type === 'corrected'
      ? history.find(({ id }) => id === event.data.entry)?.version
      : undefined;
  const recall = event.type === 'hold-placed' && event.data.level === 'recall';
  return {
    version: entry.version,
    at: entry.at,
    deviceTime: entry.deviceTime,
    what: recall ? 'เรียกคืน' : EVENT[event.type],
    who: actorView(entry),
    ...(moved && { grams: entry.grams }),
    ...(amount && { amount }),
    ...(note && { note }),
    ...(reason && { reason }),
    ...(corrected && { correctionOf: corrected }),
    hash: entry.hash,
  };
}

function inspectionView(entry: Entry): InspectionView[] {
  const event = asEvent(entry);
  if (event.type !== 'inspection-recorded') return [];
  const { inspection, inspectedAt, outcome } = event.data;
  const common = {
    at: inspectedAt,
    results: inspectionResults(inspection),
    outcome,
    tester: `${ROLE[entry.by.role]} ${entry.by.place.names.th}`,
    voided: entry.voided,
  };
  if (inspection.method === 'laboratory') return [{ ...common, method: 'laboratory' }];
  const { reading, kitLot, kitExpiresOn, minutes } = inspection;
  const kit = {
    name: reading.kit,
    ...(kitLot && { lot: kitLot }),
    ...(kitExpiresOn && { expiry: kitExpiresOn }),
    ...(minutes !== null && { minutes }),
  };
  return [{ ...common, method: 'kit', kit }];
}

/** Hashes of the photos that a batch's inspections name. */
export const stripPhotos = ({ history }: BatchDetail): string[] =>
  history.flatMap((entry) => {
    const event = asEvent(entry);
    return event.type === 'inspection-recorded' ? (event.data.photos ?? []) : [];
  });

function scanViews(
  { kind, number, validFrom, validTo, scan }: Certificate,
  kept: ReadonlyMap<string, Uint8Array>,
): PhotoView[] {
  if (!scan) return [];
  const jpeg = kept.get(scan);
  const term = `${thaiDate(validFrom)} ถึง ${thaiDate(validTo)}`;
  return [{ caption: `${CERTIFICATE[kind]} ${number} มีผล ${term}`, ...(jpeg && { jpeg }) }];
}

function photoViews(entry: Entry, kept: ReadonlyMap<string, Uint8Array>): PhotoView[] {
  const event = asEvent(entry);
  if (event.type !== 'inspection-recorded') return [];
  return (event.data.photos ?? []).map((hash) => {
    const jpeg = kept.get(hash);
    return {
      caption: `แผ่นทดสอบ รายการที่ ${entry.version} ${thaiInstant(event.data.inspectedAt)}`,
      ...(jpeg && { jpeg }),
    };
  });
}

const balanceView = ({
  kind,
  group,
  grams,
  place,
}: BatchDetail['balances'][number]): BalanceView => ({
  account: [ACCOUNT[kind] ?? kind, place?.th].filter(Boolean).join(' '),
  group,
  grams,
});

const FAULT: Record<string, string> = {
  altered: 'เนื้อหาถูกแก้',
  unlinked: 'ไม่ต่อกับรายการก่อนหน้า',
  gap: 'มีรายการหายหรือเกิน',
  head: 'รายการสุดท้ายไม่ตรง',
  state: 'สถานะไม่ตรงกับรายการ',
  balances: 'ดุลไม่ตรงกับรายการ',
  'photo-missing': 'ไม่พบไฟล์รูป',
  'photo-altered': 'ไฟล์รูปถูกแก้',
};

const faultsInWords = ({ faults }: Verification): string =>
  faults.map(({ version, fault }) => `รายการที่ ${version}: ${FAULT[fault] ?? fault}`).join(' ');
