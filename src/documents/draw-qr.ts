import type { Pdf } from './pdf.ts';
import type { QrSymbol } from './qr.ts';

/** The dark modules of a symbol; the quiet zone around it is the caller's to keep free. */
export function drawSymbol(
  doc: Pdf,
  bars: QrSymbol['bars'],
  place: { readonly x: number; readonly y: number; readonly module: number },
): void {
  const { x, y, module } = place;
  for (const [column, row, length] of bars) {
    doc.rect(x + column * module, y + row * module, length * module, module);
  }
  doc.fill('#000000');
}
