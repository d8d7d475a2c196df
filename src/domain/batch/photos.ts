import type { BatchEvent } from './events.ts';

/** SHA-256, in hexadecimal, of a photo as it is kept. */
export const PHOTO_HASH = /^[0-9a-f]{64}$/;

/** Hashes of the photos that an event names. Bears with data that somebody has damaged. */
export function photosOf({ type, data }: Pick<BatchEvent, 'type' | 'data'>): string[] {
  const said = data as Record<string, { rejected?: { photos?: unknown } } | undefined> | null;
  const photos =
    type === 'received' || type === 'corrected' ? said?.line?.rejected?.photos : said?.photos;
  return Array.isArray(photos) ? photos.filter((hash) => PHOTO_HASH.test(String(hash))) : [];
}

/** A part of an event's data: left out where there is no photo, as in events from before there were any. */
export const withPhotos = (photos: readonly string[] | undefined): { photos?: string[] } =>
  photos?.length ? { photos: [...photos] } : {};
