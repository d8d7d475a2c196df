import type { Answer, Question } from './decoder.ts';
import { ownReader } from './own-reader.ts';

/** Reads the QR codes in a picture. */
export type Reader = {
  /** @throws when it cannot be loaded, as without a signal the first time */
  read(image: ImageData): Promise<string[]>;
  close(): void;
};

export async function openReader(): Promise<Reader> {
  const own = await ownReader();
  if (!own) return openDecoder();
  return {
    read: async (image) => (await own.detect(image)).map(({ rawValue }) => rawValue),
    close: () => {},
  };
}

function openDecoder(): Reader {
  const worker = new Worker(new URL('./decoder.ts', import.meta.url));
  const asked = new Map<number, Waiting<string[]>>();
  let count = 0;
  worker.onmessage = ({ data: { id, texts } }: MessageEvent<Answer>) => {
    if (texts) asked.get(id)?.resolve(texts);
    else asked.get(id)?.reject(new Error('the decoder failed'));
    asked.delete(id);
  };
  worker.onerror = () => {
    for (const { reject } of asked.values()) reject(new Error('the decoder was not loaded'));
    asked.clear();
  };
  return {
    read(image) {
      const id = count++;
      const question: Question = { id, image };
      worker.postMessage(question, [image.data.buffer]);
      return new Promise((resolve, reject) => asked.set(id, { resolve, reject }));
    },
    close: () => worker.terminate(),
  };
}

type Waiting<T> = { resolve: (value: T) => void; reject: (error: Error) => void };

/** The same picture with no side longer than this, as pixels. */
export function pixelsOf(
  source: CanvasImageSource,
  width: number,
  height: number,
  longest: number,
): ImageData {
  const scale = Math.min(1, longest / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
