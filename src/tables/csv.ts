import { UnreadableTable } from './errors.ts';
import { MOST_ROWS, type Table, type TableRow, tableOf } from './table.ts';
import { decode } from './text.ts';

const SEPARATORS = [',', ';', '\t'] as const;

/**
 * A CSV file: comma, semicolon or tab, whichever parts the first line into the most cells; Excel's own
 * `sep=;` above it counts. @throws UnreadableTable
 */
export function readCsv(bytes: Uint8Array): Table {
  const { text, encoding } = decode(bytes);
  const told = /^\s*sep=([,;\t])\r?\n/i.exec(text);
  const body = told ? text.slice(told[0].length) : text;
  const rows = parseCsv(body, told?.[1] ?? separatorOf(body));
  return tableOf(
    'csv',
    encoding,
    rows.map(({ line, cells }) => ({ line: line + (told ? 1 : 0), cells })),
  );
}

function separatorOf(text: string): string {
  const beginning = text.slice(0, 20_000);
  const parts = (separator: string) => {
    const rows = parseCsv(beginning, separator, { lenient: true });
    return rows.find(({ cells }) => cells.some((cell) => /[^\s,;]/.test(cell)))?.cells.length ?? 0;
  };
  return [...SEPARATORS].sort((a, b) => parts(b) - parts(a))[0]!;
}

/** RFC 4180, also with bare line feeds or carriage returns. @throws UnreadableTable quote */
export function parseCsv(
  text: string,
  separator: string,
  { lenient = false }: { lenient?: boolean } = {},
): TableRow[] {
  const rows: TableRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let begun = 1;
  let at = 0;
  while (at < text.length) {
    let cell: string;
    if (text[at] === '"') {
      cell = '';
      for (;;) {
        const end = text.indexOf('"', at + 1);
        if (end < 0 && !lenient) throw new UnreadableTable('quote');
        const part = text.slice(at + 1, end < 0 ? text.length : end);
        line += lineEndsIn(part);
        cell += part;
        at = end < 0 ? text.length : end + 1;
        if (text[at] !== '"') break;
        cell += '"';
      }
    } else cell = '';
    // Behind a closing quote nothing more is expected; what is there belongs to the cell.
    const from = at;
    while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r')
      at++;
    cells.push(cell + text.slice(from, at));
    if (text[at] === separator) {
      at++;
      if (at < text.length) continue;
      cells.push('');
    }
    rows.push({ line: begun, cells });
    if (!lenient && rows.length > MOST_ROWS * 10) throw new UnreadableTable('too-many-rows');
    cells = [];
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    line++;
    begun = line;
  }
  return rows;
}

const lineEndsIn = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;
