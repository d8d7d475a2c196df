import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showBatchCode } from '../../../src/domain/batch-code.ts';
import { correct } from '../../../src/web/app/words/th/correct.ts';
import { market } from '../../../src/web/app/words/th/market.ts';
import { scanner } from '../../../src/web/app/words/th/scanner.ts';
import { stall as th } from '../../../src/web/app/words/th/stall.ts';
import { done, kg, stepsOf } from '../../http/steps.ts';
import { openBrowser, phone } from '../../setup/browser.ts';
import { openService } from '../../setup/service.ts';
import { groundOf } from '../public/measure.ts';
import { expectAccessible, expectFits } from './looks.ts';
import { acknowledgeAlarms, hasKept, isKept, newPhone, openFor, signInOn, words } from './phone.ts';
import { qrOf } from './pictures.ts';

const service = await openService();
const { town, get, post } = service;
const steps = stepsOf(service);
const { farmer, lead, place: network } = town.networks[0];
const [{ manager, place: stall }] = town.stalls;
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const sentAt = /^ส่งแล้ว \d\d:\d\d/;
const home = `${service.address()}/app/stall`;
const key = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function keyIn(page: Page, amount: string): Promise<void> {
  for (const digit of amount) await key(page, digit === '.' ? words.keypad.point : digit);
}

/** The row of a batch, with what there is of it. */
const row = (page: Page, code: string, amount: string) =>
  page.getByRole('link', { name: new RegExp(`${amount}.* ${showBatchCode(code)}`) });

/** Lines of the book that stand. */
async function salesOf(code: string): Promise<number[]> {
  const { items } = done(await get(manager, `/v1/sales?place=stall/${stall.id}&limit=200`), 200);
  return items
    .filter(({ batch, voided }: { batch: string; voided: boolean }) => batch === code && !voided)
    .map(({ grams }: { grams: number }) => grams);
}
async function countedAt(id: string): Promise<string[]> {
  const { items } = done(await get(manager, `/v1/stock-counts?place=stall/${id}`), 200);
  return items.map(({ batch }: { batch: string }) => batch);
}
async function balanceOf(code: string): Promise<Record<string, number>> {
  const { balances } = await steps.read(manager, code);
  return Object.fromEntries(
    balances.map(({ kind, grams }: { kind: string; grams: number }) => [kind, grams]),
  );
}

describe("a stall manager's morning", () => {
  let context: BrowserContext;
  let page: Page;
  let kale: string;
  let onion: string;

  beforeAll(async () => {
    kale = await steps.harvest(farmer, town.crops.kale, 30);
    onion = await steps.harvest(farmer, town.crops.onion, 20);
    await steps.inspect(lead, kale);
    await steps.dispatch(lead, network, stall, { [kale]: 10_000, [onion]: 5_000 });
    context = await newPhone(browser);
    page = await signInOn(context, service.address(), manager);
    await acknowledgeAlarms(page);
  });

  it('receives what came with one tap, save what was turned away, with a photo', async () => {
    await page.getByRole('link', { name: /กลุ่มตัวอย่าง ต\.แม่กรณ์/ }).click();
    const line = page.locator('.card', { hasText: 'ต้นหอม' });
    await line.getByRole('button', { name: th.notComplete }).click();
    await line.getByLabel(th.accepted).fill('๔.๕');
    await line.getByText(th.rejected).click();
    const buffer = await qrOf('a crate');
    const photo = { name: 'IMG_1.png', mimeType: 'image/png', buffer };
    await line.getByLabel(words.photo.take).setInputFiles(photo);
    await line.getByRole('img', { name: words.photo.photo(1) }).waitFor();
    await page.getByRole('button', { name: th.saveReceipt }).click();
    await page.waitForURL(home);
    await row(page, kale, '10').waitFor();
    await row(page, onion, '4.5').waitFor();
    await page.getByText(words.outbox.unsent(1)).waitFor({ state: 'detached' });
    expect(await balanceOf(onion)).toMatchObject({ stall: 4_500, network: 15_500 });
    const { data } = (await steps.read(manager, onion)).history.at(-1);
    expect(data.line.rejected.photos).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    await page.goto(`${home}/deliveries/${data.deliveryId}`);
    await page.locator('.shots img').waitFor();
    await page.getByRole('link', { name: words.home, exact: true }).click();
  });

  it('scans, sees green before anything else, and sells with one number', async () => {
    await page.getByRole('link', { name: market.scan }).click();
    await page.getByText(scanner.typeIt).click();
    await page.getByLabel(scanner.code).fill(kale);
    await page.getByLabel(scanner.code).press('Enter');
    const answer = page.locator('.answer');
    await answer.getByText(market.answers.passed.title, { exact: true }).waitFor();
    expect(await groundOf(page, '.answer')).toBe('rgb(0, 92, 56)');
    await page.getByText('กก.', { exact: true }).first().click();
    await keyIn(page, '1.5');
    await key(page, th.sell);
    // Ready for the next customer.
    await page.waitForURL('**/app/stall/scan');
    await page.getByText(th.soldJustNow('คะน้า 1.5 กก.')).waitFor();
    await page.locator('.last').getByText(sentAt).waitFor();
    expect(await salesOf(kale)).toEqual([1_500]);
  });

  it('keeps a running total, and does not sell more than there is by a slip of the finger', async () => {
    await page.goto(home);
    await page.locator('.tally').getByText('1.5 กก.').waitFor();
    await row(page, kale, '8.5').click();
    await keyIn(page, '85');
    await key(page, th.sell);
    await page.getByText(th.more.title('8.5 กก.')).waitFor();
    await key(page, words.keypad.erase);
    await key(page, th.sell);
    await page.waitForURL(home);
    await page.locator('.tally').getByText('9.5 กก.').waitFor();
    await expect.poll(() => salesOf(kale)).toEqual([8_000, 1_500]);
  });

  it('puts a sale and a receipt right, with reasons, from the list of the day', async () => {
    const { link, whats, reasons, receipt, save } = correct;
    await page.getByRole('link', { name: th.today }).click();
    const line = (amount: string) =>
      page.getByRole('link', { name: new RegExp(`^คะน้า ${amount} .*${link}$`) });
    await line('8 กก.').click();
    await page.getByText(whats.amount, { exact: true }).first().waitFor();
    await key(page, '7');
    await key(page, save);
    await page.getByText(correct.choose).waitFor();
    await page.getByText(reasons.typed).click();
    await key(page, save);
    await page.waitForURL(`${home}/today`);
    await line('7 กก.').waitFor();
    await line('10 กก.').click();
    await page.getByLabel(receipt.missing).fill('0.5');
    await page.getByLabel(receipt.why).fill('ชั่งแล้วขาด');
    await page.getByText(receipt.taken('9.5 กก.')).waitFor();
    await page.getByText(reasons.weighed).click();
    await key(page, save);
    await page.waitForURL(`${home}/today`);
    await line('9.5 กก.').waitFor();
    expect(await balanceOf(kale)).toMatchObject({ stall: 1_000, sold: 8_500, network: 20_500 });
  });

  it('sees red, and what to do, for what is on hold', async () => {
    const held = await steps.batchAtStall(town, 3_000);
    done(await post(lead, `/v1/batches/${held}/hold`, { reason: 'กลิ่นแรง' }));
    // The phone's own camera opens the label's address, whose page leads into the app.
    await page.goto(`${service.address()}/b/${held}`);
    await page.getByRole('link', { name: /เปิดในแอป/ }).click();
    await page.waitForURL(`**/app/stall/b/${held}`);
    const answer = page.locator('.answer');
    await answer.getByText(market.answers.on_hold.title).waitFor();
    await answer.getByText(market.answers.on_hold.lead).waitFor();
    expect(await groundOf(page, '.answer')).toBe('rgb(151, 15, 30)');
    expect(await page.getByRole('button', { name: th.sell, exact: true }).count()).toBe(0);
  });

  it('closes: what is left, what is thrown away, and what was sold without a word', async () => {
    await page.goto(`${home}/close`);
    const line = page.locator('.card', { hasText: 'ต้นหอม' });
    await line.getByLabel(th.close.left).fill('3');
    await line.getByLabel(th.close.thrown).fill('0.5');
    await line.getByText(th.close.rests.sold).waitFor();
    await key(page, th.close.save);
    await page.waitForURL(home);
    await expect
      .poll(() => balanceOf(onion))
      .toMatchObject({ stall: 3_000, discarded: 500, sold: 1_000 });
    await expect.poll(() => countedAt(stall.id)).toContain(onion);
  });
});

describe('without a signal', () => {
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    context = await newPhone(browser);
    page = await signInOn(context, service.address(), manager);
    await acknowledgeAlarms(page);
    await isKept(page, 'stall');
    await hasKept(page, 'heldBy=', '/crops', '/stalls', '/sales', '/discards', '/stock-counts');
  });

  it('a delivery is received and sold from, and each entry arrives once', async () => {
    const code = await steps.harvest(farmer, town.crops.kale, 12);
    await steps.dispatch(lead, network, stall, { [code]: 12_000 });
    await page.goto(home);
    await page.getByRole('link', { name: /กลุ่มตัวอย่าง ต\.แม่กรณ์/ }).waitFor();
    await context.setOffline(true);
    await page.reload();
    await page.getByRole('link', { name: /กลุ่มตัวอย่าง ต\.แม่กรณ์/ }).click();
    await key(page, th.allComplete);
    await row(page, code, '12').click();
    await keyIn(page, '2');
    await key(page, th.sell);
    await page.waitForURL(home);
    await page.locator('.last').getByText(words.outbox.onPhone).waitFor();
    // Kept, and counted, also when the phone starts anew.
    await page.reload();
    await row(page, code, '10').waitFor();
    await context.setOffline(false);
    await page.locator('.last').getByText(sentAt).waitFor();
    await page.reload();
    await row(page, code, '10').waitFor();
    expect(await salesOf(code)).toEqual([2_000]);
    expect(await balanceOf(code)).toMatchObject({ stall: 10_000, sold: 2_000 });
  });

  it('a sale of more than the book has here is kept, and settled as found', async () => {
    const code = await steps.batchAtStall(town, 4_000);
    await page.goto(`${home}/b/${code}`);
    await page.locator('.keys').waitFor();
    await page.getByRole('link', { name: words.back }).click();
    await row(page, code, '4').waitFor();
    await context.setOffline(true);
    // Meanwhile somebody else sells from the same crate.
    const lines = [{ batch: code, amount: kg(3) }];
    done(await post(manager, '/v1/sales', { stallId: stall.id, lines }));
    await row(page, code, '4').click();
    await keyIn(page, '2');
    await key(page, th.sell);
    await page.waitForURL(home);
    await context.setOffline(false);
    await page.getByRole('link', { name: words.outbox.toMend(1) }).click();
    await page.getByText(/ไม่พอสำหรับ/).waitFor();
    expect(await salesOf(code)).toEqual([3_000]);
    await page.getByRole('link', { name: words.outbox.mend, exact: true }).click();
    await key(page, th.sell);
    await key(page, th.more.really('2 กก.'));
    await page.waitForURL(home);
    await expect.poll(() => salesOf(code)).toEqual([2_000, 3_000]);
    expect(await balanceOf(code)).toMatchObject({ found: -1_000, sold: 5_000 });
    await page.getByText(words.outbox.toMend(1)).waitFor({ state: 'detached' });
  });
});

it('every screen is accessible in both languages, light and dark, and fits the phone', async () => {
  const passed = await steps.batchAtStall(town, 3_000);
  await steps.inspect(lead, passed);
  const held = await steps.batchAtStall(town, 3_000);
  done(await post(lead, `/v1/batches/${held}/hold`, { reason: 'กลิ่นแรง' }));
  const waiting = await steps.harvest(farmer, town.crops.kale, 12);
  const delivery = await steps.dispatch(lead, network, stall, { [waiting]: 12_000 });
  const [, { data: sent }] = (await steps.read(lead, passed)).history;
  const context = await browser.newContext({
    viewport: phone,
    locale: 'th-TH',
    bypassCSP: true,
    serviceWorkers: 'block',
  });
  const page = await openFor(context, service.address(), manager);
  await acknowledgeAlarms(page);
  for (const [path, shows, open] of [
    ['', '.goods .status'],
    ['/scan', '.scanner .note', 'summary'],
    [`/b/${passed}`, '.keys'],
    [`/b/${held}`, '.answer.on_hold'],
    ['/b/7K3M9QX2V2', '.answer.unknown'],
    [`/deliveries/${delivery}`, '.goods', '.list .button'],
    ['/close', '.pair'],
    ['/today', 'main h2'],
    [`/b/${passed}/correct?delivery=${sent.deliveryId}`, '.receipt-part'],
  ] as const) {
    await page.goto(home + path);
    await page.locator(shows).first().waitFor();
    if (open) await page.locator(open).first().click();
    await expectAccessible(page);
    await expectFits(page);
  }
});
