/**
 * How often signing in may fail: for each phone number, known or not, and for each address.
 *
 * Failures are counted, not attempts: an attempt reserves a place before its PIN is looked at and gives
 * it back when the PIN was right. So any number of people may sign in at the same instant (who finds no
 * place free waits for one), and any number of guesses at the same instant are looked at no more often
 * than one after the other.
 */

import type { Instant } from '../domain/dates.ts';

type Count = {
  failures: number;
  lastFailureAt: Instant | null;
  pending: { id: string; at: Instant }[];
};
export type Limit = {
  /** So many failures before anybody has to wait. */
  free: number;
  /** The wait after them; it doubles with every further failure, up to the longest. */
  waitMs: number;
  longestMs: number;
};
export type Place =
  | { kind: 'reserved'; count: Count }
  /** Others are under way whose outcome decides: ask again. */
  | { kind: 'busy' }
  | { kind: 'locked'; forMs: number };

const MINUTE_MS = 60_000;

export const ACCOUNT_LIMIT: Limit = { free: 5, waitMs: MINUTE_MS, longestMs: 60 * MINUTE_MS };
/** Wider: a school, an office, or all phones of a telephone company's cell may share an address. */
export const ADDRESS_LIMIT: Limit = { free: 50, waitMs: MINUTE_MS, longestMs: 15 * MINUTE_MS };
/** Without a failure for so long, those before are forgotten. */
export const FORGET_MS = 24 * 60 * MINUTE_MS;
/** An attempt without an outcome for so long had a server that is gone; it counts as a failure. */
const LOST_MS = MINUTE_MS;

const since = (then: Instant, now: Instant) => Date.parse(now) - Date.parse(then);

/** The count as it stands now: lost attempts have failed, what is long ago is forgotten. */
function settled(count: Count, now: Instant): Count {
  const lost = count.pending.filter(({ at }) => since(at, now) > LOST_MS);
  const last = [count.lastFailureAt, ...lost.map(({ at }) => at)]
    .filter((at): at is Instant => at !== null)
    .sort()
    .at(-1);
  const pending = count.pending.filter((attempt) => !lost.includes(attempt));
  if (last === undefined || since(last, now) > FORGET_MS) {
    return { failures: 0, lastFailureAt: null, pending };
  }
  return { failures: count.failures + lost.length, lastFailureAt: last, pending };
}

/** Asks for a place for one attempt. */
export function reserve(known: Count, limit: Limit, id: string, now: Instant): Place {
  const count = settled(known, now);
  const forMs = waitAfter(count, limit, now);
  if (forMs > 0) return { kind: 'locked', forMs };
  // After a wait, one attempt at a time.
  const places = Math.max(1, limit.free - count.failures);
  if (count.pending.length >= places) return { kind: 'busy' };
  return { kind: 'reserved', count: { ...count, pending: [...count.pending, { id, at: now }] } };
}

function waitAfter({ failures, lastFailureAt }: Count, limit: Limit, now: Instant): number {
  if (lastFailureAt === null || failures < limit.free) return 0;
  const wait = Math.min(limit.longestMs, limit.waitMs * 2 ** (failures - limit.free));
  return wait - since(lastFailureAt, now);
}

export type Outcome =
  /** Gives the place back. */
  | 'released'
  /** Gives it back and forgets the failures: whoever knows the PIN may have mistyped it before. */
  | 'cleared'
  | 'failed';

export function settle(known: Count, id: string, outcome: Outcome, now: Instant): Count {
  const count = settled(known, now);
  const pending = count.pending.filter((attempt) => attempt.id !== id);
  switch (outcome) {
    case 'released':
      return { ...count, pending };
    case 'cleared':
      return { failures: 0, lastFailureAt: null, pending };
    case 'failed':
      return { failures: count.failures + 1, lastFailureAt: now, pending };
  }
}
