import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import settings from '../drizzle.config.ts';

const folder = mkdtempSync(join(tmpdir(), 'tonnam-migrations-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Generates migrations from the schema into a copy, where a difference would add a file. */
it('the migrations make just the tables that the schema describes', () => {
  const copy = join(folder, 'migrations');
  cpSync(settings.out!, copy, { recursive: true });
  const config = join(folder, 'drizzle.config.json');
  // drizzle-kit takes no absolute folder.
  writeFileSync(config, JSON.stringify({ ...settings, out: relative('.', copy) }));

  execFileSync(resolve('node_modules/.bin/drizzle-kit'), ['generate', '--config', config]);

  expect(readdirSync(copy)).toEqual(readdirSync(settings.out!));
});
