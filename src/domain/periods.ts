import { addDays, type Day, fiscalYearOf } from './dates.ts';

export const PERIODS = ['fiscal_year', 'term', 'month'] as const;
export type Period = (typeof PERIODS)[number];
/** Days, both included. */
export type Span = { from: Day; to: Day };

const BUDDHIST_ERA = 543;

/** The period of this kind that a day lies in; of a school's holidays, the term before them. */
export const spanOf = (period: Period, day: Day): Span => SPANS[period](day);

/** The period of the same kind before this one. */
export const spanBefore = (period: Period, { from }: Span): Span =>
  spanOf(period, addDays(from, -1));

const SPANS: Record<Period, (day: Day) => Span> = {
  // 1 October to 30 September: Budget Procedures Act, B.E. 2561, section 4.
  fiscal_year(day) {
    const { year, from } = fiscalYearOf(day);
    return { from, to: on(year - BUDDHIST_ERA, '09-30') };
  },
  // Ministry of Education, regulation on opening and closing schools, B.E. 2549: 16 May to 11 October, and
  // 1 November to 1 April.
  term(day) {
    const at = day.slice(5);
    if (at >= '11-01') return { from: on(yearOf(day), '11-01'), to: on(yearOf(day) + 1, '04-01') };
    if (at >= '05-16') return { from: on(yearOf(day), '05-16'), to: on(yearOf(day), '10-11') };
    return { from: on(yearOf(day) - 1, '11-01'), to: on(yearOf(day), '04-01') };
  },
  month(day) {
    const from = `${day.slice(0, 7)}-01`;
    return { from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) };
  },
};

/** Which period a span is, with the years people call it by; null for any other range. */
export function periodOf(
  span: Span,
):
  | { period: 'fiscal_year'; year: number }
  | { period: 'term'; term: 1 | 2; year: number }
  | { period: 'month' }
  | null {
  const period = PERIODS.find((each) => {
    const { from, to } = spanOf(each, span.from);
    return from === span.from && to === span.to;
  });
  const year = yearOf(span.from) + BUDDHIST_ERA;
  if (period === 'fiscal_year') return { period, year: year + 1 };
  // The school year is that of its first term.
  if (period === 'term') return { period, term: span.from.slice(5) === '05-16' ? 1 : 2, year };
  return period ? { period } : null;
}

const yearOf = (day: Day): number => Number(day.slice(0, 4));
const on = (year: number, at: string): Day => `${String(year).padStart(4, '0')}-${at}`;
