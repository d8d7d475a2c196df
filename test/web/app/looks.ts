import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { common as en } from '../../../src/web/app/words/en/common.ts';
import { common as th } from '../../../src/web/app/words/th/common.ts';
import { phone } from '../../setup/browser.ts';
import { axe, contentWidth, smallestText, violations } from '../public/measure.ts';

const languages = { th: en.otherLanguage, en: th.otherLanguage };

/** No violation in both languages, light and dark; needs a context with `bypassCSP`. Thai again afterwards. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  // Words do not change the colours.
  for (const [language, colorScheme] of [
    ['en', 'light'],
    ['th', 'dark'],
  ] as const) {
    const button = page.getByRole('button', { name: languages[language] });
    if ((await page.locator('html').getAttribute('lang')) !== language) await button.click();
    await page.emulateMedia({ colorScheme });
    expect(await violations(page), `${page.url()} ${language} ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** What reaches beyond the right edge, to be told where to look. */
const tooWide = (page: Page) =>
  page.evaluate<string[]>(`[...document.querySelectorAll('main *, header *')]
    .filter((element) => element.getBoundingClientRect().right > ${phone.width + 0.5})
    .map((element) => element.outerHTML.slice(0, 160))`);

/** What is tapped and too small for it; of a box or a radio button that is the label around it. */
const tooSmall = (page: Page) =>
  page.evaluate<string[]>(`[...document.querySelectorAll('a, button, input, summary')]
    .filter((target) => target.checkVisibility())
    .map((target) => /^(radio|checkbox|file)$/.test(target.type) ? target.closest('label') : target)
    .filter((target) => Math.min(target.offsetWidth, target.offsetHeight) < 56)
    .map((target) => target.outerHTML.slice(0, 160))`);

/** What lies under a bar that stays in sight, when whoever uses it has scrolled to it. */
const covered = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const stays = (element) => /fixed|sticky/.test(getComputedStyle(element).position);
    // Behind an open question nothing is used.
    const open = document.querySelector('dialog[open]') ?? document;
    const bars = [...open.querySelectorAll('*')].filter(stays);
    const under = (target) => {
      target.scrollIntoView({ block: 'nearest' });
      const { top, bottom } = target.getBoundingClientRect();
      return bars.some((bar) => {
        const at = bar.getBoundingClientRect();
        return !bar.contains(target) && top < at.bottom - 1 && bottom > at.top + 1;
      });
    };
    const found = [...open.querySelectorAll('a, button, input, summary, select, textarea')]
      .filter((target) => target.checkVisibility() && under(target))
      .map((target) => target.outerHTML.slice(0, 160));
    scrollTo(0, 0);
    return found;
  })()`);

/**
 * Wide enough to tap, large enough to read, under no bar, and never wider than the phone, at twice the text
 * size neither.
 */
export async function expectFits(page: Page): Promise<void> {
  expect(await smallestText(page)).toBeGreaterThanOrEqual(18);
  expect(await tooSmall(page), page.url()).toEqual([]);
  const session = await page.context().newCDPSession(page);
  for (const size of [32, 16]) {
    await session.send('Page.setFontSizes', { fontSizes: { standard: size, fixed: size } });
    expect(await tooWide(page), `${page.url()} ${size}`).toEqual([]);
    expect(await contentWidth(page), `${page.url()} ${size}`).toBe(phone.width);
    expect(await covered(page), `${page.url()} ${size}`).toEqual([]);
  }
}
