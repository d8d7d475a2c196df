import { type ImportIssue, issueOf } from '../../wire/imports.ts';
import { CellIssue, cleaned, readCell } from './cells.ts';
import { type Column, findColumn, headingsOf, type ImportKind } from './columns.ts';
import type { Directory, Entry } from './directory.ts';

export type SourceRow = { line: number; cells: readonly string[] };

/** What a row says, cell by cell; null where a cell is empty. */
export type ReadRow = {
  line: number;
  values: Record<string, unknown>;
  /** Entries that each field refers to. */
  refers: Map<string, Entry[]>;
  issues: ImportIssue[];
  /** Fields whose cells could not be read. */
  unread: Set<string>;
};

export type Heads = {
  line: number;
  columns: (Column | null)[];
  /** Each field's heading, as the file has it. */
  titles: Map<string, string>;
  issues: ImportIssue[];
};

/** Nothing of ours is nearly as long; some readings take their time over what is. */
const LONGEST = 4_000;
/** Numbers in front of rows are nobody's data. */
const COUNTERS = ['ที่', 'ลำดับ', 'ลำดับที่', 'no', 'no.', '#'];

export function readHeads(kind: ImportKind, rows: readonly SourceRow[]): Heads {
  const [head, ...others] = rows;
  const { line, cells } = head!;
  const known = headingsOf(kind);
  const titles = new Map<string, string>();
  const issues: ImportIssue[] = [];
  const columns = cells.map((cell, index) => {
    const heading = cleaned(cell);
    if (COUNTERS.includes(heading.toLowerCase())) return null;
    const column = findColumn(known, heading);
    if (!column) {
      const isUsed = heading !== '' || others.some((row) => (row.cells[index] ?? '').trim() !== '');
      const name = heading || String(index + 1);
      if (isUsed) issues.push(issueOf(line, name.slice(0, 200), 'column-unknown', { name }));
      return null;
    }
    if (titles.has(column.field)) {
      issues.push(issueOf(line, heading, 'column-repeated', { name: heading }));
      return null;
    }
    titles.set(column.field, heading.slice(0, 200));
    return column;
  });
  return { line, columns, titles, issues };
}

/** Marked as an example, as the one in the template. */
export const isExample = ({ columns }: Heads, { cells }: SourceRow): boolean =>
  columns.some(
    (column, index) =>
      column?.field === 'note' && /^(ตัวอย่าง|example)/i.test(cleaned(cells[index] ?? '')),
  );

export function readRow(heads: Heads, directory: Directory, { line, cells }: SourceRow): ReadRow {
  const row: ReadRow = { line, values: {}, refers: new Map(), issues: [], unread: new Set() };
  heads.columns.forEach((column, index) => {
    if (!column || column.field === 'note') return;
    const cell = cells[index] ?? '';
    try {
      if (cell.length > LONGEST) throw new CellIssue('too-long', { most: LONGEST });
      const typed = cleaned(cell);
      if (typed === '') row.values[column.field] = null;
      else readInto(row, column, typed, directory);
    } catch (error) {
      if (!(error instanceof CellIssue)) throw error;
      row.unread.add(column.field);
      const title = heads.titles.get(column.field) ?? column.th;
      row.issues.push(issueOf(line, title, error.code, error.facts));
    }
  });
  return row;
}

function readInto(row: ReadRow, column: Column, typed: string, directory: Directory): void {
  const { field } = column;
  if (column.read === 'reference') {
    const entry = directory.find(column.kind, typed);
    row.values[field] = entry.id;
    row.refers.set(field, [entry]);
  } else if (column.read === 'roles') {
    const { roles, places } = directory.roles(typed);
    row.values[field] = roles;
    row.refers.set(field, places);
  } else row.values[field] = readCell(column, typed);
}
