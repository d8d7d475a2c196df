import { UnreadableTable } from './errors.ts';
import type { Encoding } from './table.ts';

/**
 * The text of a file and how it was written. A byte order mark decides; else what is valid UTF-8 is UTF-8,
 * and the rest Windows-874 (a superset of TIS-620), if it has no byte that means nothing there.
 * Thai in Windows-874 is hardly ever valid UTF-8 as well, but a syllable may be (ยก is C2 A1, as is ¡): a file
 * that reads well either way is refused, for a guess might store nonsense.
 * @throws UnreadableTable encoding
 */
export function decode(bytes: Uint8Array): { text: string; encoding: Encoding } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes, 'utf-16be');
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const unicode = strictly(bytes);
  if (unicode !== null && (marked || !isTwoByteOnly(unicode))) {
    return { text: whole(unicode), encoding: 'utf-8' };
  }
  const thai = new TextDecoder('windows-874').decode(bytes);
  const mayBeThai = !marked && !MEANINGLESS.test(thai);
  if (mayBeThai === (unicode !== null)) throw new UnreadableTable('encoding');
  return unicode === null
    ? { text: whole(thai), encoding: 'windows-874' }
    : { text: whole(unicode), encoding: 'utf-8' };
}

/** Beyond ASCII only what UTF-8 writes with two bytes; Thai takes three. */
const isTwoByteOnly = (text: string) => /[^\p{ASCII}]/u.test(text) && !/[\u0800-\uffff]/.test(text);
/** What the decoder makes of bytes that Windows-874 has no character for. */
const MEANINGLESS = /[\u0080-\u009f\uf8c0-\uf8ff\ufffd]/;

function strictly(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function utf16(bytes: Uint8Array, label: 'utf-16le' | 'utf-16be') {
  const text = whole(new TextDecoder(label).decode(bytes));
  return { text, encoding: 'utf-16' as const };
}

/** No text has a NUL in it. */
function whole(text: string): string {
  if (text.includes('\u0000') || text.includes('\ufffd')) throw new UnreadableTable('encoding');
  return text;
}
