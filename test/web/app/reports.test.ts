import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { common } from '../../../src/web/app/words/th/common.ts';
import { reports as words } from '../../../src/web/app/words/th/reports.ts';
import { stepsOf } from '../../http/steps.ts';
import { openBrowser, phone } from '../../setup/browser.ts';
import { type Caller, openService } from '../../setup/service.ts';
import { expectAccessible, expectFits } from './looks.ts';
import { openFor } from './phone.ts';

const service = await openService();
const { town } = service;
const { harvest, dispatch, receive } = stepsOf(service);
const [{ farmer, lead, place: network }] = town.networks;
const [{ manager, place: stall }] = town.stalls;
const [{ staff }] = town.kitchens;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  const code = await harvest(farmer, town.crops.kale, 40);
  const sale = await dispatch(lead, network, stall, { [code]: 12_000 });
  await receive(manager, sale, { [code]: 12_000 });
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function open(person: Caller, audience: keyof typeof common.reports): Promise<Page> {
  await context?.close();
  context = await browser.newContext({
    viewport: phone,
    locale: 'th-TH',
    bypassCSP: true,
    serviceWorkers: 'block',
  });
  const page = await openFor(context, service.address(), person);
  await page.getByRole('link', { name: common.reports[audience], exact: true }).click();
  await page.getByRole('heading', { name: common.reports[audience], level: 1 }).waitFor();
  return page;
}
const make = (page: Page) => page.getByRole('button', { name: words.make }).click();
/** The file behind the newest report that is done. */
async function file(page: Page) {
  const link = page.getByRole('link', { name: words.open }).first();
  await link.waitFor();
  const answer = await page.request.get(service.address() + (await link.getAttribute('href')));
  return { type: answer.headers()['content-type'], body: await answer.body() };
}

it('a farmer makes a report of this month in one tap, and opens it', async () => {
  const page = await open(farmer, 'farmer');
  await page.getByText(words.none).waitFor();
  await make(page);
  const { type, body } = await file(page);
  expect(type).toBe('application/pdf');
  expect(body.subarray(0, 5).toString()).toBe('%PDF-');
  await page.getByText('เกษตรกร แม่กรณ์').waitFor();
  await expectFits(page);
  await expectAccessible(page);
});

describe('others make those of what is theirs', () => {
  it.each([
    ['kitchen', staff, 'โรงเรียน หนึ่ง'],
    ['stall', manager, 'ตลาด หนึ่ง'],
  ] as const)('%s', async (audience, person, subject) => {
    const page = await open(person, audience);
    await page.getByText(words.formats.csv).click();
    await make(page);
    expect((await file(page)).body.subarray(0, 3)).toEqual(Buffer.from('\ufeff'));
    await page.getByRole('heading', { name: subject }).waitFor();
  });

  it('a lead, of a farmer of the network, of days of their own', async () => {
    const page = await open(lead, 'lead');
    await page.getByText(words.kinds.farmer, { exact: true }).click();
    await page.getByRole('button', { name: words.make }).waitFor({ state: 'detached' });
    await page.getByLabel(words.kinds.farmer).last().selectOption({ label: 'เกษตรกร แม่กรณ์' });
    await page.getByText(words.periods.range).click();
    await page.getByLabel(words.from).fill('2026-02-02');
    await page.getByLabel(words.to).fill('2026-02-01');
    await page.getByText(words.wrongRange).waitFor();
    await page.getByRole('button', { name: words.make }).waitFor({ state: 'detached' });
    await page.getByLabel(words.to).fill('2027-02-01');
    await make(page);
    await file(page);
    await page.getByRole('heading', { name: 'เกษตรกร แม่กรณ์' }).waitFor();
    await expectFits(page);
  });

  it('an officer, of any, and shares it as a file', async () => {
    const page = await open(town.officer, 'office');
    await page.getByText(words.kinds.school, { exact: true }).click();
    await page.getByLabel(words.kinds.school).last().selectOption({ label: 'โรงเรียน หนึ่ง' });
    await page.getByText(words.formats.xlsx).click();
    await make(page);
    expect((await file(page)).type).toContain('spreadsheetml');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: words.share }).first().click();
    expect((await download).suggestedFilename()).toMatch(/^tonnam-school-.*\.xlsx$/);
    await expectAccessible(page);
  });
});
