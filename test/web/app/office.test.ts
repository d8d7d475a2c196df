import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { common as en } from '../../../src/web/app/words/en/common.ts';
import { common as th } from '../../../src/web/app/words/th/common.ts';
import { correct } from '../../../src/web/app/words/th/correct.ts';
import { office as words } from '../../../src/web/app/words/th/office.ts';
import { done, kg, stepsOf } from '../../http/steps.ts';
import { openBrowser } from '../../setup/browser.ts';
import { type Caller, openService } from '../../setup/service.ts';
import { PIN } from '../../setup/town.ts';
import { axe, contentWidth, violations } from '../public/measure.ts';
import { signInOn } from './phone.ts';

const service = await openService({ settings: { deliveryPrices: true } });
const { town, get, patch, post } = service;
const { harvest, inspect, dispatch, receive, read } = stepsOf(service);
const [{ farmer, lead, place: network }, other] = town.networks;
const [{ manager, place: stall }] = town.stalls;
const [{ staff, place: kitchen }] = town.kitchens;

let browser: Browser;
let kale: string;
let held: string;
beforeAll(async () => {
  browser = await openBrowser();
  kale = await harvest(farmer, town.crops.kale, 40);
  await inspect(lead, kale);
  const toStall = await dispatch(lead, network, stall, { [kale]: 12_000 });
  await receive(manager, toStall, { [kale]: 12_000 });
  done(
    await post(manager, '/v1/sales', {
      stallId: stall.id,
      lines: [{ batch: kale, amount: kg(7.5) }],
    }),
  );
  const toKitchen = await dispatch(lead, network, kitchen, { [kale]: 10_000 });
  const missing = { grams: 1_000, reason: 'ของมาไม่ครบ' };
  const lines = [{ batch: kale, acceptedGrams: 9_000, missing }];
  done(await post(staff, `/v1/deliveries/${toKitchen}/receipt`, { lines }));
  held = await harvest(other.farmer, town.crops.onion, 6);
  await inspect(other.lead, held, 'unsafe');
  const [{ id: entry }] = (await read(farmer, kale)).history;
  const amount = kg(41);
  const correction = { action: 'correct', entry, reason: 'ชั่งใหม่', amount, confirmed: [] };
  done(await post(farmer, `/v1/batches/${kale}/corrections`, correction));
});
afterAll(() => browser.close());

const desk = { width: 1280, height: 800 };
async function open(person: Caller, bypassCSP = false): Promise<Page> {
  const context = await browser.newContext({
    viewport: desk,
    locale: 'th-TH',
    bypassCSP,
    serviceWorkers: 'block',
  });
  const page = await signInOn(context, service.address(), person);
  await page.getByRole('heading', { level: 1, name: words.home }).waitFor();
  return page;
}

/** Presses Tab until this has the focus, as somebody without a mouse would; fails where it never gets there. */
async function tabTo(page: Page, role: 'link' | 'button' | 'textbox' | 'combobox', name: string) {
  const wanted = page.getByRole(role, { name, exact: true }).first();
  await wanted.waitFor();
  for (let n = 0; n < 80; n++) {
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return wanted;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches the ${role} ${name}`);
}
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();
const nameOf = (code: string) => `${code.slice(0, 5)}-${code.slice(5)}`;

describe("an officer's morning, with the keyboard alone", () => {
  let page: Page;

  it('begins with the figures of the week, which add up', async () => {
    page = await open(town.officer);
    const { harvestedGrams, went, late } = done(
      await get(
        town.officer,
        `/v1/figures?from=2020-01-01&to=2020-01-01`.replaceAll('2020-01-01', today()),
      ),
      200,
    );
    expect(harvestedGrams).toBe(47_000);
    const tile = page.locator('.tiles').getByText('47 กก.');
    await tile.waitFor();
    const sold = page.getByRole('row', { name: words.figures.places.sold });
    expect(await sold.getByRole('cell').first().innerText()).toBe('7.5');
    const rows = await page.locator('.bars').first().locator('tbody .number').allInnerTexts();
    const shown = rows.filter((_, n) => n % 2 === 0).map(Number);
    expect(shown.reduce((a, b) => a + b)).toBeCloseTo(47);
    expect(went.sold).toBe(7_500);
    expect(late.holds.count).toBe(1);
    await page.getByText(words.figures.holds).waitFor();
  });

  it('goes on to a batch, which is put on hold and released with reasons', async () => {
    await tabTo(page, 'link', words.batches);
    await press(page, 'Enter');
    await heading(page, words.list.title);
    const status = await tabTo(page, 'combobox', words.list.status);
    await press(page, 'ArrowDown', 'ArrowDown');
    expect(await status.inputValue()).toBe('passed');
    await tabTo(page, 'button', words.list.show);
    await press(page, 'Enter');
    await page.getByText(words.list.shown(1, false)).waitFor();
    await tabTo(page, 'link', nameOf(kale));
    await press(page, 'Enter');
    await heading(page, `คะน้า ${nameOf(kale)}`);
    const events = (await read(town.officer, kale)).history.length;
    await page.getByText(words.batch.holds(events)).waitFor();
    await page.getByText(words.batch.missing('1 กก.', 'ของมาไม่ครบ')).waitFor();
    await page.getByText('ชั่งใหม่').waitFor();

    await tabTo(page, 'button', words.batch.hold);
    await press(page, 'Enter');
    await page.getByRole('dialog').waitFor();
    await press(page, 'Enter');
    await page.getByText(th.required).waitFor();
    await tabTo(page, 'textbox', th.reason);
    await page.keyboard.type('กลิ่นสารเคมีแรง');
    await press(page, 'Enter');
    await page.getByText(words.batch.states.on_hold).waitFor();
    expect((await read(town.officer, kale)).status).toBe('on_hold');
    await tabTo(page, 'button', words.batch.release);
    await press(page, 'Enter');
    await tabTo(page, 'textbox', th.reason);
    await page.keyboard.type('ตรวจที่แปลงแล้ว');
    await press(page, 'Enter');
    await page.getByText(words.batch.states.passed).waitFor();
    await page.getByText('ตรวจที่แปลงแล้ว').waitFor();
  });

  it('puts an entry of the time line right, with a reason', async () => {
    const sale = await tabTo(page, 'button', `${correct.link} ${words.batch.events.sold} 5`);
    await press(page, 'Enter');
    await tabTo(page, 'textbox', th.keypad.amount);
    await page.keyboard.type('7');
    await page.getByText(correct.reasons.typed).click();
    await tabTo(page, 'button', correct.save);
    await press(page, 'Enter');
    await page.getByText(words.batch.becomes('7 กก.')).waitFor();
    await sale.and(page.locator(':focus')).waitFor();
    const { balances } = await read(town.officer, kale);
    expect(balances).toContainEqual(expect.objectContaining({ kind: 'sold', grams: 7_000 }));
  });

  it("puts the price of a delivery's line right", async () => {
    await tabTo(page, 'button', `${correct.link} ${words.batch.events.dispatched} 3`);
    await press(page, 'Enter');
    await tabTo(page, 'textbox', correct.priceField);
    await page.keyboard.type('๐');
    await page.getByRole('dialog').getByText(correct.reasons.gift).click();
    await tabTo(page, 'button', correct.save);
    await press(page, 'Enter');
    await page.getByText(words.batch.becomes(correct.price('0.00'))).waitFor();
    const { history } = await read(town.officer, kale);
    expect(history.at(-1).data.priceSatang).toBe(0);
  });

  it('is told why something is refused: what a kit found needs another test', async () => {
    await page.goto(`${service.address()}/app/office/batches/${held}`);
    await tabTo(page, 'button', words.batch.release);
    await press(page, 'Enter');
    await tabTo(page, 'textbox', th.reason);
    await page.keyboard.type('x');
    await press(page, 'Enter');
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await press(page, 'Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await read(town.officer, held)).status).toBe('on_hold');
  });

  it('records what a laboratory found, with a photo of its report; then it can be released', async () => {
    await tabTo(page, 'button', words.lab.title);
    await press(page, 'Enter');
    await tabTo(page, 'textbox', words.lab.laboratory);
    await page.keyboard.type('ห้องปฏิบัติการตัวอย่าง');
    await tabTo(page, 'textbox', words.lab.report);
    await page.keyboard.type('L-69/1');
    await tabTo(page, 'textbox', words.lab.substance);
    await page.keyboard.type('สารตัวอย่าง');
    await press(page, 'Enter');
    await page.getByText(words.lab.number).waitFor();
    await tabTo(page, 'textbox', words.lab.found);
    await page.keyboard.type('๐.๐๐๕');
    const buffer = await sharp({
      create: { width: 40, height: 30, channels: 3, background: '#fff' },
    })
      .png()
      .toBuffer();
    const report = { name: 'report.png', mimeType: 'image/png', buffer };
    await page.getByLabel(words.lab.photo).setInputFiles(report);
    await page.getByRole('dialog').getByRole('img').waitFor();
    await tabTo(page, 'button', th.save);
    await press(page, 'Enter');
    await page.locator('.time-line .shots img').waitFor();
    const { data } = (await read(town.officer, held)).history.at(-1);
    expect(data).toMatchObject({
      outcome: 'pass',
      inspection: { method: 'laboratory', reportNumber: 'L-69/1', findings: [{ mgPerKg: 0.005 }] },
    });
    await tabTo(page, 'button', words.batch.release);
    await press(page, 'Enter');
    await page.getByRole('dialog').getByText(th.holds.causes.kit!).waitFor();
    await tabTo(page, 'textbox', th.reason);
    await page.keyboard.type('ผลห้องปฏิบัติการผ่าน');
    await press(page, 'Enter');
    await page.getByText(words.batch.states.passed).waitFor();
  });

  it('adds a farmer, changes the name, and takes the farmer out of use', async () => {
    await tabTo(page, 'link', words.registry);
    await press(page, 'Enter');
    await tabTo(page, 'link', words.reg.kinds.farmers);
    await press(page, 'Enter');
    await tabTo(page, 'link', words.reg.newOne(words.reg.kinds.farmers));
    await press(page, 'Enter');
    await tabTo(page, 'textbox', words.reg.fields.name);
    await page.keyboard.type('เกษตรกรตัวอย่าง');
    await press(page, 'Enter');
    await page.getByText(words.reg.unsaved).waitFor();
    await tabTo(page, 'combobox', words.reg.fields.networkId);
    await page.keyboard.type('นางแล');
    await page.getByRole('option', { name: /นางแล/ }).waitFor();
    await press(page, 'ArrowDown', 'Enter');
    await tabTo(page, 'button', th.save);
    await press(page, 'Enter');
    await heading(page, 'เกษตรกรตัวอย่าง');
    await page.getByText(words.reg.created).waitFor();

    await tabTo(page, 'textbox', words.reg.fields.name);
    await press(page, 'End');
    await page.keyboard.type(' สอง');
    await press(page, 'Enter');
    await page.getByText(words.saved).waitFor();
    await heading(page, 'เกษตรกรตัวอย่าง สอง');

    await tabTo(page, 'textbox', words.reg.fields.name);
    await press(page, 'End');
    await page.keyboard.type(' สาม');
    const id = new URL(page.url()).pathname.split('/').at(-1);
    const meanwhile = { phone: '0899999999', revision: 2 };
    done(await patch(town.officer, `/v1/registry/farmers/${id}`, meanwhile), 200);
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    const note = page.getByRole('alert').filter({ hasText: words.reg.others });
    await note.getByText(`${words.reg.fields.phone}: 0899999999`).waitFor();
    await press(page, 'Enter');
    await note.waitFor({ state: 'detached' });
    await heading(page, 'เกษตรกรตัวอย่าง สอง สาม');
    await tabTo(page, 'button', words.reg.deactivate);
    await press(page, 'Enter');
    await page.getByRole('dialog').waitFor();
    await press(page, 'Enter');
    await page.getByRole('button', { name: words.reg.reactivate }).waitFor();
    const { body } = await get(town.officer, '/v1/registry/farmers?active=false');
    expect(body.items).toMatchObject([
      { name: 'เกษตรกรตัวอย่าง สอง สาม', networkId: other.place.id, phone: '0899999999' },
    ]);
  });

  it('gives a person a link and a card, ends the sessions and sets a new PIN', async () => {
    const { userId } = farmer.account;
    await service.tokenOf(farmer);
    await page.goto(`${service.address()}/app/office/registry/users/${userId}`);
    await tabTo(page, 'button', words.access.link);
    await press(page, 'Enter');
    const link = await page.getByLabel(words.access.linkAddress, { exact: true }).inputValue();
    expect(new URL(link).pathname).toMatch(/^\/s\//);
    await tabTo(page, 'button', words.access.card);
    await press(page, 'Enter');
    await page.getByRole('link', { name: words.access.cardOpen }).waitFor();
    await page
      .getByRole('button', { name: /^ยกเลิก/ })
      .nth(1)
      .waitFor();
    const passes = await get(town.officer, `/v1/users/${userId}/passes`);
    expect(passes.body.items).toHaveLength(2);
    await tabTo(page, 'button', words.access.endAll);
    await press(page, 'Enter');
    await page.getByText(words.access.noSessions).waitFor();
    await tabTo(page, 'textbox', words.access.pin);
    await page.keyboard.type('๑๒๓๔๕๖');
    await press(page, 'Enter');
    await page.getByText(words.access.pinSet).waitFor();
    const tried = { phone: farmer.phone, pin: PIN };
    expect((await service.agent().post('/v1/session').send(tried)).status).toBe(401);
  });

  it('imports a file after its mistakes were shown in their rows', async () => {
    await page.goto(`${service.address()}/app/office/registry/farmers/import`);
    const rows = ['เครือข่าย,ชื่อ,โทรศัพท์', 'กลุ่มตัวอย่าง ต.นางแล,นำเข้า หนึ่ง,0812345678'];
    const file = (...lines: string[]) => ({
      name: 'farmers.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([...rows, ...lines].join('\n')),
    });
    const input = page.getByLabel(words.importing.file);
    await input.setInputFiles(file('กลุ่มตัวอย่าง ต.นางแล,นำเข้า สอง,0812', 'ไม่มีกลุ่มนี้,นำเข้า สาม,'));
    await page.getByText(words.importing.someWrong(2)).waitFor();
    const cell = page.getByRole('row', { name: /นำเข้า สอง/ }).locator('.wrong-cell');
    expect(await cell.innerText()).toMatch(/^0812\s+ไม่ใช่หมายเลขโทรศัพท์$/);
    const third = page.getByRole('row', { name: /นำเข้า สาม/ }).locator('.wrong-cell');
    expect(await third.innerText()).toContain('ไม่พบ ไม่มีกลุ่มนี้');
    expect(await page.getByRole('button', { name: words.importing.go(1) }).count()).toBe(0);
    await input.setInputFiles(file('กลุ่มตัวอย่าง ต.นางแล,นำเข้า สอง,0812345679'));
    await tabTo(page, 'button', words.importing.go(2));
    await press(page, 'Enter');
    await page.getByText(words.importing.done(2, 0)).waitFor();
    const { body } = await get(town.officer, '/v1/registry/farmers?search=นำเข้า');
    expect(body.items).toHaveLength(2);
  });

  it('adds the scan of a certificate, and takes it away again', async () => {
    const [today, issuer] = ['2026-11-21', 'หน่วยรับรองตัวอย่าง'];
    const term = { validFrom: today, validTo: today };
    const holder = { networkId: town.networks[0].place.id };
    const fields = { ...holder, ...term, kind: 'pgs', number: 'ก-1', issuer };
    const { id } = done(await post(town.officer, '/v1/registry/certificates', fields));
    await page.goto(`${service.address()}/app/office/registry/certificates/${id}`);
    const buffer = await sharp({
      create: { width: 60, height: 85, channels: 3, background: '#fff' },
    })
      .png()
      .toBuffer();
    const paper = { name: 'paper.png', mimeType: 'image/png', buffer };
    await page.getByLabel(words.reg.scan.choose).setInputFiles(paper);
    await page.getByText(words.reg.scan.there).waitFor();
    const remove = page.getByRole('button', { name: words.reg.scan.remove });
    let save = () => {};
    const saving = new Promise<void>((resolve) => {
      save = resolve;
    });
    await page.route(`**/certificates/${id}`, async (route) => {
      if (route.request().method() === 'PATCH') await saving;
      await route.continue();
    });
    await page.getByRole('button', { name: th.save }).click();
    await page.getByRole('button', { name: words.sending }).waitFor();
    // What would be changed while it is saved, would be lost.
    expect(await remove.isDisabled()).toBe(true);
    save();
    const kept = page.getByRole('link').getByRole('img', { name: words.reg.scan.title });
    await expect
      .poll(() => kept.evaluate((image) => (image as HTMLImageElement).naturalHeight))
      .toBe(85);
    await remove.click();
    await page.getByRole('button', { name: th.save }).click();
    await kept.waitFor({ state: 'detached' });
  });
});

describe("an auditor's visit, with the keyboard alone", () => {
  it('reads all that the officer reads, and is offered nothing that changes anything', async () => {
    const page = await open(town.auditor);
    await page.getByText(words.readOnly).waitFor();
    await tabTo(page, 'link', words.batches);
    await press(page, 'Enter');
    await tabTo(page, 'textbox', words.list.code);
    await page.keyboard.type(kale.slice(0, 6).toLowerCase());
    await press(page, 'Enter');
    await page.getByText(words.list.shown(1, false)).waitFor();
    await tabTo(page, 'link', nameOf(kale));
    await press(page, 'Enter');
    await page.getByText(words.batch.holds((await read(town.auditor, kale)).version)).waitFor();
    const audit = await tabTo(page, 'link', words.batch.audit);
    expect(await audit.getAttribute('href')).toBe(`/v1/batches/${kale}/audit.pdf`);
    const main = page.locator('main');
    // Handing a paper on changes nothing.
    const buttons = main.getByRole('button', { name: new RegExp(`^(?!${th.papers.share} )`) });
    expect(await buttons.count()).toBe(0);
    await tabTo(page, 'link', words.registry);
    await press(page, 'Enter');
    await tabTo(page, 'link', words.reg.kinds.crops);
    await press(page, 'Enter');
    const kaleLink = await tabTo(page, 'link', 'คะน้า');
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('onion');
    await kaleLink.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'ต้นหอม' }).waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Backspace');
    await tabTo(page, 'link', 'คะน้า');
    expect(await page.getByRole('link', { name: words.reg.kinds.users }).count()).toBe(0);
    expect(await page.getByRole('link', { name: words.reg.import }).count()).toBe(0);
    await press(page, 'Enter');
    await page.getByText(words.reg.created).waitFor();
    expect(await main.locator('button, input, select').count()).toBe(0);
    await page.goto(`${service.address()}/app/office/registry/crops/new`);
    await heading(page, th.notHere);
  });
});

describe('every screen of the office', () => {
  const languages = { th: en.otherLanguage, en: th.otherLanguage };

  it('is accessible in both languages, light and dark, and never wider than a phone', async () => {
    const page = await open(town.officer, true);
    const { userId } = farmer.account;
    const screens: Record<string, string> = {
      '': '.columns',
      '/batches': 'table',
      [`/batches/${kale}`]: '.note.good',
      '/deliveries': 'select',
      '/registry/certificates': '.kinds',
      '/registry/farmers': 'table',
      '/registry/users/new': '.form',
      [`/registry/users/${userId}`]: '.form',
      [`/registry/crops/${town.crops.kale}`]: '.form',
      [`/registry/municipality/${town.municipalityId}`]: '.form',
      '/registry/farmers/import': '.file',
    };
    for (const [path, shows] of Object.entries(screens)) {
      await page.setViewportSize(desk);
      await page.goto(`${service.address()}/app/office${path}`);
      await page.locator(shows).first().waitFor();
      await page.evaluate(axe);
      // Words do not change the colours.
      for (const [language, colorScheme] of [
        ['en', 'light'],
        ['th', 'dark'],
      ] as const) {
        const button = page.getByRole('button', { name: languages[language] });
        if ((await page.locator('html').getAttribute('lang')) !== language) await button.click();
        await page.emulateMedia({ colorScheme });
        expect(await violations(page), `${path} ${language} ${colorScheme}`).toEqual([]);
      }
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await contentWidth(page), path).toBe(360);
    }
    await page.goto(`${service.address()}/app/office/batches/${kale}`);
    const received = `${correct.link} ${words.batch.events.received}`;
    for (const name of [words.lab.title, words.batch.hold, new RegExp(received)]) {
      await page.getByRole('button', { name }).first().click();
      await page.getByRole('dialog').waitFor();
      await page.evaluate(axe);
      expect(await violations(page), String(name)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });
});

const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
