import { computed } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../../wire/problems.ts';
import { expired, online, session } from '../session/session.ts';
import { ask, Refused, SignedOut } from './api.ts';
import { changes } from './changes.ts';
import { recall, remember } from './kept.ts';

export type Data<T> = {
  /** What is known; null while it is fetched for the first time, or was never. */
  value: T | null;
  /** When it was fetched. */
  at: string | null;
  /** `fresh`: from the service now. `kept`: from this phone, because the service cannot be reached. */
  state: 'loading' | 'fresh' | 'kept' | 'refused';
  problem: Problem | null;
  reload: () => void;
};

type Page<T> = { items: T[]; next: string | null };

/** What was fetched since the page was opened: going back to a screen shows it at once. */
const seen = new Map<string, { at: string; value: unknown }>();
/** What one person has seen is not for whoever has the phone next. */
const owner = computed(() => session.value?.userId);
owner.subscribe(() => seen.clear());

/** Takes from the phone's database what the first screen will show, while its script is still being read. */
export async function warm(path: string): Promise<void> {
  const asked = owner.value;
  const known = await recall(path);
  if (known && owner.value === asked && !seen.has(path)) seen.set(path, known);
}

/**
 * What the service answers to a GET, shown at once as it was kept on this phone, then as it is now.
 * Fetched again when there is a signal again, when an entry was sent, when the app comes to the front, and
 * by `reload`.
 * @param path null: nothing to fetch yet
 */
export function useData<T>(path: string | null, read: (path: string) => Promise<T> = ask<T>) {
  const [data, setData] = useState<Omit<Data<T>, 'reload'>>(() => before<T>(path));
  const [turn, setTurn] = useState(0);
  const shown = useRef(path);
  if (shown.current !== path) {
    shown.current = path;
    setData(before<T>(path));
  }
  const isOnline = online.value;
  const change = changes.value;

  useEffect(() => {
    if (path === null) return;
    let current = true;
    const show = (next: Omit<Data<T>, 'reload'>) => {
      if (current) setData(next);
    };
    (async () => {
      const known = seen.get(path) ?? (await recall<T>(path));
      const last = known && { value: known.value as T, at: known.at };
      if (last)
        setData((now) => (current && now.state === 'loading' ? kept(last, 'loading') : now));
      try {
        const value = await read(path);
        const at = await remember(path, value);
        seen.set(path, { at, value });
        show({ value, at, state: 'fresh', problem: null });
      } catch (error) {
        if (error instanceof SignedOut) expired.value = true;
        if (error instanceof Refused) {
          show({ value: null, at: null, state: 'refused', problem: error.problem });
        } else show(kept(last, 'kept'));
      }
    })();
    return () => {
      current = false;
    };
  }, [path, turn, isOnline, change]);

  useEffect(() => {
    const onVisible = () => {
      if (document.visibilityState === 'visible') setTurn((n) => n + 1);
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, []);

  return { ...data, reload: () => setTurn((n) => n + 1) } satisfies Data<T>;
}

/** Every item of a list that comes in pages, for lists that a phone may hold whole. */
export const useAll = <T>(path: string | null) =>
  useData<T[]>(path === null ? null : withLimit(path), readAll<T>);

const withLimit = (path: string) => `${path}${path.includes('?') ? '&' : '?'}limit=200`;

async function readAll<T>(path: string): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const at: string = cursor ? `${path}&cursor=${encodeURIComponent(cursor)}` : path;
    const page: Page<T> = await ask(at);
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

function before<T>(path: string | null): Omit<Data<T>, 'reload'> {
  const known = path === null ? undefined : seen.get(path);
  return kept(known ? { at: known.at, value: known.value as T } : null, 'loading');
}

const kept = <T>(last: { at: string; value: T } | null, state: 'loading' | 'kept') => ({
  value: last?.value ?? null,
  at: last?.at ?? null,
  state,
  problem: null,
});
