import type { Balances, Move, Place } from '../accounts.ts';
import { net, post, samePlace } from '../accounts.ts';
import type { Instant } from '../dates.ts';
import type { Outcome } from '../inspections.ts';
import type { Actor } from '../people.ts';
import type { BatchEventType, Harvest, HarvestReview, Occurrence, ReceiptLine } from './events.ts';
import { earliest, inheritedHolds, type Origin, type Standing } from './standing.ts';

export type HoldCause = 'manual' | 'recall' | 'kit' | 'laboratory' | HarvestReview;

/** A reason why the batch may not move. Its id is that of the event that placed it. */
export type Hold = {
  id: string;
  cause: HoldCause;
  reason: string | null;
  at: Instant;
  /** Code of the batch in this one whose hold it is: it ends there. */
  input?: string;
};

/** What of another batch is in a mixed one, and how that one stands. */
export type Input = { batch: string; grams: number; standing: Standing };
/** What of a batch went into a mixed one. */
type Output = { batch: string; place: Place; grams: number; entry: string };

type InspectionState = {
  id: string;
  version: number;
  inspectedAt: Instant;
  method: 'kit' | 'laboratory';
  outcome: Outcome;
  voided: boolean;
};

/** The batch's part of one delivery. */
export type Consignment = {
  from: Place;
  to: Place;
  sentGrams: number;
  state: 'in_transit' | 'received' | 'cancelled';
  line: ReceiptLine | null;
  /** Satang for a kilogram. */
  priceSatang?: number;
};

/** An event that a correction may name, with what it posts as of now. */
export type Entry = {
  type: BatchEventType;
  version: number;
  by: Actor;
  at: Instant;
  commandId: string;
  moves: readonly Move[];
  deliveryId: string | null;
  voided: boolean;
};

/** What the events of one batch add up to. */
export type Batch = {
  code: string;
  municipalityId: string;
  version: number;
  /** Of a mixed batch: the day of its oldest harvest, and no farmer, as it has several. */
  harvest: Omit<Harvest, 'farmerId'> & { farmerId: string | null };
  registeredBy: string;
  registeredAt: Instant;
  voided: boolean;
  balances: Balances;
  inspections: readonly InspectionState[];
  /** Open holds. */
  holds: readonly Hold[];
  /** Recalls that were released on the strength of a laboratory; left out where there are none. */
  releasedRecalls?: readonly Hold[];
  consignments: Readonly<Record<string, Consignment>>;
  entries: Readonly<Record<string, Entry>>;
  /** Of a mixed batch. */
  mix?: { place: Place; inputs: readonly Input[] };
  /** Mixed batches that some of this one is in; left out while there is none. */
  outputs?: readonly Output[];
};

export const STATUSES = ['waiting', 'passed', 'on_hold', 'failed', 'recalled', 'voided'] as const;
export type BatchStatus = (typeof STATUSES)[number];

/** What may be done with a batch now; the gravest reason wins. */
export function statusOf(
  batch: Pick<Batch, 'voided' | 'holds' | 'inspections' | 'mix'>,
): BatchStatus {
  if (batch.voided) return 'voided';
  const causes = new Set(batch.holds.map(({ cause }) => cause));
  if (causes.has('recall')) return 'recalled';
  if (causes.has('laboratory')) return 'failed';
  if (causes.size > 0) return 'on_hold';
  return hasPassed(batch) ? 'passed' : 'waiting';
}

/** Whether the latest inspection that stands is a pass; without one, of a mixed batch, whether all that is in it passed. */
export function hasPassed({ inspections, mix }: Pick<Batch, 'inspections' | 'mix'>): boolean {
  const latest = inspections.findLast(({ voided }) => !voided);
  if (latest) return latest.outcome === 'pass';
  return mix?.inputs.every(({ standing }) => standing.passed) ?? false;
}

/** The harvests that a batch is of. */
export function originsOf({ code, harvest, mix }: Batch): readonly Origin[] {
  if (mix) return mix.inputs.flatMap(({ standing }) => standing.origins);
  const { farmerId, networkId, harvestedOn, amount } = harvest;
  return farmerId === null
    ? []
    : [{ batch: code, farmerId, networkId, harvestedOn, grams: amount.grams }];
}

/** Its farmer; of a mixed batch, all. */
export const farmersOf = (batch: Batch): string[] => [
  ...new Set(originsOf(batch).map(({ farmerId }) => farmerId)),
];

/** Whether a test that stands has passed, recorded after this version and not taken before this time. */
export const hasPassedSince = (
  { inspections }: Pick<Batch, 'inspections'>,
  since: { version: number; at: Instant },
  needed: 'any' | 'laboratory',
): boolean =>
  inspections.some(
    ({ version, inspectedAt, voided, outcome, method }) =>
      version > since.version &&
      inspectedAt >= since.at &&
      !voided &&
      outcome === 'pass' &&
      (needed === 'any' || method === 'laboratory'),
  );

/** Puts back what was released on the strength of a later pass that stands no more. */
function heldAgain(batch: Batch, at: Instant): Batch {
  const tests = batch.inspections
    .filter(
      ({ id, version, inspectedAt, method, outcome, voided }) =>
        outcome !== 'pass' &&
        !voided &&
        !batch.holds.some((hold) => hold.id === id) &&
        !hasPassedSince(
          batch,
          { version, at: inspectedAt },
          method === 'kit' ? 'any' : 'laboratory',
        ),
    )
    .map(({ id, method }): Hold => ({ id, cause: method, reason: null, at }));
  const { releasedRecalls = [], ...rest } = batch;
  const stay = releasedRecalls.filter(({ id }) => {
    const placed = batch.entries[id];
    return !placed || hasPassedSince(batch, placed, 'laboratory');
  });
  const recalls = releasedRecalls
    .filter((hold) => !stay.includes(hold))
    .map((hold): Hold => ({ ...hold, at }));
  return {
    ...rest,
    holds: [...batch.holds, ...tests, ...recalls],
    ...(stay.length > 0 && { releasedRecalls: stay }),
  };
}

/** Adds one event to what is known. Pure; trusts that the rules let the event through. */
export function evolve(batch: Batch | null, event: Occurrence): Batch {
  if (event.type === 'harvest-registered') return registered(event);
  if (event.type === 'mixed') return mixed(event);
  if (batch === null) throw new Error(`the first event of ${event.batch} is ${event.type}`);
  const next = addEntry({ ...batch, version: event.version }, event);
  switch (event.type) {
    case 'inspection-recorded': {
      const { inspectedAt, outcome, inspection } = event.data;
      const { method } = inspection;
      const { id, version } = event;
      const inspections = [
        ...batch.inspections,
        { id, version, inspectedAt, method, outcome, voided: false },
      ];
      const holds =
        outcome === 'pass'
          ? batch.holds
          : [...batch.holds, { id, cause: method, reason: null, at: event.serverTime }];
      return { ...next, inspections, holds };
    }
    case 'hold-placed': {
      const cause = event.data.level === 'recall' ? 'recall' : 'manual';
      const { reason } = event.data;
      return {
        ...next,
        holds: [...batch.holds, { id: event.id, cause, reason, at: event.serverTime }],
      };
    }
    case 'hold-released':
      return withReleased(next, event.data.holds);
    case 'mixed-into': {
      const { place, output, amount } = event.data;
      const went: Output = { batch: output, place, grams: amount.grams, entry: event.id };
      return { ...next, outputs: [...(batch.outputs ?? []), went] };
    }
    case 'input-changed':
      return withInput(next, event.data.input, event.data.standing);
    case 'dispatched': {
      const { deliveryId, from, to, amount, priceSatang } = event.data;
      return withConsignment(next, deliveryId, {
        from,
        to,
        sentGrams: amount.grams,
        state: 'in_transit',
        line: null,
        ...(priceSatang !== undefined && { priceSatang }),
      });
    }
    case 'received':
      return withConsignment(next, event.data.deliveryId, {
        state: 'received',
        line: event.data.line,
      });
    case 'dispatch-cancelled':
      return withConsignment(next, event.data.deliveryId, { state: 'cancelled' });
    case 'sold':
    case 'cooked':
    case 'discarded':
    case 'stock-counted':
      return next;
    case 'corrected':
      return corrected(next, event);
  }
}

function withReleased(batch: Batch, ids: readonly string[] | undefined): Batch {
  const isEnded = ({ id, input }: Hold) => !input && (ids?.includes(id) ?? true);
  const recalls = batch.holds.filter((hold) => isEnded(hold) && hold.cause === 'recall');
  return {
    ...batch,
    holds: batch.holds.filter((hold) => !isEnded(hold)),
    ...(recalls.length > 0 && {
      releasedRecalls: [...(batch.releasedRecalls ?? []), ...recalls],
    }),
  };
}

type EventOf<T extends BatchEventType> = Extract<Occurrence, { type: T }>;

const blank = (event: Occurrence, harvest: Batch['harvest']): Batch => ({
  code: event.batch,
  municipalityId: event.municipalityId,
  version: event.version,
  harvest,
  registeredBy: event.actor.userId,
  registeredAt: event.serverTime,
  voided: false,
  balances: {},
  inspections: [],
  holds: harvest.review ? [reviewHold(harvest.review, event)] : [],
  consignments: {},
  entries: {},
});

function registered(event: EventOf<'harvest-registered'>): Batch {
  const { moves, ...harvest } = event.data;
  return addEntry(blank(event, harvest), event);
}

function mixed(event: EventOf<'mixed'>): Batch {
  const { place, cropId, networkId, amount, note } = event.data;
  const inputs = event.data.inputs.map(
    ({ batch, amount: { grams }, standing }): Input => ({ batch, grams, standing }),
  );
  const harvest = {
    cropId,
    farmerId: null,
    networkId,
    plotId: null,
    harvestedOn: earliest(inputs),
    amount,
    spray: null,
    review: null,
    note,
  };
  const holds = inputs.flatMap(inheritedHolds);
  return addEntry({ ...blank(event, harvest), holds, mix: { place, inputs } }, event);
}

/** Puts what is known now of a batch in a mixed one in the place of what was known. */
function withInput(batch: Batch, code: string, standing: Standing): Batch {
  if (!batch.mix) throw new Error(`${batch.code} is not mixed`);
  const inputs = batch.mix.inputs.map((input) =>
    input.batch === code ? { ...input, standing } : input,
  );
  const own = batch.holds.filter(({ input }) => input === undefined);
  return {
    ...batch,
    mix: { ...batch.mix, inputs },
    harvest: { ...batch.harvest, harvestedOn: earliest(inputs) },
    holds: [...own, ...inputs.flatMap(inheritedHolds)],
  };
}

const reviewHold = (cause: HarvestReview, event: Occurrence): Hold => ({
  id: event.id,
  cause,
  reason: null,
  at: event.serverTime,
});

/** Books an event's moves and remembers it as an entry that may be corrected. */
function addEntry(batch: Batch, event: Occurrence): Batch {
  const moves = 'moves' in event.data ? event.data.moves : [];
  const balances = post(batch.balances, moves);
  if (event.type === 'corrected') return { ...batch, balances };
  const entry: Entry = {
    type: event.type,
    version: event.version,
    by: event.actor,
    at: event.serverTime,
    commandId: event.commandId,
    moves,
    deliveryId: 'deliveryId' in event.data ? event.data.deliveryId : null,
    voided: false,
  };
  return { ...batch, balances, entries: { ...batch.entries, [event.id]: entry } };
}

function withConsignment(batch: Batch, id: string, change: Partial<Consignment>): Batch {
  const known = batch.consignments[id];
  return {
    ...batch,
    consignments: { ...batch.consignments, [id]: { ...known, ...change } as Consignment },
  };
}

function corrected(batch: Batch, event: EventOf<'corrected'>): Batch {
  const { entry: id, action, amount, line, harvest, priceSatang } = event.data;
  const entry = batch.entries[id];
  if (!entry) throw new Error(`${event.batch} has no entry ${id}`);
  const voided = action === 'void';
  const moves = net([...entry.moves, ...event.data.moves]);
  let next: Batch = {
    ...batch,
    entries: { ...batch.entries, [id]: { ...entry, moves, voided } },
  };
  switch (entry.type) {
    case 'harvest-registered': {
      const { review, ...change } = harvest ?? { review: null };
      next = {
        ...next,
        voided,
        harvest: { ...next.harvest, ...change, ...(amount && { amount }) },
        holds: review ? [...next.holds, reviewHold(review, event)] : next.holds,
      };
      return next;
    }
    case 'inspection-recorded': {
      const inspections = next.inspections.map((known) =>
        known.id === id ? { ...known, voided } : known,
      );
      return heldAgain({ ...next, inspections }, event.serverTime);
    }
    case 'received':
      return withConsignment(
        next,
        entry.deliveryId ?? '',
        voided ? { state: 'in_transit', line: null } : { line },
      );
    case 'dispatched':
      return withConsignment(next, entry.deliveryId ?? '', {
        ...(priceSatang !== undefined && { priceSatang }),
      });
    case 'mixed':
      return { ...next, voided };
    case 'mixed-into': {
      const { outputs, ...rest } = next;
      const left = outputs?.filter((output) => output.entry !== id) ?? [];
      return left.length > 0 ? { ...rest, outputs: left } : rest;
    }
    default:
      return next;
  }
}

/**
 * Places that a batch is, was or will be at: its network's store and where it was sent. A mixed one belongs to the
 * networks of all that is in it.
 */
export const placesOf = (batch: Batch): Place[] => [
  ...homesOf(batch),
  ...Object.values(batch.consignments).map(({ to }) => to),
];

/** Where a batch began, and the networks that it is of. */
export function homesOf(batch: Batch): Place[] {
  const { harvest, mix } = batch;
  const own: Place = mix?.place ?? { kind: 'network', id: harvest.networkId };
  const networks = new Set(originsOf(batch).map(({ networkId }) => networkId));
  const others = [...networks].map((id): Place => ({ kind: 'network', id }));
  return [own, ...others.filter((place) => !samePlace(place, own))];
}
