import { decoded, type Step } from './heic.ts';

/**
 * A picture that somebody chose, upright. HEIC, as phones take it, is read by a library where the browser has
 * nothing for it; nobody else loads that.
 * @param onStep what is done meanwhile, as it takes long enough to be shown
 * @throws ReaderMissing where the library is not on this phone and there is no signal; Error for what is no picture
 */
export async function opened(
  file: Blob,
  onStep: (step: Step) => void = () => {},
): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (error) {
    if (!(await isHeic(file))) throw error;
    onStep('loading');
    return createImageBitmap(await decoded(file, onStep));
  }
}

/** Of ISO 23008-12 with HEVC, the first of them the one that phones write. */
const BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/** By its first bytes: a `ftyp` box with one of the brands. Names and types of files say little. */
async function isHeic(file: Blob): Promise<boolean> {
  const start = new TextDecoder('latin1').decode(await file.slice(4, 12).arrayBuffer());
  return start.startsWith('ftyp') && BRANDS.includes(start.slice(4));
}
