import { BadView } from '../errors.ts';

/** 16 pixels to the millimetre (406 dpi): each dot of a usual label printer is two by two pixels. */
const USUAL = 16;
/** 300 dpi, below which small Thai marks run together on paper. */
const LEAST = 300 / 25.4;
const MOST = 6 * USUAL;

/**
 * The width asked for, or the usual one.
 * @param width of the label in millimetres
 */
export function checkedWidth(width: number, pixelWidth = Math.round(USUAL * width)): number {
  const least = Math.ceil(LEAST * width);
  const most = Math.floor(MOST * width);
  if (!Number.isInteger(pixelWidth) || pixelWidth < least || pixelWidth > most) {
    throw new BadView(`pixelWidth: between ${least} and ${most}: ${pixelWidth}`);
  }
  return pixelWidth;
}

/**
 * A PNG of an SVG whose size is in pixels: one in millimetres would be scaled twice. sharp does
 * its work on threads of its own and must be loaded in the main one.
 */
export async function labelPng(
  svg: Uint8Array,
  width: number,
  pixelWidth: number,
): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const png = await sharp(svg)
    .flatten({ background: '#ffffff' })
    .greyscale()
    .toColourspace('b-w')
    .withDensity((pixelWidth / width) * 25.4)
    .png({ compressionLevel: 9 })
    .toBuffer();
  return new Uint8Array(png);
}
