import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

// What runs inside the browser is text: the project's types know nothing of a DOM.

/** axe-core, to be evaluated in a page that allows scripts. */
export const axe = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** WCAG 2.2 AA and good practice, and the 7:1 contrast of AAA for reading in the sun. */
export const violations = (page: Page): Promise<string[]> =>
  page.evaluate(`axe.run({
    rules: {
      'target-size': { enabled: true },
      // 7:1, which leaves nothing for the rule of 4.5:1 to find.
      'color-contrast-enhanced': { enabled: true },
      'color-contrast': { enabled: false },
    },
    // What is right need not be told, and nothing is needed beyond what the page has loaded.
    resultTypes: ['violations'],
    preload: false,
  }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`);

export const contentWidth = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth');

export const rootTextSize = (page: Page) =>
  page.evaluate<number>('parseFloat(getComputedStyle(document.documentElement).fontSize)');

/** The size in px of the smallest text that shows. */
export const smallestText = (page: Page) =>
  page.evaluate<number>(`(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const sizes = [...document.querySelectorAll('input:not([type=hidden])')].map((input) => sizeOf(input));
    while (texts.nextNode()) sizes.push(sizeOf(texts.currentNode.parentElement));
    function sizeOf(element) { return parseFloat(getComputedStyle(element).fontSize); }
    return Math.min(...sizes);
  })()`);

export const groundOf = (page: Page, selector: string) =>
  page.evaluate<string>(
    `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).backgroundColor`,
  );
