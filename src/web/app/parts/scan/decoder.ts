import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import address from 'zxing-wasm/reader/zxing_reader.wasm?url';

/**
 * Reads QR codes where the browser cannot. A worker: the page stays quick, and only what is served as this
 * file may compile WebAssembly, the page itself may not.
 */
prepareZXingModule({ overrides: { locateFile: () => address } });

export type Question = { id: number; image: ImageData };
export type Answer = { id: number; texts: string[] | null };

const { postMessage: answer } = self as unknown as { postMessage: (answer: Answer) => void };

self.onmessage = async ({ data: { id, image } }: MessageEvent<Question>) => {
  const found = await readBarcodes(image, { formats: ['QRCode'], maxNumberOfSymbols: 4 }).catch(
    () => null,
  );
  answer({ id, texts: found?.map(({ text }) => text) ?? null });
};
