/** `npm run pictures`: makes the README's pictures from the demo. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser, phone } from '../test/setup/browser.ts';
import { MORNING } from './demo/morning.ts';
import { DEMO_PIN } from './demo/registry.ts';
import { serveDemo } from './demo/serve.ts';
import { makeGallery } from './gallery.ts';

const FOLDER = 'docs/pictures';
/** What the QR codes on the pictures hold. */
const PUBLIC_URL = 'https://tonnam.example.go.th';

const { url, close } = await serveDemo(
  { PORT: 0, HOST: '127.0.0.1', PUBLIC_URL, TRUST_PROXY: false, LOG_LEVEL: 'warn' },
  console.log,
);
const opened = await fetch(`${url}/v1/session`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ phone: '0860000001', pin: DEMO_PIN }),
});
const { token } = (await opened.json()) as { token: string };
const authorization = `Bearer ${token}`;
const download = async (path: string) => {
  const answer = await fetch(`${url}${path}`, { headers: { authorization } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
};

mkdirSync(FOLDER, { recursive: true });
const batch = `/v1/batches/${MORNING.kale}`;
writeFileSync(`${FOLDER}/label.png`, await download(`${batch}/label.png`));

const list = await download('/v1/deliveries?status=received&limit=200');
const { items } = JSON.parse(list.toString()) as {
  items: { id: string; to: { kind: string }; lines: { missingGrams: number | null }[] }[];
};
// One of which something was missing, as there is more to see.
const short = items.find(
  ({ to, lines }) => to.kind === 'kitchen' && lines.some(({ missingGrams }) => missingGrams),
);
if (!short) throw new Error('no delivery of which something was missing');
const scratch = mkdtempSync(join(tmpdir(), 'tonnam-pictures-'));
for (const [name, path] of [
  ['audit', `${batch}/audit.pdf`],
  ['note', `/v1/deliveries/${short.id}/note.pdf`],
  ['receipt', `/v1/deliveries/${short.id}/receipt.pdf`],
  ['payments', `/v1/deliveries/${short.id}/payments.pdf`],
] as const) {
  const paper = join(scratch, `${name}.pdf`);
  writeFileSync(paper, await download(path));
  execFileSync('pdftoppm', ['-r', '90', '-png', '-singlefile', paper, `${FOLDER}/${name}`]);
}
rmSync(scratch, { recursive: true });
await makeGallery(FOLDER, url, authorization);

const browser = await openBrowser();
const page = await browser.newPage({ viewport: phone, deviceScaleFactor: 2, locale: 'th-TH' });
await page.goto(`${url}/b/${MORNING.kale}`);
await page.screenshot({ path: `${FOLDER}/page.png` });

async function signedIn(phoneNumber: string, viewport = phone) {
  const app = await browser.newPage({ viewport, deviceScaleFactor: 2, locale: 'th-TH' });
  await app.goto(url);
  await app.locator('input[name=phone]').fill(phoneNumber);
  await app.locator('input[name=pin]').fill(DEMO_PIN);
  await app.locator('button[type=submit]').click();
  return app;
}

const app = await signedIn('0810000001');
await app.locator('.batch-row').first().waitFor();
await app.screenshot({ path: `${FOLDER}/farmer.png` });
await app.locator('a.big').click();
await app.locator('.crops button').first().click();
for (const key of ['3', '2']) await app.locator('.keys').getByText(key).click();
await app.screenshot({ path: `${FOLDER}/amount.png` });
await app.goto(`${url}/app/farmer/batches/${MORNING.kale}`);
await app.locator('.qr').waitFor();
await app.screenshot({ path: `${FOLDER}/batch.png` });
for (const [name, number, shows, viewport] of [
  ['alarm', '0820000001', '[role=alertdialog]', phone],
  ['stall', '0830000001', '.goods', phone],
  ['kitchen', '0840000001', '.delivery, li .choices, main li', phone],
  ['office', '0860000001', '.tile, main section', { width: 1280, height: 800 }],
] as const) {
  const home = await signedIn(number, viewport);
  await home.locator(shows).first().waitFor();
  await home.screenshot({ path: `${FOLDER}/${name}.png` });
}
await browser.close();
await close();
console.log(`made the pictures in ${FOLDER}`);
