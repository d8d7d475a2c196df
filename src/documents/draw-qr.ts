import type { Pdf } from './pdf.ts';
import type { QrSymbol } from './qr.ts';

/** The dark modules of a symbol; the quiet zone around it is the caller's to keep free. */
export function drawSymbol(
  doc: Pdf,
  bars: QrSymbol['bars'],
  place: { readonly x: number; readonly y: number; readonly module: number },
): void {
  const { x, y, module } = place;
  // In modules: whole numbers are short, and there are hundreds.
  doc.save().transform(module, 0, 0, module, x, y);
  for (const [column, row, length] of bars) doc.rect(column, row, length, 1);
  doc.fill('#000000').restore();
}
