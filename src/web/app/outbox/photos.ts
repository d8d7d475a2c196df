import { ask } from '../data/api.ts';
import { database, type KeptPhoto } from '../data/database.ts';

/** A photo of an entry; without its picture where only the phone's database has it. */
export type Photo = { id: string; blob: Blob | null };

type Body = Record<string, unknown>;

const PATIENCE_MS = 120_000;
const REFERENCE = /^photo:([0-9a-f-]{36})$/;

/** For a body: the photos stand in it by references until the service has given them their hashes. */
export const referencesTo = (photos: readonly Photo[]): { photos?: string[] } =>
  photos.length > 0 ? { photos: photos.map(({ id }) => `photo:${id}`) } : {};

/** For a form that is kept: the pictures themselves are kept once, beside the entries. */
export const withoutPictures = (photos: readonly Photo[]): Photo[] =>
  photos.map(({ id }) => ({ id, blob: null }));

/** Ids of the photos that a body names. */
export function photoIdsIn(body: unknown): string[] {
  if (typeof body === 'string') return REFERENCE.exec(body)?.slice(1) ?? [];
  return body !== null && typeof body === 'object' ? Object.values(body).flatMap(photoIdsIn) : [];
}

/** The picture of a photo that is kept on this phone. */
export async function pictureOf({ id, blob }: Photo): Promise<Blob | null> {
  return blob ?? (await (await database()).get('photos', id))?.blob ?? null;
}

/**
 * Sends the photos that a body names, each until the service has it.
 * @returns the body with their hashes
 * @throws as `ask`
 */
export async function sendPhotos(body: Body): Promise<Body> {
  const db = await database();
  const hashes = new Map<string, string>();
  for (const id of photoIdsIn(body)) {
    const photo = await db.get('photos', id);
    // Gone from the phone's storage: the entry is worth more than its picture.
    if (!photo) continue;
    const hash = photo.hash ?? (await send(photo));
    hashes.set(id, hash);
  }
  return filled(body, hashes) as Body;
}

/** @returns its hash. @throws as `ask` */
export async function upload(blob: Blob): Promise<string> {
  const { hash } = await ask<{ hash: string }>('/v1/photos', {
    method: 'POST',
    body: blob,
    headers: { 'content-type': blob.type },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return hash;
}

async function send(photo: KeptPhoto): Promise<string> {
  const hash = await upload(photo.blob);
  await (await database()).put('photos', { ...photo, hash });
  return hash;
}

function filled(value: unknown, hashes: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    const [, id] = REFERENCE.exec(value) ?? [];
    return id === undefined ? value : hashes.get(id);
  }
  if (Array.isArray(value)) {
    return value.map((each) => filled(each, hashes)).filter((each) => each !== undefined);
  }
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).map(([name, each]) => [name, filled(each, hashes)] as const);
  return Object.fromEntries(
    fields.filter(([name, each]) => name !== 'photos' || (each as unknown[]).length > 0),
  );
}

/** As text, for a file that holds entries with their photos. */
export async function asText(ids: readonly string[]): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const id of ids) {
    const blob = await pictureOf({ id, blob: null });
    if (blob) texts[id] = await dataUrl(blob);
  }
  return texts;
}

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
