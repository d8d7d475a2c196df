import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { BookReads, Registry } from '../../app/ports.ts';
import { bookReads } from '../reads/book.ts';
import { registryReads } from '../reads/registry.ts';
import { isNewer, isUpToDate } from '../sqlite/migrations.ts';
import * as t from '../sqlite/schema.ts';
import { COMMON_TABLES, type CommonTable, movedBy, namesOf, type RawRow } from './tables.ts';

/** A SQLite database as it stands in one moment, to read only. */
export type Source = {
  reads: BookReads & Pick<Registry, 'municipalityIds'>;
  /** Of the file as it is, and of whom: the same again is the same transfer. */
  digest: string;
  count(table: CommonTable): number;
  /**
   * All rows in the order of the key, some at a time.
   * @param skip how many to leave out first
   * @param offset what positions grow by
   */
  rows(table: CommonTable, skip: number, offset: number): Iterable<RawRow[]>;
  close(): void;
};

/** Bounds what is in memory, and the size of a statement. */
const STRIDE = 500;

/**
 * @param municipalityId of whom; null for the whole file
 * @throws Error that says what is wrong with the file
 */
export function openSource(file: string, municipalityId: string | null): Source {
  const sqlite = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
  try {
    refuseOtherVersions(sqlite);
    // Until it is closed: everything is read as of now, and no server can begin to write.
    sqlite.exec('BEGIN');
    return sourceOf(sqlite, municipalityId, digestOf(file, municipalityId));
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function sourceOf(sqlite: Database, municipalityId: string | null, digest: string): Source {
  const reader = { db: drizzle(sqlite, { casing: 'snake_case' }), t };
  const only = municipalityId === null ? [] : [municipalityId];
  const from = ({ name, tenant }: CommonTable) =>
    `FROM ${name} ${only.length === 0 ? '' : tenant ? 'WHERE municipality_id = ?' : 'WHERE false'}`;
  const valuesFor = ({ tenant }: CommonTable) => (tenant ? only : []);
  const { municipalityIds } = registryReads(reader);
  return {
    reads: {
      ...bookReads(reader),
      municipalityIds: async () =>
        (await municipalityIds()).filter((id) => (municipalityId ?? id) === id),
    },
    digest,
    count: (table) =>
      sqlite
        .prepare<string[], number>(`SELECT count(*) ${from(table)}`)
        .pluck()
        .get(...valuesFor(table)) ?? 0,
    *rows(table, skip, offset) {
      const statement = sqlite
        .prepare<string[], RawRow>(
          `SELECT ${movedBy(offset, table.columns)} ${from(table)} ORDER BY ${namesOf(table.key)} LIMIT -1 OFFSET ${skip}`,
        )
        .raw();
      let some: RawRow[] = [];
      for (const row of statement.iterate(...valuesFor(table))) {
        if (some.push(row) < STRIDE) continue;
        yield some;
        some = [];
      }
      if (some.length > 0) yield some;
    },
    close: () => sqlite.close(),
  };
}

function digestOf(file: string, municipalityId: string | null): string {
  const hash = createHash('sha256').update(JSON.stringify([municipalityId, COMMON_TABLES]));
  const chunk = Buffer.alloc(1024 * 1024);
  // What a server that was killed left in its log is a part of the database.
  for (const part of [file, `${file}-wal`].filter((path) => existsSync(path))) {
    const opened = openSync(part, 'r');
    for (let size = 1; size > 0; ) {
      size = readSync(opened, chunk);
      hash.update(chunk.subarray(0, size));
    }
    closeSync(opened);
  }
  return hash.digest('hex');
}

function refuseOtherVersions(sqlite: Database): void {
  if (isNewer(sqlite)) throw new Error('a newer version of the program has changed it; use that');
  if (!isUpToDate(sqlite)) {
    throw new Error('it is of an older version of the program; start the server once with it');
  }
}
