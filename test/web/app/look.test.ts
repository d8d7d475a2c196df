import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { common as en } from '../../../src/web/app/words/en/common.ts';
import { common as th } from '../../../src/web/app/words/th/common.ts';
import { stepsOf } from '../../http/steps.ts';
import { openBrowser, phone } from '../../setup/browser.ts';
import { openService } from '../../setup/service.ts';
import { axe, contentWidth, rootTextSize, smallestText, violations } from '../public/measure.ts';
import { newFarmer } from './farmers.ts';
import { signInOn } from './phone.ts';

const service = await openService();
const { town } = service;
const steps = stepsOf(service);
let browser: Browser;
let page: Page;
/** Addresses of the screens, and what shows that each is there. */
const screens: Record<string, { path: string; shows: string }> = {};

beforeAll(async () => {
  const farmer = await newFarmer(service);
  const code = await steps.harvest(farmer, town.crops.kale, 20);
  const held = await steps.harvest(farmer, town.crops.onion, 20);
  await steps.inspect(town.networks[0].lead, held, 'unsafe');
  const home = '/app/farmer';
  Object.assign(screens, {
    home: { path: home, shows: '.batch-row' },
    crop: { path: `${home}/harvest`, shows: '.crops' },
    amount: { path: `${home}/harvest?crop=${town.crops.onion}`, shows: '.keys' },
    batch: { path: `${home}/batches/${code}`, shows: '.went' },
    held: { path: `${home}/batches/${held}`, shows: '.note' },
    correct: { path: `${home}/batches/${code}/correct`, shows: '.keys' },
    outbox: { path: '/app/outbox', shows: 'h1' },
    account: { path: '/app/account', shows: '.choice' },
    nowhere: { path: '/app/nowhere', shows: '.button' },
  });
  browser = await openBrowser();
  // axe-core is put into the page, which the policy would not let it in.
  const context = await browser.newContext({
    viewport: phone,
    locale: 'th-TH',
    bypassCSP: true,
    serviceWorkers: 'block',
  });
  page = await signInOn(context, service.address(), farmer);
});
afterAll(() => browser.close());

async function textSize(px: number) {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: px, fixed: px } });
}

/** What reaches beyond the right edge, to be told where to look. */
const tooWide = (on: Page) =>
  on.evaluate<string[]>(`[...document.querySelectorAll('main *, header *')]
    .filter((element) => element.getBoundingClientRect().right > ${phone.width} && element.closest('.audiences') === null)
    .map((element) => element.outerHTML.slice(0, 200))`);

const languages = { th: en.otherLanguage, en: th.otherLanguage };
const names = [
  'home',
  'crop',
  'amount',
  'batch',
  'held',
  'correct',
  'outbox',
  'account',
  'nowhere',
] as const;

describe.each(names)('the screen %s', (name) => {
  const open = async () => {
    const { path, shows } = screens[name]!;
    await page.goto(service.address() + path);
    await page.locator(shows).first().waitFor();
    // Whatever may be folded away is looked at too.
    if (name === 'amount') {
      await page.locator('summary').click();
      await page.locator('details .choice').last().locator('label').last().click();
    }
  };

  it('is accessible in both languages, light and dark', async () => {
    await open();
    await page.evaluate(axe);
    // Words do not change the colours.
    for (const [language, colorScheme] of [
      ['en', 'light'],
      ['th', 'dark'],
    ] as const) {
      const button = page.getByRole('button', { name: languages[language] });
      // The last language chosen is kept from screen to screen.
      if ((await page.locator('html').getAttribute('lang')) !== language) await button.click();
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
  });

  it('never scrolls sideways, at twice the text size neither, and is large enough to read and to tap', async () => {
    await open();
    expect(await smallestText(page)).toBeGreaterThanOrEqual(18);
    for (const target of await page.locator('a, button, input, summary').all()) {
      if (!(await target.isVisible())) continue;
      // The label around a radio button is what is tapped.
      const radio = (await target.getAttribute('type')) === 'radio';
      const box = await (radio ? target.locator('..') : target).boundingBox();
      expect(Math.min(box!.width, box!.height), await target.innerText()).toBeGreaterThanOrEqual(
        56,
      );
    }
    for (const size of [16, 32]) {
      await textSize(size);
      expect(await rootTextSize(page)).toBe(size * 1.125);
      expect(await tooWide(page), String(size)).toEqual([]);
      expect(await contentWidth(page)).toBe(phone.width);
    }
    await textSize(16);
  });
});
