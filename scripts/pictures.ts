/** `npm run pictures`: makes the README's pictures from the demo. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser, phone } from '../test/setup/browser.ts';
import { MORNING } from './demo/morning.ts';
import { DEMO_PIN } from './demo/registry.ts';
import { serveDemo } from './demo/serve.ts';

const FOLDER = 'docs/pictures';
/** What the QR codes on the pictures hold. */
const PUBLIC_URL = 'https://tonnam.example.go.th';

const { url, close } = await serveDemo(
  { PORT: 0, HOST: '127.0.0.1', PUBLIC_URL, TRUST_PROXY: false, LOG_LEVEL: 'warn' },
  console.log,
);
const jsonAs = (token: string) => ({
  'content-type': 'application/json',
  authorization: `Bearer ${token}`,
});
async function tokenOf(phoneNumber: string): Promise<string> {
  const opened = await fetch(`${url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone: phoneNumber, pin: DEMO_PIN }),
  });
  return ((await opened.json()) as { token: string }).token;
}
const lead = await tokenOf('0820000001');
const download = async (path: string, token = lead) => {
  const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
};

mkdirSync(FOLDER, { recursive: true });
const batch = `/v1/batches/${MORNING.kale}`;
writeFileSync(`${FOLDER}/label.png`, await download(`${batch}/label.png`));

const scratch = mkdtempSync(join(tmpdir(), 'tonnam-pictures-'));
const report = join(scratch, 'audit.pdf');
writeFileSync(report, await download(`${batch}/audit.pdf`));
execFileSync('pdftoppm', ['-r', '90', '-png', '-singlefile', report, `${FOLDER}/audit`]);
const officer = await tokenOf('0860000001');
const asked = await fetch(`${url}/v1/reports`, {
  method: 'POST',
  headers: { ...jsonAs(officer), 'idempotency-key': randomUUID() },
  body: JSON.stringify({ kind: 'municipality' }),
});
const { id } = (await asked.json()) as { id: string };
for (let status = ''; status !== 'done'; ) {
  const answer = await fetch(`${url}/v1/reports/${id}`, { headers: jsonAs(officer) });
  status = ((await answer.json()) as { status: string }).status;
  if (status === 'failed') throw new Error('the report failed');
}
const ofYear = join(scratch, 'report.pdf');
writeFileSync(ofYear, await download(`/v1/reports/${id}/file`, officer));
execFileSync('pdftoppm', ['-r', '90', '-png', '-singlefile', ofYear, `${FOLDER}/report`]);
rmSync(scratch, { recursive: true });

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
