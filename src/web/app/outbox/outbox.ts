import { computed, signal } from '@preact/signals';
import { changes } from '../data/changes.ts';
import { database } from '../data/database.ts';
import { newKey } from '../data/key.ts';
import { session } from '../session/session.ts';
import { blockerOf, ENTRY_SCHEMA, type Entry, type NewEntry, type State } from './entry.ts';
import { asText, type Photo, photoIdsIn } from './photos.ts';

/** The phone has no room for another entry, or keeps nothing at all: nothing was taken. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
  readonly reason: 'full' | 'unavailable';
  constructor(reason: 'full' | 'unavailable', cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

const STORES = ['outbox', 'photos'] as const;
const HOUR_MS = 3_600_000;
const SENT_KEPT_MS = 24 * HOUR_MS;
/** Less room than this and an entry may be cut short. */
const LEAST_ROOM = 1024 * 1024;

const entries = signal<Entry[]>([]);
/** Id of the entry that is being sent now, by this tab. */
export const sending = signal<string | null>(null);

/** Entries of whoever is signed in, the newest first. */
export const ownEntries = computed(() =>
  entries.value.filter(({ owner }) => owner === session.value?.userId).reverse(),
);
export const unsent = computed(() => ownEntries.value.filter(({ state }) => state !== 'sent'));
export const toMend = computed(() => ownEntries.value.filter(({ state }) => state === 'refused'));

export function stateOf(entry: Entry): State {
  if (sending.value === entry.id) return 'sending';
  if (entry.state !== 'waiting') return entry.state;
  const blocker = blockerOf(entry, entries.value);
  if (!blocker) return 'waiting';
  return blocker.state === 'refused' ? 'blocked' : 'behind';
}

/** Tabs tell each other when something has changed. */
const others = new BroadcastChannel('tonnam-outbox');
others.onmessage = ({ data }) => {
  void read();
  if (data === 'sent') changes.value++;
};
let onNew = () => {};
/** Called when there is something new to send. */
export const whenQueued = (call: () => void) => {
  onNew = call;
};

async function read(): Promise<Entry[]> {
  const db = await database();
  entries.value = await db.getAll('outbox');
  return entries.value;
}

async function changed(to?: Entry['state']): Promise<void> {
  await read();
  others.postMessage(to);
}

/** Reads what is in it, and lets go of what was sent long ago. */
export async function openOutbox(): Promise<void> {
  const db = await database().catch(() => null);
  if (!db) return;
  for (const entry of await read()) {
    const old = entry.state === 'sent' && Date.now() - Date.parse(entry.sentAt) > SENT_KEPT_MS;
    if (old) await db.delete('outbox', entry.seq);
  }
  await read();
}

/**
 * Takes an entry: when this is done it is on the disk of the phone, and goes to the service by itself.
 * @param replaces id of a refused entry that this one mends
 * @throws NotKept when there is no room; nothing was taken then
 */
export async function queue(
  { kind, title, path, body, makes = null, needs = [], form = null, photos = [] }: NewEntry,
  replaces?: string,
): Promise<Entry> {
  const owner = session.value?.userId;
  if (!owner) throw new Error('nobody is signed in');
  await checkRoom(photos.reduce((bytes, { blob }) => bytes + (blob?.size ?? 0), 0));
  const entry: Omit<Entry, 'seq'> & { state: 'waiting' } = {
    kind,
    title,
    path,
    body,
    makes,
    needs,
    form,
    id: newKey(),
    schema: ENTRY_SCHEMA,
    owner,
    madeAt: new Date().toISOString(),
    state: 'waiting',
  };
  const taken = await put(entry, photos, replaces);
  await changed();
  onNew();
  return taken;
}

async function put(
  entry: Omit<Entry, 'seq'>,
  photos: readonly Photo[],
  replaces?: string,
): Promise<Entry> {
  try {
    const db = await database();
    // On the disk when done: a phone that goes off now still has it.
    const tx = db.transaction(STORES, 'readwrite', { durability: 'strict' });
    const outbox = tx.objectStore('outbox');
    const index = outbox.index('id');
    const old = replaces === undefined ? undefined : await index.get(replaces);
    // It keeps its place, so that what depends on it comes after.
    const place = old?.state === 'refused' ? { seq: old.seq } : {};
    const seq = (await outbox.put({ ...entry, ...place } as Entry)) as number;
    const named = photoIdsIn(entry.body);
    for (const { id, blob } of photos) {
      if (blob && named.includes(id))
        await tx.objectStore('photos').put({ id, owner: entry.owner, blob, hash: null });
    }
    for (const id of photoIdsIn(old?.body)) {
      if (!named.includes(id)) await tx.objectStore('photos').delete(id);
    }
    await tx.done;
    return { ...entry, seq } as Entry;
  } catch (error) {
    const { name } = error as Error;
    throw new NotKept(name === 'QuotaExceededError' ? 'full' : 'unavailable', error);
  }
}

/** @throws NotKept when there is no room for so much besides what an entry takes */
export async function checkRoom(bytes = 0): Promise<void> {
  // Asks the browser not to throw it away when room gets scarce.
  void navigator.storage?.persist?.().catch(() => {});
  const room = await navigator.storage?.estimate?.().catch(() => null);
  if (!room?.quota) return;
  if (room.quota - (room.usage ?? 0) < LEAST_ROOM + bytes) throw new NotKept('full');
}

/** Entries as they are now, in every tab. */
export const current = read;

/** The service has answered. */
export async function settle(
  { id }: Entry,
  outcome:
    | Pick<Entry & { state: 'sent' }, 'state' | 'sentAt' | 'receipt'>
    | Pick<Entry & { state: 'refused' }, 'state' | 'problem'>,
): Promise<void> {
  const db = await database();
  const tx = db.transaction(STORES, 'readwrite', { durability: 'strict' });
  const outbox = tx.objectStore('outbox');
  const entry = await outbox.index('id').get(id);
  if (entry) await outbox.put({ ...entry, ...outcome } as Entry);
  if (outcome.state === 'sent') {
    for (const photo of photoIdsIn(entry?.body)) await tx.objectStore('photos').delete(photo);
  }
  await tx.done;
  await changed(outcome.state);
  if (outcome.state === 'sent') changes.value++;
}

/** Takes a refused entry back; what needed it can no longer be sent, and says so. */
export async function withdraw({ id, seq, makes, owner }: Entry): Promise<void> {
  const db = await database();
  const tx = db.transaction(STORES, 'readwrite', { durability: 'strict' });
  const outbox = tx.objectStore('outbox');
  const entry = await outbox.index('id').get(id);
  if (entry && entry.state !== 'sent') {
    await outbox.delete(seq);
    for (const photo of photoIdsIn(entry.body)) await tx.objectStore('photos').delete(photo);
    for (const other of await outbox.getAll()) {
      const orphaned =
        other.owner === owner && other.state === 'waiting' && other.needs.includes(makes ?? '');
      if (orphaned) await outbox.put({ ...other, state: 'refused', problem: 'withdrawn-before' });
    }
  }
  await tx.done;
  await changed();
}

/** What the owner has not sent yet, with its photos, for a file that an officer can read. */
export async function exported(): Promise<Blob> {
  const entries = unsent.value;
  const photos = await asText(entries.flatMap(({ body }) => photoIdsIn(body)));
  const content = { format: 'tonnam-outbox', at: new Date().toISOString(), entries, photos };
  return new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' });
}
