import type { BatchEvent } from '../../domain/batch/events.ts';
import { showBatchCode } from '../../domain/batch-code.ts';
import type { Grouping, ReportKind } from '../../domain/report/figures.ts';
import { MEASURES, type Measure } from '../../domain/report/measures.ts';
import type { LineView, ReportView } from '../../domain/report/view.ts';
import { thaiMonth } from '../formats.ts';
import { EVENT, eventNote } from '../words.ts';
import type { Shown } from './words.ts';

type Group = ReportView['groups'][number];
export type GroupRow = Group['rows'][number];

const GOODS: readonly Shown[] = [
  'harvested',
  'accepted',
  'sold',
  'cooked',
  'discarded',
  'lost',
  'onHand',
];
const CARE: readonly Shown[] = [
  'batches',
  'tests',
  'passed',
  'holds',
  'late',
  'corrections',
  'voided',
];
const CAME: readonly Shown[] = ['accepted', 'rejected', 'bought'];
const SALES: readonly Shown[] = ['sold', 'satang', 'discarded', 'lost'];
const AT_SCHOOL: readonly Shown[] = [
  'accepted',
  'rejected',
  'short',
  'bought',
  'cooked',
  'discarded',
];
const MEALS: readonly Shown[] = ['pupils', 'gramsPerPupil', 'late', 'corrections', 'voided'];
/** What the stalls took for it is theirs. */
const OF_NETWORK = MEASURES.filter((measure) => measure !== 'satang');
const BOUGHT: readonly Shown[] = ['accepted', 'rejected', 'short', 'bought'];
const OF_FARMER: readonly Shown[] = ['batches', 'harvested', 'mixedOut', ...BOUGHT];

/** The tables of a grouping: goods in one, what is counted in another, as all columns would not fit on a page. */
export function tablesOf(kind: ReportKind, by: Grouping): readonly (readonly Shown[])[] {
  if (kind === 'farmer') return [by === 'market' || by === 'school' ? BOUGHT : OF_FARMER];
  if (kind === 'municipality' && by === 'school') return [[...AT_SCHOOL, 'onHand'], MEALS];
  if (by === 'school') return [AT_SCHOOL, MEALS.slice(0, 2)];
  if (kind === 'school') return by === 'month' ? [AT_SCHOOL, MEALS] : [AT_SCHOOL];
  if (kind === 'municipality' && by === 'market') return [CAME, [...SALES, 'onHand']];
  if (kind === 'market' || by === 'market') return [[...CAME, ...SALES]];
  const goods = kind === 'municipality' && by !== 'month' ? GOODS : GOODS.slice(0, -1);
  // What of a farmer's went into a mixed batch is sold and cooked as that.
  return [by === 'farmer' ? [...goods, 'mixedOut'] : goods, CARE];
}

/** The figure of a row: grams, satang, a number, or null where there is nothing to say. */
export function figureOf(
  shown: Shown,
  { measures, onHand }: Omit<GroupRow, 'names'>,
): number | null {
  if (shown === 'onHand') return onHand;
  if (shown !== 'gramsPerPupil') return measures[shown];
  return measures.pupils > 0 ? Math.round(measures.cooked / measures.pupils) : null;
}

/** What a row is called: a month by its name. */
export const rowName = (by: Grouping, { names }: GroupRow): string =>
  by === 'month' ? thaiMonth(names.th) : names.th;

/** Which measures the lines of a report have columns for. */
export const LINE_MEASURES: Record<ReportKind, readonly Measure[]> = {
  municipality: MEASURES,
  network: OF_NETWORK,
  farmer: [
    'batches',
    'harvested',
    'mixedOut',
    'accepted',
    'rejected',
    'short',
    'bought',
    'tests',
    'passed',
    'holds',
    'late',
    'corrections',
    'voided',
  ],
  school: [
    'accepted',
    'rejected',
    'short',
    'bought',
    'sent',
    'found',
    'cooked',
    'pupils',
    'discarded',
    'lost',
    'late',
    'corrections',
    'voided',
  ],
  market: [
    'accepted',
    'rejected',
    'short',
    'bought',
    'sent',
    'found',
    'mixedIn',
    'mixedOut',
    'sold',
    'satang',
    'discarded',
    'lost',
    'corrections',
    'voided',
  ],
};

/** The figures of the whole report: what its lines add up to, and what follows from it. */
export function totalsOf({ kind, onHand }: Pick<ReportView, 'kind' | 'onHand'>): readonly Shown[] {
  return [
    ...LINE_MEASURES[kind],
    ...(kind === 'school' ? (['gramsPerPupil'] as const) : []),
    ...(onHand ? (['onHand'] as const) : []),
  ];
}

/** What a line says in words. */
export function lineWords(line: LineView) {
  const event = { type: line.type, data: line.data } as BatchEvent;
  const reason = 'reason' in event.data ? (event.data.reason ?? undefined) : undefined;
  return {
    what: EVENT[line.type],
    code: showBatchCode(line.batch),
    note: [line.isShare && 'เฉพาะส่วนของเกษตรกรในรุ่นรวม', eventNote(event), reason]
      .filter(Boolean)
      .join(' · '),
  };
}
