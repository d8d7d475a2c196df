import type { Browser, BrowserContext, Page } from 'playwright-core';
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
export async function signInOn(
  context: BrowserContext,
  address: string,
  { phone: number }: Caller,
) {
  const page = await context.newPage();
  await page.goto(address);
  await typeIn(page, number);
  await page.getByRole('link', { name: th.account.title }).waitFor();
  return page;
}

/** Opens the app on a phone on which somebody is signed in: the form for it is not looked at again. */
export async function openFor(context: BrowserContext, address: string, { phone: number }: Caller) {
  const data = { phone: number, pin: PIN };
  const answer = await context.request.post(`${address}/v1/session`, { data });
  if (!answer.ok()) throw new Error(`not signed in: ${await answer.text()}`);
  const page = await context.newPage();
  await page.goto(address);
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

/** Done when the app and the screens of an audience are on the phone: from then on no signal is needed. */
export const isKept = (page: Page, audience: string) =>
  page.waitForFunction(`caches.keys().then(async ([name]) => {
    const note = name && (await (await caches.open(name)).match('/kept-audiences'));
    return note && (await note.json()).includes('${audience}') && navigator.serviceWorker.controller;
  })`);

/**
 * Opens a screen without a signal, or the one that is open anew. A Chromium that had too much to do was once seen
 * not to ask the service worker, and to say that there is no network: whoever holds the phone tries again.
 */
export async function openOffline(page: Page, address?: string): Promise<void> {
  const open = () => (address === undefined ? page.reload() : page.goto(address));
  const isOffline = (error: unknown) => String(error).includes('ERR_INTERNET_DISCONNECTED');
  await open().catch((error) => {
    if (!isOffline(error)) throw error;
    return open();
  });
}
