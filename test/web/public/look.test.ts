import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderPublicPage } from '../../../src/web/public/batch-page.tsx';
import { renderNotFoundPage } from '../../../src/web/public/not-found-page.tsx';
import { renderPassInvalidPage, renderPassPage } from '../../../src/web/public/pass-page.tsx';
import type { PublicPage } from '../../../src/web/public/view.ts';
import { openBrowser, phone } from '../../setup/browser.ts';
import { exampleView, languages, statuses } from './example.ts';
import { axe, contentWidth, groundOf, rootTextSize, smallestText, violations } from './measure.ts';
import { type Site, serve } from './serve.ts';

const pages: Record<string, PublicPage> = {};
for (const language of languages) {
  for (const status of statuses) {
    pages[`/${status}/${language}`] = renderPublicPage({ ...exampleView, status }, language);
  }
  for (const reason of ['unknown', 'mistyped'] as const) {
    const page = renderNotFoundPage(language, '4K7QX-2M9TB', reason, '/b');
    pages[`/${reason}/${language}`] = page;
  }
  for (const kind of ['link', 'card'] as const) {
    const given = { kind, names: exampleView.municipality, example: true };
    pages[`/pass/${kind}/${language}`] = renderPassPage(language, given);
  }
  pages[`/pass/invalid/${language}`] = renderPassInvalidPage(language);
  pages[`/ask/${language}`] = renderNotFoundPage(language, '', 'mistyped', '/b');
}
const longName = { th: `ผัก${'กะหล่ำ'.repeat(12)}`, en: 'Cabbage'.repeat(12) };
pages['/long'] = renderPublicPage({ ...exampleView, crop: longName, network: longName }, 'th');

let browser: Browser;
let site: Site;
/** A phone without JavaScript under the strict policy, and a browser in which axe-core may run. */
let onPhone: Page;
let forAxe: Page;

beforeAll(async () => {
  browser = await openBrowser();
  site = await serve(pages);
  onPhone = await browser.newPage({ viewport: phone, javaScriptEnabled: false });
  forAxe = await browser.newPage({ viewport: phone, bypassCSP: true });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

async function textSize(px: number) {
  const session = await onPhone.context().newCDPSession(onPhone);
  await session.send('Page.setFontSizes', { fontSizes: { standard: px, fixed: px } });
}

describe.each(Object.keys(pages))('the public page %s', (path) => {
  beforeAll(() => onPhone.goto(site.address + path).then());

  it('is accessible', async () => {
    // Words do not change the colours: Thai is looked at in the light, English in the dark.
    await forAxe.emulateMedia({ colorScheme: path.endsWith('/en') ? 'dark' : 'light' });
    await forAxe.goto(site.address + path);
    await forAxe.evaluate(axe);
    expect(await violations(forAxe)).toEqual([]);
  });

  it('shows its answer above the fold', async () => {
    for (const part of ['.sign', 'h1', '.lead', 'h2']) {
      const box = await onPhone.locator(part).first().boundingBox();
      expect(box!.y + box!.height, part).toBeLessThan(phone.height);
    }
    // Without its style the page would answer in no colour: the policy lets it through.
    expect(await groundOf(onPhone, '.answer')).not.toBe('rgba(0, 0, 0, 0)');
  });

  it('never scrolls sideways, at twice the text size neither', async () => {
    for (const size of [16, 32]) {
      await textSize(size);
      expect(await rootTextSize(onPhone)).toBe(size * 1.125);
      expect(await contentWidth(onPhone)).toBe(phone.width);
    }
    await textSize(16);
  });

  it('has text of 18 px and targets of 56 px at the least', async () => {
    expect(await smallestText(onPhone)).toBeGreaterThanOrEqual(18);
    const targets = await onPhone.locator('a, button, input:not([type=hidden])').all();
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) {
      const box = await target.boundingBox();
      expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(56);
    }
  });
});
