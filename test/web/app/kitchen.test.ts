import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { common as en } from '../../../src/web/app/words/en/common.ts';
import { correct } from '../../../src/web/app/words/th/correct.ts';
import { kitchen as words } from '../../../src/web/app/words/th/kitchen.ts';
import { done, stepsOf } from '../../http/steps.ts';
import { openBrowser } from '../../setup/browser.ts';
import { openService } from '../../setup/service.ts';
import { axe, violations } from '../public/measure.ts';
import { codeOn, farmerWords, sentAt } from './farmers.ts';
import { expectFits } from './looks.ts';
import { words as common, hasKept, isKept, newPhone, openFor, signInOn } from './phone.ts';

const service = await openService();
const { town } = service;
const { harvest, dispatch, read, receive } = stepsOf(service);
const [network] = town.networks;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const { kale, onion } = town.crops;
const batch = (crop: string) => harvest(network.farmer, crop, 20);
const sendTo = (kitchen: (typeof town.kitchens)[number], goods: Record<string, number>) =>
  dispatch(network.lead, network.place, kitchen.place, goods);
const balance = async (code: string, account: string): Promise<number> =>
  (await read(town.officer, code)).balances.find(
    (line: { account: string }) => line.account === account,
  )?.grams ?? 0;

/** What is wrong on the screen that is open. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return violations(page);
}
/** The same, in both languages. */
async function faultsOfBoth(page: Page): Promise<string[]> {
  const all: string[] = [];
  for (const other of [common.otherLanguage, en.otherLanguage]) {
    all.push(...(await faults(page)));
    await page.getByRole('button', { name: other }).click();
  }
  return all;
}

const line = (page: Page, crop: string) =>
  page.getByRole('listitem').filter({ hasText: crop }).last();
/** Acknowledges the alarm that comes; the phone remembers it. */
const hear = async (page: Page) => {
  const alarm = page.getByRole('alertdialog');
  await alarm.getByRole('button', { name: common.alarm.acknowledge }).click();
  await alarm.waitFor({ state: 'detached' });
  await hasKept(page, 'acknowledged');
};
const press = async (page: Page, keys: string) => {
  for (const key of keys) {
    const name = key === '.' ? common.keypad.point : key;
    await page.getByRole('button', { name, exact: true }).click();
  }
};

describe('a morning in the kitchen', () => {
  const [kitchen] = town.kitchens;

  it('confirms what has come line by line, and says what was cooked of it for how many', async () => {
    const [whole, short] = [await batch(kale), await batch(onion)];
    const delivery = await sendTo(kitchen, { [whole]: 12_000, [short]: 5_000 });
    const context = await newPhone(browser, false);
    const page = await signInOn(context, service.address(), kitchen.staff);

    await line(page, 'คะน้า').getByRole('button', { name: words.line.all }).waitFor();
    await expectFits(page);
    await line(page, 'คะน้า').getByRole('button', { name: words.line.all }).click();
    await line(page, 'ต้นหอม').getByRole('button', { name: words.line.missing }).click();
    await expectFits(page);
    await press(page, '1.5');
    await page.getByRole('button', { name: common.save }).click();
    await page.getByText(words.short.reasonMissing).waitFor();
    await page.getByText(words.short.missingReasons[0]!).click();
    await page.getByRole('button', { name: common.save }).click();
    await page.getByText(words.line.missingIs('1.5 กก.', words.short.missingReasons[0]!)).waitFor();
    expect(await faultsOfBoth(page)).toEqual([]);
    // The taps are still there when the phone drops the page.
    await page.reload();
    await page.getByRole('button', { name: words.line.confirm }).click();
    await page.getByText(common.outbox.sent).first().waitFor();

    await page.getByRole('link', { name: words.meals.record }).click();
    await page.getByRole('button', { name: words.cook.use('คะน้า', '12 กก.') }).click();
    await page.getByRole('button', { name: words.cook.use('ต้นหอม', '3.5 กก.') }).click();
    await line(page, 'ต้นหอม').getByRole('button', { name: words.cook.part }).click();
    await press(page, '2');
    await page.getByRole('button', { name: common.save, exact: true }).click();
    await page.getByRole('button', { name: words.cook.save }).click();
    await page.getByText(words.cook.menuMissing).waitFor();
    await page.getByLabel(words.cook.menu).fill('ผัดคะน้าน้ำมันหอย');
    await expect.poll(() => page.getByLabel(words.cook.pupils).inputValue()).toBe('100');
    await expectFits(page);
    await page.getByLabel(words.cook.pupils).fill('๕๕๐');
    expect(await faultsOfBoth(page)).toEqual([]);
    await page.getByRole('button', { name: words.cook.save }).click();
    await page.getByText(words.meals.forPupils('550')).waitFor();
    await page.getByText(common.outbox.sent).nth(1).waitFor();

    expect(done(await service.get(kitchen.staff, `/v1/deliveries/${delivery}`), 200)).toMatchObject(
      {
        status: 'received',
        lines: expect.arrayContaining([
          expect.objectContaining({ batch: whole, acceptedGrams: 12_000 }),
          expect.objectContaining({ batch: short, acceptedGrams: 3_500, missingGrams: 1_500 }),
        ]),
      },
    );
    expect(await balance(whole, `cooked/${kitchen.place.id}`)).toBe(12_000);
    expect(await balance(short, `cooked/${kitchen.place.id}`)).toBe(2_000);

    await page
      .getByRole('listitem')
      .filter({ hasText: 'ผัดคะน้าน้ำมันหอย' })
      .getByRole('link')
      .first()
      .click();
    await page.getByText(correct.whats.meal, { exact: true }).click();
    await page.getByRole('textbox', { name: correct.menu }).fill('ผัดผักรวม');
    await page.getByRole('textbox', { name: correct.pupilsField }).fill('๐');
    await page.getByText(correct.reasons.counted).click();
    await page.getByRole('button', { name: correct.save }).click();
    await page.getByText(correct.pupilsWrong).waitFor();
    await page.getByRole('textbox', { name: correct.pupilsField }).fill('๕๔๐');
    await expectFits(page);
    await page.getByRole('button', { name: correct.save }).click();
    await page.getByText(words.meals.forPupils('540')).waitFor();
    await page.getByRole('heading', { name: 'ผัดผักรวม' }).waitFor();
    const said = { menu: 'ผัดผักรวม', pupils: 540 };
    for (const code of [whole, short]) {
      const { history } = await read(kitchen.staff, code);
      expect(history.at(-1).data.meal).toEqual(said);
    }
    await context.close();
  });

  it('takes a batch on hold in only knowingly, and never cooks it', async () => {
    const code = await batch(kale);
    await sendTo(kitchen, { [code]: 4_000 });
    done(await service.post(town.officer, `/v1/batches/${code}/hold`, { reason: 'รอตรวจซ้ำ' }));
    const context = await newPhone(browser, false);
    const page = await openFor(context, service.address(), kitchen.staff);
    await hear(page);
    await page.getByText(words.held.banner).waitFor();
    await page.getByRole('button', { name: words.line.all }).click();
    await page.getByRole('button', { name: words.held.keep }).click();
    await page.getByRole('button', { name: words.line.confirm }).click();
    await page.getByText(common.outbox.sent).waitFor();
    await page.getByRole('link', { name: words.meals.record }).click();
    await page.getByText(words.cook.held).waitFor();
    expect(await page.getByRole('button', { name: words.cook.use('คะน้า', '4 กก.') }).count()).toBe(
      0,
    );
    await context.close();
  });
});

describe('without a signal', () => {
  const [, kitchen] = town.kitchens;

  it('receives and cooks from what the phone knows, and sends each once', async () => {
    const code = await batch(kale);
    await sendTo(kitchen, { [code]: 6_000 });
    const context = await newPhone(browser);
    const page = await signInOn(context, service.address(), kitchen.staff);
    await page.getByRole('button', { name: words.line.all }).waitFor();
    await isKept(page, 'kitchen');
    await hasKept(page, 'heldBy=kitchen', '/registry/kitchens', '/registry/schools');
    await context.setOffline(true);
    await page.goto(`${service.address()}/app/kitchen`);
    await page.getByText(common.noSignal).first().waitFor();
    await page.getByRole('button', { name: words.line.all }).click();
    await page.getByRole('button', { name: words.line.confirm }).click();
    await page.getByText(common.outbox.onPhone).waitFor();
    await page.getByRole('link', { name: words.meals.record }).click();
    await page.getByRole('button', { name: words.cook.use('คะน้า', '6 กก.') }).click();
    await page.getByLabel(words.cook.menu).fill('แกงจืด');
    await page.getByRole('button', { name: words.cook.save }).click();
    await page.getByText(common.outbox.unsent(2)).waitFor();
    await page.reload();
    await context.setOffline(false);
    await page.getByText(common.outbox.sent).nth(1).waitFor();
    expect(await balance(code, `cooked/${kitchen.place.id}`)).toBe(6_000);
    const { history } = await read(town.officer, code);
    const types = history.map(({ type }: { type: string }) => type);
    expect(types).toEqual(['harvest-registered', 'dispatched', 'received', 'cooked']);
    await context.close();
  });

  it('says in plain words what the service refuses, and mends it', async () => {
    const code = await batch(kale);
    const delivery = await sendTo(kitchen, { [code]: 3_000 });
    const context = await newPhone(browser);
    const page = await signInOn(context, service.address(), kitchen.staff);
    await receive(kitchen.staff, delivery, { [code]: 3_000 });
    await page.getByRole('link', { name: words.meals.record }).click();
    await page.getByRole('button', { name: words.cook.use('คะน้า', '3 กก.') }).click();
    await page.getByLabel(words.cook.menu).fill('ผัดผัก');
    await context.setOffline(true);
    await page.getByRole('button', { name: words.cook.save }).click();
    done(await service.post(town.officer, `/v1/batches/${code}/hold`, { reason: 'รอตรวจซ้ำ' }));
    await context.setOffline(false);
    await hear(page);
    await page.getByText('ถูกระงับชั่วคราว').first().waitFor();
    await page.getByRole('link', { name: words.line.change, exact: true }).click();
    await page.getByText(words.cook.held).waitFor();
    expect(await balance(code, `kitchen/${kitchen.place.id}`)).toBe(3_000);
    // No alarm over what else is done in this kitchen.
    done(await service.post(town.officer, `/v1/batches/${code}/release`, { reason: 'ตรวจซ้ำผ่าน' }));
    await context.close();
  });
});

/** Photos that the phone keeps, each as the text of its bytes. */
const photosOn = (page: Page): Promise<string[]> =>
  page.evaluate(`new Promise((resolve) => {
    indexedDB.open('tonnam').onsuccess = ({ target: { result } }) => {
      result.transaction('photos').objectStore('photos').getAll().onsuccess = (found) =>
        resolve(Promise.all(found.target.result.map(({ blob }) => blob.text())));
    };
  })`);

describe('a photo', () => {
  const [, kitchen] = town.kitchens;
  const large = async () =>
    sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#2b7a3d' } })
      .jpeg()
      .withExif({ IFD0: { Artist: 'Somebody' } })
      .toBuffer();
  const take = async (page: Page, name: string, buffer: Buffer) =>
    page.getByLabel(name).setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer });

  it('of a rejected crate is kept offline with its entry, and arrives before it', async () => {
    const code = await batch(kale);
    await sendTo(kitchen, { [code]: 8_000 });
    const context = await newPhone(browser);
    const page = await signInOn(context, service.address(), kitchen.staff);
    const card = page
      .getByRole('listitem')
      .filter({ hasText: code.slice(0, 5) })
      .last();
    await card.getByRole('button', { name: words.line.rejected }).waitFor();
    await isKept(page, 'kitchen');
    await context.setOffline(true);
    await page.goto(`${service.address()}/app/kitchen`);
    await card.getByRole('button', { name: words.line.rejected }).click();
    await press(page, '2');
    await page.getByText(words.short.rejectedReasons[0]!).click();
    await take(page, common.photo.take, Buffer.from('no picture'));
    await page.getByText(common.photo.unreadable).waitFor();
    await take(page, common.photo.take, await large());
    await page.getByRole('img', { name: common.photo.photo(1) }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: common.save, exact: true }).click();
    await hasKept(page, 'receipts-begun');
    await page.reload();
    await page.getByRole('button', { name: words.line.confirm }).click();
    await page.getByText(common.outbox.onPhone).first().waitFor();
    await page.reload();
    const [kept] = await photosOn(page);
    expect(kept!.length).toBeLessThan(500_000);
    expect(kept).not.toContain('Somebody');
    await context.setOffline(false);
    await page.getByText(common.outbox.sent).first().waitFor();

    const { history } = await read(kitchen.staff, code);
    const { rejected } = history.at(-1).data.line;
    expect(rejected).toMatchObject({
      grams: 2_000,
      photos: [expect.stringMatching(/^[0-9a-f]{64}$/)],
    });
    const shown = await service.get(
      kitchen.staff,
      `/v1/batches/${code}/photos/${rejected.photos[0]}`,
    );
    const { width, height, exif } = await sharp(shown.body).metadata();
    expect({ width, height, exif }).toEqual({ width: 1600, height: 1067 });
    await expect.poll(() => photosOn(page)).toEqual([]);
    // Whoever sent it sees it, and puts right how much it was.
    await card.getByRole('img').or(card.locator('.shots img')).first().waitFor();
    await card.getByRole('link', { name: correct.link }).click();
    await page.getByLabel(correct.receipt.rejected).fill('1.5');
    await page.getByText(correct.reasons.weighed).click();
    await page.getByRole('button', { name: correct.save }).click();
    await card.getByText(words.line.accepted('6.5 กก.')).waitFor();
    const { data } = (await read(kitchen.staff, code)).history.at(-1);
    expect(data.line).toMatchObject({ rejected: { grams: 1_500, photos: rejected.photos } });
    await context.close();
  });

  it('of a harvest goes with it; one for which there is no room is not taken', async () => {
    const context = await newPhone(browser, false);
    const page = await openFor(context, service.address(), network.farmer);
    await page.getByRole('link', { name: farmerWords.register }).click();
    await page.getByRole('button', { name: 'คะน้า' }).last().click();
    await press(page, '12');
    await page.getByText(common.more, { exact: true }).click();
    await page.evaluate(`navigator.storage.estimate = async () => ({ quota: 1e6, usage: 1e6 })`);
    await take(page, common.photo.take, await large());
    await page.getByText(common.outbox.full).waitFor();
    await page.evaluate(`delete navigator.storage.estimate`);
    await take(page, common.photo.take, await large());
    await page.getByRole('img', { name: common.photo.photo(1) }).waitFor();
    await page.getByRole('button', { name: farmerWords.amount.save }).click();
    const another = page.getByRole('button', { name: farmerWords.twice.another });
    await another.or(page.locator('.batch-code')).first().waitFor();
    if (await another.isVisible()) await another.click();
    await page.getByText(sentAt).waitFor();
    const code = await codeOn(page);
    const [{ data }] = (await read(network.farmer, code)).history;
    expect(data.photos).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    await page.locator(`.shots img[src*="${data.photos[0]}"]`).waitFor();
    await context.close();
  });
});

describe('a hold', () => {
  const { manager } = town.stalls[0];
  const hold = async (code: string) =>
    done(await service.post(town.officer, `/v1/batches/${code}/hold`, { reason: 'รอตรวจซ้ำ' }));

  it('is on an open screen within five seconds, over everything, until it is acknowledged', async () => {
    const code = await batch(kale);
    const delivery = await dispatch(network.lead, network.place, town.stalls[0].place, {
      [code]: 4_000,
    });
    await receive(manager, delivery, { [code]: 4_000 });
    const context = await newPhone(browser, false);
    await context.clock.install();
    const page = await openFor(context, service.address(), manager);
    await page.getByRole('link', { name: common.account.title }).click();
    await page.getByRole('heading', { name: common.account.title }).waitFor();
    const alarm = page.getByRole('alertdialog');
    expect(await alarm.count()).toBe(0);
    // By the phone's own clock, which stands still but for these five seconds: the machine may be busy.
    await context.clock.pauseAt(Date.now() + 60_000);
    await hold(code);
    const heard = page.waitForResponse('**/v1/alerts');
    await context.clock.runFor(5_000);
    await heard;
    await context.clock.resume();
    await alarm.waitFor();
    await alarm.getByText(code.slice(0, 5)).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await faults(page)).toEqual([]);
    const bar = await alarm.boundingBox();
    expect(bar).toMatchObject({ x: 0, y: 0, width: 360 });
    await hear(page);

    const asked = page.waitForResponse('**/v1/alerts');
    await page.reload();
    await page.getByText(common.alarm.stopped(1)).waitFor();
    await asked;
    expect(await alarm.count()).toBe(0);
    done(
      await service.post(town.officer, `/v1/batches/${code}/hold`, {
        level: 'recall',
        reason: 'เรียกคืน',
      }),
    );
    await alarm.waitFor();
    await alarm.getByText(common.statuses.recalled).waitFor();
    await context.close();
  });

  it('is shown as of when it was heard where there is no signal any more', async () => {
    const code = await batch(onion);
    await sendTo(town.kitchens[1], { [code]: 2_000 });
    await hold(code);
    const context = await newPhone(browser);
    const page = await signInOn(context, service.address(), town.kitchens[1].staff);
    const alarm = page.getByRole('alertdialog');
    await alarm.waitFor();
    await isKept(page, 'kitchen');
    await context.setOffline(true);
    await page.goto(`${service.address()}/app/outbox`);
    await alarm.getByText(common.noSignalKept('').trim()).waitFor();
    await hear(page);
    await context.close();
  });
});
