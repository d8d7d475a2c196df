import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import QRCode from 'qrcode';
import sharp from 'sharp';

const CAMERA = { width: 1280, height: 720 };
const WALL = { r: 122, g: 96, b: 70 };

/** What a phone's camera sees: a picture on a wooden table. A film that goes round, for Chromium's camera. */
export async function filmOf(picture: Uint8Array): Promise<string> {
  const label = await sharp(picture).resize({ width: 620 }).png().toBuffer();
  const frame = await sharp({ create: { ...CAMERA, channels: 3, background: WALL } })
    .composite([{ input: label, gravity: 'centre' }])
    .jpeg({ quality: 80 })
    .toBuffer();
  const file = join(mkdtempSync(join(tmpdir(), 'tonnam-film-')), 'label.mjpeg');
  writeFileSync(file, Buffer.concat(Array(4).fill(frame)));
  return file;
}

/** A photo taken in haste: the label turned, seen from the side, a little out of focus, as a JPEG. */
export async function photoOf(picture: Uint8Array): Promise<Buffer> {
  const label = await sharp(picture)
    .resize({ width: 1000 })
    .affine([0.82, -0.32, 0.24, 0.9], { background: WALL })
    .png()
    .toBuffer();
  return sharp({ create: { width: 1600, height: 1200, channels: 3, background: WALL } })
    .composite([{ input: label, gravity: 'centre' }])
    .blur(1.2)
    .jpeg({ quality: 70 })
    .toBuffer();
}

/** A QR code that holds this. */
export const qrOf = (text: string): Promise<Buffer> => QRCode.toBuffer(text, { width: 600 });
