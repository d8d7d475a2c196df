import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium, type LaunchOptions } from 'playwright-core';
import { findBrowser } from '../../scripts/programs.mjs';

const quiet = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The least phone that the pages must fit. */
export const phone = { width: 360, height: 740 };

const executablePath = findBrowser();
const options = (): LaunchOptions => ({
  ...(executablePath && { executablePath }),
  args: process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet,
  env: { ...process.env, FONTCONFIG_FILE: fontSettings() },
});

/**
 * A real Chromium that shows Thai also where no Thai font is installed. Close it when done.
 * Without one on the PATH it is Playwright's own.
 * @param flags for Chromium, on top
 */
export function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  const { args = [], ...rest } = options();
  return chromium.launch({ ...rest, args: [...args, ...flags] });
}

/** The same, with a profile in a folder: closed and opened again, it is the same phone switched off and on. */
export const openPhone = (folder: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, { ...options(), viewport: phone, locale: 'th-TH' });

/** The system's fonts and Sarabun, which comes with the packages. */
function fontSettings(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'tonnam-fonts-')), 'fonts.conf');
  const sarabun = resolve('node_modules/@expo-google-fonts/sarabun');
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${sarabun}</dir>
</fontconfig>
`,
  );
  return file;
}
