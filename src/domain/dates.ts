/** A calendar day in Thailand, `YYYY-MM-DD`. */
export type Day = string;
/** A time of the day in Thailand, `HH:mm`. */
export type Time = string;
/** A moment in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export type Instant = string;

/** Thailand keeps UTC+7 all the year round. */
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

export const dayOf = (instant: Instant): Day =>
  new Date(Date.parse(instant) + OFFSET_MS).toISOString().slice(0, 10);

export const timeOf = (instant: Instant): Time =>
  new Date(Date.parse(instant) + OFFSET_MS).toISOString().slice(11, 16);

/** The moment that a clock in Thailand shows as this. */
export const momentOf = (day: Day, time: Time): Instant =>
  new Date(Date.parse(`${day}T${time}:00Z`) - OFFSET_MS).toISOString();

export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The moments between which a day in Thailand lies: from (included), to (excluded). */
export const boundsOf = (day: Day): { from: Instant; to: Instant } => ({
  from: momentOf(day, '00:00'),
  to: momentOf(addDays(day, 1), '00:00'),
});

/** The fiscal year that a day lies in, by the Buddhist era, and its first day: 1 October of the year before. */
export function fiscalYearOf(day: Day): { year: number; from: Day } {
  const begun = Number(day.slice(0, 4)) - (day.slice(5) >= '10-01' ? 0 : 1);
  return { year: begun + 544, from: `${begun}-10-01` };
}
