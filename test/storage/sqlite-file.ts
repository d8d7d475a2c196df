import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { Storage } from '../../src/app/ports.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';

/** A database file for one test, and hands to reach into it from outside. */
export function sqliteFile() {
  const folder = mkdtempSync(join(tmpdir(), 'tonnam-sqlite-'));
  const file = join(folder, 'tonnam.db');
  const opened: (Storage | Database)[] = [];
  onTestFinished(async () => {
    for (const each of opened) await each.close();
    rmSync(folder, { recursive: true });
  });
  return {
    folder,
    file,
    open(options?: { busyMs?: number }): Storage {
      const storage = openSqlite(file, options);
      opened.push(storage);
      return storage;
    },
    /** The file as anybody with access to the machine could open it. */
    tamper(sql: string, ...values: unknown[]): number {
      const raw = new SqliteDatabase(file);
      try {
        return raw.prepare(sql).run(...values).changes;
      } finally {
        raw.close();
      }
    },
    raw(): Database {
      const raw = new SqliteDatabase(file);
      opened.push(raw);
      return raw;
    },
  };
}
