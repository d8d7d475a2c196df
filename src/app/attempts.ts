import { setTimeout as pause } from 'node:timers/promises';
import { FORGET_MS, type Limit, type Outcome, reserve, settle } from '../auth/sign-in-limits.ts';
import { refuse } from '../domain/refusal.ts';
import type { Deps } from './command.ts';
import { type SignInCount, StorageUnavailable } from './ports.ts';
import { newId } from './random.ts';

/** Whom a failure counts against. */
export type Counted = {
  /** A digest: the counts name nobody. */
  subject: string;
  limit: Limit;
  /** What a success means to the failures before it. */
  onSuccess: Exclude<Outcome, 'failed'>;
};

const PAUSE_MS = 20;
/** So many people may be ahead of somebody who waits for a place. */
const MOST_TURNS = 1000;

/**
 * Tries a secret that people can guess, if there have not been too many failures.
 * @param attempt answers null when the secret was wrong
 * @throws Refusal too-many-attempts
 */
export async function attempted<T>(
  deps: Deps,
  counted: readonly Counted[],
  attempt: () => Promise<T | null>,
): Promise<T | null> {
  const id = newId();
  const reserved: Counted[] = [];
  const end = async (outcomeOf: (one: Counted) => Outcome) => {
    for (const one of reserved) {
      await change(deps, one.subject, (count) => settle(count, id, outcomeOf(one), deps.now()));
    }
  };
  let outcome: T | null;
  try {
    for (const one of counted) {
      await take(deps, one, id);
      reserved.push(one);
    }
    outcome = await attempt();
  } catch (error) {
    // What did not get as far as a right or wrong PIN is nobody's failure.
    await end(() => 'released');
    throw error;
  }
  await end(({ onSuccess }) => (outcome === null ? 'failed' : onSuccess));
  if (outcome === null) {
    const { storage, now } = deps;
    await storage.forgetAccess(new Date(Date.parse(now()) - FORGET_MS).toISOString());
  }
  return outcome;
}

/** Reserves a place, and waits for one while others are under way. */
async function take(deps: Deps, { subject, limit }: Counted, id: string): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    let answer: ReturnType<typeof reserve> | undefined;
    await change(deps, subject, (count) => {
      answer = reserve(count, limit, id, deps.now());
      return answer.kind === 'reserved' ? answer.count : null;
    });
    if (answer?.kind === 'reserved') return;
    if (answer?.kind === 'locked') {
      refuse('too-many-attempts', { minutes: Math.ceil(answer.forMs / 60_000) });
    }
    await pause(PAUSE_MS);
  }
  throw new StorageUnavailable('too many sign-ins at once');
}

/** One change of a count after the other on this server; other servers are noticed by the version. */
async function change(
  { storage, now }: Deps,
  subject: string,
  next: (count: SignInCount) => SignInCount | null,
): Promise<void> {
  await inTurn(subject, async () => {
    for (;;) {
      const { version, count } = await storage.signInCount(subject);
      const wanted = next(count);
      if (wanted === null) return;
      if (await storage.setSignInCount(subject, version, wanted, now())) return;
    }
  });
}

const last = new Map<string, Promise<void>>();

async function inTurn(subject: string, work: () => Promise<void>): Promise<void> {
  const before = last.get(subject) ?? Promise.resolve();
  const mine = before.catch(() => undefined).then(work);
  last.set(subject, mine);
  try {
    await mine;
  } finally {
    if (last.get(subject) === mine) last.delete(subject);
  }
}
