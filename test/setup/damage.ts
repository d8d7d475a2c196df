import { closeSync, openSync, writeSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';

/** Overwrites the page of the file that a table begins with, as a failing disk might. */
export function damagePageOf(table: string, file: string): void {
  const database = new SqliteDatabase(file);
  const page = database.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck();
  const size = Number(database.pragma('page_size', { simple: true }));
  const at = ((page.get(table) as number) - 1) * size;
  database.close();
  const hand = openSync(file, 'r+');
  writeSync(hand, Buffer.alloc(size, 0xa5), 0, size, at);
  closeSync(hand);
}
