import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader';

const run = promisify(execFile);

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
let ready: Promise<unknown> | undefined;

/** The one QR symbol in a picture. */
export async function readQr(picture: Uint8Array): Promise<ReadResult> {
  const found = await symbolsIn(picture);
  if (found.length !== 1) throw new Error(`${found.length} symbols found`);
  return found[0]!;
}

/** The texts of all QR symbols in a picture. */
export async function readQrs(picture: Uint8Array): Promise<string[]> {
  return (await symbolsIn(picture)).map(({ text }) => text);
}

async function symbolsIn(picture: Uint8Array): Promise<ReadResult[]> {
  ready ??= readFile(wasm).then((bytes) =>
    prepareZXingModule({
      overrides: { wasmBinary: new Uint8Array(bytes).buffer },
      fireImmediately: true,
    }),
  );
  await ready;
  return readBarcodes(picture, { formats: ['QRCode'] });
}

/** The text of a PDF as poppler reads it, page by page. */
export async function pdfText(pdf: Uint8Array, mode: '-raw' | '-layout'): Promise<string[]> {
  return inFolder(async (folder) => {
    const file = join(folder, 'paper.pdf');
    await writeFile(file, pdf);
    const { stdout } = await run('pdftotext', [mode, '-enc', 'UTF-8', file, '-']);
    return stdout.split('\f').slice(0, -1);
  });
}

/** What `pdfinfo` says. */
export async function pdfInfo(pdf: Uint8Array) {
  return inFolder(async (folder) => {
    const file = join(folder, 'paper.pdf');
    await writeFile(file, pdf);
    const { stdout } = await run('pdfinfo', [file], { env: { ...process.env, TZ: 'UTC' } });
    const line = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(stdout)?.[1];
    return {
      pages: line('Pages'),
      size: line('Page size'),
      tagged: line('Tagged'),
      title: line('Title'),
      author: line('Author'),
      created: line('CreationDate'),
    };
  });
}

/** Its structure, as those get it read out who cannot see it. */
export async function pdfParts(pdf: Uint8Array, text = false): Promise<string> {
  return inFolder(async (folder) => {
    const file = join(folder, 'paper.pdf');
    await writeFile(file, pdf);
    const { stdout } = await run('pdfinfo', [text ? '-struct-text' : '-struct', file]);
    return stdout;
  });
}

/** What its first attachment says. */
export async function pdfAttachment(pdf: Uint8Array): Promise<string> {
  return inFolder(async (folder) => {
    const [file, saved] = [join(folder, 'paper.pdf'), join(folder, 'attached')];
    await writeFile(file, pdf);
    await run('pdfdetach', ['-save', '1', '-o', saved, file]);
    return readFile(saved, 'utf8');
  });
}

/** The pages of a PDF as PNG pictures of this width in pixels. */
export async function pdfPages(pdf: Uint8Array, width: number): Promise<Buffer[]> {
  return inFolder(async (folder) => {
    const file = join(folder, 'paper.pdf');
    await writeFile(file, pdf);
    await run('pdftoppm', [
      ...['-scale-to-x', String(width), '-scale-to-y', '-1', '-png'],
      ...[file, join(folder, 'page')],
    ]);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.png')).sort();
    return Promise.all(names.map((name) => readFile(join(folder, name))));
  });
}

export interface Grey {
  readonly width: number;
  readonly height: number;
  /** 0 is black, 255 is white. */
  readonly at: (x: number, y: number) => number;
}

export async function grey(picture: Uint8Array): Promise<Grey> {
  const image = sharp(picture).flatten({ background: '#fff' }).greyscale();
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => data[(y * info.width + x) * info.channels]!;
  return { width: info.width, height: info.height, at };
}

/** Lines that were broken for the width of a column are joined again. */
export function unspaced(text: string): string {
  return text.replace(/\s+/g, '');
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'papers-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
