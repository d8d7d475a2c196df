/** What reports are read from, and those that were asked for. */

import type { BatchEventType } from '../../domain/batch/events.ts';
import type { Instant } from '../../domain/dates.ts';
import type { Holding, ReportScope } from '../../domain/report/figures.ts';
import type { ReportEntry } from '../../domain/report/measures.ts';
import type { ReportSubject } from '../../domain/report/view.ts';
import type { Registry } from './registry.ts';

export interface ReportReads {
  /** Entries of one type, or corrections, of some time (the end excluded), oldest first, after one of them. */
  reportEntries(
    municipalityId: string,
    asked: {
      type: BatchEventType;
      of: ReportScope;
      from: Instant;
      to: Instant;
      after: [Instant, number] | null;
      limit: number;
    },
  ): Promise<ReportEntry[]>;
  /** What is held now, by account, network and crop. */
  holdings(municipalityId: string): Promise<Holding[]>;
}

/** What a report is made of, all of one moment. */
export type ReportSource = ReportReads &
  Pick<Registry, 'registryEntry' | 'registryByIds' | 'registryEntries'>;

/** A report that was asked for, and how far it is. */
export type ReportJob = {
  /** The key of the command that asked for it. */
  id: string;
  fingerprint: string;
  userId: string;
  subject: ReportSubject;
  format: 'pdf' | 'csv' | 'xlsx';
  status: 'waiting' | 'making' | 'done' | 'failed';
  /** From 0 to 1. */
  progress: number;
  askedAt: Instant;
  doneAt: Instant | null;
  bytes: number | null;
  /** How many times it was begun: what brings a server down is not begun for ever. */
  attempts: number;
};

/** Reports that are made in the background, kept for some days; a restart begins again what was not done. */
export interface Reports {
  /** Keeps what is asked for, and sees to it. */
  add(job: ReportJob): Promise<void>;
  find(municipalityId: string, id: string): Promise<ReportJob | null>;
  /** The newest first. */
  list(municipalityId: string, userId: string): Promise<ReportJob[]>;
  /** The file of one that is done. @throws StorageUnavailable */
  read(municipalityId: string, id: string): Promise<AsyncIterable<Uint8Array>>;
}
