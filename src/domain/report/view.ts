import type { BatchEventType } from '../batch/events.ts';
import type { Day, Instant } from '../dates.ts';
import type { Digits } from '../settings.ts';
import type { Figures, Grouping, ReportKind, ReportScope } from './figures.ts';
import type { Measures } from './measures.ts';

type Names = { th: string; en: string };

/** What a report is about, as it was decided when it was asked for: it is made later, perhaps after a restart. */
export type ReportSubject = {
  municipalityId: string;
  kind: ReportKind;
  names: Names;
  /** The only places that it is about, where its reader may not see all of the market or school. */
  only: Names[];
  of: ReportScope[];
  from: Day;
  to: Day;
};

/** A report's sums with the names of what they are about; its lines come one by one. */
export type ReportView = Omit<Figures, 'groups'> & {
  kind: ReportKind;
  /** Whom or what it is about. */
  subject: Names;
  only: ReportSubject['only'];
  municipality: Names;
  example: boolean;
  /** On paper; what is reckoned with further has 0–9. */
  digits: Digits;
  from: Day;
  to: Day;
  /** When it was made. */
  asOf: Instant;
  groups: { by: Grouping; rows: { names: Names; measures: Measures; onHand: number }[] }[];
};

/** An entry of the book in a report. */
export type LineView = {
  id: string;
  at: Instant;
  type: BatchEventType;
  batch: string;
  crop: string;
  network: string;
  /** Null in reports for those who buy: who grew it is between farmer, network and municipality. */
  farmer: string | null;
  /** Where it was entered. */
  place: string;
  /** The other end of a delivery. */
  other: string | null;
  voided: boolean;
  /** Of a mixed batch, only what of it is the farmer's. */
  isShare: boolean;
  measures: Partial<Measures>;
  data: unknown;
};
