import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import sqlite from '../drizzle.config.ts';
import postgres from '../drizzle.postgres.config.ts';

const folder = mkdtempSync(join(tmpdir(), 'tonnam-migrations-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Generates migrations from the schema into a copy, where a difference would add a file. */
it.each([sqlite, postgres])(
  'the migrations for $dialect make just the tables that the schema describes',
  (settings) => {
    const copy = join(folder, settings.dialect);
    cpSync(settings.out!, copy, { recursive: true });
    const config = join(folder, `${settings.dialect}.json`);
    // drizzle-kit takes no absolute folder.
    writeFileSync(config, JSON.stringify({ ...settings, out: relative('.', copy) }));

    execFileSync(resolve('node_modules/.bin/drizzle-kit'), ['generate', '--config', config]);

    expect(readdirSync(copy)).toEqual(readdirSync(settings.out!));
  },
);
