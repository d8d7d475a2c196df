import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showBatchCode } from '../../../src/domain/batch-code.ts';
import { addDays, dayOf, momentOf } from '../../../src/domain/dates.ts';
import { correct as correctWords } from '../../../src/web/app/words/th/correct.ts';
import { scanner as scannerWords } from '../../../src/web/app/words/th/scanner.ts';
import { readQr } from '../../documents/tools.ts';
import { done, stepsOf } from '../../http/steps.ts';
import { openBrowser } from '../../setup/browser.ts';
import { openService } from '../../setup/service.ts';
import { codeOn, farmerWords, keyIn, newFarmer, sentAt } from './farmers.ts';
import { hasKept, isKept, newPhone, openFor, signInOn, words } from './phone.ts';

const service = await openService();
const { town, get, post } = service;
const steps = stepsOf(service);
const { lead, place } = town.networks[0];
const [kitchen] = town.kitchens;
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const open = async (farmer: { phone: string }, at?: string) => {
  const context = await newPhone(browser, false);
  if (at) await context.clock.setFixedTime(at);
  return openFor(context, service.address(), farmer);
};
const today = () => dayOf(new Date().toISOString());

describe("a farmer's morning", () => {
  let page: Page;
  let code: string;
  let farmer: Awaited<ReturnType<typeof newFarmer>>;

  it('begins with a link from LINE, and stays signed in', async () => {
    farmer = await newFarmer(service);
    const { url } = done(await post(lead, `/v1/users/${farmer.account.userId}/links`, {}));
    const context = await newPhone(browser);
    page = await context.newPage();
    await page.goto(service.address() + new URL(url).pathname);
    await page.getByRole('button').click();
    await page.getByRole('link', { name: farmerWords.register }).waitFor();
    await page.close();
    page = await context.newPage();
    await page.goto(service.address());
    await page.getByRole('link', { name: farmerWords.register }).waitFor();
    await hasKept(page, '/registry/plots');
  });

  it('registers a harvest in three steps, and shows its code and QR code at once', async () => {
    await keyIn(page, 'คะน้า', '12.5');
    code = await codeOn(page);
    await page.getByText(sentAt).waitFor();
    const batch = await steps.read(farmer, code);
    expect(batch.harvested).toMatchObject({ quantity: 12.5, unit: 'kg' });
    expect(batch.plot.name).toBe('แปลงหลังบ้าน');
    // What the phone showed of it is replaced by what the service says.
    await page.getByText(farmerWords.went.network).waitFor();
    const drawn = page.getByRole('img', { name: farmerWords.batch.qr(code) });
    const { text } = await readQr(await drawn.screenshot());
    expect(text).toBe(`${service.address()}/b/${code}`.toUpperCase());
  });

  it('shows where the vegetables went, and how many pupils ate them', async () => {
    await steps.inspect(lead, code);
    const delivery = await steps.dispatch(lead, place, kitchen.place, { [code]: 10_000 });
    await steps.receive(kitchen.staff, delivery, { [code]: 10_000 });
    const lines = [{ batch: code, amount: { quantity: 9, unit: 'kg' } }];
    const meal = { kitchenId: kitchen.place.id, menu: 'ผัดคะน้า', pupils: 550, lines };
    done(await post(kitchen.staff, '/v1/meals', meal));
    await page.reload();
    await page.getByText(farmerWords.went.ate('550')).waitFor();
    await page.getByText('ผัดคะน้า วันนี้').waitFor();
    await page.getByRole('link', { name: words.back }).click();
    await page.getByRole('listitem').getByText(words.statuses.sent).waitFor();
  });

  it('puts a mistake right, with a reason', async () => {
    await page.getByRole('listitem').getByText('คะน้า').click();
    await page.getByRole('link', { name: farmerWords.batch.correct }).click();
    await page.getByRole('button', { name: correctWords.save }).click();
    await page.getByText(correctWords.choose).waitFor();
    for (const key of '11') await page.getByRole('button', { name: key, exact: true }).click();
    await page.getByText(correctWords.reasons.weighed).click();
    await page.getByRole('button', { name: correctWords.save }).click();
    await page.getByText('11 กก.', { exact: false }).first().waitFor();
    await page.getByText(farmerWords.batch.corrected, { exact: false }).waitFor();
    expect((await steps.read(farmer, code)).harvested.grams).toBe(11_000);

    const putRight = async (what: string, reason: string, how: () => Promise<unknown>) => {
      await page.getByRole('link', { name: farmerWords.batch.correct }).click();
      await page.getByText(what, { exact: true }).first().click();
      await how();
      await page.getByText(reason, { exact: true }).click();
      await page.getByText(correctWords.reasons.weighed).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: correctWords.save }).click();
    };
    const yesterday = addDays(today(), -1);
    const { reasons } = correctWords;
    await putRight(correctWords.whats.spray, reasons.sprayLeft, async () => {
      await page.getByText(correctWords.spray.yes, { exact: true }).click();
      await page.getByLabel(correctWords.spray.sprayedOn).fill(yesterday);
      await page.getByLabel(correctWords.spray.product).fill('สารตัวอย่าง');
      await page.getByLabel(correctWords.spray.interval).fill('๐');
    });
    await page.getByText('สารตัวอย่าง').waitFor();
    await putRight(correctWords.whats.plot, reasons.plot, () =>
      page.getByText(correctWords.noPlot, { exact: true }).click(),
    );
    await page.getByText('แปลงหลังบ้าน').waitFor({ state: 'detached' });
    // As where the plots had not come when it was saved.
    await page.getByRole('link', { name: farmerWords.batch.sayPlot }).click();
    await page.getByText('แปลงหลังบ้าน').click();
    await page.getByRole('button', { name: correctWords.save }).click();
    await page.getByText(reasons.plotLeft).waitFor({ state: 'detached' });
    await page.getByText('แปลงหลังบ้าน').waitFor();
    await putRight(correctWords.whats.day, reasons.other, async () => {
      await page.getByLabel(correctWords.timeField).fill('๐.๐๐ น.');
      await page.getByText(reasons.other).click();
      await page.getByLabel(correctWords.other).fill('จำผิด');
    });
    await page.getByText(words.clock('00:00'), { exact: false }).waitFor();
    const { spray, plot, status } = await steps.read(farmer, code);
    const wanted = { sprayedOn: yesterday, product: 'สารตัวอย่าง', intervalDays: 0 };
    expect({ spray, status }).toEqual({ spray: wanted, status: 'passed' });
    expect(plot.name).toBe('แปลงหลังบ้าน');
  });
});

describe('a label from a roll', () => {
  it('is claimed without a signal; who comes second is told and keeps the harvest', async () => {
    const farmer = await newFarmer(service);
    const page = await signInOn(await newPhone(browser), service.address(), farmer);
    const roll = done(await post(lead, '/v1/rolls', { networkId: place.id, count: 2 }));
    const [good, lost] = await service.deps.storage.unusedCodes(town.municipalityId, roll.id);
    /** Once more the steps, with a label, the phone offline from the scanner on. */
    const keyInWith = async (crop: string, code: string, meanwhile: () => Promise<unknown>) => {
      await page.getByRole('link', { name: farmerWords.register }).click();
      await page.getByRole('button', { name: crop, exact: true }).last().click();
      await page.getByRole('button', { name: '9', exact: true }).click();
      await page.getByRole('button', { name: farmerWords.rollLabel.scan }).click();
      await page.getByText(scannerWords.typeIt).click();
      await page.context().setOffline(true);
      await page.getByLabel(scannerWords.code).fill(code);
      await page.getByLabel(scannerWords.code).press('Enter');
      await page.getByText(farmerWords.rollLabel.chosen(showBatchCode(code))).waitFor();
      await page.getByRole('button', { name: farmerWords.amount.save }).click();
      await page.getByText(words.outbox.onPhone).first().waitFor();
      expect(await codeOn(page)).toBe(code);
      await meanwhile();
      await page.context().setOffline(false);
      await page.getByText(sentAt).waitFor();
    };
    await keyInWith('คะน้า', good!, async () => {});
    expect((await steps.read(farmer, good!)).harvested.quantity).toBe(9);

    await page.getByRole('link', { name: words.back }).click();
    const faster = () =>
      steps.harvest(lead, town.crops.onion, 5, { farmerId: town.networks[0].farmerId, code: lost });
    await keyInWith('ต้นหอม', lost!, faster);
    await page
      .getByText(farmerWords.rollLabel.outcomes.taken(showBatchCode(lost!)), { exact: false })
      .waitFor();
    const kept = await codeOn(page);
    expect(kept).not.toBe(lost);
    expect((await steps.read(farmer, kept)).harvested.quantity).toBe(9);
    await page.getByRole('link', { name: farmerWords.rollLabel.goOn }).click();
    await page.getByText(farmerWords.went.network).waitFor();
  });
});

describe('a photo in HEIC, which this browser cannot open', () => {
  it('needs a signal the first time, then none; the service gets an upright JPEG', async () => {
    const farmer = await newFarmer(service);
    const page = await signInOn(await newPhone(browser), service.address(), farmer);
    await isKept(page, 'farmer');
    const loaded: string[] = [];
    page.context().on('request', (request) => {
      if (/heic|libheif/.test(request.url())) loaded.push(request.url());
    });
    const photo = page.getByRole('img', { name: words.photo.photo(1) });
    const choose = async () => {
      await page.getByText(words.more, { exact: true }).click();
      await page.getByLabel(words.photo.take).setInputFiles('test/web/app/turned.heic');
    };
    const fillIn = async (crop: string) => {
      await page.getByRole('link', { name: farmerWords.register }).click();
      await page.getByRole('button', { name: crop, exact: true }).last().click();
      await page.getByRole('button', { name: '9', exact: true }).click();
    };
    await fillIn('คะน้า');
    expect(loaded).toEqual([]);
    await page.context().setOffline(true);
    await choose();
    await page.getByText(words.photo.heic.missing).waitFor();
    await page.context().setOffline(false);
    const buffer = readFileSync('test/web/app/turned.heic').subarray(0, 700);
    const torn = { name: 'IMG_0001.HEIC', mimeType: 'image/heic', buffer };
    await page.getByLabel(words.photo.take).setInputFiles(torn);
    await page.getByText(words.photo.unreadable).waitFor();
    await page.getByLabel(words.photo.take).setInputFiles('test/web/app/turned.heic');
    await photo.waitFor();
    await page.getByRole('button', { name: farmerWords.amount.save }).click();
    await page.getByText(sentAt).waitFor();
    const code = await codeOn(page);
    const [hash] = (await steps.read(farmer, code)).history[0].data.photos;
    const { body } = await get(farmer, `/v1/batches/${code}/photos/${hash}`);
    const { format, width, height } = await sharp(body).metadata();
    expect({ format, width, height }).toEqual({ format: 'jpeg', width: 64, height: 96 });
    const pixels = await sharp(body).resize(2, 2, { fit: 'fill' }).raw().toBuffer();
    const brightest = [0, 3, 6, 9].map((at) =>
      [...pixels.subarray(at, at + 3)].map((c) => c > 128),
    );
    const [blue, red, yellow, green] = [
      [0, 0, 1],
      [1, 0, 0],
      [1, 1, 0],
      [0, 1, 0],
    ];
    expect(brightest).toEqual([blue, red, yellow, green].map((c) => c!.map(Boolean)));

    await isKept(page, 'heic');
    await page.getByRole('link', { name: words.back }).click();
    await fillIn('ต้นหอม');
    await page.context().setOffline(true);
    await choose();
    await photo.waitFor();
  });
});

describe('what is probably a mistake', () => {
  it('is asked before it is taken: kilograms that were bundles', async () => {
    const farmer = await newFarmer(service);
    const page = await open(farmer);
    await keyIn(page, 'ต้นหอม', '400');
    await page.getByRole('heading', { name: correctWords.unusual.title }).waitFor();
    await page
      .getByRole('button', { name: correctWords.unusual.instead('400 กำ (120 กก.)') })
      .click();
    await page.getByText(sentAt).waitFor();
    const { harvested } = await steps.read(farmer, await codeOn(page));
    expect(harvested).toMatchObject({ unit: 'bundle', grams: 120_000 });
  });

  it('is asked: the same harvest entered twice', async () => {
    const farmer = await newFarmer(service);
    const page = await open(farmer);
    await keyIn(page, 'คะน้า', '20');
    const first = await codeOn(page);
    await page.getByRole('link', { name: words.back }).click();
    await keyIn(page, 'คะน้า', '20');
    await page.getByRole('button', { name: farmerWords.twice.same }).click();
    await page.getByText(`${first.slice(0, 5)}-${first.slice(5)}`).waitFor();
    await page.getByRole('link', { name: words.back }).click();
    await page.getByRole('link', { name: farmerWords.register }).click();
    const crops = page.locator('section', { hasText: farmerWords.crop.last }).getByRole('button');
    await expect.poll(() => crops.allInnerTexts()).toEqual(['คะน้า']);
    await page.getByLabel(farmerWords.crop.search).fill('onion');
    const found = page.locator('section', { hasText: farmerWords.crop.all }).getByRole('button');
    await expect.poll(() => found.allInnerTexts()).toEqual(['ต้นหอม']);
    await page.getByRole('link', { name: words.back }).click();
    await keyIn(page, 'คะน้า', '21');
    await page.getByRole('button', { name: farmerWords.twice.another }).click();
    await page.getByText(sentAt).waitFor();
    expect((await get(farmer, '/v1/batches')).body.items).toHaveLength(2);
  });

  it('is said on the spot: a time to come, and a harvest inside the interval', async () => {
    const farmer = await newFarmer(service);
    const page = await open(farmer, momentOf(today(), '12:00'));
    await page.getByRole('link', { name: farmerWords.register }).click();
    await page.getByRole('button', { name: 'คะน้า' }).click();
    await page.getByText(words.more, { exact: true }).click();
    await page.getByText(farmerWords.more.otherDay).click();
    await page.getByLabel(farmerWords.more.dayField).fill('๑/๑/๒๖๐๐');
    await page.getByRole('button', { name: farmerWords.amount.save }).click();
    await page.getByText(farmerWords.more.dayFuture).waitFor();
    await page.getByText(words.today, { exact: true }).click();
    await page.getByText(farmerWords.more.otherTime).click();
    const time = page.getByLabel(farmerWords.more.timeField);
    await time.fill('๒๕:๐๐');
    await page.getByText(correctWords.timeWrong).waitFor();
    await time.fill('๑๒.๐๑');
    await page.getByText(farmerWords.more.timeFuture).waitFor();
    await time.fill('๐๐๐๐');
    await page.getByText(farmerWords.more.timeFuture).waitFor({ state: 'detached' });
    await page.getByText(correctWords.spray.yes, { exact: true }).click();
    const yesterday = addDays(today(), -1);
    await page.getByLabel(correctWords.spray.sprayedOn).fill(yesterday);
    await page.getByLabel(correctWords.spray.product).fill('สารตัวอย่าง');
    await page.getByLabel(correctWords.spray.interval).fill('๗');
    await page.getByText('เจ้าหน้าที่จะตรวจก่อนส่งออก', { exact: false }).waitFor();
    for (const key of '20') await page.getByRole('button', { name: key, exact: true }).click();
    await page.getByRole('button', { name: farmerWords.amount.save }).click();
    await page.getByText(words.statuses.on_hold, { exact: true }).waitFor();
    await page.getByText(farmerWords.batch.held, { exact: false }).waitFor();
    await page.getByText(`${words.today} ${words.clock('00:00')}`).waitFor();
    expect(await steps.read(farmer, await codeOn(page))).toMatchObject({
      harvestedOn: today(),
      harvestedTime: '00:00',
    });
  });
});
