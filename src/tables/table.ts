import { UnreadableTable } from './errors.ts';

export type TableFormat = 'csv' | 'xlsx';
export type Encoding = 'utf-8' | 'utf-16' | 'windows-874';

/** A row as text, with the line of the file, or the row of the sheet, that it begins on. */
export type TableRow = { line: number; cells: string[] };

/** What a file says, headings and all; rows without anything in them are left out. */
export type Table = {
  format: TableFormat;
  /** Null for a spreadsheet, which says its own. */
  encoding: Encoding | null;
  rows: TableRow[];
};

/** More is no registry of a municipality, and would keep a thread for long. */
export const MOST_ROWS = 20_000;
const MOST_CELLS = 60;

/** @throws UnreadableTable */
export function tableOf(format: TableFormat, encoding: Encoding | null, rows: TableRow[]): Table {
  const said = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (said.length === 0) throw new UnreadableTable('empty');
  if (said.length > MOST_ROWS + 1) throw new UnreadableTable('too-many-rows');
  return {
    format,
    encoding,
    rows: said.map(({ line, cells }) => ({ line, cells: cells.slice(0, MOST_CELLS) })),
  };
}
