import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { market } from '../../../src/web/app/words/th/market.ts';
import { scanner as th } from '../../../src/web/app/words/th/scanner.ts';
import { stepsOf } from '../../http/steps.ts';
import { openBrowser, phone } from '../../setup/browser.ts';
import { openService } from '../../setup/service.ts';
import { isKept, newPhone, openFor, signInOn } from './phone.ts';
import { filmOf, photoOf, qrOf } from './pictures.ts';

const service = await openService();
const { town } = service;
const steps = stepsOf(service);
const [{ manager }] = town.stalls;
let browser: Browser;
let code: string;
let label: Buffer;

beforeAll(async () => {
  code = await steps.batchAtStall(town, 8_000);
  await steps.inspect(town.networks[0].lead, code);
  ({ body: label } = await service.get(manager, `/v1/batches/${code}/label.png`));
  browser = await openBrowser([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${await filmOf(label)}`,
  ]);
});
afterAll(() => browser.close());

async function openScanner(context: BrowserContext, open = openFor): Promise<Page> {
  const page = await open(context, service.address(), manager);
  await page.getByRole('link', { name: market.scan }).click();
  await page.getByText(th.photo, { exact: true }).waitFor();
  return page;
}
const takePhoto = (page: Page, buffer: Buffer, mimeType = 'image/jpeg') =>
  page.locator('input[type=file]').setInputFiles({ name: 'photo', mimeType, buffer });
const isAnswered = async (page: Page) => {
  await page.waitForURL(`**/app/stall/b/${code}?scanned=1`);
  await page.getByText(market.answers.passed.title, { exact: true }).first().waitFor();
};

describe('a label', () => {
  it('is read from the camera, which goes dark when it is left', async () => {
    const page = await openFor(await newPhone(browser, false), service.address(), manager);
    await page.evaluate(`(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      window.streams = [];
      navigator.mediaDevices.getUserMedia = async (wanted) => {
        window.streams.push(await ask(wanted));
        return window.streams.at(-1);
      };
    })()`);
    await page.getByRole('link', { name: market.scan }).click();
    await isAnswered(page);
    const tracks = 'streams.flatMap((s) => s.getTracks()).map((t) => t.readyState)';
    await expect.poll(() => page.evaluate(tracks)).toEqual(['ended']);
  });

  it('is read from a photo at an angle, without a signal', async () => {
    const context = await noCamera(await newPhone(browser));
    const page = await openScanner(context, signInOn);
    await isKept(page, 'decoder');
    await context.setOffline(true);
    await page.reload();
    await page.getByText(th.noCamera).waitFor();
    await takePhoto(page, await photoOf(label));
    await isAnswered(page);
  });

  it('is read with what the browser has, and no decoder is loaded then', async () => {
    const context = await noCamera(await newPhone(browser));
    await context.addInitScript(`window.BarcodeDetector = class {
      static getSupportedFormats = async () => ['qr_code'];
      detect = async (image) => (image.width > 0 ? [{ rawValue: 'HTTPS://X.EXAMPLE/B/${code}' }] : []);
    }`);
    const asked: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    const page = await openScanner(context, signInOn);
    await isKept(page, 'stall');
    await takePhoto(page, await photoOf(label));
    await isAnswered(page);
    const kept = await page.evaluate<string[]>(`caches.keys()
      .then(([name]) => caches.open(name))
      .then((cache) => cache.keys())
      .then((requests) => requests.map(({ url }) => url))`);
    expect(kept.length).toBeGreaterThan(5);
    expect([...asked, ...kept].filter((url) => /decoder|zxing/.test(url))).toEqual([]);
  });
});

describe('what is no label', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openScanner(await noCamera(await newPhone(browser, false)));
  });

  it.each([
    ['of something else', () => qrOf('https://example.com/b/nothing'), th.otherCode],
    [
      'of a code with a wrong character',
      () => qrOf(`https://x.example/b/${wrong()}`),
      th.otherCode,
    ],
    ['that does not open', async () => Buffer.from('no picture'), th.noPicture],
    ['of a table', async () => photoOf(await tableTop()), th.noCode],
  ])('in a photo %s is told in plain words', async (_, picture, said) => {
    await takePhoto(page, await picture());
    await page.getByText(said).waitFor();
  });

  it('is told of a typed code too, which is understood as people write it', async () => {
    await page.getByText(th.typeIt).click();
    const field = page.getByLabel(th.code);
    await field.fill(wrong());
    await field.press('Enter');
    await page.getByText(th.mistyped).waitFor();
    await field.fill(` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `);
    await field.press('Enter');
    await isAnswered(page);
  });
});

it("inside LINE's browser, photos and typed codes take the place of the camera", async () => {
  const context = await browser.newContext({
    viewport: phone,
    locale: 'th-TH',
    serviceWorkers: 'block',
    userAgent: 'Mozilla/5.0 (Linux; Android 13) Chrome/120 Mobile Safari/537.36 Line/13.20.0',
  });
  const page = await openScanner(context);
  await page.getByText(th.noCamera).waitFor();
  await takePhoto(page, await photoOf(label));
  await isAnswered(page);
});

/** A phone whose owner has said no. */
async function noCamera(context: BrowserContext): Promise<BrowserContext> {
  await context.addInitScript(
    `navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('no', 'NotAllowedError'); }`,
  );
  return context;
}

/** One character differs, as on a label that was read badly. */
const wrong = () => (code.startsWith('7') ? '8' : '7') + code.slice(1);

const tableTop = () =>
  sharp({ create: { width: 400, height: 300, channels: 3, background: '#c8a05a' } })
    .png()
    .toBuffer();
