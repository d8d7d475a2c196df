import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** What a file of each folder may import from the others, and from npm among the guarded packages. */
const allowed: Record<string, string[]> = {
  http: [
    'web',
    'app',
    'app/ports',
    'documents',
    'tables',
    'epcis',
    'auth',
    'wire',
    'domain',
    'fastify',
    '@fastify/helmet',
  ],
  web: ['wire', 'domain', 'qrcode'],
  app: ['epcis', 'auth', 'wire', 'domain'],
  storage: [
    'app/ports',
    'wire',
    'domain',
    'better-sqlite3',
    'pg',
    'drizzle-orm',
    'drizzle-orm/sqlite-core',
  ],
  photos: ['app/ports', 'domain'],
  reports: ['app/ports', 'domain'],
  documents: ['wire', 'domain', 'pdfkit', 'qrcode'],
  tables: ['read-excel-file/universal', 'write-excel-file/node', 'fflate'],
  epcis: ['wire', 'domain'],
  auth: ['domain'],
  wire: ['domain'],
  domain: ['safe-stable-stringify', 'node:crypto'],
};
const folders = Object.keys(allowed);
const packages = [
  'better-sqlite3',
  'pg',
  'drizzle-orm',
  'drizzle-orm/sqlite-core',
  'pdfkit',
  'qrcode',
  'fastify',
  '@fastify/helmet',
  'read-excel-file/universal',
  'write-excel-file/node',
  'fflate',
];
/** domain may import no package at all; these stand for all of them. */
const impure = ['zod', 'uuid', 'node:fs', 'safe-stable-stringify', 'node:crypto'];

const targetsOf = (folder: string) => [
  ...folders.filter((other) => other !== folder),
  ...(folder === 'app' ? [] : ['app/ports']),
  'main',
  ...packages,
  ...(folder === 'domain' ? impure : []),
];

const specifierOf = (target: string) => {
  if (target === 'main') return '../main.ts';
  if (target === 'app/ports') return '../app/ports.ts';
  return folders.includes(target) ? `../${target}/planted.ts` : target;
};

const project = mkdtempSync(join(tmpdir(), 'tonnam-layers-'));
let found: Set<string>;

/** One file for every arrow, each with that single import, linted by the repository's own settings. */
beforeAll(() => {
  for (const file of ['biome.json', '.gitignore']) cpSync(file, join(project, file));
  for (const folder of folders) {
    mkdirSync(join(project, 'src', folder), { recursive: true });
    targetsOf(folder).forEach((target, index) => {
      const line = `export { planted } from '${specifierOf(target)}';\n`;
      writeFileSync(join(project, 'src', folder, `${index}.ts`), line);
    });
  }
  const biome = resolve('node_modules/.bin/biome');
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', 'src'];
  const report = JSON.parse(spawnSync(biome, args, { cwd: project, encoding: 'utf8' }).stdout);
  found = new Set(
    report.diagnostics
      .filter((finding: { category: string }) => finding.category.endsWith('noRestrictedImports'))
      .map((finding: { location: { path: string } }) => finding.location.path),
  );
});

afterAll(() => rmSync(project, { recursive: true }));

it.each(folders)(
  'src/%s imports what it may, and a planted import of anything else fails',
  (folder) => {
    const targets = targetsOf(folder);
    const permitted = targets.filter((_, index) => !found.has(`src/${folder}/${index}.ts`));
    expect(permitted.sort()).toEqual([...(allowed[folder] ?? [])].sort());
  },
);
