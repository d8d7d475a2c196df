import { dayOf } from '../../domain/dates.ts';
import type { LineView, ReportView } from '../../domain/report/view.ts';
import { thaiInstant } from '../formats.ts';
import { spanName } from './span.ts';
import { figureOf, LINE_MEASURES, lineWords, rowName, tablesOf, totalsOf } from './tables.ts';
import { BALANCE, GROUPING, MEASURE, PRINCIPLES, type Shown, TITLE } from './words.ts';

type Kind = 'text' | 'count' | 'weight' | 'money' | 'day' | 'time';
type Cell = string | number | Date | null;
type Column = { title: string; kind: Kind; width?: number };
type Small = {
  name: string;
  above: string[][];
  columns: Column[];
  rows: Cell[][];
  kinds?: Kind[];
};

const KIND = { kg: 'weight', baht: 'money', count: 'count', g: 'count' } as const;
const UNIT = { kg: ' (กก.)', baht: ' (บาท)', count: '', g: '' } as const;
/** Names of sheets, which Excel limits to 31 characters. */
const SHEET = { sums: 'สรุป', lines: 'รายการ', definitions: 'คำอธิบาย' };

/** A report as sheets: the sums, how each of them breaks down, every line, and what the columns mean. */
export function reportSheets(view: ReportView): { before: Small[]; after: Small[] } {
  const { th } = TITLE[view.kind];
  const only = view.only.map((place) => place.th).join(', ');
  const above = [
    [`${th} ${view.subject.th}${only && ` (เฉพาะ ${only})`}`],
    [`${spanName(view)} ข้อมูล ณ ${thaiInstant(view.asOf)}${view.example ? ' ตัวอย่าง' : ''}`],
  ];
  const total = { measures: view.total, onHand: view.onHand?.after ?? 0 };
  const sums: Small = {
    name: SHEET.sums,
    above,
    columns: [
      { title: 'รายการ', kind: 'text', width: 28 },
      { title: 'จำนวน', kind: 'weight', width: 18 },
      { title: 'หน่วย', kind: 'text', width: 10 },
    ],
    rows: [
      ...(view.onHand ? [['คงเหลือต้นงวด', view.onHand.before / 1000, 'กก.']] : []),
      ...totalsOf(view).map((shown): Cell[] => [
        shown === 'onHand' ? 'คงเหลือสิ้นงวด' : MEASURE[shown].th,
        cellOf(shown, figureOf(shown, total)),
        { kg: 'กก.', baht: 'บาท', count: '', g: 'กรัม' }[MEASURE[shown].unit],
      ]),
    ],
  };
  sums.kinds = [
    ...(view.onHand ? (['weight'] as const) : []),
    ...totalsOf(view).map((shown) => KIND[MEASURE[shown].unit]),
  ];
  const groups = view.groups.map(({ by, rows }): Small => {
    const columns = [...new Set(tablesOf(view.kind, by).flat())];
    return {
      name: `ตาม${GROUPING[by].th}`,
      above,
      columns: [{ title: GROUPING[by].th, kind: 'text', width: 34 }, ...columns.map(columnOf)],
      rows: rows.map((row) => [
        rowName(by, row),
        ...columns.map((shown) => cellOf(shown, figureOf(shown, row))),
      ]),
    };
  });
  const definitions: Small = {
    name: SHEET.definitions,
    above: [...PRINCIPLES, BALANCE].map((principle) => [principle]),
    columns: [
      { title: 'ช่อง', kind: 'text', width: 20 },
      { title: 'English', kind: 'text', width: 20 },
      { title: 'ความหมาย', kind: 'text', width: 90 },
    ],
    rows: (Object.keys(MEASURE) as Shown[]).map((shown) => {
      const { th, en, means, unit } = MEASURE[shown];
      return [th + UNIT[unit], en, means];
    }),
  };
  return { before: [sums, ...groups], after: [definitions] };
}

const columnOf = (shown: Shown): Column => {
  const { th, unit } = MEASURE[shown];
  return { title: th + UNIT[unit], kind: KIND[unit], width: 14 };
};

/** Grams as kg and satang as baht: the decimals are the ones that were kept, so nothing is rounded. */
const cellOf = (shown: Shown, value: number | null): number | null => {
  if (value === null) return null;
  const { unit } = MEASURE[shown];
  return unit === 'kg' ? value / 1000 : unit === 'baht' ? value / 100 : value;
};

/** Every line of a report, as a sheet of its own. */
export function lineSheet(view: ReportView, lines: AsyncIterable<LineView>) {
  const measures = LINE_MEASURES[view.kind];
  const named = view.kind !== 'school' && view.kind !== 'market';
  const columns: Column[] = [
    { title: 'วันที่', kind: 'day', width: 14 },
    { title: 'เวลา', kind: 'time', width: 20 },
    { title: 'เหตุการณ์', kind: 'text', width: 18 },
    { title: 'รหัสรุ่น', kind: 'text', width: 14 },
    { title: 'พืช', kind: 'text', width: 16 },
    { title: 'เครือข่าย', kind: 'text', width: 26 },
    ...(named ? [{ title: 'เกษตรกร', kind: 'text', width: 22 } as const] : []),
    { title: 'ที่', kind: 'text', width: 28 },
    { title: 'จาก/ถึง', kind: 'text', width: 28 },
    ...measures.map(columnOf),
    { title: 'หมายเหตุ', kind: 'text', width: 40 },
    { title: 'รหัสรายการ', kind: 'text', width: 38 },
  ];
  async function* rows(): AsyncGenerator<Cell[]> {
    for await (const line of lines) {
      const { what, code, note } = lineWords(line);
      yield [
        new Date(`${dayOf(line.at)}T00:00:00Z`),
        new Date(Date.parse(line.at) + BANGKOK_MS),
        what,
        code,
        line.crop,
        line.network,
        ...(named ? [line.farmer] : []),
        line.place,
        line.other,
        ...measures.map((measure) => cellOf(measure, line.measures[measure] ?? null)),
        note,
        line.id,
      ];
    }
  }
  return { name: SHEET.lines, columns, count: view.lines, rows: rows() };
}

const BANGKOK_MS = 7 * 3_600_000;
