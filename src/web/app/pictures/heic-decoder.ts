import library from 'libheif-js/libheif-wasm/libheif.js?url';
import machine from 'libheif-js/libheif-wasm/libheif.wasm?url';

/**
 * Reads HEIC where the browser cannot. A worker: the page stays quick, and only what is served as this file
 * may compile WebAssembly, the page itself may not. libheif is under the LGPL: served as it came, in files of
 * its own.
 */
export type Answer =
  | { kind: 'loaded' }
  | { kind: 'read'; pixels: ImageData }
  | { kind: 'missing' }
  | { kind: 'unreadable' };

type Picture = {
  is_primary(): boolean;
  get_width(): number;
  get_height(): number;
  display(into: ImageData, then: (filled: ImageData | null) => void): void;
};
type Library = { HeifDecoder: new () => { decode(file: ArrayBuffer): Picture[] } };
type Settings = {
  wasmBinary: ArrayBuffer;
  onRuntimeInitialized: () => void;
  onAbort: (what: unknown) => void;
};

const scope = self as unknown as {
  importScripts: (address: string) => void;
  postMessage: (answer: Answer, transfer?: Transferable[]) => void;
  libheif: (settings: Settings) => unknown;
};

self.onmessage = async ({ data: file }: MessageEvent<Blob>) => {
  const wasmBinary = await loaded().catch(() => null);
  if (!wasmBinary) return scope.postMessage({ kind: 'missing' });
  scope.postMessage({ kind: 'loaded' });
  const pixels = await started(wasmBinary)
    .then((library) => read(library, file))
    .catch(() => null);
  if (!pixels) return scope.postMessage({ kind: 'unreadable' });
  scope.postMessage({ kind: 'read', pixels }, [pixels.data.buffer]);
};

/** What fails inside the library, as for lack of memory, comes to light nowhere else. */
self.onunhandledrejection = () => scope.postMessage({ kind: 'unreadable' });

async function loaded(): Promise<ArrayBuffer> {
  const answer = await fetch(machine);
  if (!answer.ok) throw new Error(`${answer.status}`);
  scope.importScripts(library);
  return answer.arrayBuffer();
}

const started = (wasmBinary: ArrayBuffer) =>
  new Promise<Library>((resolve, onAbort) => {
    const onRuntimeInitialized = () => resolve(made as unknown as Library);
    // It puts what it offers into what it is given.
    const made = { wasmBinary, onRuntimeInitialized, onAbort };
    scope.libheif(made);
  });

/** The picture that the file is about, with the turns that it asks for. Null where there is none. */
async function read({ HeifDecoder }: Library, file: Blob): Promise<ImageData | null> {
  const pictures = new HeifDecoder().decode(await file.arrayBuffer());
  const picture = pictures.find((each) => each.is_primary()) ?? pictures[0];
  if (!picture) return null;
  const pixels = new ImageData(picture.get_width(), picture.get_height());
  return new Promise((resolve) => picture.display(pixels, resolve));
}
