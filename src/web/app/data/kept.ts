import { session } from '../session/session.ts';
import { database } from './database.ts';

/** What was kept for whoever is signed in. Null where nothing was, or where the browser keeps nothing. */
export async function recall<T>(key: string): Promise<{ at: string; value: T } | null> {
  const found = await database()
    .then((db) => db.get('kept', `${owner()} ${key}`))
    .catch(() => undefined);
  return found ? { at: found.at, value: found.value as T } : null;
}

/** Keeping may fail, on a full phone for one: then the page is as of now, and gone without a signal. */
export async function remember(key: string, value: unknown): Promise<string> {
  const at = new Date().toISOString();
  await database()
    .then((db) => db.put('kept', { key: `${owner()} ${key}`, owner: owner(), at, value }))
    .catch(() => {});
  return at;
}

/** What others must not see who use the phone next. */
export async function forgetAll(userId: string): Promise<void> {
  await database()
    .then(async (db) => {
      const tx = db.transaction('kept', 'readwrite');
      for (const key of await tx.store.index('owner').getAllKeys(userId)) tx.store.delete(key);
      await tx.done;
    })
    .catch(() => {});
}

const owner = () => session.value?.userId ?? '';
