/** What the ports of several things share. */

import type { Place } from '../../domain/accounts.ts';
import type { Instant } from '../../domain/dates.ts';

/** The answer that a command got, kept so that the same key gets the same answer again. */
export type CommandRecord = {
  municipalityId: string;
  /** The idempotency key: a UUID made by the client. */
  key: string;
  /** SHA-256 over who asked for what. */
  fingerprint: string;
  answer: { status: number; body: unknown };
  at: Instant;
};

export type Page<T> = { items: T[]; next: string | null };

export type PageRequest = { limit: number; cursor: string | null };

/** Limits a list to what its reader may see; undefined: all of the municipality. */
export type Scope = { farmerIds: string[]; places: Place[] } | undefined;

/**
 * Thrown when the engine cannot serve now. Nothing of the request has happened; or, where the connection was
 * lost between the end of a command and its answer, all of it: the same key then gets the answer.
 */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}

/** Thrown when a row is not what was once written there: the disk's fault, or somebody's hand. */
export class StorageDamaged extends StorageUnavailable {}

/** Thrown for a cursor that no page gave. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}
