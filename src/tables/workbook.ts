import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { unzipSync, Zip, ZipDeflate } from 'fflate';
import writeExcelFile from 'write-excel-file/node';
import type { Cell, CellKind, ColumnOf, LongSheet, SmallSheet } from './cells.ts';

/** Rows of a sheet under its headings; Excel has 1,048,576 in all. */
const MOST_ROWS = 1_000_000;
const FORMAT: Record<CellKind, string | undefined> = {
  text: undefined,
  count: '#,##0',
  weight: '#,##0.000',
  money: '#,##0.00',
  // Excel shows them in the Buddhist era, and keeps the day itself.
  day: '[$-107041E]d mmm yyyy',
  time: '[$-107041E]d mmm yyyy hh:mm',
};
const EXAMPLE: Record<CellKind, Cell> = {
  text: 'ก',
  count: 1,
  weight: 1,
  money: 1,
  day: new Date(0),
  time: new Date(0),
};

/**
 * Writes a spreadsheet of small sheets and one that may have millions of rows. The library makes a workbook in which
 * the long sheet has one row, and holds all of it in memory; here that row is replaced by the real ones, in the same
 * styles, as they come.
 */
export async function writeWorkbook(
  out: Writable,
  before: readonly SmallSheet[],
  long: LongSheet,
  after: readonly SmallSheet[],
): Promise<void> {
  const parts = Math.max(1, Math.ceil(long.count / MOST_ROWS));
  const example: SmallSheet = {
    ...long,
    rows: [long.columns.map(({ kind }) => EXAMPLE[kind])],
  };
  const longSheets = Array.from({ length: parts }, (_, part) => ({
    ...example,
    name: part === 0 ? long.name : `${long.name} ${part + 1}`,
  }));
  const sheets = [...before, ...longSheets, ...after];
  const template = unzipSync(await writeExcelFile(sheets.map(sheetData) as never).toBuffer());
  const longPart = (name: string) => {
    const number = Number(/^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name)?.[1] ?? 0);
    return number > before.length && number <= before.length + parts;
  };

  const zip = new Zipped(out);
  const rows = long.rows[Symbol.asyncIterator]();
  for (const [name, content] of Object.entries(template)) {
    if (name === 'xl/workbook.xml') {
      await zip.add(name, [withHeadings(content, sheets)]);
      continue;
    }
    if (!name.startsWith('xl/worksheets/sheet')) {
      await zip.add(name, [content]);
      continue;
    }
    const sheet = printable(new TextDecoder().decode(content));
    const whole = [new TextEncoder().encode(sheet)];
    await zip.add(name, longPart(name) ? filled(sheet, long.columns, rows) : whole);
  }
  await zip.end();
}

/** Headings are printed on each page: names that Excel knows. */
function withHeadings(workbook: Uint8Array, sheets: readonly SmallSheet[]): Uint8Array {
  const names = sheets.map(({ name, above = [] }, index) => {
    const row = `$${above.length + 1}`;
    const range = `'${escaped(name).replaceAll("'", "''")}'!${row}:${row}`;
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${range}</definedName>`;
  });
  const text = new TextDecoder().decode(workbook);
  const named = `<definedNames>${names.join('')}</definedNames>`;
  return new TextEncoder().encode(text.replace('<definedNames/>', () => named));
}

/**
 * On paper all columns stand on one page's width, which the library has no setting for; and of a window that is parted
 * in two, above and below, it names a part that there is only in four.
 */
const printable = (sheet: string): string =>
  sheet
    .replace(/(<pane ySplit="\d+") xSplit="0"([^>]*)"bottomRight"/, '$1$2"bottomLeft"')
    .replace(/<worksheet[^>]*>/, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
    .replace('<pageSetup ', '<pageSetup fitToWidth="1" fitToHeight="0" ');

function sheetData({ name, above = [], columns, rows, kinds }: SmallSheet) {
  const heading = columns.map(({ title }) => ({
    value: title,
    type: String,
    fontWeight: 'bold',
    wrap: true,
    backgroundColor: '#e4efe8',
  }));
  const data = [
    ...above.map((row) => row.map((value) => ({ value, type: String }))),
    heading,
    ...rows.map((row, number) =>
      row.map((value, index) =>
        cellData(value, (typeof value === 'number' && kinds?.[number]) || columns[index]!.kind),
      ),
    ),
  ];
  return {
    sheet: name,
    data,
    columns: columns.map(({ title, width }) => ({ width: width ?? Math.max(12, title.length) })),
    stickyRowsCount: above.length + 1,
    orientation: 'landscape',
  };
}

function cellData(value: Cell, kind: CellKind) {
  if (value === null) return null;
  const type = typeof value === 'number' ? Number : value instanceof Date ? Date : String;
  const format = FORMAT[kind];
  return { value, type, ...(format && type !== String && { format }) };
}

const ROW = /<row r="2"[^>]*>(.*?)<\/row>/s;

/** A sheet's XML with rows in the place of the one after its headings. */
async function* filled(
  sheet: string,
  columns: readonly ColumnOf[],
  rows: AsyncIterator<readonly Cell[]>,
): AsyncGenerator<Uint8Array> {
  const found = ROW.exec(sheet);
  if (!found) throw new Error('the example row is not in the sheet');
  const styles = [...found[1]!.matchAll(/<c r="([A-Z]+)2"([^>]*)>/g)].map(
    ([, column, attributes]) => ({ column, style: /\bs="\d+"/.exec(attributes!)?.[0] ?? '' }),
  );
  if (styles.length !== columns.length) throw new Error('the example row is not whole');
  const encoder = new TextEncoder();
  let text = sheet.slice(0, found.index);
  for (let row = 2; row < MOST_ROWS + 2; row++) {
    const { value, done } = await rows.next();
    if (done) break;
    const cells = styles.map(({ column, style }, index) =>
      cellXml(`r="${column}${row}" ${style}`, value[index] ?? null),
    );
    text += `<row r="${row}">${cells.join('')}</row>`;
    if (text.length > 60_000) {
      yield encoder.encode(text);
      text = '';
    }
  }
  yield encoder.encode(text + sheet.slice(found.index + found[0].length));
}

const EPOCH_DAYS = 25_569;
const DAY_MS = 86_400_000;

function cellXml(attributes: string, value: Cell): string {
  if (value === null || value === '') return '';
  if (typeof value === 'string') {
    return `<c ${attributes} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  }
  const number = value instanceof Date ? value.getTime() / DAY_MS + EPOCH_DAYS : value;
  return `<c ${attributes}><v>${number}</v></c>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Characters in a cell, as Excel takes them. */
const MOST_CHARACTERS = 32_767;
/** Characters that XML 1.0 has no way to write are left out; what looks like Excel's sign for one is no sign. */
const escaped = (text: string): string =>
  text
    .slice(0, MOST_CHARACTERS)
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>]/g, (character) => ENTITIES[character]!);

/** An archive that is written as it is made, waiting for whatever takes it. */
class Zipped {
  readonly #zip: Zip;
  readonly #out: Writable;
  #waiting: Uint8Array[] = [];

  constructor(out: Writable) {
    this.#out = out;
    this.#zip = new Zip((error, chunk) => {
      if (error) throw error;
      this.#waiting.push(chunk);
    });
  }

  async add(name: string, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
    const file = new ZipDeflate(name, { level: 4 });
    this.#zip.add(file);
    for await (const chunk of chunks) {
      file.push(chunk);
      await this.#flush();
    }
    file.push(new Uint8Array(0), true);
    await this.#flush();
  }

  async end(): Promise<void> {
    this.#zip.end();
    await this.#flush();
  }

  async #flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const chunk of waiting) {
      if (!this.#out.write(chunk)) await once(this.#out, 'drain');
    }
  }
}
