import { computed, signal } from '@preact/signals';
import type { Alert } from '../../../wire/alerts.ts';
import { ask, SignedOut, Unreachable } from '../data/api.ts';
import { recall, remember } from '../data/kept.ts';
import { expired, rolesOf, session } from '../session/session.ts';

/** With what an answer takes, an open screen knows within five seconds of the service. */
const EVERY_MS = 3_500;
const PATIENCE_MS = 10_000;
const KEEP_EVERY_MS = 60_000;

/** What must not be used, as the service last said. */
export const alerts = signal<Alert[]>([]);
/** When it last said so; and whether it could not be asked since. */
export const toldAt = signal<string | null>(null);
export const outOfReach = signal(false);

/** Holds that the person has acknowledged on this phone; null until that is known. */
const acknowledged = signal<readonly string[] | null>(null);

/** A batch with a hold that has not been acknowledged. */
export const unheard = computed(() => {
  const heard = acknowledged.value;
  // Nobody is to be alarmed twice by what the phone has not remembered yet.
  if (!heard) return [];
  return alerts.value.filter(({ holds }) => holds.some((id) => !heard.includes(id)));
});

export const isStopped = (code: string): boolean =>
  alerts.value.some(({ batch }) => batch === code);

export function acknowledge(heard: readonly Alert[]): void {
  const ids = heard.flatMap(({ holds }) => holds);
  acknowledged.value = [...new Set([...(acknowledged.value ?? []), ...ids])];
  void remember('acknowledged', acknowledged.value);
}

/** Only they hold goods; nobody else is asked for. */
const isConcerned = computed(() =>
  (['network_lead', 'stall_manager', 'kitchen_staff'] as const).some((role) =>
    rolesOf.value.has(role),
  ),
);

let timer: ReturnType<typeof setTimeout> | undefined;
let keptAt = 0;
let owner: string | undefined;

/** Asks every few seconds while the app is in front, whatever screen is open. */
export function keepAsking(): void {
  session.subscribe(() => void start());
  expired.subscribe((is) => is || void askNow());
  addEventListener('online', () => void askNow());
  document.addEventListener('visibilitychange', () => void askNow());
}

async function start(): Promise<void> {
  const userId = session.value?.userId;
  if (userId === owner) return;
  owner = userId;
  keptAt = 0;
  alerts.value = [];
  toldAt.value = null;
  acknowledged.value = null;
  if (!userId) return;
  const heard = await recall<string[]>('acknowledged');
  const last = await recall<Alert[]>('alerts');
  if (owner !== userId) return;
  acknowledged.value = heard?.value ?? [];
  if (last && toldAt.value === null) {
    toldAt.value = last.at;
    alerts.value = last.value;
  }
  await askNow();
}

async function askNow(): Promise<void> {
  clearTimeout(timer);
  const userId = session.value?.userId;
  if (!userId || !isConcerned.value || expired.value) return;
  if (document.visibilityState !== 'visible') return;
  let wait = EVERY_MS;
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const { items } = await ask<{ items: Alert[] }>('/v1/alerts', { signal });
    if (session.value?.userId !== userId) return;
    await told(items);
  } catch (error) {
    if (error instanceof SignedOut) expired.value = true;
    if (error instanceof Unreachable) wait = Math.max(wait, error.notBefore - Date.now());
    outOfReach.value = true;
  }
  clearTimeout(timer);
  timer = setTimeout(() => void askNow(), wait);
}

async function told(items: Alert[]): Promise<void> {
  const changed = JSON.stringify(items) !== JSON.stringify(alerts.value);
  outOfReach.value = false;
  toldAt.value = new Date().toISOString();
  if (changed) alerts.value = items;
  // Not written every few seconds for nothing.
  if (!changed && Date.now() - keptAt < KEEP_EVERY_MS) return;
  keptAt = Date.now();
  await remember('alerts', items);
}
