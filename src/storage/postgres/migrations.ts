import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Pool } from 'pg';

const migrationsFolder = fileURLToPath(new URL('../../../migrations/postgres', import.meta.url));
const TABLE = '__drizzle_migrations';
/** Anything, as long as it is always the same. */
const LOCK = 7_266_601;

/**
 * Brings the tables up to date, in one transaction and under a lock: of servers that start together the
 * second waits and finds it done.
 * @param migrating told when there is something to do
 * @throws Error for a database that a newer version of the program has changed
 */
export async function migrate(pool: Pool, migrating: () => void): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder });
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${TABLE} (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint)`,
    );
    const { rows } = await client.query<{ hash: string }>(`SELECT hash FROM ${TABLE}`);
    const applied = new Set(rows.map(({ hash }) => hash));
    const known = new Set(migrations.map(({ hash }) => hash));
    if ([...applied].some((hash) => !known.has(hash))) {
      throw new Error('a newer version of the program has changed it; start that version');
    }
    if (migrations.some(({ hash }) => !applied.has(hash))) migrating();
    for (const { hash, sql, folderMillis } of migrations) {
      if (applied.has(hash)) continue;
      for (const statement of sql) await client.query(statement);
      await client.query(`INSERT INTO ${TABLE} (hash, created_at) VALUES ($1, $2)`, [
        hash,
        folderMillis,
      ]);
    }
    await client.query(
      'INSERT INTO log (id, position) SELECT 1, coalesce(max(position), 0) FROM events ON CONFLICT DO NOTHING',
    );
    await client.query('COMMIT');
  } finally {
    // Closed, not kept: what was begun and not committed is undone by that.
    client.release(true);
  }
}
