import type { Receipt } from '../../../wire/commands.ts';
import type { Problem } from '../../../wire/problems.ts';
import type { common } from '../words/th/common.ts';
import type { Photo } from './photos.ts';

/** What kind of entry it is: what it is called, and which form mends it. */
export type Kind = keyof (typeof common)['outbox']['kinds'];

/** Version of the form below. A new version of the app reads entries that an older one made. */
export const ENTRY_SCHEMA = 1;

/** What somebody asks the service to do, kept until the service has answered. */
export type Entry = {
  /** Order in which it was made on this phone; given by the database. */
  seq: number;
  /** Its Idempotency-Key: sent twice, it is done once. */
  id: string;
  schema: number;
  /** User who made it; nobody else sends it or sees it. */
  owner: string;
  kind: Kind;
  /** What it is about, as the person sees it in the list: `คะน้า 12.5 กก.` */
  title: string;
  path: string;
  body: Record<string, unknown>;
  /** By this phone's clock. */
  madeAt: string;
  /** Batch that it makes, and batches that must exist before it is sent. */
  makes: string | null;
  needs: string[];
  /** What the form needs to be opened again as it was. */
  form: unknown;
} & (
  | { state: 'waiting' }
  | { state: 'sent'; sentAt: string; receipt: Receipt }
  | { state: 'refused'; problem: Problem | 'withdrawn-before' }
);

export type NewEntry = Pick<Entry, 'kind' | 'title' | 'path' | 'body'> &
  Partial<Pick<Entry, 'makes' | 'needs' | 'form'>> & {
    /** Those that the body names, with their pictures where they are not kept yet. */
    photos?: readonly Photo[];
  };

export type State = Entry['state'] | 'sending' | 'blocked' | 'behind';

/**
 * The entry that has to go first: it makes a batch that this one is about. While that one waits, this one
 * waits behind it; while it is refused, this one cannot be sent and is not tried.
 */
export const blockerOf = (entry: Entry, all: readonly Entry[]): Entry | undefined =>
  all.find(
    (other) =>
      other.owner === entry.owner &&
      other.state !== 'sent' &&
      other.id !== entry.id &&
      other.makes !== null &&
      entry.needs.includes(other.makes),
  );
