import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showBatchCode } from '../../../src/domain/batch-code.ts';
import { correct } from '../../../src/web/app/words/th/correct.ts';
import { lead as th } from '../../../src/web/app/words/th/lead.ts';
import { market } from '../../../src/web/app/words/th/market.ts';
import { scanner } from '../../../src/web/app/words/th/scanner.ts';
import { done, stepsOf } from '../../http/steps.ts';
import { openBrowser, phone } from '../../setup/browser.ts';
import { openService } from '../../setup/service.ts';
import { expectAccessible, expectFits } from './looks.ts';
import { acknowledgeAlarms, hasKept, isKept, newPhone, openFor, signInOn, words } from './phone.ts';

const service = await openService();
const { town, get } = service;
const steps = stepsOf(service);
const { farmer, lead, place: network } = town.networks[0];
const [kitchen] = town.kitchens;
const home = `${service.address()}/app/lead`;
const sentAt = /^ส่งแล้ว \d\d:\d\d/;
let browser: Browser;
let kale: string;
let onion: string;

beforeAll(async () => {
  kale = await steps.harvest(farmer, town.crops.kale, 30);
  onion = await steps.harvest(farmer, town.crops.onion, 20);
  browser = await openBrowser();
});
afterAll(() => browser.close());

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const row = (page: Page, code: string) =>
  page.getByRole('link', { name: new RegExp(showBatchCode(code)) });
const isSent = (page: Page) => page.getByText(sentAt).first().waitFor();
const deliveries = async () =>
  done(await get(lead, `/v1/deliveries?from=network/${network.id}`), 200).items;

describe("a network lead's morning", () => {
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    context = await newPhone(browser);
    page = await signInOn(context, service.address(), lead);
    await acknowledgeAlarms(page);
  });

  it('shows what waits for a test first, and takes a result in the words of the kit', async () => {
    const waiting = page.locator('section', { hasText: th.waiting(2) });
    await waiting.getByRole('link', { name: new RegExp(showBatchCode(kale)) }).click();
    await page.getByText(th.test.results.safe_level, { exact: true }).click();
    const buffer = await sharp({
      create: { width: 400, height: 300, channels: 3, background: '#f3e9d2' },
    })
      .jpeg()
      .toBuffer();
    const strip = { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer };
    await page.getByLabel(th.test.photo).setInputFiles(strip);
    await page.getByText(words.more).click();
    await page.getByLabel(th.test.lot).fill('GT-6911');
    await page.getByLabel(th.test.percent).fill('60');
    await press(page, th.test.save);
    await page.getByText(th.test.percentWrong).waitFor();
    await page.getByLabel(th.test.percent).fill('๑๒');
    await press(page, th.test.save);
    await page.getByText(th.test.passed(th.test.results.safe_level)).waitFor();
    await isSent(page);
    const { status, history } = await steps.read(lead, kale);
    expect(status).toBe('passed');
    expect(history.at(-1).data.inspection).toMatchObject({
      reading: { kit: 'GT', result: 'safe_level', inhibitionPercent: 12 },
      kitLot: 'GT-6911',
    });
    const [photo, ...others] = history.at(-1).data.photos;
    expect(others).toEqual([]);
    expect(photo).toMatch(/^[0-9a-f]{64}$/);
  });

  it('goes on to the next, with the same kit, and says what an unsafe result means', async () => {
    await page.getByRole('link', { name: th.test.next('ต้นหอม') }).click();
    await page.getByText(th.test.results.unsafe, { exact: true }).click();
    await page.getByText(th.test.willHold).waitFor();
    await page.getByText(words.more).click();
    await expect.poll(() => page.getByLabel(th.test.lot).inputValue()).toBe('GT-6911');
    await press(page, th.test.save);
    await page.getByText(th.test.held(th.test.results.unsafe)).waitFor();
    await isSent(page);
    expect((await steps.read(lead, onion)).status).toBe('on_hold');
  });

  it('prints labels of several batches, and none of what is on hold', async () => {
    const other = await steps.harvest(farmer, town.crops.kale, 12);
    await page.goto(`${home}/labels`);
    for (const code of [kale, other]) {
      await page.locator('label', { hasText: showBatchCode(code) }).click();
    }
    expect(await page.getByText(showBatchCode(onion)).count()).toBe(0);
    await page.getByText('4', { exact: true }).click();
    const answer = page.waitForResponse(/labels\.pdf/);
    await press(page, th.labels.make(8));
    expect((await answer).headers()['content-type']).toBe('application/pdf');
    expect(await page.getByRole('link', { name: th.paper.open }).getAttribute('href')).toMatch(
      /^blob:/,
    );
  });

  it('shows the photo of a test, over the whole screen', async () => {
    const [photo] = (await steps.read(lead, kale)).history[1].data.photos;
    await page.goto(`${home}/b/${kale}`);
    const shot = page.locator('.shots button');
    await shot.click();
    const whole = page.getByRole('dialog').getByRole('img');
    await expect
      .poll(() => whole.evaluate((image) => (image as HTMLImageElement).naturalWidth))
      .toBe(400);
    await page.keyboard.press('Escape');
    await whole.waitFor({ state: 'detached' });
    await shot.and(page.locator(':focus')).waitFor();
    const path = `/v1/batches/${kale}/photos/${photo}`;
    const again = await service
      .agent()
      .get(path)
      .auth(await service.tokenOf(lead), { type: 'bearer' })
      .set('if-none-match', `"${photo}"`);
    expect(again.status).toBe(304);
  });

  it('puts a harvest right, and stops a batch, with reasons', async () => {
    const code = await steps.harvest(farmer, town.crops.kale, 14);
    await page.goto(`${home}/b/${code}`);
    await page.getByRole('link', { name: correct.link }).click();
    for (const digit of '16') await press(page, digit);
    await page.getByText(correct.reasons.weighed).click();
    await press(page, correct.save);
    await page.waitForURL(`${home}/b/${code}`);
    await page.getByText('16 กก.').first().waitFor();
    await press(page, th.hold.title);
    await page.getByLabel(words.reason).fill('กลิ่นสารเคมีแรง');
    await page.getByRole('dialog').getByRole('button', { name: th.hold.title }).click();
    await page.locator('.answer.on_hold').waitFor();
    await page.getByText('กลิ่นสารเคมีแรง').waitFor();
    const { status, harvested } = await steps.read(lead, code);
    expect({ status, grams: harvested.grams }).toEqual({ status: 'on_hold', grams: 16_000 });
  });

  it('shows a label before it is printed, and where a used sheet goes on', async () => {
    await page.goto(`${home}/labels?code=${kale}`);
    const preview = page.getByRole('img', { name: th.labels.preview(showBatchCode(kale)) });
    await preview.waitFor();
    expect(await preview.evaluate((image: HTMLImageElement) => image.decode())).toBeUndefined();
    await page.getByLabel(th.labels.start, { exact: true }).fill('25');
    await page.getByText(th.labels.startWrong(24)).waitFor();
    await page.getByLabel(th.labels.start, { exact: true }).fill('24');
    await page.getByRole('img', { name: th.labels.onSheet(1, 24) }).waitFor();
    await page.getByText(th.labels.sizes['100x50'], { exact: true }).click();
    await page.reload();
    // The paper in the printer is there tomorrow too.
    const paper = page.getByRole('radio', { name: th.labels.sizes['100x50'], checked: true });
    await paper.waitFor({ state: 'attached' });
  });

  it('issues a roll of labels, prints it, and voids it with a reason', async () => {
    await page.goto(`${home}/rolls`);
    await page.getByText('40', { exact: true }).click();
    await press(page, th.rolls.issue);
    const answer = page.waitForResponse(/rolls\/.*labels\.pdf/);
    await press(page, th.rolls.print('40'));
    expect((await answer).headers()['content-type']).toBe('application/pdf');
    await page.getByRole('link', { name: th.paper.open }).waitFor();
    await press(page, th.rolls.void);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: th.rolls.void }).click();
    await dialog.getByText(words.required).waitFor();
    await dialog.getByLabel(th.rolls.reason).fill('ม้วนเปียกน้ำ');
    await dialog.getByRole('button', { name: th.rolls.void }).click();
    await page.getByText('ม้วนเปียกน้ำ').waitFor();
    expect(done(await get(lead, '/v1/rolls'), 200).items).toMatchObject([
      { count: 40, used: 0, voidReason: 'ม้วนเปียกน้ำ' },
    ]);
    // Another one, for the looks.
    await press(page, th.rolls.issue);
    await page.getByText(th.rolls.used('0', '40')).nth(1).waitFor();
  });

  it('puts a delivery together by code and by tap, and shows its note', async () => {
    const beans = await steps.harvest(farmer, town.crops.kale, 15);
    await page.goto(home);
    await page.getByRole('link', { name: th.send.title, exact: true }).click();
    await press(page, 'ครัว หนึ่ง');
    await press(page, market.scan);
    await page.getByText(scanner.typeIt).click();
    for (const [code, said] of [
      [onion, th.send.blocked('ต้นหอม')],
      [kale, showBatchCode(kale)],
    ] as const) {
      await page.getByLabel(scanner.code).fill(code);
      await page.getByLabel(scanner.code).press('Enter');
      await page.getByText(said).first().waitFor();
    }
    await press(page, th.send.scanned(1));
    await page.getByRole('button', { name: new RegExp(showBatchCode(beans)) }).click();
    await press(page, th.send.sends('30 กก.'));
    for (let erased = 0; erased < 2; erased++) await press(page, words.keypad.erase);
    for (const key of ['1', '2']) await press(page, key);
    await press(page, th.send.done);
    await page.getByText('27 กก.').waitFor();
    await press(page, th.send.send);
    await page.waitForURL('**/app/lead/deliveries/*');
    await isSent(page);
    const [made] = await deliveries();
    expect(page.url()).toContain(made.id);
    expect(made.to.id).toBe(kitchen.place.id);
    expect(made.lines.map(({ sentGrams }: { sentGrams: number }) => sentGrams).sort()).toEqual([
      12_000, 15_000,
    ]);
    const paper = page.locator('.paper');
    for (const text of ['ครัว หนึ่ง', showBatchCode(beans), '27 กก.', 'กำลังส่ง']) {
      await paper.getByText(text).first().waitFor();
    }
  });

  it('opens the delivery note as a PDF, and hands it on with one tap', async () => {
    const open = page.getByRole('link', { name: words.papers.note });
    expect(await open.getAttribute('href')).toMatch(/^\/v1\/deliveries\/[0-9a-f-]{36}\/note\.pdf$/);
    await page.evaluate(`
      Object.defineProperty(navigator, 'canShare', { value: () => true });
      Object.defineProperty(navigator, 'share', {
        value: async ({ files: [file] }) => (window.handedOn = [file.name, file.type, file.size]),
      });`);
    await press(page, `${words.papers.share} ${words.papers.note}`);
    const handedOn = () => page.evaluate('window.handedOn');
    await expect.poll(handedOn, { timeout: 30_000 }).toBeTruthy();
    const [name, type, size] = (await handedOn()) as [string, string, number];
    expect([name, type]).toEqual([
      expect.stringMatching(/^tonnam-note-\w+\.pdf$/),
      'application/pdf',
    ]);
    expect(size).toBeGreaterThan(5_000);
  });

  it('mixes two batches into one crate, with a code of its own, and undoes it', async () => {
    const first = await steps.harvest(farmer, town.crops.kale, 7);
    const second = await steps.harvest(farmer, town.crops.kale, 5);
    await page.goto(`${home}/mix?code=${first}`);
    await press(page, th.mix.takes('7 กก.'));
    await press(page, words.keypad.erase);
    await press(page, '6');
    await press(page, th.send.done);
    await press(page, th.mix.save);
    await page.getByText(th.mix.two).waitFor();
    await page.getByRole('button', { name: new RegExp(showBatchCode(second)) }).click();
    await page.getByText('11 กก.').waitFor();
    await press(page, th.mix.save);
    await isSent(page);
    const [{ batch: code, grams }] = (await steps.read(lead, first)).outputs;
    expect(grams).toBe(6_000);
    await page.getByText(showBatchCode(code)).waitFor();
    expect(await page.getByRole('link', { name: th.labels.title }).getAttribute('href')).toBe(
      `/app/lead/labels?code=${code}`,
    );
    await page.goto(`${home}/b/${code}`);
    await page.getByRole('heading', { name: th.mix.inputs }).waitFor();
    await row(page, second).waitFor();
    await page.getByRole('link', { name: correct.link }).click();
    await page.getByText(correct.reasons.twice).click();
    await press(page, correct.save);
    await page.waitForURL(`${home}/b/${code}`);
    await expect.poll(async () => (await steps.read(lead, code)).status).toBe('voided');
    expect((await steps.read(lead, first)).outputs).toEqual([]);
  });

  it('lets a farmer in by a link, or by a card', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${home}/access`);
    await press(page, th.access.letIn);
    await press(page, th.access.link);
    const url = await page.locator('.address').innerText();
    await press(page, th.access.share);
    await page.getByText(th.access.copied).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain(url);
    await press(page, th.access.card);
    await page.getByRole('link', { name: th.paper.open }).waitFor();
    const other = await (await newPhone(browser, false)).newPage();
    await other.goto(service.address() + new URL(url).pathname);
    await other.getByRole('button').click();
    await other.waitForURL('**/app/farmer');
  });
});

it('works without a signal, and each entry arrives once', async () => {
  const code = await steps.harvest(farmer, town.crops.kale, 18);
  const context = await newPhone(browser);
  const page = await signInOn(context, service.address(), lead);
  await acknowledgeAlarms(page);
  await isKept(page, 'lead');
  await hasKept(
    page,
    ...['crops', 'networks', 'kitchens', 'stalls'].map((kind) => `registry/${kind}`),
  );
  await row(page, code).waitFor();
  await context.setOffline(true);
  await page.reload();
  await row(page, code).click();
  await page.getByText(th.test.results.not_detected, { exact: true }).click();
  await press(page, th.test.save);
  await page.getByText(words.outbox.onPhone).waitFor();
  await page.goto(`${home}/send?code=${code}`);
  await press(page, 'ครัว สอง');
  await press(page, th.send.send);
  await page.waitForURL('**/app/lead/deliveries/*');
  await page.getByText(words.outbox.onPhone).waitFor();
  await page.reload();
  await page.locator('.paper').getByText('18 กก.').first().waitFor();
  await context.setOffline(false);
  await isSent(page);
  const { status, history } = await steps.read(lead, code);
  expect(status).toBe('passed');
  expect(history.map(({ type }: { type: string }) => type)).toEqual([
    'harvest-registered',
    'inspection-recorded',
    'dispatched',
  ]);
});

it('every screen is accessible in both languages, light and dark, and fits the phone', async () => {
  const code = await steps.harvest(farmer, town.crops.kale, 9);
  const delivery = await steps.dispatch(lead, network, kitchen.place, { [code]: 2_000 });
  const context = await browser.newContext({
    viewport: phone,
    locale: 'th-TH',
    bypassCSP: true,
    serviceWorkers: 'block',
  });
  const page = await openFor(context, service.address(), lead);
  await acknowledgeAlarms(page);
  for (const [path, shows, open] of [
    ['', '.goods .status'],
    [`/b/${code}`, '.facts'],
    [`/tests/${code}`, '.results', 'summary'],
    ['/labels', '.pick', '.pick'],
    ['/rolls', '.button.danger'],
    ['/send', '.add', '.goods.add >> nth=-1'],
    ['/mix', '.add', '.goods.add >> nth=-1'],
    ['/deliveries', '.goods'],
    [`/deliveries/${delivery}`, '.paper'],
    ['/access', '.list .button', '.list .button'],
  ] as const) {
    await page.goto(home + path);
    await page.locator(shows).first().waitFor();
    if (open) await page.locator(open).first().click();
    await expectAccessible(page);
    await expectFits(page);
  }
});
