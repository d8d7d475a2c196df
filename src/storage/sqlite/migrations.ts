import { fileURLToPath } from 'node:url';
import type { Database } from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';

const migrationsFolder = fileURLToPath(new URL('../../../migrations/sqlite', import.meta.url));
const TABLE = '__drizzle_migrations';

/** Whether every migration has been applied. */
export function isUpToDate(sqlite: Database): boolean {
  const applied = new Set(sqlite.prepare(`SELECT hash FROM ${TABLE}`).pluck().all());
  return readMigrationFiles({ migrationsFolder }).every(({ hash }) => applied.has(hash));
}

/** Whether a newer version of the program has changed the database. */
export function isNewer(sqlite: Database): boolean {
  const known = new Set<unknown>(readMigrationFiles({ migrationsFolder }).map(({ hash }) => hash));
  const applied = sqlite.prepare(`SELECT hash FROM ${TABLE}`).pluck().all();
  return applied.some((hash) => !known.has(hash));
}

/**
 * Brings the tables up to date. In one transaction, unlike Drizzle's own migrator: two servers that start
 * together must not both make the tables.
 * @throws Error for a database that a newer version of the program has changed
 */
export function migrate(sqlite: Database): void {
  const migrations = readMigrationFiles({ migrationsFolder });
  const bringUpToDate = sqlite.transaction(() => {
    sqlite.exec(
      `CREATE TABLE IF NOT EXISTS ${TABLE} (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, created_at NUMERIC)`,
    );
    const applied = new Set(sqlite.prepare(`SELECT hash FROM ${TABLE}`).pluck().all());
    if (isNewer(sqlite)) {
      throw new Error('a newer version of the program has changed it; start that version');
    }
    const note = sqlite.prepare(`INSERT INTO ${TABLE} (hash, created_at) VALUES (?, ?)`);
    for (const { hash, sql, folderMillis } of migrations) {
      if (applied.has(hash)) continue;
      for (const statement of sql) sqlite.exec(statement);
      note.run(hash, folderMillis);
    }
  });
  bringUpToDate.immediate();
}
