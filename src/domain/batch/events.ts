import type { Move, Place } from '../accounts.ts';
import type { Day, Instant, Time } from '../dates.ts';
import type { Inspection, Outcome } from '../inspections.ts';
import type { Actor } from '../people.ts';
import type { Amount } from '../quantities.ts';
import type { Standing } from './standing.ts';

/** The last spraying before a harvest, and the interval that the product's label gives for this crop. */
export type Spray = { sprayedOn: Day; product: string; intervalDays: number };

/** Why a harvest waits for an officer. */
export type HarvestReview = 'pre-harvest-interval' | 'banned-substance';

/** What became of goods that a receiver did not take: back to the sender, or written off. */
export type Remedy = 'return' | 'write-off';
/** Photos by their hashes; left out where there are none. */
type Photographed = { photos?: string[] | undefined };

export type Shortfall = { grams: number; reason: string; remedy: Remedy };
/** How a line of a delivery was received; the three parts add up to what was sent. */
export type ReceiptLine = {
  acceptedGrams: number;
  /** What was not taken may be shown. */
  rejected: (Shortfall & Photographed) | null;
  missing: Shortfall | null;
};

export const DISCARD_WAYS = ['waste', 'compost', 'animal_feed'] as const;
export type DiscardWay = (typeof DISCARD_WAYS)[number];

export type Harvest = {
  cropId: string;
  farmerId: string;
  networkId: string;
  plotId: string | null;
  harvestedOn: Day;
  /** Left out, or null, where nobody knows. */
  harvestedTime?: Time | null;
  amount: Amount;
  spray: Spray | null;
  review: HarvestReview | null;
  note: string | null;
} & Photographed;

/** What of a batch went into a mixed one, and how it stood. */
export type MixInput = { batch: string; amount: Amount; standing: Standing };

/** Parts of a harvest that a correction may change. */
export type HarvestChange = Partial<
  Pick<Harvest, 'harvestedOn' | 'harvestedTime' | 'plotId' | 'spray'>
>;

/** Parts of a meal that a correction may change. */
export type MealChange = { menu?: string; pupils?: number };

/** What can happen to a batch. An event that moves goods carries its postings. */
export type BatchEvent =
  | { type: 'harvest-registered'; data: Harvest & { moves: Move[] } }
  | {
      type: 'inspection-recorded';
      data: { inspectedAt: Instant; inspection: Inspection; outcome: Outcome } & Photographed;
    }
  | { type: 'hold-placed'; data: { level: 'hold' | 'recall'; reason: string } }
  | {
      type: 'hold-released';
      /** Ids of the holds that ended; of an event without them, all that were open. */
      data: { reason: string; holds?: string[] };
    }
  | {
      type: 'dispatched';
      data: {
        deliveryId: string;
        from: Place;
        to: Place;
        amount: Amount;
        certificateId: string | null;
        deliverOn: Day;
        note: string | null;
        /** Agreed for a kilogram, in satang; left out where nothing was. */
        priceSatang?: number;
        moves: Move[];
      };
    }
  | { type: 'received'; data: { deliveryId: string; line: ReceiptLine; moves: Move[] } }
  | { type: 'dispatch-cancelled'; data: { deliveryId: string; reason: string; moves: Move[] } }
  | {
      type: 'sold';
      data: { place: Place; amount: Amount; priceSatang: number | null; moves: Move[] };
    }
  | {
      type: 'cooked';
      data: {
        place: Place;
        amount: Amount;
        menu: string;
        mealDate: Day;
        pupils: number;
        moves: Move[];
      };
    }
  | {
      type: 'discarded';
      data: { place: Place; amount: Amount; way: DiscardWay; reason: string; moves: Move[] };
    }
  | {
      type: 'stock-counted';
      data: {
        place: Place;
        counted: Amount;
        bookGrams: number;
        reason: string | null;
        moves: Move[];
      };
    }
  /** The first of a batch that others were mixed into. */
  | {
      type: 'mixed';
      data: {
        place: Place;
        cropId: string;
        /** The place's; at a stall, the one that most of it is from. */
        networkId: string;
        amount: Amount;
        inputs: MixInput[];
        note: string | null;
        moves: Move[];
      };
    }
  /** Of a batch that some of went into a mixed one. */
  | { type: 'mixed-into'; data: { place: Place; output: string; amount: Amount; moves: Move[] } }
  /** What a mixed batch is made of stands otherwise now. */
  | { type: 'input-changed'; data: { input: string; standing: Standing } }
  | {
      type: 'corrected';
      data: {
        entry: string;
        action: 'void' | 'correct';
        reason: string;
        amount: Amount | null;
        line: ReceiptLine | null;
        /** Of a dispatch: what a kilogram costs after all. */
        priceSatang?: number;
        /** Of what was cooked: what the meal was after all. */
        meal?: MealChange;
        harvest: (HarvestChange & { review: HarvestReview | null }) | null;
        moves: Move[];
      };
    };

export type BatchEventType = BatchEvent['type'];

const TYPES: Record<BatchEventType, true> = {
  'harvest-registered': true,
  'inspection-recorded': true,
  'hold-placed': true,
  'hold-released': true,
  dispatched: true,
  received: true,
  'dispatch-cancelled': true,
  sold: true,
  cooked: true,
  discarded: true,
  'stock-counted': true,
  mixed: true,
  'mixed-into': true,
  'input-changed': true,
  corrected: true,
};
export const BATCH_EVENT_TYPES = Object.keys(TYPES) as readonly BatchEventType[];

/** The form of `data` above. A later form gets a higher number and is read beside this one. */
export const EVENT_SCHEMA = 1;

/** What every event of the book says, before it is chained. */
export type Occurrence = BatchEvent & {
  id: string;
  municipalityId: string;
  /** The batch's code. */
  batch: string;
  /** 1 for the batch's first event, then without a gap. */
  version: number;
  schema: number;
  actor: Actor;
  /** The phone's clock when the entry was made, as the phone gave it. */
  deviceTime: Instant | null;
  /** Seconds by which the phone's clock was ahead of the server's; null when the phone did not say. */
  clockOffsetSeconds: number | null;
  serverTime: Instant;
  /** The idempotency key of the command that caused this. */
  commandId: string;
};

/** An event as the book keeps it: chained to the one before it in its batch. */
export type SealedEvent = Occurrence & { previousHash: string | null; hash: string };
