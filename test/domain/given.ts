/**
 * Given these events, when somebody asks for something, then this happens or is refused.
 * Everything handed to a rule is frozen to the bottom: a rule that changed its input would throw.
 */
import { expect } from 'vitest';
import type { Account, Balances, Move, Place } from '../../src/domain/accounts.ts';
import type { Context } from '../../src/domain/batch/context.ts';
import { type Correction, correct } from '../../src/domain/batch/correction.ts';
import type { Dispatch } from '../../src/domain/batch/delivery.ts';
import type {
  BatchEvent,
  BatchEventType,
  Harvest,
  Occurrence,
  ReceiptLine,
  Remedy,
  Shortfall,
} from '../../src/domain/batch/events.ts';
import {
  type CropFacts,
  type RegisterHarvest,
  registerHarvest,
} from '../../src/domain/batch/harvest.ts';
import type { Origin } from '../../src/domain/batch/standing.ts';
import { type Batch, type BatchStatus, evolve, statusOf } from '../../src/domain/batch/state.ts';
import type { Inspection } from '../../src/domain/inspections.ts';
import type { Actor, Role } from '../../src/domain/people.ts';
import type { Amount, EnteredAmount } from '../../src/domain/quantities.ts';
import { Refusal, type RefusalCode, type RefusalFacts } from '../../src/domain/refusal.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';

/** Eight in the morning of 21 November 2569 in Chiang Rai. */
export const NOW = '2026-11-21T01:00:00.000Z';
export const TODAY = '2026-11-21';
export const CODE = 'ABCDE12345';

export const network: Place = { kind: 'network', id: 'n1' };
export const otherNetwork: Place = { kind: 'network', id: 'n2' };
export const stall: Place = { kind: 'stall', id: 's1' };
export const kitchen: Place = { kind: 'kitchen', id: 'k1' };

const at = (role: Role, userId: string, place: Actor['place']): Actor => ({ role, userId, place });
export const farmer = at('farmer', 'u-farmer', network);
export const neighbour = at('farmer', 'u-neighbour', network);
export const lead = at('network_lead', 'u-lead', network);
export const otherLead = at('network_lead', 'u-other-lead', otherNetwork);
export const stallManager = at('stall_manager', 'u-stall', stall);
export const otherStallManager = at('stall_manager', 'u-stall-2', { kind: 'stall', id: 's2' });
export const kitchenStaff = at('kitchen_staff', 'u-kitchen', kitchen);
const town: Actor['place'] = { kind: 'municipality', id: 'm1' };
export const auditor = at('auditor', 'u-auditor', town);
export const officer = at('municipal_officer', 'u-officer', town);

/** ผักบุ้ง, as the tests have it: a bundle weighs 200 g, a usual batch 5 to 40 kg. */
export const crop: CropFacts = {
  id: 'c1',
  units: [
    { unit: 'bundle', gramsPerUnit: 200 },
    { unit: 'bag', gramsPerUnit: 333.3 },
  ],
  usualMinGrams: 5_000,
  usualMaxGrams: 40_000,
  screeningFalsePositive: false,
};
export const { units } = crop;

export const kg = (quantity: number): EnteredAmount => ({ quantity, unit: 'kg' });
export const amountOf = (grams: number): Amount => ({
  quantity: grams / 1000,
  unit: 'kg',
  gramsPerUnit: 1000,
  weighedGrams: null,
  grams,
});
export const move = (from: Account, to: Account, grams: number): Move => ({ from, to, grams });

type EventOf<T extends BatchEventType> = Extract<BatchEvent, { type: T }>;
type Told<T extends BatchEventType = BatchEventType> = EventOf<T> & { by?: Actor };
/** The same event by somebody else than who usually does it. */
export const by = <T extends BatchEventType>(actor: Actor, event: Told<T>): Told<T> => ({
  ...event,
  by: actor,
});

export const harvested = (
  grams: number,
  change: Partial<Harvest> = {},
): Told<'harvest-registered'> => ({
  by: farmer,
  type: 'harvest-registered',
  data: {
    cropId: crop.id,
    farmerId: 'f1',
    networkId: 'n1',
    plotId: null,
    harvestedOn: TODAY,
    amount: amountOf(grams),
    spray: null,
    review: null,
    note: null,
    moves: [move('field/n1', 'network/n1', grams)],
    ...change,
  },
});

export const kit = (result: 'safe' | 'unsafe' | 'very_unsafe'): Inspection => ({
  method: 'kit',
  reading: { kit: 'MJPK', result },
  kitLot: null,
  kitExpiresOn: null,
  minutes: null,
});
export const laboratory = (mgPerKg: number): Inspection => ({
  method: 'laboratory',
  laboratory: 'ตัวอย่าง',
  reportNumber: '1',
  findings: [{ substance: 'x', mgPerKg, limitMgPerKg: 0.01, prohibited: false }],
});
const inspected = (
  inspection: Inspection,
  outcome: 'pass' | 'hold' | 'fail',
  inspectedAt = NOW,
): Told<'inspection-recorded'> => ({
  by: lead,
  type: 'inspection-recorded',
  data: { inspectedAt, inspection, outcome },
});
export const kitPassed = (inspectedAt = NOW) => inspected(kit('safe'), 'pass', inspectedAt);
export const kitFailed = () => inspected(kit('unsafe'), 'fail');
export const kitUndecided = () => inspected(kit('unsafe'), 'hold');
export const laboratoryPassed = (inspectedAt = NOW) =>
  inspected(laboratory(0), 'pass', inspectedAt);
export const laboratoryFailed = () => inspected(laboratory(1), 'fail');

export const held = (level: 'hold' | 'recall' = 'hold'): Told<'hold-placed'> => ({
  by: officer,
  type: 'hold-placed',
  data: { level, reason: 'smell' },
});
export const released = (holds?: string[]): Told<'hold-released'> => ({
  by: officer,
  type: 'hold-released',
  data: { reason: 'looked at', ...(holds && { holds }) },
});

export const sent = (
  deliveryId: string,
  grams: number,
  to: Place = kitchen,
  from: Place = network,
): Told<'dispatched'> => ({
  by: { ...lead, place: from },
  type: 'dispatched',
  data: {
    deliveryId,
    from,
    to,
    amount: amountOf(grams),
    certificateId: null,
    deliverOn: TODAY,
    note: null,
    moves: [move(`${from.kind}/${from.id}`, `transit/${deliveryId}`, grams)],
  },
});

export const part = (grams: number, remedy: Remedy): Shortfall => ({
  grams,
  remedy,
  reason: 'wilted',
});
export const line = (
  acceptedGrams: number,
  { rejected = null, missing = null }: Partial<ReceiptLine> = {},
): ReceiptLine => ({ acceptedGrams, rejected, missing });

/** A delivery that arrived whole. */
export const arrived = (
  deliveryId: string,
  grams: number,
  at: Place = kitchen,
): Told<'received'> => ({
  by: at.kind === 'stall' ? stallManager : kitchenStaff,
  type: 'received',
  data: {
    deliveryId,
    line: line(grams),
    moves: [move(`transit/${deliveryId}`, `${at.kind}/${at.id}`, grams)],
  },
});
/** A delivery that arrived otherwise, with what that posts. */
export const arrivedAs = (
  deliveryId: string,
  receipt: ReceiptLine,
  ...moves: Move[]
): Told<'received'> => ({
  by: kitchenStaff,
  type: 'received',
  data: { deliveryId, line: receipt, moves },
});
export const calledBack = (deliveryId: string, grams: number): Told<'dispatch-cancelled'> => ({
  by: lead,
  type: 'dispatch-cancelled',
  data: {
    deliveryId,
    reason: 'flood',
    moves: [move(`transit/${deliveryId}`, 'network/n1', grams)],
  },
});

export const sold = (grams: number): Told<'sold'> => ({
  by: stallManager,
  type: 'sold',
  data: {
    place: stall,
    amount: amountOf(grams),
    priceSatang: null,
    moves: [move('stall/s1', 'sold/s1', grams)],
  },
});
export const cooked = (grams: number): Told<'cooked'> => ({
  by: kitchenStaff,
  type: 'cooked',
  data: {
    place: kitchen,
    amount: amountOf(grams),
    menu: 'ผัดผักบุ้ง',
    mealDate: TODAY,
    pupils: 100,
    moves: [move('kitchen/k1', 'cooked/k1', grams)],
  },
});
export const discarded = (grams: number): Told<'discarded'> => ({
  by: lead,
  type: 'discarded',
  data: {
    place: network,
    amount: amountOf(grams),
    way: 'compost',
    reason: 'wilted',
    moves: [move('network/n1', 'discarded/n1', grams)],
  },
});
export const counted = (
  place: Place,
  bookGrams: number,
  grams: number,
  by: Actor = lead,
): Told<'stock-counted'> => {
  const here: Account = `${place.kind}/${place.id}`;
  const surplus = grams - bookGrams;
  const found = move(`found/${place.id}`, here, surplus);
  const missing = move(here, `missing/${place.id}`, -surplus);
  return {
    by,
    type: 'stock-counted',
    data: {
      place,
      counted: amountOf(grams),
      bookGrams,
      reason: 'monthly count',
      moves: surplus > 0 ? [found] : surplus < 0 ? [missing] : [],
    },
  };
};
/** Of a mixed batch: batches of the network's store with the grams that went in. */
export const mixedFrom = (
  output: string,
  inputs: readonly { batch: string; grams: number; harvest?: Partial<Origin> }[],
): Told<'mixed'> => {
  const grams = inputs.reduce((sum, input) => sum + input.grams, 0);
  return {
    by: lead,
    type: 'mixed',
    data: {
      place: network,
      cropId: crop.id,
      networkId: network.id,
      amount: amountOf(grams),
      inputs: inputs.map(({ batch, grams: part, harvest }) => ({
        batch,
        amount: amountOf(part),
        standing: {
          passed: false,
          holds: [],
          origins: [
            { batch, farmerId: 'f1', networkId: 'n1', harvestedOn: TODAY, grams: part, ...harvest },
          ],
        },
      })),
      note: null,
      moves: [move(`mix/${output}`, 'network/n1', grams)],
    },
  };
};
export const mixedInto = (output: string, grams: number): Told<'mixed-into'> => ({
  by: lead,
  type: 'mixed-into',
  data: {
    place: network,
    output,
    amount: amountOf(grams),
    moves: [move('network/n1', `mix/${output}`, grams)],
  },
});
export const voided = (entry: string, ...moves: Move[]): Told<'corrected'> => ({
  by: officer,
  type: 'corrected',
  data: { entry, action: 'void', reason: 'slip', amount: null, line: null, harvest: null, moves },
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** What the book adds to an event: the n-th event of the batch has the id `e<n>`. */
export function occurrence(event: BatchEvent, version: number, actor: Actor): Occurrence {
  return deepFreeze({
    type: event.type,
    data: event.data,
    id: `e${version}`,
    municipalityId: 'm1',
    batch: CODE,
    version,
    schema: 1,
    actor,
    deviceTime: null,
    clockOffsetSeconds: null,
    serverTime: NOW,
    commandId: `command-${version}`,
  } as Occurrence);
}

export const after = (batch: Batch | null, event: Occurrence): Batch =>
  deepFreeze(evolve(batch, event));

/** The batch that these events make. */
export const batchOf = (...events: Told[]): Batch =>
  events.reduce<Batch | null>(
    (batch, event, index) => after(batch, occurrence(event, index + 1, event.by ?? lead)),
    null,
  ) as Batch;

export type Circumstances = {
  now?: string;
  ownFarmerId?: string;
  settings?: Partial<Settings>;
  confirmed?: RefusalCode[];
};
export const contextOf = (
  actor: Actor,
  { now = NOW, ownFarmerId, settings = {}, confirmed = [] }: Circumstances = {},
): Context =>
  deepFreeze({
    now,
    actor,
    ownFarmerId: ownFarmerId ?? null,
    settings: { ...DEFAULT_SETTINGS, leaveRule: 'none', ...settings },
    confirmed,
  });

/** What is asked for when 4 kg are sent to the kitchen. */
export const toKitchen = (change: Partial<Dispatch> = {}): Dispatch => ({
  deliveryId: 'd1',
  from: network,
  to: kitchen,
  amount: kg(4),
  units,
  certificateId: null,
  deliverOn: TODAY,
  note: 'ประตูหลัง',
  ...change,
});
/** What is asked for when an entry is taken back. */
export const undo = (entry: string): Correction => ({
  action: 'void',
  entry,
  reason: 'entered twice',
});

/** Why something is refused. */
export function refusalOf(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('was let through');
}

export type Decide<C> = (batch: Batch, command: C, context: Context) => BatchEvent;

export const register: Decide<RegisterHarvest> = (_, command, context) =>
  registerHarvest(command, context);
export const correcting: Decide<Correction> = (batch, command, context) =>
  correct(batch, command, crop, context);

/** What came of a command: an event that is in the book now, or a refusal. */
class Outcome {
  readonly #before: Batch;
  readonly #event: Occurrence | null = null;
  readonly #refusal: Refusal | null = null;

  constructor(before: Batch, decide: () => BatchEvent, actor: Actor) {
    this.#before = before;
    try {
      this.#event = occurrence(decide(), (before?.version ?? 0) + 1, actor);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#refusal = error;
    }
  }

  /** The event is of this type and its data holds at least this; moves are compared whole. */
  thenEvent<T extends BatchEventType>(type: T, data: Partial<EventOf<T>['data']> = {}): this {
    expect(this.#refusal, 'refused').toBeNull();
    expect(this.#event).toMatchObject({ type, data });
    return this;
  }

  thenBalances(expected: Balances): this {
    expect(this.batch().balances).toEqual(expected);
    return this;
  }

  thenStatus(expected: BatchStatus): this {
    expect(statusOf(this.batch())).toBe(expected);
    return this;
  }

  thenRefused<C extends RefusalCode>(...[code, facts]: readonly [C, RefusalFacts[C]]): void {
    expect(this.#event, 'was let through').toBeNull();
    expect({ code: this.#refusal?.code, facts: this.#refusal?.facts }).toEqual({ code, facts });
  }

  batch(): Batch {
    if (!this.#event) throw new Error(`refused: ${this.#refusal?.code}`);
    return after(this.#before, this.#event);
  }
}

export function given(...events: Told[]) {
  const batch = batchOf(...events);
  return {
    when: <C>(decide: Decide<C>, command: C, actor: Actor, circumstances: Circumstances = {}) =>
      new Outcome(
        batch,
        () => decide(batch, deepFreeze(command), contextOf(actor, circumstances)),
        actor,
      ),
  };
}
