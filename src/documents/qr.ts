import { create, type QRCode, type QRCodeSegment } from 'qrcode';
import { BadView } from './errors.ts';

/** Light border the standard asks for, in modules. */
export const QUIET_ZONE = 4;

export interface QrSymbol {
  readonly text: string;
  readonly level: Level;
  /** Modules a side, without the quiet zone. */
  readonly size: number;
  /** Dark modules, joined into horizontal bars: column, row, length. */
  readonly bars: readonly (readonly [number, number, number])[];
}

type Level = 'M' | 'Q';

const PUBLIC_PATH = /^\/b\/[0-9A-Z]{10}$/;
const CODE_LENGTH = 10;
const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]+$/;

/** The symbol of an address, with error correction raised from M to Q where that costs no size. */
export function qrSymbol(url: string): QrSymbol {
  const parts = smallestSpelling(url);
  const level: Level = versionOf(parts, 'Q') === versionOf(parts, 'M') ? 'Q' : 'M';
  const { modules } = symbol(parts, level);
  const text = parts.map(({ data }) => data).join('');
  return { text, level, size: modules.size, bars: bars(modules) };
}

type Part = { data: string; mode: 'byte' | 'alphanumeric' };

/**
 * Capitals take less room in a QR symbol. Scheme and host may be written in capitals, and so may
 * a public page's path, /b/CODE, which the server also answers as /B/CODE. No other address may; the code itself
 * is in capitals anyway.
 */
function smallestSpelling(url: string): Part[] {
  if (!isPublicPage(url)) return [{ data: url, mode: 'byte' }];
  const asItIs: Part[] = [
    { data: url.slice(0, -CODE_LENGTH), mode: 'byte' },
    { data: url.slice(-CODE_LENGTH), mode: 'alphanumeric' },
  ];
  const capitals: Part[] = [{ data: url.toUpperCase(), mode: 'alphanumeric' }];
  const safe = ALPHANUMERIC.test(capitals[0]!.data);
  return safe && versionOf(capitals, 'M') < versionOf(asItIs, 'M') ? capitals : asItIs;
}

function isPublicPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { pathname, search, hash, username, password } = new URL(url);
  return PUBLIC_PATH.test(pathname) && search + hash + username + password === '';
}

/** By the lengths of the parts and the level, on which alone it depends: making a symbol takes long. */
const versions = new Map<string, number>();

function versionOf(parts: readonly Part[], level: Level): number {
  const lengths = parts.map(({ data, mode }) => `${mode} ${Buffer.byteLength(data)}`);
  const key = `${level} ${lengths}`;
  const version = versions.get(key) ?? symbol(parts, level).version;
  versions.set(key, version);
  return version;
}

function symbol(parts: readonly Part[], errorCorrectionLevel: Level): QRCode {
  try {
    const segments = parts.map(({ data, mode }) =>
      mode === 'byte' ? { data: Buffer.from(data), mode } : { data, mode },
    );
    return create(segments as QRCodeSegment[], { errorCorrectionLevel });
  } catch (error) {
    const text = parts.map(({ data }) => data).join('');
    throw new BadView(`address does not fit in a QR symbol: ${text}`, { cause: error });
  }
}

function bars(modules: QRCode['modules']): [number, number, number][] {
  const found: [number, number, number][] = [];
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      const start = column;
      while (column < modules.size && modules.get(row, column)) column++;
      found.push([start, row, column - start]);
    }
  }
  return found;
}
