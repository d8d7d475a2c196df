/** The book: batches, deliveries, entries. The only write to it is {@link Book.append}. */

import type { Account as BookAccount, Place, PlaceKind } from '../../domain/accounts.ts';
import type { BatchEventType, SealedEvent } from '../../domain/batch/events.ts';
import type { HarvestLike } from '../../domain/batch/harvest.ts';
import type { Batch, BatchStatus } from '../../domain/batch/state.ts';
import type { Day, Instant } from '../../domain/dates.ts';
import type { CommandRecord, Page, PageRequest, Scope } from './common.ts';

export type Appended =
  | { kind: 'appended' }
  /** A batch has moved on since it was read, or the code of a new one is taken: read again. */
  | { kind: 'conflict' }
  /** There is such a harvest as there must not be: the code of the newest. Nothing was added. */
  | { kind: 'alike'; code: string }
  /** The command was carried out before. */
  | { kind: 'answered'; command: CommandRecord };

/** A batch as it stands and the hash of its last event. */
export type StoredBatch = { batch: Batch; lastHash: string };

/** An event as the log keeps it. Positions grow in the order in which readers see them. */
export type LoggedEvent = { position: number; event: SealedEvent };

export type BatchFilter = {
  status?: BatchStatus | undefined;
  cropId?: string | undefined;
  networkId?: string | undefined;
  farmerId?: string | undefined;
  harvestedFrom?: Day | undefined;
  harvestedTo?: Day | undefined;
  /** Beginning of a code. */
  code?: string | undefined;
  /** Only batches of which this place holds something now. */
  heldBy?: Place | undefined;
};

export type DeliveryStatus = 'in_transit' | 'received' | 'cancelled';

export type DeliveryLine = {
  batch: string;
  sentGrams: number;
  acceptedGrams: number | null;
  rejectedGrams: number | null;
  missingGrams: number | null;
  /** Satang for a kilogram; null where the delivery carries no prices. */
  priceSatang: number | null;
  status: DeliveryStatus;
};

export type Delivery = {
  id: string;
  from: Place;
  to: Place;
  status: DeliveryStatus;
  deliverOn: Day;
  note: string | null;
  dispatchedAt: Instant;
  lines: DeliveryLine[];
};

export type DeliveryFilter = {
  status?: DeliveryStatus | undefined;
  from?: Place | undefined;
  to?: Place | undefined;
  deliverOn?: Day | undefined;
};

/** One entry of the book about one batch, as it stands after corrections. */
export type BookEntry = {
  id: string;
  batch: string;
  type: BatchEventType;
  commandId: string;
  place: { kind: PlaceKind | 'municipality'; id: string };
  at: Instant;
  grams: number;
  voided: boolean;
  data: unknown;
};

/** The harvests of some days, and where their goods are now. */
type Figures = {
  /** By network, day and status; grams that came from the field. */
  harvests: {
    networkId: string;
    harvestedOn: Day;
    status: BatchStatus;
    batches: number;
    grams: number;
  }[];
  /** Adds up to zero. */
  balances: { account: BookAccount; grams: number }[];
};

/** How many there are, and the first of them. */
type Some<T> = { count: number; items: T[] };

/** What should have happened before today, oldest first. */
export type Late = {
  /** On their way, of which something was to arrive on an earlier day. */
  deliveries: Some<Delivery>;
  /** Without a result, and still in their network's store since an earlier day. */
  waiting: Some<Batch>;
  /** On hold, failed or recalled. */
  holds: Some<Batch>;
};

export type EntryFilter = {
  type: BatchEventType;
  place?: Place | undefined;
  from?: Instant | undefined;
  to?: Instant | undefined;
};

export interface Book {
  /**
   * Adds events to the book and the command's answer beside them: all or nothing, over several batches.
   * @param expectedVersions version that each batch touched had when it was read; 0 for a new one
   * @param unless a harvest of the municipality that there must not be, not counting those that were voided
   */
  append(
    events: readonly SealedEvent[],
    expectedVersions: ReadonlyMap<string, number>,
    command: CommandRecord,
    unless?: HarvestLike | null,
  ): Promise<Appended>;
  command(municipalityId: string, key: string): Promise<CommandRecord | null>;
}

export interface BookReads {
  batch(municipalityId: string, code: string): Promise<StoredBatch | null>;
  /** Codes are unique in the whole installation: for the public page. */
  batchAnywhere(code: string): Promise<StoredBatch | null>;
  batches(
    municipalityId: string,
    scope: Scope,
    filter: BatchFilter,
    page: PageRequest,
  ): Promise<Page<Batch>>;
  /** Batches on hold, failed or recalled that are, were or will be at one of these places, in no order. */
  stoppedAt(municipalityId: string, places: readonly Place[]): Promise<Batch[]>;
  /** The events of a batch in order, as they were written. */
  events(municipalityId: string, code: string): Promise<LoggedEvent[]>;
  /** Codes of all batches in order, after this one. */
  codesAfter(municipalityId: string, code: string, limit: number): Promise<string[]>;
  /** Codes that events name and no batch has that these are of: there are none unless somebody removed or added rows. */
  strayCodes(municipalityId: string): Promise<string[]>;
  /** What the balances' projection says of a batch, by account. */
  balances(municipalityId: string, code: string): Promise<Record<string, number>>;
  delivery(municipalityId: string, scope: Scope, id: string): Promise<Delivery | null>;
  /** How many were dispatched since a moment, up to and with this one: a number that never changes. */
  deliveryNumber(municipalityId: string, id: string, since: Instant): Promise<number>;
  deliveries(
    municipalityId: string,
    scope: Scope,
    filter: DeliveryFilter,
    page: PageRequest,
  ): Promise<Page<Delivery>>;
  entries(
    municipalityId: string,
    scope: Scope,
    filter: EntryFilter,
    page: PageRequest,
  ): Promise<Page<BookEntry>>;
  /** Of what was harvested on these days, both included. */
  figures(municipalityId: string, from: Day, to: Day): Promise<Figures>;
  late(municipalityId: string, today: Day, most: number): Promise<Late>;
}
