import { unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { UnreadableTable } from './errors.ts';
import { type Table, tableOf } from './table.ts';

/** A sheet of ten thousand farmers has some 5 MB of XML. */
const MOST_BYTES = 80_000_000;
const MOST_CELLS = 4_000_000;
const PARTS = /^(\[Content_Types\]\.xml|_rels\/.*|xl\/.*\.(xml|rels))$/;

/**
 * The first sheet of a spreadsheet. It is unpacked here, within bounds, and handed on repacked: what a small
 * file blows up to, and a cell far out in an empty sheet, would fill the memory.
 * @throws UnreadableTable
 */
export async function readXlsx(bytes: Uint8Array): Promise<Table> {
  try {
    const rows = await readSheet(bounded(bytes) as never, { trim: false } as never);
    return tableOf(
      'xlsx',
      null,
      rows.map((row, index) => ({ line: index + 1, cells: row.map(inWords) })),
    );
  } catch (error) {
    if (error instanceof UnreadableTable) throw error;
    throw new UnreadableTable('spreadsheet');
  }
}

function bounded(bytes: Uint8Array): ArrayBuffer {
  let total = 0;
  // Into as many bytes as the archive says; more do not fit.
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!PARTS.test(name)) return false;
      total += originalSize;
      if (total > MOST_BYTES) throw new UnreadableTable('too-many-rows');
      return true;
    },
  });
  for (const [name, content] of Object.entries(files)) {
    if (name.startsWith('xl/worksheets/')) checkExtent(new TextDecoder().decode(content));
  }
  const packed = zipSync(files, { level: 0 });
  return packed.buffer.slice(
    packed.byteOffset,
    packed.byteOffset + packed.byteLength,
  ) as ArrayBuffer;
}

function checkExtent(sheet: string): void {
  let columns = 0;
  let rows = 0;
  for (const [, letters = '', row] of sheet.matchAll(/\br=["']([A-Z]*)(\d+)["']/gi)) {
    const column = [...letters.toUpperCase()].reduce(
      (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
      0,
    );
    columns = Math.max(columns, column);
    rows = Math.max(rows, Number(row));
  }
  if (columns * rows > MOST_CELLS || rows > MOST_CELLS) throw new UnreadableTable('too-many-rows');
}

/** A cell as one would type it; a date as 2026-11-21. */
function inWords(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) {
    return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  }
  // 0.1 + 0.2 is 0.3 on the screen, too.
  if (typeof cell === 'number') return String(Number(cell.toPrecision(12)));
  return String(cell);
}
