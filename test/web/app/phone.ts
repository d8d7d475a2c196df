import type { Browser, BrowserContext, Page } from 'playwright-core';
import { vi } from 'vitest';
import { common as th } from '../../../src/web/app/words/th/common.ts';
import { phone } from '../../setup/browser.ts';
import type { Caller } from '../../setup/service.ts';
import { PIN } from '../../setup/town.ts';

export const words = th;

/**
 * A phone of its own: what one page keeps, no other sees.
 * @param keeps whether the app is kept on it, to be opened without a signal: it takes longer than most tests
 */
export async function newPhone(browser: Browser, keeps = true): Promise<BrowserContext> {
  const serviceWorkers = keeps ? 'allow' : 'block';
  const context = await browser.newContext({ viewport: phone, locale: 'th-TH', serviceWorkers });
  context.setDefaultTimeout(90_000);
  return context;
}

/** Opens the app on a phone and signs in as somebody. */
export async function signInOn(context: BrowserContext, address: string, person: Caller) {
  const page = await context.newPage();
  await page.goto(address);
  await typeIn(page, person.phone);
  return atHome(page);
}

/** Opens the app on a phone on which somebody is signed in: the form for it is not looked at again. */
export async function openFor(context: BrowserContext, address: string, { phone: number }: Caller) {
  const data = { phone: number, pin: PIN };
  const answer = await context.request.post(`${address}/v1/session`, { data });
  if (!answer.ok()) throw new Error(`not signed in: ${await answer.text()}`);
  const page = await context.newPage();
  await page.goto(address);
  return atHome(page);
}

async function atHome(page: Page): Promise<Page> {
  await page.getByRole('link', { name: th.account.title }).waitFor();
  return page;
}

/** Acknowledges each alarm that comes up in between, as whoever is at work does. */
export const acknowledgeAlarms = (page: Page): Promise<void> =>
  page.addLocatorHandler(page.getByRole('alertdialog'), (alarm) =>
    alarm.getByRole('button').click(),
  );

/** Fills in the sign-in form that is open. */
export async function typeIn(page: Page, number: string, pin: string = PIN): Promise<void> {
  await page.getByLabel(th.signIn.phone).fill(number);
  await page.getByLabel(th.signIn.pin).fill(pin);
  await page.getByRole('button', { name: th.signIn.submit }).click();
}

/** Waits until what a page finds out is so. `waitForFunction` would not wait for it: to it a promise is an answer. */
export const until = (page: Page, found: string): Promise<void> =>
  vi.waitFor(
    async () => {
      if (!(await page.evaluate(found))) throw new Error(`not yet: ${found}`);
    },
    { timeout: 90_000 },
  );

/** Done when the app and the screens of an audience are on the phone: from then on no signal is needed. */
export const isKept = (page: Page, audience: string) =>
  until(
    page,
    `caches.keys().then(async ([name]) => {
      const note = name && (await (await caches.open(name)).match('/kept-audiences'));
      const kept = note && (await note.json()).includes('${audience}');
      return kept && navigator.serviceWorker.controller !== null;
    })`,
  );

/** Done when the phone has kept what the service answered to each of these, named by a part of its path. */
export const hasKept = (page: Page, ...paths: string[]) =>
  until(
    page,
    `new Promise((resolve) => {
      const opening = indexedDB.open('tonnam');
      opening.onupgradeneeded = () => opening.transaction.abort();
      opening.onerror = () => resolve(false);
      opening.onsuccess = () => {
        const database = opening.result;
        database.transaction('kept').objectStore('kept').getAllKeys().onsuccess = ({ target }) => {
          const isKept = (path) => target.result.some((key) => key.includes(path));
          resolve(${JSON.stringify(paths)}.every(isKept));
          database.close();
        };
      };
    })`,
  );
