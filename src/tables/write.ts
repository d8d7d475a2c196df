import writeExcelFile from 'write-excel-file/node';
import type { TableFormat } from './table.ts';

/** Headings, and rows under them. */
export type Sheet = { name: string; rows: readonly (readonly string[])[] };

export async function writeTable({ name, rows }: Sheet, format: TableFormat): Promise<Uint8Array> {
  const shown = rows.map((row) => row.map(harmless));
  if (format === 'csv') return Buffer.from(`\ufeff${shown.map(csvLine).join('')}`);
  const data = shown.map((row, index) =>
    row.map((value) => ({
      value,
      type: String,
      // As text: else a phone number typed under it loses its first 0.
      format: '@',
      ...(index === 0 && { fontWeight: 'bold' as const }),
    })),
  );
  const columns = (shown[0] ?? []).map((heading) => ({ width: Math.max(14, heading.length) }));
  return writeExcelFile(data, { sheet: name, columns, stickyRowsCount: 1 }).toBuffer();
}

/** A program that opens the file would carry out what begins like a formula. */
const harmless = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const csvLine = (row: readonly string[]) =>
  `${row.map((cell) => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
