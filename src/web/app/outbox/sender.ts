import type { Receipt } from '../../../wire/commands.ts';
import { Refused, SignedOut, send, Unreachable } from '../data/api.ts';
import { expired, refreshSession, session } from '../session/session.ts';
import { blockerOf, type Entry } from './entry.ts';
import { current, sending, settle, whenQueued } from './outbox.ts';

const LEAST_PAUSE_MS = 1_000;
const MOST_PAUSE_MS = 5 * 60_000;

let pause = LEAST_PAUSE_MS;
/** The service asked not to be asked before. Milliseconds since the epoch. */
let notBefore = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Sends what waits, one entry at a time in the order in which they were made, also when the app is open in
 * several tabs. An entry that the service refuses, or fails at, keeps back only those that need it.
 */
export function sendWaiting(): Promise<void> {
  clearTimeout(timer);
  return navigator.locks ? navigator.locks.request('tonnam-outbox', sendAll) : sendAll();
}

async function sendAll(): Promise<void> {
  const owner = session.value?.userId;
  if (!owner) return;
  const wait = notBefore - Date.now();
  if (wait > 0) return later(wait);
  const isWaiting = (entry: Entry) => entry.owner === owner && entry.state === 'waiting';
  if (!(await current()).some(isWaiting)) return;
  // Somebody else may have signed in since, in another tab or by a card: these are not theirs.
  await refreshSession();
  if (expired.value || session.value?.userId !== owner) return;

  const tried = new Set<string>();
  for (;;) {
    const all = await current();
    const next = all.find(
      (entry) => isWaiting(entry) && !tried.has(entry.id) && !blockerOf(entry, all),
    );
    if (!next) break;
    tried.add(next.id);
    const outcome = await sendOne(next);
    if (outcome === 'stop') return;
  }
  const left = (await current()).some((entry) => isWaiting(entry) && tried.has(entry.id));
  if (left) tryAgain();
  else pause = LEAST_PAUSE_MS;
}

async function sendOne(entry: Entry): Promise<'next' | 'stop'> {
  sending.value = entry.id;
  try {
    const receipt = await send<Receipt>('POST', entry.path, entry.body, {
      'idempotency-key': entry.id,
      'device-clock': new Date().toISOString(),
    });
    await settle(entry, { state: 'sent', sentAt: receipt.recordedAt, receipt });
    return 'next';
  } catch (error) {
    if (error instanceof Refused) {
      await settle(entry, { state: 'refused', problem: error.problem });
      return 'next';
    }
    if (error instanceof SignedOut) {
      expired.value = true;
      return 'stop';
    }
    if (!(error instanceof Unreachable)) throw error;
    notBefore = error.notBefore;
    if (error.answered && notBefore <= Date.now()) return 'next';
    tryAgain();
    return 'stop';
  } finally {
    sending.value = null;
  }
}

function tryAgain(): void {
  later(Math.max(pause, notBefore - Date.now()));
  pause = Math.min(pause * 2, MOST_PAUSE_MS);
}

function later(ms: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sendWaiting(), ms);
}

/** At the start, when there is a signal again, when the app comes to the front, and for each new entry. */
export function keepSending(): void {
  const now = () => {
    pause = LEAST_PAUSE_MS;
    void sendWaiting();
  };
  addEventListener('online', now);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') now();
  });
  whenQueued(now);
  session.subscribe(now);
  expired.subscribe(now);
  now();
}
