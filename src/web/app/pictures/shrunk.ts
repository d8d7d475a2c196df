import { computed, signal } from '@preact/signals';
import type { Step } from './heic.ts';
import { opened } from './opened.ts';

const LONGEST_SIDE = 1600;
const QUALITY = 0.8;

const underWay = signal(0);
/** Whether a photo is on its way into a form, which had better not be saved without it. */
export const isPreparing = computed(() => underWay.value > 0);

/** Does something to a photo that is on its way into a form. */
export function preparing<T>(work: Promise<T>): Promise<T> {
  underWay.value++;
  return work.finally(() => {
    underWay.value--;
  });
}

/**
 * Small enough for a weak signal, upright, a JPEG, and without what the camera wrote into it.
 * @throws as `opened`
 */
export const shrunk = (file: Blob, onStep?: (step: Step) => void): Promise<Blob> =>
  preparing(opened(file, onStep).then(smaller));

function smaller(picture: ImageBitmap): Promise<Blob> {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('no picture'))),
      'image/jpeg',
      QUALITY,
    ),
  );
}
