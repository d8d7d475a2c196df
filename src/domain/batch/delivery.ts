import { account, type Move, type Place, placeAccount, samePlace } from '../accounts.ts';
import type { Day } from '../dates.ts';
import { type CropUnit, type EnteredAmount, toAmount } from '../quantities.ts';
import { refuse } from '../refusal.ts';
import { type Context, checkFree, checkHolder, checkStock } from './context.ts';
import type { BatchEvent, ReceiptLine, Shortfall } from './events.ts';
import { type Batch, type Consignment, hasPassed } from './state.ts';

export type Dispatch = {
  deliveryId: string;
  from: Place;
  to: Place;
  amount: EnteredAmount;
  units: readonly CropUnit[];
  /** The certificate in force on the day of harvest. */
  certificateId: string | null;
  deliverOn: Day;
  note: string | null;
  /** For a kilogram. */
  priceSatang?: number | null;
};

export function dispatch(batch: Batch, command: Dispatch, context: Context): BatchEvent {
  const { units, priceSatang, ...rest } = command;
  checkHolder(command.from, context);
  if (samePlace(command.from, command.to)) refuse('delivery-to-itself', {});
  // A second consignment under the same id would hide the first, and its goods, for good.
  if (batch.consignments[command.deliveryId]) refuse('line-repeated', { code: batch.code });
  checkFree(batch);
  if (command.from.kind === 'network') checkMayLeave(batch, command.certificateId, context);
  const amount = toAmount(command.amount, units);
  const moves = [
    {
      from: placeAccount(command.from),
      to: account('transit', command.deliveryId),
      grams: amount.grams,
    },
  ];
  checkStock(batch, moves);
  const price = typeof priceSatang === 'number' && { priceSatang };
  return { type: 'dispatched', data: { ...rest, amount, ...price, moves } };
}

/** What the municipality asks for before a batch leaves its network. */
function checkMayLeave(batch: Batch, certificateId: string | null, { settings }: Context): void {
  const { code } = batch;
  const { harvestedOn } = batch.harvest;
  const certified = certificateId !== null;
  const screened = hasPassed(batch);
  switch (settings.leaveRule) {
    case 'none':
      return;
    case 'certificate':
      if (!certified) refuse('certificate-required', { code, harvestedOn });
      return;
    case 'screening':
      if (!screened) refuse('screening-required', { code });
      return;
    case 'either':
      if (!certified && !screened) {
        refuse('certificate-or-screening-required', { code, harvestedOn });
      }
      return;
    case 'both':
      if (!certified) refuse('certificate-required', { code, harvestedOn });
      if (!screened) refuse('screening-required', { code });
      return;
  }
}

/** A delivery is confirmed as it came, also for a batch on hold: what is in the house is in the book. */
export function receive(
  batch: Batch,
  command: { deliveryId: string; line: ReceiptLine },
  context: Context,
): BatchEvent {
  const { deliveryId, line } = command;
  const consignment = openConsignment(batch, deliveryId);
  checkHolder(consignment.to, context);
  const moves = receiptMoves(batch, deliveryId, consignment, line);
  checkStock(batch, moves);
  return { type: 'received', data: { deliveryId, line, moves } };
}

/** @throws Refusal receipt-does-not-add-up */
export function receiptMoves(
  batch: Batch,
  deliveryId: string,
  consignment: Consignment,
  line: ReceiptLine,
): Move[] {
  const { sentGrams } = consignment;
  const parts = [line.acceptedGrams, line.rejected?.grams ?? 0, line.missing?.grams ?? 0];
  const statedGrams = parts.reduce((sum, grams) => sum + grams, 0);
  const whole = parts.every((grams) => Number.isInteger(grams) && grams >= 0);
  if (!whole || statedGrams !== sentGrams) {
    refuse('receipt-does-not-add-up', { code: batch.code, sentGrams, statedGrams });
  }
  return movesOfReceipt(deliveryId, consignment, line);
}

/** Where each part of a line goes: to the receiver, back to the sender, or written off. */
export function movesOfReceipt(
  deliveryId: string,
  { from, to }: Pick<Consignment, 'from' | 'to'>,
  { acceptedGrams, rejected, missing }: ReceiptLine,
): Move[] {
  const transit = account('transit', deliveryId);
  const sender = placeAccount(from);
  const goes = (part: Shortfall | null, writtenOff: Move['to']): Move[] =>
    part
      ? [{ from: transit, to: part.remedy === 'return' ? sender : writtenOff, grams: part.grams }]
      : [];
  return [
    { from: transit, to: placeAccount(to), grams: acceptedGrams },
    ...goes(rejected, account('discarded', to.id)),
    ...goes(missing, account('missing', deliveryId)),
  ].filter(({ grams }) => grams > 0);
}

/** The sender calls a delivery back; an officer may too, as when a flood closes the schools. */
export function cancelDispatch(
  batch: Batch,
  command: { deliveryId: string; reason: string },
  context: Context,
): BatchEvent {
  const { deliveryId, reason } = command;
  const { from, sentGrams } = openConsignment(batch, deliveryId);
  if (context.actor.role !== 'municipal_officer') checkHolder(from, context);
  const moves = [
    { from: account('transit', deliveryId), to: placeAccount(from), grams: sentGrams },
  ];
  return { type: 'dispatch-cancelled', data: { deliveryId, reason, moves } };
}

function openConsignment(batch: Batch, deliveryId: string): Consignment {
  const consignment = batch.consignments[deliveryId];
  if (consignment?.state !== 'in_transit') {
    refuse('delivery-not-open', { delivery: deliveryId, code: batch.code });
  }
  return consignment;
}
