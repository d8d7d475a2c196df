import { create, type QRCode } from 'qrcode';
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
const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]+$/;

/** The symbol of an address, with error correction raised from M to Q where that costs no size. */
export function qrSymbol(url: string): QrSymbol {
  const text = smallestSpelling(url);
  const usual = symbol(text, 'M');
  const better = symbol(text, 'Q');
  const [level, { modules }]: [Level, QRCode] =
    better.version === usual.version ? ['Q', better] : ['M', usual];
  return { text, level, size: modules.size, bars: bars(modules) };
}

/**
 * Capitals take less room in a QR symbol. Scheme and host may be written in capitals, and so may
 * a public page's path, /b/CODE, which the server also answers as /B/CODE. No other address may.
 */
function smallestSpelling(url: string): string {
  const capitals = url.toUpperCase();
  const safe = isPublicPage(url) && ALPHANUMERIC.test(capitals);
  return safe && symbol(capitals, 'M').version < symbol(url, 'M').version ? capitals : url;
}

function isPublicPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { pathname, search, hash, username, password } = new URL(url);
  return PUBLIC_PATH.test(pathname) && search + hash + username + password === '';
}

function symbol(text: string, errorCorrectionLevel: Level): QRCode {
  try {
    return create(text, { errorCorrectionLevel });
  } catch (error) {
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
