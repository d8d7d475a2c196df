// Builds the phone app into a folder: its page, hashed parts, icons and service worker, each also compressed.
// Plain JavaScript, as the rest of the build.
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { build } from 'vite';

const AUDIENCES = ['farmer', 'lead', 'stall', 'kitchen', 'office'];
/** No phone older than these reads the pages anyway: dialogs, locks, private fields. */
const TARGET = ['chrome90', 'safari15.4', 'firefox98'];
/** Made by the service, so they are of no use without a signal. */
const NOT_KEPT = ['screens/period-reports/index.tsx'];
const ICONS = [192, 512];
/** What every screen needs. */
const SHELL = 'shell';
/**
 * Few files instead of many small ones: they compress better, and a slow network waits for each. With a
 * module goes what it imports, unless an earlier group has that. What entries are made with is in the
 * farmer's home; what shows and corrects them is not.
 */
const GROUPS = [
  [SHELL, /app.main\.tsx$/],
  [
    'entering',
    /parts.(keypad|crop-picture|photo-field|as-of)|correct.(unusual|amounts|spray-fields|plot-field)|domain.(batch-code|written-dates)|rolldown/,
  ],
  ['correcting', /screens.correct.correct|parts.(batch-photos|facts|delivery-papers|why-held)/],
].map(([name, test], index) => ({ name, test, priority: 3 - index }));

/** @param root the repository; @param folder where to put it */
export async function buildWeb(root, folder) {
  const app = join(root, 'src/web/app');
  const common = {
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  };
  await build({
    ...common,
    root: app,
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: TARGET,
      manifest: 'parts.json',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        output: { codeSplitting: { groups: GROUPS } },
      },
    },
  });
  cpSync(
    join(root, 'node_modules/libheif-js/libheif-wasm/LICENSE'),
    join(folder, 'libheif-licence.txt'),
  );
  const icon = readFileSync(join(root, 'src/web/icon.svg'));
  writeFileSync(join(folder, 'icon.svg'), icon);
  for (const size of ICONS) {
    await sharp(icon, { density: 72 * 12 })
      .resize(size)
      .png({ compressionLevel: 9 })
      .toFile(join(folder, `icon-${size}.png`));
  }
  writeFileSync(join(folder, 'manifest.webmanifest'), JSON.stringify(webManifest()));

  const parts = JSON.parse(readFileSync(join(folder, 'parts.json'), 'utf8'));
  writeFileSync(join(folder, 'home.json'), JSON.stringify(filesByAudience(parts, false)));
  const contents = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.json'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  const named = (pattern) =>
    contents.map((file) => `/${relative(folder, file)}`).filter((file) => pattern.test(file));
  const files = {
    shell: shellOf(parts),
    ...filesByAudience(parts, true),
    // A worker is no part of its own to the bundler.
    decoder: named(/^\/assets\/(decoder|zxing_reader)-/),
    heic: named(/^\/assets\/(heic-decoder|libheif)-.*(js|wasm)$/),
  };
  const hash = createHash('sha256');
  for (const file of contents) hash.update(readFileSync(file));
  await build({
    ...common,
    root: join(root, 'src/web/service-worker'),
    define: {
      VERSION: JSON.stringify(hash.digest('hex').slice(0, 16)),
      FILES: JSON.stringify(files),
    },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: TARGET,
      lib: { entry: 'sw.ts', formats: ['es'], fileName: () => 'sw.js' },
    },
  });
  for (const file of [...contents, join(folder, 'sw.js')]) compress(file);
}

/** The page and all that it needs, whoever opens it. */
const shellOf = (parts) => [
  '/',
  '/manifest.webmanifest',
  '/icon.svg',
  ...filesOf(parts, nameOfShell(parts), false),
];

/** What the screens of each audience need besides: those of its home, or all of them. */
function filesByAudience(parts, all) {
  const shell = shellOf(parts);
  const byAudience = AUDIENCES.map((audience) => {
    const files = filesOf(parts, `screens/${audience}/index.tsx`, all);
    return [audience, files.filter((file) => !shell.includes(file))];
  });
  return Object.fromEntries(byAudience);
}

const nameOfShell = (parts) => Object.keys(parts).find((name) => parts[name].name === SHELL);

/** Addresses of a part and of what it imports; with what it may import later, if wanted. */
function filesOf(parts, name, later, seen = new Set()) {
  const part = parts[name];
  if (!part || seen.has(name)) return [];
  seen.add(name);
  const own = [part.file, ...(part.css ?? [])].filter((file) => !file.endsWith('.html'));
  const next = [...(part.imports ?? []), ...(later ? (part.dynamicImports ?? []) : [])]
    // The shell itself is imported by every screen, and leads to all others.
    .filter((other) => other !== nameOfShell(parts) && !NOT_KEPT.includes(other));
  return [
    ...own.map((file) => `/${file}`),
    ...next.flatMap((other) => filesOf(parts, other, later, seen)),
  ];
}

/** Not compressed while serving: the phones are slow, not the server. */
function compress(file) {
  if (file.endsWith('.png')) return;
  const content = readFileSync(file);
  writeFileSync(`${file}.br`, brotliCompressSync(content));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}

const webManifest = () => ({
  id: '/',
  name: 'ต้นน้ำ Tonnam',
  short_name: 'ต้นน้ำ',
  lang: 'th',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#fbfaf4',
  theme_color: '#22346f',
  icons: [
    { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    ...ICONS.map((size) => ({
      src: `/icon-${size}.png`,
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose: 'any',
    })),
    { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
});
