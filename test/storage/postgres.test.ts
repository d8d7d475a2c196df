import { afterAll, beforeAll } from 'vitest';
import type { Storage } from '../../src/app/ports.ts';
import { openPostgres } from '../../src/storage/postgres/open.ts';
import { type Database, newDatabase } from '../setup/postgres-database.ts';
import { storageContract } from './contract.ts';

let database: Database;
/** What a test has left open, the next one gets: its connections take longer than most of the tests. */
let kept: Storage | null = null;
beforeAll(async () => {
  database = await newDatabase();
});
afterAll(async () => {
  await kept?.close();
  await database.remove();
});

const isOpen = (storage: Storage) =>
  storage.ping().then(
    () => true,
    () => false,
  );

storageContract('PostgreSQL', async () => {
  const others: Storage[] = [];
  const open = () => openPostgres(database.url, { connections: 4 });
  const subject = {
    storage: kept ?? (await open()),
    async reopen() {
      await subject.storage.close();
      subject.storage = await open();
      return subject.storage;
    },
    async beside() {
      const other = await open();
      others.push(other);
      return other;
    },
    async close() {
      for (const other of others) await other.close();
      kept = (await isOpen(subject.storage)) ? subject.storage : null;
      await database.empty();
    },
  };
  return subject;
});
