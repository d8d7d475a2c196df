/**
 * What the use-cases need of a storage engine, and of what is kept beside it. One contract suite (test/storage) says
 * what each promise of storage means.
 */

import type { Access } from './ports/access.ts';
import type { Book, BookReads } from './ports/book.ts';
import type { Registry } from './ports/registry.ts';
import type { ReportSource } from './ports/reports.ts';
import type { Rolls } from './ports/rolls.ts';

export type * from './ports/access.ts';
export type * from './ports/book.ts';
export * from './ports/common.ts';
export type * from './ports/photos.ts';
export type * from './ports/registry.ts';
export type * from './ports/reports.ts';
export type * from './ports/rolls.ts';

export interface Storage extends Book, BookReads, Registry, Rolls, Access {
  /** Reads as of one moment, however long it takes and whatever is written meanwhile. */
  snapshot<T>(work: (source: ReportSource) => Promise<T>): Promise<T>;
  /** @throws StorageUnavailable when the engine does not answer */
  ping(): Promise<void>;
  /** For whoever watches over the service. */
  gauges(): Promise<{ waitingWrites: number; bytes: number }>;
  close(): Promise<void>;
}
