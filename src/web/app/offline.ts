import { effect, signal } from '@preact/signals';
import type { Audience } from '../../wire/audiences.ts';
import type { KeepMessage } from '../service-worker/messages.ts';
import { audiencesOf, isScanning } from './audiences.ts';
import { ownReader } from './parts/scan/own-reader.ts';
import { online } from './session/session.ts';

/** What can wait until the first screen is there. */
export const whenIdle = globalThis.requestIdleCallback ?? setTimeout;

let outdated = false;
/** The one that is there now; a newer one may take over while the page is open. */
const worker = signal<ServiceWorker | null>(null);

/** Whether a newer version has taken over: the next screen is opened as a new page, with the new version. */
export const isOutdated = () => outdated;

/** Keeps the app, and the screens of whoever is signed in, on the phone. LINE's browser has no service worker. */
export function startServiceWorker(): void {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  let hadOne = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    outdated = hadOne;
    hadOne = true;
    worker.value = serviceWorker.controller;
  });
  // Not before the first screen is there: on a slow network it would take its part of that.
  const register = () => whenIdle(() => serviceWorker.register('/sw.js').catch(() => {}));
  if (document.readyState === 'complete') register();
  else addEventListener('load', register);
  void serviceWorker.ready.then(({ active }) => {
    worker.value = active;
  });
  effect(() => {
    const [told, audiences] = [worker.value, [...audiencesOf.value]];
    // Told again when the signal is back that broke off.
    if (!told || !online.value) return;
    void partsFor(audiences).then((parts) => {
      const message: KeepMessage = { keep: [...audiences, ...parts] };
      told.postMessage(message);
    });
  });
}

/** Whoever scans needs our reader of QR codes, where the browser has none. */
async function partsFor(audiences: Audience[]): Promise<'decoder'[]> {
  const scans = audiences.some(isScanning);
  return scans && !(await ownReader()) ? ['decoder'] : [];
}

/** For whoever does not scan every day, and wants to without a signal. */
export async function keepDecoder(): Promise<void> {
  if (!(await ownReader())) await keepParts('decoder');
}

/** Keeps what only some need, for those who have needed it. */
export async function keepParts(...parts: string[]): Promise<void> {
  const { active } = (await navigator.serviceWorker?.getRegistration()) ?? {};
  active?.postMessage({ keep: parts } satisfies KeepMessage);
}

/**
 * A part of an older version that is no longer on the server: the page is opened anew, once.
 * @returns the part, or a promise that the new page leaves behind
 */
export async function part<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!navigator.onLine || sessionStorage.getItem('tonnam.reopened') === location.pathname) {
      throw error;
    }
    sessionStorage.setItem('tonnam.reopened', location.pathname);
    location.reload();
    return new Promise(() => {});
  }
}
