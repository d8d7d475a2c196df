import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/storage/sqlite/connection.ts';

let empty: string | undefined;

/** Begins a database with all tables and nothing in them: they are made once a worker. */
export function copyEmpty(file: string): void {
  if (!empty) {
    empty = join(mkdtempSync(join(tmpdir(), 'tonnam-empty-')), 'tonnam.db');
    connect(empty, { durable: false }).close();
  }
  copyFileSync(empty, file);
}
