// Installs what a fresh machine lacks, and says nothing when nothing is missing.
//   node scripts/ensure.mjs          npm packages
//   node scripts/ensure.mjs tests    and what the tests need: a browser, poppler-utils
//   node scripts/ensure.mjs load     and what the benchmarks load servers with: wrk
// Plain JavaScript with nothing but Node: it runs before any package exists.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser, findProgram, windowless } from './programs.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  stop(`Node 20.19 or newer is needed, this is ${process.version}. See https://nodejs.org`);
}
ensurePackages();
const needs = process.argv.slice(2);
if (needs.includes('tests')) ensureTestPrograms();
if (needs.includes('load') && !findProgram('wrk') && !(canUseApt() && aptInstall(['wrk']))) {
  stop('The benchmarks need wrk. Debian: apt-get install wrk');
}

function ensurePackages() {
  const missing = missingPackages();
  if (missing === 0) return;
  say(`Installing npm packages (${missing} missing or out of date) …`);
  ensureCompiler();
  if (!run('npm', ['ci', '--no-audit', '--no-fund'], withNodeHeaders())) {
    stop('npm ci failed. The lines above say why; try again when it is mended.');
  }
}

/** How many packages of package-lock.json are not in node_modules in just that version. */
function missingPackages() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  const isMissing = ([path, { version, optional }]) => {
    if (!path) return false;
    // Packages for other systems are left out of node_modules, and rightly.
    if (!present[path]) return !optional;
    return present[path].version !== version;
  };
  return Object.entries(wanted).filter(isMissing).length;
}

function packagesOf(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/** better-sqlite3 is compiled when its ready-made binary cannot be fetched. */
function ensureCompiler() {
  const absent = [
    !findProgram('python3') && 'python3',
    !findProgram('make') && 'make',
    !findProgram('g++', 'clang++') && 'g++',
  ].filter(Boolean);
  if (absent.length > 0 && canUseApt()) aptInstall(absent);
}

/** The headers beside this Node, so that compiling downloads nothing. */
function withNodeHeaders() {
  const nodeHome = dirname(dirname(process.execPath));
  const hasHeaders = existsSync(join(nodeHome, 'include/node/node.h'));
  return hasHeaders && !process.env.npm_config_nodedir ? { npm_config_nodedir: nodeHome } : {};
}

function ensureTestPrograms() {
  ensureBrowser();
  if (findProgram('pdftotext') && findProgram('pdftoppm')) return;
  if (!canUseApt() || !aptInstall(['poppler-utils'])) {
    stop('The tests need pdftotext and pdftoppm. Debian: apt-get install poppler-utils');
  }
}

/** Chromium without windows does the same with a sixth of the processor time: Debian's even beside another. */
function ensureBrowser() {
  if (findProgram(windowless)) return;
  const installed = canUseApt() && aptInstall([windowless]);
  if (installed || hasBrowser()) return;
  if (!canUseApt() || !aptInstall(['chromium'])) installPlaywrightBrowser();
  if (!hasBrowser()) {
    stop('The tests need Chromium or Chrome. Install it (Debian: apt-get install chromium).');
  }
}

function hasBrowser() {
  if (findBrowser()) return true;
  const { chromium } = createRequire(import.meta.url)('playwright-core');
  return existsSync(chromium.executablePath());
}

function installPlaywrightBrowser() {
  say('Installing a browser for the tests …');
  run(process.execPath, [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium']);
}

function canUseApt() {
  return process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

function aptInstall(packages) {
  say(`Installing ${packages.join(', ')} from Debian …`);
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], quiet);
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet);
}

function run(program, args, env = {}) {
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } };
  // npm is a script on Windows, and only a shell starts it there.
  const { status } = spawnSync(program, args, { ...options, shell: process.platform === 'win32' });
  return status === 0;
}

function say(line) {
  console.error(`• ${line}`);
}

function stop(line) {
  console.error(`✗ ${line}`);
  process.exit(1);
}
