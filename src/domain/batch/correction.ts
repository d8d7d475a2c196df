import {
  type Account,
  type AccountGroup,
  accountGroup,
  difference,
  type Move,
  post,
  samePlace,
  splitAccount,
} from '../accounts.ts';
import { type Amount, type CropUnit, type EnteredAmount, toAmount } from '../quantities.ts';
import { refuse } from '../refusal.ts';
import {
  type Context,
  checkDay,
  checkFree,
  checkNotOwn,
  checkStands,
  checkTakeBack,
  checkTime,
} from './context.ts';
import { receiptMoves } from './delivery.ts';
import type {
  BatchEvent,
  BatchEventType,
  HarvestChange,
  MealChange,
  ReceiptLine,
} from './events.ts';
import { type CropFacts, checkSpray, checkUsual, harvestMoves, reviewOf } from './harvest.ts';
import type { Batch, Entry } from './state.ts';

export type Correction = {
  /** Id of the event to be corrected. */
  entry: string;
  reason: string;
} & (
  | { action: 'void' }
  | {
      action: 'correct';
      amount: EnteredAmount | null;
      line: ReceiptLine | null;
      harvest: HarvestChange | null;
      /** For a dispatch. */
      priceSatang?: number | null;
      /** For what was cooked. */
      meal?: MealChange | null;
    }
);

type Corrected = Extract<BatchEvent, { type: 'corrected' }>['data'];

/** What a correction may do with each kind of entry. Holds and releases have commands of their own; of a dispatch only the price can be wrong, as its goods are called back. */
export const CORRECTABLE: Record<BatchEventType, readonly ('void' | 'correct')[]> = {
  'harvest-registered': ['void', 'correct'],
  'inspection-recorded': ['void'],
  'hold-placed': [],
  'hold-released': [],
  dispatched: ['correct'],
  received: ['void', 'correct'],
  'dispatch-cancelled': [],
  sold: ['void', 'correct'],
  cooked: ['void', 'correct'],
  discarded: ['void', 'correct'],
  'stock-counted': ['void'],
  mixed: ['void'],
  // Goes with the mix that it is a part of.
  'mixed-into': [],
  'input-changed': [],
  corrected: [],
};

/**
 * Corrects an entry by posting the difference between what it posted and what it should have; the entry
 * itself stays as it was written. The person's own place may do it, or an officer.
 */
export function correct(
  batch: Batch,
  command: Correction,
  crop: CropFacts,
  context: Context,
): BatchEvent {
  const entry = batch.entries[command.entry];
  if (!entry) refuse('entry-not-found', { entry: command.entry });
  checkStands(batch);
  if (entry.voided) refuse('entry-already-void', { entry: command.entry });
  if (!CORRECTABLE[entry.type].includes(command.action)) {
    refuse('entry-not-correctable', { entry: command.entry, type: entry.type });
  }
  checkMayCorrect(batch, entry, context);
  const change =
    command.action === 'void' ? voiding(entry) : corrected(batch, entry, command, crop, context);
  const begins = entry.type === 'harvest-registered' || entry.type === 'mixed';
  if (begins) checkTakenBackFree(batch, change.moves, context);
  checkTakeBack(batch, change.moves);
  if (begins && command.action === 'void') {
    checkNothingLeft(batch, change.moves);
  }
  const { action, reason } = command;
  return { type: 'corrected', data: { entry: command.entry, action, reason, ...change } };
}

type Change = Pick<Corrected, 'amount' | 'line' | 'harvest' | 'moves' | 'priceSatang' | 'meal'>;
const NO_CHANGE: Change = { amount: null, line: null, harvest: null, moves: [] };

const voiding = (entry: Entry): Change => ({ ...NO_CHANGE, moves: difference(entry.moves, []) });

function corrected(
  batch: Batch,
  entry: Entry,
  command: Extract<Correction, { action: 'correct' }>,
  crop: CropFacts,
  context: Context,
): Change {
  switch (entry.type) {
    case 'harvest-registered':
      return correctedHarvest(batch, entry, command, crop, context);
    case 'received':
      return correctedReceipt(batch, entry, command);
    case 'dispatched':
      return correctedPrice(entry, command, context);
    case 'cooked':
      return correctedMeal(batch, entry, command, crop.units, context);
    default:
      return correctedAmount(batch, entry, command, crop.units, context);
  }
}

function correctedAmount(
  batch: Batch,
  entry: Entry,
  { entry: id, amount: entered }: Extract<Correction, { action: 'correct' }>,
  units: readonly CropUnit[],
  { actor }: Context,
): Change {
  if (!entered) refuse('correction-empty', { entry: id });
  const amount = toAmount(entered, units);
  const moves = difference(entry.moves, resized(entry, amount));
  const more = moves.some(({ from }) => entry.moves.some((move) => move.from === from));
  // No way round a hold: only an officer may find that more was sold or cooked than was said.
  if (more && entry.type !== 'discarded' && actor.role !== 'municipal_officer') checkFree(batch);
  return { ...NO_CHANGE, amount, moves };
}

/** Dish and pupils move nothing; the amount may be put right with them. */
function correctedMeal(
  batch: Batch,
  entry: Entry,
  command: Extract<Correction, { action: 'correct' }>,
  units: readonly CropUnit[],
  context: Context,
): Change {
  const { meal, amount } = command;
  if (!meal || Object.keys(meal).length === 0) {
    return correctedAmount(batch, entry, command, units, context);
  }
  const change = amount ? correctedAmount(batch, entry, command, units, context) : NO_CHANGE;
  return { ...change, meal };
}

/** The entry's one posting with another weight. */
const resized = (entry: Entry, { grams }: Amount): Move[] =>
  entry.moves.map((move) => ({ ...move, grams }));

function correctedReceipt(
  batch: Batch,
  entry: Entry,
  { entry: id, line }: Extract<Correction, { action: 'correct' }>,
): Change {
  const deliveryId = entry.deliveryId ?? '';
  const consignment = batch.consignments[deliveryId];
  if (!line || !consignment) refuse('correction-empty', { entry: id });
  const wanted = receiptMoves(batch, deliveryId, consignment, line);
  return { ...NO_CHANGE, line, moves: difference(entry.moves, wanted) };
}

function correctedPrice(
  { type }: Entry,
  { entry: id, priceSatang, amount }: Extract<Correction, { action: 'correct' }>,
  { settings }: Context,
): Change {
  if (typeof priceSatang !== 'number' || amount || !settings.deliveryPrices) {
    refuse('entry-not-correctable', { entry: id, type });
  }
  return { ...NO_CHANGE, priceSatang };
}

function correctedHarvest(
  batch: Batch,
  entry: Entry,
  { entry: id, amount: entered, harvest }: Extract<Correction, { action: 'correct' }>,
  crop: CropFacts,
  context: Context,
): Change {
  const nothing = Object.keys(harvest ?? {}).length === 0;
  if (!entered && nothing) refuse('correction-empty', { entry: id });
  const amount = entered ? toAmount(entered, crop.units) : null;
  if (amount) checkUsual(amount, crop, context);
  const change = harvest && withItsTime(harvest, batch);
  const { harvestedOn, spray, networkId } = { ...batch.harvest, ...change };
  if (harvest?.harvestedOn) checkDay('harvestedOn', harvestedOn, context);
  if (change?.harvestedTime) {
    checkTime('harvestedTime', harvestedOn, change.harvestedTime, context);
  }
  checkSpray(spray, harvestedOn);
  // What an officer has looked at is not asked again because the plot was wrong.
  const looksNew = harvest?.harvestedOn !== undefined || harvest?.spray !== undefined;
  const review = looksNew ? reviewOf(spray, harvestedOn, context.settings) : null;
  return {
    amount,
    line: null,
    harvest: change && { ...change, review },
    moves: amount ? difference(entry.moves, harvestMoves(networkId, amount.grams)) : [],
  };
}

/** The time that was kept is of the day that was kept: of another day nobody has said one. */
function withItsTime(change: HarvestChange, { harvest }: Batch): HarvestChange {
  const goes = change.harvestedOn && change.harvestedTime === undefined && harvest.harvestedTime;
  return goes ? { ...change, harvestedTime: null } : change;
}

/** No way round a hold: the same goods must not come back as a new batch that nothing is known of. */
function checkTakenBackFree(batch: Batch, moves: readonly Move[], { actor }: Context): void {
  const less = moves.some(({ to }) => BEGINNINGS.includes(accountGroup(splitAccount(to).kind)));
  if (less && actor.role !== 'municipal_officer') checkFree(batch);
}

const BEGINNINGS: readonly AccountGroup[] = ['origin', 'mix'];

/** A voided batch can move no more: what was found of it, and what became of that, has to go first. */
function checkNothingLeft(batch: Batch, moves: readonly Move[]): void {
  const after = Object.entries(post(batch.balances, moves)) as [Account, number][];
  // Above zero: what went into a mixed batch is as gone as what was sold.
  const left = after.find(([, grams]) => grams > 0);
  if (!left) return;
  refuse('goods-moved-on', { code: batch.code, place: left[0], availableGrams: left[1] });
}

/** An inspection is evidence: whoever recorded it cannot take it back; an officer can, but not of their own batch. */
function checkMayCorrect(batch: Batch, entry: Entry, context: Context): void {
  const { actor } = context;
  if (actor.role === 'municipal_officer') {
    if (entry.type === 'inspection-recorded') checkNotOwn(batch, context);
    return;
  }
  // The municipality is the place of its auditors too, and they only read.
  const ownPlace = actor.role !== 'auditor' && samePlace(entry.by.place, actor.place);
  const own = actor.role === 'farmer' ? entry.by.userId === actor.userId : ownPlace;
  if (entry.type === 'inspection-recorded' || !own) refuse('not-permitted', {});
}
