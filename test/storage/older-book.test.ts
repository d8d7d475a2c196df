import { readFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { expect, it, onTestFinished } from 'vitest';
import type { Storage } from '../../src/app/ports.ts';
import { openPostgres } from '../../src/storage/postgres/open.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { BLANK, newDatabase } from '../setup/postgres-database.ts';
import { expectRebuilt } from './rebuilt.ts';
import { sqliteFile } from './sqlite-file.ts';

type Row = Record<string, string | number | null>;

/** Two batches from harvest to market and school, as they were kept before the tables were made narrower. */
const book = JSON.parse(readFileSync('test/storage/older-book.json', 'utf8')) as {
  [table: string]: Row[];
};

/** The migrations before the one of a name. */
function migrationsBefore(name: string, engine: 'sqlite' | 'postgres') {
  const migrationsFolder = `migrations/${engine}`;
  const journal = JSON.parse(readFileSync(`${migrationsFolder}/meta/_journal.json`, 'utf8'));
  const tags = (journal.entries as { tag: string }[]).map(({ tag }) => tag);
  return readMigrationFiles({ migrationsFolder }).slice(0, tags.indexOf(name));
}

async function expectWhole(storage: Storage) {
  onTestFinished(() => storage.close());
  const [{ municipality_id: municipality } = {}] = book.batches!;
  const { items } = await storage.batches(
    String(municipality),
    undefined,
    {},
    { limit: 9, cursor: null },
  );
  expect(items.map(({ code }) => code).sort()).toEqual(
    book.batches!.map(({ code }) => code).sort(),
  );
  await expectRebuilt(storage, String(municipality));
}

it('a book of an older version is brought up to date with all that is in it, on SQLite', async () => {
  const { file } = sqliteFile();
  const sqlite = new SqliteDatabase(file);
  sqlite.exec('CREATE TABLE __drizzle_migrations (id INTEGER PRIMARY KEY, hash, created_at)');
  for (const { hash, sql } of migrationsBefore('0007_narrower', 'sqlite')) {
    for (const statement of sql) sqlite.exec(statement);
    sqlite.prepare('INSERT INTO __drizzle_migrations (hash) VALUES (?)').run(hash);
  }
  for (const [table, rows] of Object.entries(book)) {
    for (const row of rows) {
      const names = Object.keys(row);
      const into = `${table} (${names.join()}) VALUES (${names.map(() => '?').join()})`;
      sqlite.prepare(`INSERT INTO ${into}`).run(Object.values(row));
    }
  }
  sqlite.close();
  await expectWhole(openSqlite(file));
});

it('a book of an older version is brought up to date with all that is in it, on PostgreSQL', async () => {
  const { url, tamper, remove } = await newDatabase(BLANK);
  onTestFinished(remove);
  await tamper('CREATE TABLE __drizzle_migrations (id serial, hash text, created_at bigint)');
  for (const { hash, sql } of migrationsBefore('0006_narrower', 'postgres')) {
    for (const statement of sql) await tamper(statement);
    await tamper('INSERT INTO __drizzle_migrations (hash) VALUES ($1)', hash);
  }
  for (const [table, rows] of Object.entries(book)) {
    const filled = `json_populate_recordset(NULL::${table}, $1)`;
    await tamper(`INSERT INTO ${table} SELECT * FROM ${filled}`, JSON.stringify(rows));
  }
  await expectWhole(await openPostgres(url));
});
