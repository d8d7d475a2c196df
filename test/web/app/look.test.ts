import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { farmer } from '../../../src/web/app/words/th/farmer.ts';
import { stepsOf } from '../../http/steps.ts';
import { openBrowser, phone } from '../../setup/browser.ts';
import { openService } from '../../setup/service.ts';
import { newFarmer } from './farmers.ts';
import { expectAccessible, expectFits } from './looks.ts';
import { openFor } from './phone.ts';

const service = await openService();
const { town } = service;
const steps = stepsOf(service);
let browser: Browser;
let page: Page;
/** Addresses of the screens, and what shows that each is there. */
const screens: Record<string, { path: string; shows: string }> = {};

beforeAll(async () => {
  const grower = await newFarmer(service);
  const code = await steps.harvest(grower, town.crops.kale, 20);
  const held = await steps.harvest(grower, town.crops.onion, 20);
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
  page = await openFor(context, service.address(), grower);
});
afterAll(() => browser.close());

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

  it('is accessible in both languages, and fits a phone also at twice the text size', async () => {
    await open();
    await expectAccessible(page);
    await expectFits(page);
  });
});

it('has the label of a roll in sight above the save bar', async () => {
  await page.goto(service.address() + screens.amount!.path);
  const label = await page.getByRole('button', { name: farmer.rollLabel.scan }).boundingBox();
  const bar = await page.locator('.save').boundingBox();
  expect(label!.y + label!.height).toBeLessThanOrEqual(bar!.y);
});
