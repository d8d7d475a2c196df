import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { common as en } from '../../../src/web/app/words/en/common.ts';
import { lead } from '../../../src/web/app/words/th/lead.ts';
import { openBrowser, phone } from '../../setup/browser.ts';
import { openService } from '../../setup/service.ts';
import { expectAccessible, expectFits } from './looks.ts';
import { isKept, newPhone, signInOn, typeIn, words } from './phone.ts';

const service = await openService();
const { town } = service;
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe('the app at the front door', () => {
  it('is served by a strict policy, kept for ever by the names of its parts, compressed, and says who needs which', async () => {
    const page = await service.agent().get('/').expect(200);
    expect(page.headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/);
    expect(page.headers['cache-control']).toBe('no-cache');
    const [script] = /\/assets\/[^"]+\.js/.exec(page.text) ?? [];
    const answer = await service.agent().get(script!).set('accept-encoding', 'br, gzip');
    expect(answer.headers['content-encoding']).toBe('br');
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const token = await service.tokenOf(town.networks[0].farmer);
    const known = await service.agent().get('/').set('cookie', `tonnam_session=${token}`);
    const hinted = [...known.headers.link!.matchAll(/<([^>]+)>; rel=(modulepreload|preload)/g)];
    expect(hinted.map(([, file]) => file)).toContainEqual(expect.stringMatching(/farmer-.*js$/));
    for (const [, file] of hinted) await service.agent().get(file!).expect(200);
    expect(page.headers.link).toBeUndefined();
    const worker = await service.agent().get('/sw.js').expect(200);
    expect(worker.headers['cache-control']).toBe('no-cache');
  });

  it('says in plain words why nobody is signed in, and switches its language at once', async () => {
    const page = await (await newPhone(browser)).newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(service.address());
    await page.getByRole('button', { name: words.signIn.submit }).click();
    await page.getByText(words.signIn.pinWrong).waitFor();
    await typeIn(page, town.officer.phone, '000000');
    await page.getByText('หมายเลขโทรศัพท์หรือ PIN ไม่ถูกต้อง').waitFor();
    await page.getByRole('button', { name: words.otherLanguage }).click();
    await page.getByRole('heading', { name: en.signIn.title }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    expect(said.filter((line) => /policy|refused/i.test(line))).toEqual([]);
  });

  it('takes Thai digits, and opens the home of whoever signs in', async () => {
    const { farmer } = town.networks[0];
    const page: Page = await (await newPhone(browser)).newPage();
    await page.goto(service.address());
    const thai = (digits: string) =>
      digits.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
    await typeIn(page, thai(farmer.phone), thai('256900'));
    await page.waitForURL('**/app/farmer');
  });

  it("asks to leave LINE's own browser, and goes on there if need be", async () => {
    const userAgent =
      'Mozilla/5.0 (Linux; Android 13) Chrome/120 Mobile Safari/537.36 Line/13.20.0';
    const context = { userAgent, viewport: phone, locale: 'th-TH', bypassCSP: true };
    const page = await (await browser.newContext(context)).newPage();
    await page.goto(service.address());
    const outside = page.getByRole('link', { name: words.line.open });
    expect(await outside.getAttribute('href')).toBe(`${service.address()}/?openExternalBrowser=1`);
    await expectAccessible(page);
    await expectFits(page);
    await page.getByRole('button', { name: words.line.stay }).click();
    await outside.waitFor({ state: 'hidden' });
    await typeIn(page, town.networks[0].farmer.phone);
    await page.waitForURL('**/app/farmer');
    expect(await outside.count()).toBe(0);
  });

  it('opens again without a signal, whoever was signed in', async () => {
    const context = await newPhone(browser);
    const page = await signInOn(context, service.address(), town.networks[0].lead);
    await page.waitForURL('**/app/lead');
    await isKept(page, 'lead');
    await context.setOffline(true);
    await page.goto(`${service.address()}/`);
    await page.waitForURL('**/app/lead');
    await page.getByText(words.noSignal, { exact: true }).waitFor();
    await page.getByRole('link', { name: lead.send.title, exact: true }).waitFor();
  });
});
