import { afterAll, beforeAll } from 'vitest';
import type { Storage } from '../../src/app/ports.ts';
import { openPostgres } from '../../src/storage/postgres/open.ts';
import { type Database, newDatabase } from '../setup/postgres-database.ts';
import { storageContract } from './contract.ts';

let database: Database;
beforeAll(async () => {
  database = await newDatabase();
});
afterAll(() => database.remove());

storageContract('PostgreSQL', async () => {
  const opened: Storage[] = [];
  const open = async () => {
    const storage = await openPostgres(database.url, { connections: 4 });
    opened.push(storage);
    return storage;
  };
  const subject = {
    storage: await open(),
    async reopen() {
      await subject.storage.close();
      subject.storage = await open();
      return subject.storage;
    },
    beside: open,
    async close() {
      for (const storage of opened) await storage.close();
      await database.empty();
    },
  };
  return subject;
});
