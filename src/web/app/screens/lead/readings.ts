import type { BatchEvent } from '../../../../domain/batch/events.ts';
import {
  CHEMICAL_GROUPS,
  type Inspection,
  judge,
  type KitReading,
} from '../../../../domain/inspections.ts';
import { sayLead } from '../../words/lead.ts';

export const KITS = ['GT', 'MJPK', 'GPO-TM'] as const;
export type Kit = (typeof KITS)[number];
/** A result in the words of a kit's own scale. */
export type Result = 'not_detected' | 'safe_level' | 'unsafe' | 'safe' | 'very_unsafe';

export const SCALES = {
  GT: ['not_detected', 'safe_level', 'unsafe'],
  MJPK: ['safe', 'unsafe', 'very_unsafe'],
} as const satisfies Record<string, readonly Result[]>;

/** As it was recorded: `GT: ไม่พบ`. */
export function shownReading(data: Record<string, unknown>): string {
  const { inspection, outcome } = data as Extract<
    BatchEvent,
    { type: 'inspection-recorded' }
  >['data'];
  if (inspection.method === 'laboratory') {
    return `${inspection.laboratory}: ${sayLead().outcomes[outcome]}`;
  }
  return `${inspection.reading.kit}: ${readingText(inspection.reading)}`;
}

export function readingText(reading: KitReading): string {
  const words = sayLead().test;
  if (reading.kit !== 'GPO-TM') return words.results[reading.result];
  const found = CHEMICAL_GROUPS.filter((group) => reading.detected[group]);
  return found.length === 0
    ? words.results.not_detected
    : words.detected(found.map((group) => words.groups[group]).join(', '));
}

/** What the reading will mean for the batch. */
export function outcomeOf(reading: KitReading, screeningFalsePositive: boolean) {
  const inspection: Inspection = {
    method: 'kit',
    reading,
    kitLot: null,
    kitExpiresOn: null,
    minutes: null,
  };
  return judge(inspection, { screeningFalsePositive });
}
