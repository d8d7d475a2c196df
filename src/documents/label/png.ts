import { BadView } from '../errors.ts';
import { LABEL_WIDTH } from './drawing.ts';

/** 16 pixels to the millimetre (406 dpi): each dot of a usual label printer is two by two pixels. */
const USUAL_WIDTH = 16 * LABEL_WIDTH;
/** 300 dpi, below which small Thai marks run together on paper. */
const LEAST_WIDTH = Math.ceil((LABEL_WIDTH / 25.4) * 300);
const MOST_WIDTH = 6 * USUAL_WIDTH;

/** The width asked for, or the usual one. */
export function checkedWidth(pixelWidth = USUAL_WIDTH): number {
  if (!Number.isInteger(pixelWidth) || pixelWidth < LEAST_WIDTH || pixelWidth > MOST_WIDTH) {
    throw new BadView(`pixelWidth: between ${LEAST_WIDTH} and ${MOST_WIDTH}: ${pixelWidth}`);
  }
  return pixelWidth;
}

/**
 * A PNG of an SVG whose size is in pixels: one in millimetres would be scaled twice. sharp does
 * its work on threads of its own and must be loaded in the main one.
 */
export async function labelPng(svg: Uint8Array, pixelWidth: number): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const png = await sharp(svg)
    .flatten({ background: '#ffffff' })
    .greyscale()
    .toColourspace('b-w')
    .withDensity((pixelWidth / LABEL_WIDTH) * 25.4)
    .png({ compressionLevel: 9 })
    .toBuffer();
  return new Uint8Array(png);
}
