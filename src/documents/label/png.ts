import { BadView } from '../errors.ts';
import { LABEL_WIDTH } from './drawing.ts';

/** 16 pixels to the millimetre (406 dpi): each dot of a usual label printer is two by two pixels. */
const USUAL_WIDTH = 16 * LABEL_WIDTH;
/** 300 dpi, below which small Thai marks run together on paper. */
const LEAST_WIDTH = Math.ceil((LABEL_WIDTH / 25.4) * 300);
const MOST_WIDTH = 6 * USUAL_WIDTH;

/** sharp does its work on threads of its own and must be loaded in the main one. */
export async function labelPng(svg: Uint8Array, pixelWidth = USUAL_WIDTH): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const density = (pixelWidth / LABEL_WIDTH) * 25.4;
  const png = await sharp(svg, { density })
    .resize({ width: pixelWidth })
    .flatten({ background: '#ffffff' })
    .greyscale()
    .toColourspace('b-w')
    .withDensity(density)
    .png({ compressionLevel: 9 })
    .toBuffer();
  return new Uint8Array(png);
}

export function checkPixelWidth(pixelWidth: number | undefined): void {
  if (pixelWidth === undefined) return;
  if (!Number.isInteger(pixelWidth) || pixelWidth < LEAST_WIDTH || pixelWidth > MOST_WIDTH) {
    throw new BadView(`pixelWidth: between ${LEAST_WIDTH} and ${MOST_WIDTH}: ${pixelWidth}`);
  }
}
