import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Entry } from '../outbox/entry.ts';

/** An answer of the service as it was when it was fetched. */
type Kept = { key: string; owner: string; at: string; value: unknown };

interface Stores extends DBSchema {
  /** Entries to be sent, in the order in which they were made. */
  outbox: { key: number; value: Entry; indexes: { id: string } };
  kept: { key: string; value: Kept; indexes: { owner: string } };
}

const NAME = 'tonnam';
const VERSION = 1;

let opened: Promise<IDBPDatabase<Stores>> | undefined;

/**
 * The phone's own database. What is in `outbox` exists nowhere else: an upgrade changes it entry by entry,
 * and never empties it.
 */
export function database(): Promise<IDBPDatabase<Stores>> {
  opened ??= openDB<Stores>(NAME, VERSION, {
    upgrade(db) {
      const outbox = db.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true });
      outbox.createIndex('id', 'id', { unique: true });
      const kept = db.createObjectStore('kept', { keyPath: 'key' });
      kept.createIndex('owner', 'owner');
    },
    // Another tab has a newer version of the app: let it upgrade.
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
    terminated: () => {
      opened = undefined;
    },
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}
