import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import readSheets from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../../src/app/ports.ts';
import { reportOf } from '../../src/app/report.ts';
import { baht, inDigits, kilograms } from '../../src/documents/formats.ts';
import { renderReport } from '../../src/documents/report/report.ts';
import { LINE_MEASURES } from '../../src/documents/report/tables.ts';
import { MEASURE } from '../../src/documents/report/words.ts';
import type { ReportKind, ReportScope } from '../../src/domain/report/figures.ts';
import type { Measures } from '../../src/domain/report/measures.ts';
import type { ReportSubject } from '../../src/domain/report/view.ts';
import { makeReport } from '../../src/report-maker.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { parseCsv } from '../../src/tables/csv.ts';
import { readXlsx } from '../../src/tables/xlsx.ts';
import {
  arrived,
  arrivedAs,
  cooked,
  counted,
  discarded,
  harvested,
  kitchen,
  kitPassed,
  line,
  mixedFrom,
  mixedInto,
  move,
  network,
  part,
  sent,
  sold,
  stall,
  voided,
} from '../domain/given.ts';
import { codeOf, Scribe } from '../storage/scribe.ts';
import { pdfInfo, pdfText, unspaced } from './tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'tonnam-reports-'));
const AS_OF = '2026-11-22T03:00:00.000Z';
let storage: Storage;

/** A dozen batches that everything happens to, and a correction. */
beforeAll(async () => {
  storage = openSqlite(join(folder, 'tonnam.db'), { durable: false });
  const scribe = new Scribe(() => storage);
  for (let n = 1; n <= 12; n++) {
    const [to, kept] = [`d${n}`, `e${n}`];
    const reason = '=SUM(A1:A9) "ชั่งใหม่", น้ำ & <ผัก>';
    const dear = sent(kept, 20_000);
    const count = counted(network, 60_000 + n, 60_003 + n);
    const events = await scribe.write([
      codeOf(n),
      harvested(90_000 + n),
      kitPassed(),
      sent(to, 10_000, stall),
      arrived(to, 10_000, stall),
      { ...sold(1_234), data: { ...sold(1_234).data, priceSatang: 4_275 } },
      sold(100),
      { ...dear, data: { ...dear.data, priceSatang: 3_333 } },
      arrivedAs(
        kept,
        line(14_999, { rejected: part(2_001, 'write-off'), missing: part(3_000, 'write-off') }),
        move(`transit/${kept}`, 'kitchen/k1', 14_999),
        move(`transit/${kept}`, 'discarded/k1', 2_001),
        move(`transit/${kept}`, `missing/${kept}`, 3_000),
      ),
      cooked(9_999),
      discarded(1_001),
      { ...count, data: { ...count.data, reason } },
    ]);
    if (n === 7) {
      await scribe.tell(codeOf(n), voided(events[5]!.id, move('sold/s1', 'stall/s1', 100)));
    }
  }
});
afterAll(async () => {
  await storage.close();
  rmSync(folder, { recursive: true });
});

const OF: Record<ReportKind, ReportScope> = {
  municipality: { by: 'all' },
  network: { by: 'network', id: 'n1' },
  farmer: { by: 'farmer', id: 'f1' },
  school: { by: 'place', place: kitchen },
  market: { by: 'place', place: stall },
};
const subjectOf = (kind: ReportKind): ReportSubject => ({
  municipalityId: 'm1',
  kind,
  names: { th: 'กลุ่มน้ำปั๋วก๊ำฐุญู ที่ฝุ่น', en: 'Example' },
  only: [],
  of: [OF[kind]],
  from: '2026-10-01',
  to: '2027-09-30',
});
async function make(kind: ReportKind, format: 'pdf' | 'csv' | 'xlsx') {
  const file = join(folder, `${kind}.${format}`);
  await makeReport(storage, { subject: subjectOf(kind), format }, file, () => {}, AS_OF);
  return readFileSync(file);
}

describe.each(Object.keys(OF) as ReportKind[])('the report of a %s', (kind) => {
  it('says the same as PDF, CSV and XLSX: the sum of its entries', async () => {
    const { view } = await storage.snapshot((source) => reportOf(source, subjectOf(kind), AS_OF));
    const { total } = view;
    const [pdf, csv, xlsx] = [
      await make(kind, 'pdf'),
      await make(kind, 'csv'),
      await make(kind, 'xlsx'),
    ];

    const text = csv.toString('utf8');
    expect(text.startsWith('\ufeff')).toBe(true);
    const [head, ...rows] = parseCsv(text.slice(1), ',').map(({ cells }) => cells);
    expect(rows).toHaveLength(view.lines);
    const sheets = await readSheets(xlsx);
    const byName = new Map(sheets.map(({ sheet, data }) => [sheet, data]));
    const [longHead, ...long] = byName.get('รายการ')!;
    expect(longHead).toEqual(head);
    expect(long).toHaveLength(view.lines);

    const page = unspaced((await pdfText(pdf, '-raw')).join(''));
    for (const measure of LINE_MEASURES[kind]) {
      const { th, unit } = MEASURE[measure];
      const factor = unit === 'kg' ? 1000 : unit === 'baht' ? 100 : 1;
      const column = head!.findIndex((title) => title === th || title.startsWith(`${th} (`));
      const inCsv = rows.reduce((sum, row) => sum + Number(row[column] ?? 0) * factor, 0);
      const inXlsx = long.reduce((sum, row) => sum + Number(row[column] ?? 0) * factor, 0);
      expect([measure, Math.round(inCsv)]).toEqual([measure, total[measure]]);
      expect([measure, Math.round(inXlsx)]).toEqual([measure, total[measure]]);
      if (unit === 'kg' || unit === 'baht') {
        const value =
          unit === 'kg' ? `${kilograms(total[measure])} กก.` : `${baht(total[measure])} บาท`;
        const printed = unspaced(`${th} ${MEASURE[measure].en} ${value}`);
        expect([printed, page.includes(printed)]).toEqual([printed, true]);
      }
      const [, sum] = byName.get('สรุป')!.find(([name]) => name === th)!;
      expect([measure, Math.round(Number(sum) * factor)]).toEqual([measure, total[measure]]);
    }
    for (const { by, rows: named } of view.groups) {
      const sum = named.reduce((all, { measures }) => all + measures.harvested, 0);
      if (by === 'crop') expect(sum).toBe(total.harvested);
    }
  });
});

it('counts of money what the receipts of its deliveries come to, to the satang', async () => {
  const paid = async (kind: ReportKind) =>
    (await storage.snapshot((source) => reportOf(source, subjectOf(kind), AS_OF))).view.total
      .bought;
  // 14.999 kg at 33.33 baht, a dozen times: 499.92 each, while all of it together would be 5,999.00.
  expect(await paid('school')).toBe(12 * 49_992);
  expect(await paid('farmer')).toBe(12 * 49_992);
  expect(await paid('market')).toBe(0);
  const page = (await pdfText(await make('farmer', 'pdf'), '-raw')).join('');
  expect(unspaced(page)).toContain(
    unspaced(`เป็นเงิน ${baht(599_904)} บาท (ห้าพันเก้าร้อยเก้าสิบเก้าบาทสี่สตางค์)`),
  );
});

it('counts for each farmer what was received of a mix, as the vouchers do: together the receipt', async () => {
  const scribe = new Scribe(() => storage, 'm2');
  const farmers = ['f1', 'f2', 'f3'];
  const mixed = codeOf(90);
  const parts = farmers.map((farmerId, n) => ({ batch: codeOf(81 + n), harvest: { farmerId } }));
  for (const { batch, harvest } of parts) {
    await scribe.write([batch, harvested(5_000, harvest), mixedInto(mixed, 1_000)]);
  }
  const dear = sent('d90', 1_500);
  await scribe.write([
    mixed,
    mixedFrom(
      mixed,
      parts.map((each) => ({ ...each, grams: 1_000 })),
    ),
    { ...dear, data: { ...dear.data, priceSatang: 50 } },
    arrivedAs(
      'd90',
      line(1_000, { missing: part(500, 'write-off') }),
      move('transit/d90', 'kitchen/k1', 1_000),
      move('transit/d90', 'missing/d90', 500),
    ),
  ]);
  const viewOf = (kind: ReportKind, of: ReportScope) => {
    const subject = { ...subjectOf(kind), municipalityId: 'm2', of: [of] };
    return storage.snapshot(async (source) => {
      const { view, lines } = await reportOf(source, subject, AS_OF);
      const all = [];
      for await (const each of lines()) all.push(each);
      return { view, lines: all };
    });
  };
  const own = [];
  for (const id of farmers) own.push(await viewOf('farmer', { by: 'farmer', id }));
  const received = own.map(({ view: { total } }) => [total.accepted, total.short, total.bought]);
  // Half a baht for a kilogram that three brought: each alone would be rounded up.
  expect(received).toEqual([
    [334, 167, 17],
    [333, 167, 17],
    [333, 166, 16],
  ]);
  const share = own[1]!.lines.find(({ batch }) => batch === mixed)!;
  expect(share).toMatchObject({ type: 'received', isShare: true, measures: { accepted: 333 } });
  const { view } = await viewOf('network', { by: 'network', id: 'n1' });
  expect([view.total.accepted, view.total.bought]).toEqual([1_000, 50]);
  const ofFarmers = view.groups.find(({ by }) => by === 'farmer')!.rows;
  expect(ofFarmers.map(({ measures }) => measures.accepted).sort()).toEqual([333, 333, 334]);
});

it('breaks neither a name nor a figure, however much it has come to', async () => {
  const name = 'ตลาดสดเทศบาล 1';
  // Thai digits are wider: each of the market's three tables is printed as two.
  const tables = { municipality: 8, farmer: 4, market: 6 };
  const digits = { municipality: 'arabic', farmer: 'arabic', market: 'thai' } as const;
  for (const kind of ['municipality', 'farmer', 'market'] as const) {
    const file = join(folder, `large-${kind}.pdf`);
    const out = createWriteStream(file);
    const { accepted } = await storage.snapshot(async (source) => {
      const { view, lines } = await reportOf(source, subjectOf(kind), AS_OF);
      const times = Object.entries(view.total).map(([measure, sum]) => [measure, sum * 7_919]);
      const total: Measures = { ...Object.fromEntries(times), bought: kind === 'farmer' ? 0 : 1 };
      const row = { names: { th: name, en: name }, measures: total, onHand: total.harvested };
      const groups = view.groups.map(({ by, rows }) => ({
        by,
        rows: by === 'month' ? rows : [row],
      }));
      await renderReport({ ...view, total, groups, lines: 0, digits: digits[kind] }, lines, out);
      return total;
    });
    out.end();
    await once(out, 'close');
    const text = (await pdfText(readFileSync(file), '-layout')).join('\n');
    const written = inDigits(digits[kind]);
    const names = text.match(new RegExp(written(name), 'g'));
    expect([kind, names?.length]).toEqual([kind, tables[kind]]);
    expect(text).toContain(` ${written(kilograms(accepted))} `);
  }
});

it('is a PDF that says whose it is, of which year, and how many pages it has', async () => {
  const pdf = await make('network', 'pdf');
  const { pages, title } = await pdfInfo(pdf);
  expect(title).toBe(
    'รายงานของเครือข่าย กลุ่มน้ำปั๋วก๊ำฐุญู ที่ฝุ่น ปีงบประมาณ 2570 (1 ตุลาคม 2569 ถึง 30 กันยายน 2570)',
  );
  const texts = await pdfText(pdf, '-layout');
  expect(texts).toHaveLength(Number(pages));
  texts.forEach((text, index) => {
    expect(text).toContain(`หน้า ${index + 1} จาก ${pages}`);
  });
  expect(unspaced(texts.join('')).includes(unspaced('น้ำ & <ผัก>'))).toBe(true);
  // Each of the dozen batches is on a page of its lines.
  expect(new Set(texts.join('').match(/000000\d{2}-?\d{2}|00000-000\d\d/g)).size).toBe(12);
});

it('has typed cells under frozen headings, and a sheet that says what they mean', async () => {
  const xlsx = await make('municipality', 'xlsx');
  const sheets = await readSheets(xlsx);
  expect(sheets.map(({ sheet }) => sheet)).toEqual([
    'สรุป',
    ...['เดือน', 'เครือข่าย', 'ตลาด', 'โรงเรียน', 'พืช'].map((by) => `ตาม${by}`),
    'รายการ',
    'คำอธิบาย',
  ]);
  const [, first] = sheets.find(({ sheet }) => sheet === 'รายการ')!.data;
  expect(first!.slice(0, 3)).toEqual([
    new Date('2026-11-21T00:00:00Z'),
    new Date('2026-11-21T08:00:01Z'),
    'ลงทะเบียนเก็บเกี่ยว',
  ]);
  expect(first).toContain(90.001);
  const parts = unzipSync(xlsx);
  const pages = Object.keys(parts).filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name));
  for (const name of pages) {
    const sheet = strFromU8(parts[name]!);
    expect(sheet).toMatch(/<pane ySplit="\d" [^>]*state="frozen"/);
    // Printed, all columns are on one page's width.
    expect(sheet).toMatch(
      /<pageSetUpPr fitToPage="1"\/>.*<pageSetup fitToWidth="1" fitToHeight="0"/s,
    );
  }
  const definitions = sheets.at(-1)!.data.map((row) => row[0]);
  for (const { th } of Object.values(MEASURE)) {
    expect(definitions.some((said) => String(said).startsWith(th))).toBe(true);
  }
  // The reader of imports takes it too, and nothing in it is a formula.
  expect((await readXlsx(xlsx)).rows.length).toBeGreaterThan(1);
  expect(pages.map((name) => strFromU8(parts[name]!)).join('')).not.toContain('<f>');
});

it('is a workbook as its standard has it (ECMA-376), which Excel holds files to', async () => {
  const parts = unzipSync(await make('municipality', 'xlsx'));
  const text = (name: string) => strFromU8(parts[name]!);
  const workbook = text('xl/workbook.xml');
  const names = [...workbook.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name!);
  expect(names.every((name) => name.length <= 31 && !/[\\/?*:[\]]/.test(name))).toBe(true);
  expect(new Set(names).size).toBe(names.length);
  const titles = [...workbook.matchAll(/localSheetId="(\d+)">'([^']+)'!\$(\d):\$\3</g)];
  expect(titles.map(([, index, name]) => [Number(index), name])).toEqual([...names.entries()]);

  const styles = text('xl/styles.xml');
  const kinds = ['numFmts', 'fonts', 'fills', 'borders', 'cellXfs'];
  const counts = kinds.map((kind) => {
    const [, count, inner = ''] = new RegExp(`<${kind} count="(\\d+)">(.*?)</${kind}>`).exec(
      styles,
    )!;
    const child = { numFmts: 'numFmt', cellXfs: 'xf' }[kind] ?? kind.slice(0, -1);
    expect([kind, inner.match(new RegExp(`<${child}[ >]`, 'g'))?.length]).toEqual([
      kind,
      Number(count),
    ]);
    return styles.indexOf(`<${kind} `);
  });
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  const xfs = Number(/<cellXfs count="(\d+)"/.exec(styles)![1]);
  // Days of the Buddhist era: western digits, the Thai calendar, in Thai.
  expect(styles).toContain('formatCode="[$-107041E]d mmm yyyy"');
  const strings = text('xl/sharedStrings.xml').match(/<si>/g)!.length;

  const order = 'sheetPr sheetViews cols sheetData pageMargins pageSetup'.split(' ');
  names.forEach((_, index) => {
    const sheet = text(`xl/worksheets/sheet${index + 1}.xml`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(sheet).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
    const [, inner = ''] = /<worksheet[^>]*>(.*)<\/worksheet>$/s.exec(sheet)!;
    const bare = inner.replace(/<sheetData>.*<\/sheetData>/s, '<sheetData/>');
    const found = [...bare.matchAll(/<(\w+)/g)].map(([, name]) => name!);
    expect(found.filter((name) => order.includes(name))).toEqual(order);
    expect(sheet).toMatch(
      /<pane ySplit="\d" topLeftCell="A\d" activePane="bottomLeft" state="frozen"/,
    );
    let last = 0;
    for (const [, row, cells = ''] of sheet.matchAll(/<row r="(\d+)"[^>]*>(.*?)<\/row>/gs)) {
      expect(Number(row)).toBeGreaterThan(last);
      last = Number(row);
      let column = 0;
      for (const [, letters, at, attributes = '', value = ''] of cells.matchAll(
        /<c r="([A-Z]+)(\d+)"([^>]*)>(.*?)<\/c>/gs,
      )) {
        expect(at).toBe(row);
        const number = [...letters!].reduce((sum, each) => sum * 26 + each.charCodeAt(0) - 64, 0);
        expect(number).toBeGreaterThan(column);
        column = number;
        expect(Number(/ s="(\d+)"/.exec(attributes)?.[1] ?? 0)).toBeLessThan(xfs);
        const kind = / t="(\w+)"/.exec(attributes)?.[1] ?? 'n';
        expect(kind).toMatch(/^(n|s|inlineStr)$/);
        if (kind === 's') expect(Number(/<v>(\d+)</.exec(value)![1])).toBeLessThan(strings);
        if (kind === 'n') expect(value).toMatch(/^<v>-?\d+(\.\d+)?<\/v>$/);
      }
    }
  });
  // The first harvest, in days since the end of 1899, by the clock in Thailand.
  expect(text('xl/worksheets/sheet7.xml')).toMatch(/<c r="A2" s="5"><v>46347<\/v>/);
});

it('keeps a note that looks like a formula from being one in CSV', async () => {
  const csv = (await make('market', 'csv')).toString('utf8');
  const all = (await make('municipality', 'csv')).toString('utf8');
  expect(csv).not.toMatch(/(^|,)=SUM/m);
  expect(all).toContain('=SUM(A1:A9) ""ชั่งใหม่""');
  expect(all).not.toMatch(/(^|,)"?=SUM/m);
});
