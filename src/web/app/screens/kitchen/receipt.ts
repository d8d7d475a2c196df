import { signal } from '@preact/signals';
import type { Remedy } from '../../../../domain/batch/events.ts';
import type { DeliveryView } from '../../../../wire/deliveries.ts';
import { isStopped } from '../../alarm/alerts.ts';
import { recall, remember } from '../../data/kept.ts';
import type { Entry } from '../../outbox/entry.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { type Photo, referencesTo, withoutPictures } from '../../outbox/photos.ts';
import { session } from '../../session/session.ts';

export type Line = DeliveryView['lines'][number];
type Shortfall = { grams: number; reason: string; remedy: Remedy };
/** What somebody has said about a line; what neither is missing nor rejected was taken. */
export type Rejected = Shortfall & { photos: Photo[] };
export type Stated = { missing: Shortfall | null; rejected: Rejected | null };
type Statements = Record<string, Stated>;

/** What the form of a receipt holds, kept with its entry. */
export type ReceiptForm = {
  to: DeliveryView['to'];
  lines: (Stated & Pick<Line, 'batch' | 'shownCode' | 'crop' | 'sentGrams'>)[];
};

export const ALL: Stated = { missing: null, rejected: null };

export const acceptedOf = (
  { sentGrams }: Pick<Line, 'sentGrams'>,
  { missing, rejected }: Stated,
): number => sentGrams - (missing?.grams ?? 0) - (rejected?.grams ?? 0);

export const openLines = ({ lines }: DeliveryView): Line[] =>
  lines.filter(({ status }) => status === 'in_transit');

/** Nobody may cook what stands so. */
export const isHeld = (batch: string, status: string): boolean =>
  ['on_hold', 'failed', 'recalled', 'voided'].includes(status) || isStopped(batch);

const pathOf = (deliveryId: string) => `/v1/deliveries/${deliveryId}/receipt`;

/** The receipt of a delivery that was last entered on this phone. */
export const receiptEntry = (deliveryId: string): Entry | undefined =>
  ownEntries.value.find(({ path }) => path === pathOf(deliveryId));

export const formOf = ({ form }: Entry) => form as ReceiptForm;

export function receiptOf(delivery: DeliveryView, stated: Statements) {
  const lines = openLines(delivery).map((line) => ({ line, said: stated[line.batch] ?? ALL }));
  const form: ReceiptForm = {
    to: delivery.to,
    lines: lines.map(({ line: { batch, shownCode, crop, sentGrams }, said }) => ({
      batch,
      shownCode,
      crop,
      sentGrams,
      missing: said.missing,
      rejected: said.rejected && {
        ...said.rejected,
        photos: withoutPictures(said.rejected.photos),
      },
    })),
  };
  return {
    path: pathOf(delivery.id),
    body: {
      lines: lines.map(({ line, said }) => ({
        batch: line.batch,
        acceptedGrams: acceptedOf(line, said),
        missing: said.missing,
        rejected: said.rejected && rejectedIn(said.rejected),
      })),
      recordedAt: new Date().toISOString(),
    },
    form,
    photos: lines.flatMap(({ said }) => said.rejected?.photos ?? []),
  };
}

const rejectedIn = ({ photos, ...rejected }: Rejected) => ({
  ...rejected,
  ...referencesTo(photos),
});

/** Deliveries of which something has been stated and nothing confirmed, by person and delivery. */
const begun = signal<Record<string, Statements>>({});
const BEGUN = 'receipts-begun';
const keyOf = (deliveryId: string) => `${session.value?.userId} ${deliveryId}`;

/** A phone that goes off, or drops the page for its camera, does not cost the taps made so far. */
export async function recallBegun(): Promise<void> {
  const known = await recall<Record<string, Statements>>(BEGUN);
  if (known) begun.value = { ...known.value, ...begun.value };
}

export const begunOf = (deliveryId: string): Statements | undefined =>
  begun.value[keyOf(deliveryId)];

export function begin(deliveryId: string, stated: Statements | null): void {
  const { [keyOf(deliveryId)]: _, ...others } = begun.value;
  begun.value = stated ? { ...others, [keyOf(deliveryId)]: stated } : others;
  void remember(BEGUN, begun.value);
}

/** What was stated before, where an entry has to be mended. */
export const statedIn = (entry: Entry): Statements =>
  Object.fromEntries(
    formOf(entry).lines.map(({ batch, missing, rejected }) => [batch, { missing, rejected }]),
  );
