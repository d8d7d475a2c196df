import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseCsv, readCsv } from '../../src/tables/csv.ts';
import { decode } from '../../src/tables/text.ts';
import { writeTable } from '../../src/tables/write.ts';
import { readXlsx } from '../../src/tables/xlsx.ts';
import { windows874, xlsx } from './files.ts';

const cellsOf = (text: string) => readCsv(Buffer.from(text)).rows.map(({ cells }) => cells);
const linesOf = (text: string) => readCsv(Buffer.from(text)).rows.map(({ line }) => line);

describe('the text of a file', () => {
  const thai = 'ชื่อ,โทรศัพท์\r\nน้ำ กำ ปี่ ฎีกา,๐๘๑';

  it.each([
    ['UTF-8', Buffer.from(thai), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${thai}`), 'utf-8'],
    ['UTF-16 as Excel saves "Unicode text"', Buffer.from(`\ufeff${thai}`, 'utf16le'), 'utf-16'],
    ['TIS-620', windows874(thai), 'windows-874'],
  ])('is read from %s', (_, bytes, encoding) => {
    expect(decode(bytes)).toEqual({ text: thai, encoding });
  });

  it('is refused where it reads well in both ways, unless a mark decides', () => {
    for (const bytes of [windows874('ยก'), Buffer.from('café')]) {
      expect(() => decode(bytes)).toThrow('encoding');
    }
    expect(decode(Buffer.from('\ufeffcafé')).text).toBe('café');
    expect(decode(Buffer.from('café ก')).text).toBe('café ก');
    expect(decode(Buffer.from('plain')).encoding).toBe('utf-8');
  });

  it('is refused where a byte means nothing', () => {
    for (const bytes of [
      [0xa1, 0xdb],
      [0xa1, 0xff],
      [0xa1, 0x81],
      [0x00, 0x41],
      [0xef, 0xbb, 0xbf, 0xa1],
    ]) {
      expect(() => decode(Uint8Array.from(bytes))).toThrow('encoding');
    }
  });

  it('comes back whole, whatever Thai it is', () => {
    const letters = fc.constantFrom(...'กขคงจยลวอาำิีึืุูเแโใไ่้๊๋์็๐๙ a1,');
    fc.assert(
      fc.property(fc.array(letters, { minLength: 3 }), (characters) => {
        const text = `ชื่อ ${characters.join('')}`;
        expect(decode(windows874(text)).text).toBe(text);
        expect(decode(Buffer.from(text)).text).toBe(text);
      }),
    );
  });
});

describe('CSV', () => {
  it.each([',', ';', '\t'])('is parted by %j', (separator) => {
    expect(cellsOf(`a${separator}b${separator}c\n1${separator}${separator}3`)).toEqual([
      ['a', 'b', 'c'],
      ['1', '', '3'],
    ]);
  });

  it('has quotes, line ends of all kinds, blank lines, and keeps count of lines', () => {
    const text = '\r\na,b\r\n"x ""y"", z","one\r\ntwo"\r\n,\n\n3,4\r5,6';
    expect(cellsOf(text)).toEqual([
      ['a', 'b'],
      ['x "y", z', 'one\r\ntwo'],
      ['3', '4'],
      ['5', '6'],
    ]);
    expect(linesOf(text)).toEqual([2, 3, 7, 8]);
    expect(linesOf('sep=;\r\na;b\r\n1;2')).toEqual([2, 3]);
  });

  it('is refused when it is empty, or a quote never ends', () => {
    expect(() => cellsOf(' \n,,\n')).toThrow('empty');
    expect(() => cellsOf('a,b\n"1,2\n3,4')).toThrow('quote');
    expect(() => cellsOf(`a,b\n${'1,2\n'.repeat(20_002)}`)).toThrow('too-many-rows');
  });

  it('is parsed to what was written, also by our own writer', async () => {
    const cell = fc.string({ unit: fc.constantFrom(...'กน้ำ",;\t\r\n x1') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const safe = rows.map((row) => row.map((text) => `x${text}`));
        const bytes = await writeTable({ name: 'x', rows: safe }, 'csv');
        const text = Buffer.from(bytes).toString().slice(1);
        expect(parseCsv(text, ',').map(({ cells }) => cells)).toEqual(safe);
      }),
    );
  });

  it('written holds nothing that a spreadsheet would carry out', async () => {
    const rows = [['=1+1', '+66', '-1', '@x', '\tx', 'ok']];
    const text = Buffer.from(await writeTable({ name: 'x', rows }, 'csv')).toString();
    expect(text).toBe("\ufeff'=1+1,'+66,'-1,'@x,\"'\tx\",ok\r\n");
  });
});

describe('XLSX', () => {
  it('is read as it looks: text, numbers, dates, yes and no', async () => {
    const day = new Date('2026-11-21T00:00:00Z');
    const bytes = await xlsx([
      ['ก', 'b', 'c', 'd'],
      ['น้ำ', 0.1 + 0.2, day, true],
      [null, null, null, null],
      ['x', 810000001, null, false],
    ]);
    expect(await readXlsx(bytes)).toEqual({
      format: 'xlsx',
      encoding: null,
      rows: [
        { line: 1, cells: ['ก', 'b', 'c', 'd'] },
        { line: 2, cells: ['น้ำ', '0.3', '2026-11-21', 'true'] },
        { line: 4, cells: ['x', '810000001', '', 'false'] },
      ],
    });
  });

  it('is refused when it is none', async () => {
    for (const bytes of [
      Buffer.from('a,b'),
      Buffer.from('PK\u0003\u0004 but no'),
      zipSync({ 'x.txt': strToU8('x') }),
      zipSync({ 'xl/workbook.xml': strToU8('<workbook') }),
      (await xlsx([['a']])).subarray(0, 900),
    ]) {
      await expect(readXlsx(bytes)).rejects.toThrow('spreadsheet');
    }
  });

  it('is refused when it blows up, or has a cell far out', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(90_000_000) });
    expect(bomb.length).toBeLessThan(200_000);
    await expect(readXlsx(bomb)).rejects.toThrow('too-many-rows');
    const far = '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>';
    const wide = zipSync({ 'xl/worksheets/sheet1.xml': strToU8(far) });
    await expect(readXlsx(wide)).rejects.toThrow('too-many-rows');
  });
});
