import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openBrowser, openPhone } from '../../setup/browser.ts';
import { openService } from '../../setup/service.ts';
import { codeOn, farmerWords, keyIn, newFarmer, sentAt } from './farmers.ts';
import { upgradable } from './new-version.ts';
import { hasKept, isKept, newPhone, signInOn, typeIn, until, words } from './phone.ts';

const service = await openService();
const { get } = service;
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

type Farmer = Awaited<ReturnType<typeof newFarmer>>;

/** A farmer on a phone of their own that has everything it needs to do without a signal. */
async function ready(context?: BrowserContext, address = service.address()) {
  const farmer = await newFarmer(service);
  const phone = context ?? (await newPhone(browser));
  onTestFinished(() => phone.close());
  const page = await signInOn(phone, address, farmer);
  await isKept(page, 'farmer');
  // Crops and plots are fetched before anybody opens the form.
  await hasKept(page, '/registry/crops', '/registry/plots');
  await page.goto(address);
  await page.getByText(farmerWords.none).waitFor();
  return { farmer, phone, page };
}

const batchesOf = async (farmer: Farmer) => (await get(farmer, '/v1/batches')).body.items;

/** As often as it says, in the book once. */
async function isOnce(farmer: Farmer, codes: string[]) {
  const batches = await batchesOf(farmer);
  expect(batches.map(({ code }: { code: string }) => code).sort()).toEqual([...codes].sort());
  for (const { version } of batches) expect(version).toBe(1);
}

describe('without a signal', () => {
  it('an entry outlives reloading, a phone that is switched off, and a day; then it is sent once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tonnam-phone-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const first = await openPhone(folder);
    const { farmer, page } = await ready(first);
    await first.setOffline(true);
    await keyIn(page, 'คะน้า', '12');
    await page.getByText(words.outbox.onPhone).waitFor();
    const code = await codeOn(page);
    await page.getByRole('img', { name: farmerWords.batch.qr(code) }).waitFor();
    await page.reload();
    await page.getByText(words.outbox.onPhone).waitFor();
    expect(await codeOn(page)).toBe(code);
    await first.close();

    const second = await openPhone(folder);
    await second.setOffline(true);
    const again = await second.newPage();
    await again.goto(service.address());
    await again.getByText(words.outbox.unsent(1)).waitFor();
    await again.getByText(words.outbox.onPhone).waitFor();
    expect(await batchesOf(farmer)).toEqual([]);
    await second.setOffline(false);
    await again.getByText(words.statuses.waiting).waitFor();
    await isOnce(farmer, [code]);
    await second.close();
  });

  it('everything that was fetched is shown with its time', async () => {
    const { page, phone } = await ready();
    await keyIn(page, 'คะน้า', '12');
    await page.getByText(sentAt).waitFor();
    await page.getByText(farmerWords.went.network).waitFor();
    await page.goto(service.address());
    await page.getByText(words.statuses.waiting).waitFor();
    await phone.setOffline(true);
    await page.reload();
    await page.getByText(words.statuses.waiting).waitFor();
    await page.getByText('ไม่มีสัญญาณ แสดงข้อมูล ณ', { exact: false }).waitFor();
    await page.getByRole('listitem').getByText('คะน้า').click();
    await page.getByText(farmerWords.went.network).waitFor();
  });

  it('a new version of the app takes over, and sends what the old one was given', async () => {
    const { address, release } = await upgradable(service.address());
    const { page, phone, farmer } = await ready(undefined, address);
    await phone.setOffline(true);
    await keyIn(page, 'คะน้า', '12');
    const code = await codeOn(page);
    release('0123456789abcdef');
    let posts = 0;
    await page.route('**/v1/batches', (route) => {
      if (route.request().method() !== 'POST' || posts++ > 0) return route.continue();
      return route.abort();
    });
    await phone.setOffline(false);
    // Asked again, since it may have been looking already when there was none yet.
    await until(
      page,
      `navigator.serviceWorker.ready
        .then((worker) => worker.update())
        .then(() => caches.keys())
        .then((names) => names.join() === 'tonnam-0123456789abcdef')`,
    );
    await isKept(page, 'farmer');
    // What the browser has taken away is there again once there is a signal.
    await page.evaluate(`caches.open('tonnam-0123456789abcdef').then(async (cache) => {
      for (const file of await cache.keys()) await cache.delete(file);
    })`);
    await page.evaluate(`['offline', 'online'].forEach((name) => dispatchEvent(new Event(name)))`);
    await isKept(page, 'farmer');
    await page.reload();
    await page.getByText(sentAt).waitFor();
    await isOnce(farmer, [code]);
    await phone.setOffline(true);
    await page.goto(address);
    await page.getByRole('listitem').getByText('คะน้า').waitFor();
  });

  it('what is not sent can be kept as a file', async () => {
    const { page, phone, farmer } = await ready();
    await phone.setOffline(true);
    await keyIn(page, 'คะน้า', '12');
    const code = await codeOn(page);
    await page.getByRole('link', { name: words.outbox.unsent(1) }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: words.outbox.export }).click();
    const { entries } = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
    expect(entries).toMatchObject([
      { owner: farmer.account.userId, path: '/v1/batches', body: { code } },
    ]);
  });
});

describe('an answer that is lost', () => {
  it('after the service has committed: the entry is sent again, and is in the book once', async () => {
    const { page, farmer } = await ready();
    let lost = 0;
    await page.route('**/v1/batches', async (route) => {
      if (route.request().method() !== 'POST' || lost++ > 0) return route.continue();
      await route.fetch();
      await route.abort('connectionreset');
    });
    await keyIn(page, 'คะน้า', '12');
    const code = await codeOn(page);
    await page.getByText(sentAt).waitFor();
    expect(lost).toBe(2);
    await isOnce(farmer, [code]);
  });

  it('a service that is busy is asked again when it said, not before', async () => {
    const { page, farmer } = await ready();
    const asked: number[] = [];
    await page.route('**/v1/batches', (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      asked.push(Date.now());
      if (asked.length > 1) return route.continue();
      return route.fulfill({ status: 503, headers: { 'retry-after': '2' }, body: '' });
    });
    await keyIn(page, 'คะน้า', '12');
    const code = await codeOn(page);
    await page.getByText(words.outbox.onPhone).waitFor();
    await page.evaluate(`dispatchEvent(new Event('online'))`);
    await page.getByText(sentAt).waitFor();
    expect(asked[1]! - asked[0]!).toBeGreaterThanOrEqual(2000);
    await isOnce(farmer, [code]);
  });

  it('is sent once from two tabs', async () => {
    const { page, phone, farmer } = await ready();
    const other = await phone.newPage();
    await other.goto(service.address());
    await other.getByText(farmerWords.none).waitFor();
    await phone.setOffline(true);
    await keyIn(page, 'คะน้า', '12');
    const code = await codeOn(page);
    await other.getByText(words.outbox.unsent(1)).waitFor();
    let sent = 0;
    phone.on('response', (answer) => {
      if (answer.request().method() === 'POST' && answer.status() === 201) sent++;
    });
    await phone.setOffline(false);
    await page.getByText(sentAt).waitFor();
    await other.getByText(words.statuses.waiting).waitFor();
    expect(sent).toBe(1);
    await isOnce(farmer, [code]);
  });
});

describe('an entry that the service refuses', () => {
  /** Two harvests without a signal, of which the service will refuse the first. */
  async function refusedAndGood() {
    const { page, phone, farmer } = await ready();
    const before = await service.deps.storage.registryEntry(
      farmer.account.municipalityId,
      'crops',
      service.town.crops.onion,
    );
    await phone.setOffline(true);
    await keyIn(page, 'ต้นหอม', '12');
    const bad = await codeOn(page);
    await page.getByRole('link', { name: words.back }).click();
    await keyIn(page, 'คะน้า', '15');
    const good = await codeOn(page);
    return { page, phone, farmer, bad, good, before };
  }
  const setOnion = async (active: boolean) => {
    const path = `/v1/registry/crops/${service.town.crops.onion}`;
    const { officer } = service.town;
    const { revision } = (await get(officer, path)).body;
    expect((await service.patch(officer, path, { revision, active })).status).toBe(200);
  };

  it('stays with the reason, holds up no other, and is sent when it is mended', async () => {
    const { page, phone, farmer, bad, good } = await refusedAndGood();
    await setOnion(false);
    await phone.setOffline(false);
    await page.getByText(sentAt).waitFor();
    await isOnce(farmer, [good]);
    await page.getByRole('link', { name: words.outbox.toMend(1) }).click();
    await page.getByText('เลิกใช้แล้ว', { exact: false }).waitFor();
    // In the language of the moment, not of that in which it was refused.
    await page.getByRole('button', { name: words.otherLanguage }).click();
    await page.getByText(/no longer in use/).waitFor();
    await page.getByRole('button', { name: 'ไทย' }).click();
    await setOnion(true);
    await page.getByRole('link', { name: words.outbox.mend, exact: true }).click();
    await expect.poll(() => page.getByLabel(words.keypad.amount).inputValue()).toBe('12');
    await page.getByRole('button', { name: '5', exact: true }).click();
    await page.getByRole('button', { name: farmerWords.amount.save }).click();
    await page.getByText(sentAt).waitFor();
    expect(await codeOn(page)).toBe(bad);
    await isOnce(farmer, [bad, good]);
    expect((await get(farmer, `/v1/batches/${bad}`)).body.harvested.grams).toBe(125_000);
  });

  it('can be withdrawn, when asked', async () => {
    const { page, phone, farmer, good } = await refusedAndGood();
    await setOnion(false);
    await phone.setOffline(false);
    await page.getByRole('link', { name: words.outbox.toMend(1) }).click();
    await page.getByRole('button', { name: words.outbox.withdraw }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.outbox.withdraw }).click();
    await page.getByText(words.outbox.none).waitFor();
    await isOnce(farmer, [good]);
    await setOnion(true);
  });

  it('for what only its maker can say is confirmed with one tap', async () => {
    const { page, phone, farmer } = await ready();
    await phone.setOffline(true);
    await keyIn(page, 'คะน้า', '12');
    const code = await codeOn(page);
    const body = {
      cropId: service.town.crops.kale,
      amount: { quantity: 12, unit: 'kg' },
    };
    // In the meantime somebody has registered the same, from another phone.
    const other = await service.post(farmer, '/v1/batches', body);
    await phone.setOffline(false);
    await page.getByRole('link', { name: words.outbox.toMend(1) }).click();
    await page.getByText('คนละรอบหรือไม่', { exact: false }).waitFor();
    await page.getByRole('button', { name: words.outbox.confirm }).click();
    await page.getByText(sentAt).waitFor();
    await isOnce(farmer, [code, other.body.entries[0].batch]);
  });
});

describe('a shared phone', () => {
  let page: Page;

  it('warns of what is not sent, keeps it for its owner, and shows it to nobody else', async () => {
    const { page: own, phone, farmer } = await ready();
    page = own;
    const neighbour = await newFarmer(service);
    // The service cannot be reached for entries, but for signing out.
    await phone.route('**/v1/batches', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await keyIn(page, 'คะน้า', '12');
    const code = await codeOn(page);
    await page.getByText(words.outbox.onPhone).waitFor();
    await page.getByRole('link', { name: words.account.title }).click();
    await page.getByRole('button', { name: words.account.signOut }).click();
    await page.getByRole('heading', { name: words.account.signOutUnsent(1) }).waitFor();
    await page.getByRole('button', { name: words.account.signOutAnyway }).click();
    await page.getByRole('heading', { name: words.signIn.title }).waitFor();

    await phone.unroute('**/v1/batches');
    await typeIn(page, neighbour.phone);
    await page.getByText(farmerWords.none).waitFor();
    expect(await page.getByText(words.outbox.unsent(1)).count()).toBe(0);
    await page.goto(`${service.address()}/app/outbox`);
    await page.getByText(words.outbox.none).waitFor();
    expect(await batchesOf(neighbour)).toEqual([]);
    await page.getByRole('link', { name: words.account.title }).click();
    await page.getByRole('button', { name: words.account.signOut }).click();

    await page.getByRole('heading', { name: words.signIn.title }).waitFor();
    await typeIn(page, farmer.phone);
    await page.getByText(words.statuses.waiting).waitFor();
    await isOnce(farmer, [code]);
  });

  it('asks to sign in again when the session has ended, and loses nothing', async () => {
    const { page: own, phone, farmer } = await ready();
    page = own;
    await phone.setOffline(true);
    await keyIn(page, 'คะน้า', '12');
    const code = await codeOn(page);
    await phone.clearCookies();
    await phone.setOffline(false);
    await page.getByRole('link', { name: words.signIn.againToSend(1) }).waitFor();
    await page.getByRole('link', { name: words.back }).click();
    await keyIn(page, 'ต้นหอม', '13');
    const second = await codeOn(page);
    await page.getByRole('link', { name: words.signIn.againToSend(2) }).click();
    await page.getByText(words.signIn.again).waitFor();
    await typeIn(page, farmer.phone);
    await page.getByText(words.statuses.waiting).nth(1).waitFor();
    await isOnce(farmer, [code, second]);
  });

  it('that is full says so, and takes nothing', async () => {
    const { page: own, farmer } = await ready();
    page = own;
    // Browsers allow small entries for a while after the room is used up, so it is they who are played here.
    await page.evaluate(`{
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };
      globalThis.makeRoom = () => { IDBObjectStore.prototype.put = put; };
    }`);
    await keyIn(page, 'คะน้า', '12');
    await page.getByText(words.outbox.full).waitFor();
    await page.evaluate('makeRoom()');
    await page.getByRole('button', { name: farmerWords.amount.save }).click();
    await page.getByText(sentAt).waitFor();
    await isOnce(farmer, [await codeOn(page)]);
  });
});
