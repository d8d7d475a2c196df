import { keepParts } from '../offline.ts';
import type { Answer } from './heic-decoder.ts';

/** What there is to wait for where the browser cannot open a file itself. */
export type Step = 'loading' | 'converting';

/** The library that reads such pictures could not be loaded. */
export class ReaderMissing extends Error {}

/** The pixels of a HEIC file, upright. @throws ReaderMissing, Error for what cannot be read */
export function decoded(file: Blob, onStep: (step: Step) => void): Promise<ImageData> {
  // One for each picture: what it needed of the phone's memory, several times the picture, is given back.
  const worker = new Worker(new URL('./heic-decoder.ts', import.meta.url));
  const pixels = new Promise<ImageData>((resolve, reject) => {
    worker.onerror = () => reject(new ReaderMissing());
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.kind === 'missing') reject(new ReaderMissing());
      else if (data.kind === 'unreadable') reject(new Error('no picture'));
      else if (data.kind === 'read') resolve(data.pixels);
      else {
        onStep('converting');
        // The next one may be taken without a signal.
        void keepParts('heic');
      }
    };
  });
  worker.postMessage(file);
  return pixels.finally(() => worker.terminate());
}
