import type { Book } from '../../app/ports.ts';
import { append } from '../append.ts';
import type { SqliteDb } from './open.ts';
import { bookRows } from './rows.ts';
import type { Write } from './writer.ts';

export function sqliteBook(db: SqliteDb, write: Write): Book {
  const rows = bookRows(db);
  return {
    append: (events, expectedVersions, command) =>
      write(() => append(rows, events, expectedVersions, command)),
    command: async (municipalityId, key) => rows.command(municipalityId, key),
  };
}
