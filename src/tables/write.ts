import { once } from 'node:events';
import type { Writable } from 'node:stream';
import writeExcelFile from 'write-excel-file/node';
import type { Cell, CellKind, LongSheet } from './cells.ts';
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

/** A sheet of any length, with a byte order mark: without it Excel takes Thai for something else. */
export async function writeCsv(out: Writable, { columns, rows }: LongSheet): Promise<void> {
  let text = `\ufeff${csvLine(columns.map(({ title }) => title))}`;
  const flush = async () => {
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  };
  for await (const row of rows) {
    text += csvLine(row.map((cell, index) => plain(cell, columns[index]!.kind)));
    if (text.length > 60_000) await flush();
  }
  await flush();
}

const DECIMALS: Partial<Record<CellKind, number>> = { weight: 3, money: 2 };

/** As other programs read it: no thousands, days as 2026-11-21. */
function plain(cell: Cell, kind: CellKind): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return cell.toFixed(DECIMALS[kind] ?? 0);
  if (typeof cell === 'string') return harmless(cell);
  const iso = cell.toISOString();
  return kind === 'day' ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
}

/** A program that opens the file would carry out what begins like a formula. */
const harmless = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const csvLine = (row: readonly string[]) =>
  `${row.map((cell) => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
