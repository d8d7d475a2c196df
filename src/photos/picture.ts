import sharp from 'sharp';
import { refuse } from '../domain/refusal.ts';

/** What the best phones take; a file that unpacks to more is no photo of a crate. */
const MOST_PIXELS = 64_000_000;
const LONGEST_SIDE = 1600;
const QUALITY = 80;
const SHORTER_SIDE = 320;
const SMALL_QUALITY = 70;
const SECONDS = 10;

/** One thread a picture: others are served meanwhile. */
sharp.concurrency(1);
sharp.cache(false);

/**
 * A picture as it is kept: upright, at most 1600 pixels on its longer side, a JPEG without anything that
 * the camera wrote beside it (place, time, owner, a preview).
 * @param sent JPEG, PNG or WebP
 * @throws Refusal photo-unreadable, photo-too-large
 */
export async function tidied(sent: Uint8Array): Promise<Buffer> {
  // By its first bytes: SVG and whatever else the library can open is never given to it.
  if (!isPicture(sent)) refuse('photo-unreadable', {});
  // Only the header is read here, whatever size it claims.
  const header = sharp(sent, { limitInputPixels: false });
  const { width, height } = await readable(header.metadata());
  if (width * height > MOST_PIXELS) {
    refuse('photo-too-large', { megapixels: Math.round((width * height) / 1e6), most: 64 });
  }
  return readable(
    sharp(sent, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true })
      .autoOrient()
      .resize({
        width: LONGEST_SIDE,
        height: LONGEST_SIDE,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: QUALITY })
      .timeout({ seconds: SECONDS })
      .toBuffer(),
  );
}

/** For a square of 8rem on a screen of twice as many pixels; a twentieth of the bytes. */
export const small = (kept: Uint8Array): Promise<Buffer> =>
  sharp(kept)
    .resize({ width: SHORTER_SIDE, height: SHORTER_SIDE, fit: 'outside', withoutEnlargement: true })
    .jpeg({ quality: SMALL_QUALITY })
    .timeout({ seconds: SECONDS })
    .toBuffer();

const readable = <T>(read: Promise<T>): Promise<T> =>
  read.catch(() => refuse('photo-unreadable', {}));

function isPicture(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  const isWebp = start.startsWith('RIFF') && start.slice(8) === 'WEBP';
  return start.startsWith('\xff\xd8\xff') || start.startsWith('\x89PNG\r\n\x1a\n') || isWebp;
}
