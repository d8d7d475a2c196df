import type { Book } from '../../app/ports.ts';
import { append } from '../append.ts';
import type { SqliteDb } from './connection.ts';
import { bookRows } from './rows.ts';
import type { Sync } from './writer.ts';

export function bookWrites(db: SqliteDb): Sync<Pick<Book, 'append'>> {
  const rows = bookRows(db);
  return {
    append: (...asked) => append(rows, ...asked),
  };
}
