import type { CommandRecord, RegistryChange } from '../app/ports.ts';
import type { SealedEvent } from '../domain/batch/events.ts';
import type { HarvestLike } from '../domain/batch/harvest.ts';
import type { Batch } from '../domain/batch/state.ts';
import type { Tables } from './reads/reader.ts';

export type RowOf<N extends keyof Tables> = Tables[N] extends { $inferSelect: infer R } ? R : never;

/** Tables that are derived from the book. */
export type Projection =
  | 'batches'
  | 'balances'
  | 'batchPlaces'
  | 'entries'
  | 'deliveries'
  | 'deliveryLines';

/** A row put in the place of the one with its key, or a balance that is nought now. */
export type Change =
  | { [N in Projection]: { table: N; put: RowOf<N> } }[Projection]
  | { table: 'balances'; drop: Omit<RowOf<'balances'>, 'grams'> };

/** How an entry is found: entries have an index by what they are and when they were made, events none by their ids. */
export type EntryKey = { id: string; type: string; at: string };

/** With what the entry says, wherever that is kept. */
export type EntryRow = RowOf<'entries'> & { data: object };

/** What the projections look up. */
export type Derived = {
  /** The row of an entry, and what the entry says. */
  entry(municipalityId: string, entry: EntryKey): EntryRow | null;
  delivery(municipalityId: string, id: string): RowOf<'deliveries'> | null;
  deliveryLines(municipalityId: string, deliveryId: string): RowOf<'deliveryLines'>[];
};

export type Commands = {
  command(municipalityId: string, key: string): CommandRecord | null;
  addCommand(command: CommandRecord): void;
};

/** The rows that an append sees and changes, in the database or read from it. */
export type BookRows = Commands &
  Derived & {
    /** Codes are unique in the whole installation. */
    batch(code: string): Pick<RowOf<'batches'>, 'municipalityId' | 'position' | 'state'> | null;
    /** Code of the newest such harvest that was not voided. */
    harvestLike(municipalityId: string, like: HarvestLike): string | null;
    /** @returns its position in the log */
    addEvent(event: SealedEvent): number;
    apply(change: Change): void;
  };

/** The rows that a change of the registry sees and changes. */
export type RegistryRows = Commands & {
  /** Grows with every change of a municipality's registry. */
  registryVersion(municipalityId: string): number;
  revision(change: RegistryChange): number;
  /** Whether another user of the municipality has this number. */
  phoneTaken(municipalityId: string, id: string, phone: string): boolean;
  /** Ids of the active officers. */
  officers(municipalityId: string): string[];
  /** Writes the row and what changed; a new PIN ends the user's sessions. */
  change(change: RegistryChange, row: RegistryRow): void;
};

/** What a registry change writes: all columns of the kind, but for a user whose PIN stays. */
export type RegistryRow = Partial<RowOf<'networks'>> & Record<string, unknown>;

/** One event, where it stands in the log, and the batch before and after it. */
export type Step = {
  event: SealedEvent;
  position: number;
  /** Position of the batch's first event. */
  first: number;
  before: Batch | null;
  after: Batch;
};
