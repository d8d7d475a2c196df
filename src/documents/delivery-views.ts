import type { PaperChange, PaperLine } from '../domain/batch/delivery-papers.ts';
import { revisionsOf } from '../domain/batch/delivery-papers.ts';
import type { ReceiptLine } from '../domain/batch/events.ts';
import { sharesOf } from '../domain/batch/shares.ts';
import { showBatchCode } from '../domain/batch-code.ts';
import { apportion } from '../domain/quantities.ts';
import type { Digits } from '../domain/settings.ts';
import type { Signers } from '../domain/signers.ts';
import { baht, kilograms } from './formats.ts';
import type {
  DeliveryNoteView,
  GoodsReceiptView,
  PaymentView,
  ReceivedGoodsView,
  RevisionView,
} from './views.ts';
import { amountInUnits, ROLE } from './words.ts';

type Change = PaperChange & { place: string };
type Line = PaperLine & {
  received: { at: string } | null;
  changes: readonly Change[];
  crop: string;
  harvestedOn: string;
  /** Whose goods they are; of a mixed batch several, each with the grams that went in. */
  farmers: readonly { id: string; name: string; network: string; grams: number }[];
};
/** What the book and the registry say of a delivery. */
interface DeliveryFacts {
  delivery: { deliverOn: string; note: string | null; dispatchedAt: string };
  number: string;
  municipality: { nameTh: string; example: boolean; settings: { digits: Digits } };
  from: string;
  to: string;
  /** Where it goes to, unless it goes to a market. */
  school: (Signers & { nameTh: string }) | null;
  lines: readonly Line[];
}

export function noteView(facts: DeliveryFacts): DeliveryNoteView {
  const { delivery, lines } = facts;
  return {
    // What is received is another paper's matter.
    ...common(facts, lines, ({ what }) => what === 'cancelled' || what === 'price-corrected'),
    deliverOn: delivery.deliverOn,
    ...(delivery.note && { note: delivery.note }),
    cancelled: lines.every(({ state }) => state === 'cancelled'),
    goods: lines.map(goodsView),
  };
}

/** @param school where it goes to: its papers are those of public procurement */
export function receiptView(
  facts: DeliveryFacts,
  { inspectedBy, supplyOfficerSigns, directorSigns }: Signers,
): GoodsReceiptView {
  const lines = receivedOf(facts.lines);
  return {
    ...common(facts, facts.lines),
    receivedAt: latest(lines.flatMap(({ received }) => received?.at ?? [])),
    signers: { inspectedBy, supplyOfficerSigns, directorSigns },
    goods: lines.map(receivedView),
  };
}

/** A voucher for each farmer of whose goods something was accepted, in an order that never changes. */
export function paymentViews(facts: DeliveryFacts): (PaymentView & { farmerId: string })[] {
  const lines = receivedOf(facts.lines);
  // Of all that was sent, so that what is received, or not, moves no number.
  const all = facts.lines.flatMap((line) => line.farmers);
  const farmers = [...new Map(all.map((farmer) => [farmer.id, farmer])).values()];
  return farmers.flatMap((farmer, index) => {
    const own = lines.flatMap((line) => shareOf(line, farmer.id) ?? []);
    const goods = own.map(receivedView).filter(({ acceptedGrams }) => acceptedGrams > 0);
    if (goods.length === 0) return [];
    return {
      ...common(facts, own),
      voucher: `${facts.number}-${index + 1}`,
      farmerId: farmer.id,
      farmer: farmer.name,
      network: farmer.network,
      goods,
    };
  });
}

/** A farmer's part of a line; over all farmers neither a gram nor a satang more or less than the line. */
function shareOf(line: Line, farmerId: string): (Line & { satang?: number }) | null {
  const index = line.farmers.findIndex(({ id }) => id === farmerId);
  if (index < 0) return null;
  if (line.farmers.length === 1 || !line.line) return line;
  const weights = line.farmers.map(({ grams }) => grams);
  const { line: received, satang } = sharesOf(line.line, line.priceSatang, weights)[index]!;
  const amount = { ...line.amount, grams: apportion(line.amount.grams, weights)[index]! };
  return { ...line, amount, line: received, ...(satang !== null && { satang }) };
}

function common(
  facts: DeliveryFacts,
  lines: readonly Line[],
  concerns: (change: Change) => boolean = () => true,
) {
  const { municipality, number, from, to, school, delivery } = facts;
  const changes = lines.flatMap((line) => line.changes.filter(concerns));
  const times = changes.map(({ at }) => at);
  const received = lines.flatMap((line) => line.received?.at ?? []);
  return {
    municipality: municipality.nameTh,
    example: municipality.example,
    digits: municipality.settings.digits,
    number,
    revisions: revisionsOf(changes).map((together, index) =>
      revisionView(together as Change[], index + 1, lines),
    ),
    from,
    to: school?.nameTh ?? to,
    sentAt: delivery.dispatchedAt,
    asOf: latest([delivery.dispatchedAt, ...received, ...times]),
  };
}

const receivedOf = (lines: readonly Line[]) => lines.filter(({ line }) => line !== null);
const latest = (times: readonly string[]): string => times.toSorted().at(-1)!;

const goodsView = ({
  crop,
  batch,
  harvestedOn,
  amount,
  priceSatang,
  satang,
}: Line & { satang?: number }) => {
  const counted = amountInUnits(amount);
  return {
    crop,
    code: batch,
    harvestedOn,
    ...(counted && { counted }),
    sentGrams: amount.grams,
    priceSatang,
    ...(satang !== undefined && { satang }),
  };
};

function receivedView(line: Line): ReceivedGoodsView {
  const { acceptedGrams = 0, rejected = null, missing = null } = line.line ?? {};
  return {
    ...goodsView(line),
    acceptedGrams,
    rejected: rejected && short(rejected),
    missing: missing && short(missing),
  };
}

const short = ({ grams, reason, remedy }: NonNullable<ReceiptLine['missing']>) => ({
  grams,
  reason,
  returned: remedy === 'return',
});

function revisionView(
  changes: readonly Change[],
  number: number,
  lines: readonly Line[],
): RevisionView {
  const [{ at, by, place }] = changes as [Change];
  const cropOf = (code: string) => lines.find(({ batch }) => batch === code)?.crop ?? '';
  return {
    number,
    at,
    who: { role: ROLE[by.role], place },
    changes: changes.map(
      (change) => `รุ่น ${showBatchCode(change.batch)} ${cropOf(change.batch)}: ${said(change)}`,
    ),
  };
}

function said({ what, before, after, prices, reason }: Change): string {
  const because = reason ? ` เหตุผล: ${reason}` : '';
  switch (what) {
    case 'cancelled':
      return `ยกเลิกการส่ง${because}`;
    case 'price-corrected': {
      const [was, is] = prices.map((price) => (price === null ? 'ไม่มีราคา' : `${baht(price)} บาท`));
      return `ราคาต่อ กก. เดิม ${was} แก้เป็น ${is}${because}`;
    }
    case 'receipt-voided':
      return `ยกเลิกการรับ (เดิม ${weights(before)})${because}`;
    case 'received-again':
      return `รับใหม่ ${weights(after)}${because}`;
    case 'receipt-corrected':
      return `เดิม ${weights(before)} แก้เป็น ${weights(after)}${because}`;
  }
}

const weights = (line: ReceiptLine | null): string =>
  [
    `รับ ${kilograms(line?.acceptedGrams ?? 0)} กก.`,
    line?.rejected && `ไม่รับ ${kilograms(line.rejected.grams)} กก.`,
    line?.missing && `ขาด ${kilograms(line.missing.grams)} กก.`,
  ]
    .filter(Boolean)
    .join(' ');
