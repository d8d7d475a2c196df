import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Storage } from '../../src/app/ports.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { copyEmpty } from '../setup/sqlite-empty.ts';
import { storageContract } from './contract.ts';

storageContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tonnam-storage-'));
  const file = join(folder, 'tonnam.db');
  copyEmpty(file);
  const opened: Storage[] = [];
  const open = () => {
    // That what it says is on the disk is shown where servers are killed.
    const storage = openSqlite(file, { durable: false });
    opened.push(storage);
    return storage;
  };
  const subject = {
    storage: open(),
    async reopen() {
      await subject.storage.close();
      subject.storage = open();
      return subject.storage;
    },
    beside: async () => open(),
    async close() {
      for (const storage of opened) await storage.close();
      rmSync(folder, { recursive: true });
    },
  };
  return subject;
});
