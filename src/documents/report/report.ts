import type { Writable } from 'node:stream';
import { bahtText } from '../../domain/money.ts';
import type { Grouping } from '../../domain/report/figures.ts';
import type { LineView, ReportView } from '../../domain/report/view.ts';
import { instant, kilograms, thaiInstant, thaiShortMonth } from '../formats.ts';
import { BODY_WIDTH, LEFT, PAGE_ROOM, Pages } from '../pages.ts';
import { newPdf, streamPdf } from '../pdf.ts';
import { drawHeading } from '../section.ts';
import { type Column, drawTable, leastHeight, type Row } from '../table.ts';
import {
  ACCENT,
  heightOf,
  INK,
  paragraph,
  STYLES,
  type StyleName,
  Typesetter,
} from '../typography.ts';
import type { Words } from '../words.ts';
import { type Bar, COLUMNS_HEIGHT, drawBars, drawColumns } from './charts.ts';
import { LinePages } from './lines.ts';
import { spanName } from './span.ts';
import { figureOf, type GroupRow, rowName, tablesOf, totalsOf } from './tables.ts';
import { BALANCE, GROUPING, MEASURE, PRINCIPLES, type Shown, TITLE } from './words.ts';

const FIGURE_WIDTH = 57;
/** Less than this, and names are broken where there is no word's end. */
const NAME_WIDTH = 70;
/** Paper between a column's heading and the next. */
const BETWEEN = 9;

/**
 * A report of a period, written page by page: the sums and charts, and but for the municipality's, whose lines would
 * fill a shelf and are in the spreadsheet, every line.
 * @param lines reads them; it is called twice, first to know how many pages they take
 */
export async function renderReport(
  view: ReportView,
  lines: () => AsyncIterable<LineView>,
  out: Writable,
): Promise<void> {
  const title = `${TITLE[view.kind].th} ${view.subject.th}`;
  const doc = newPdf({
    title: `${title} ${spanName(view)}`,
    author: view.municipality.th,
    subject: TITLE[view.kind].en,
    created: instant(view.asOf),
  });
  await streamPdf(doc, out, async (flushed) => {
    const type = new Typesetter(doc, names(view), view.digits);
    const pages = new Pages(type, {
      footer: `${view.municipality.th} · ${TITLE[view.kind].th} · ข้อมูล ณ ${type.written(thaiInstant(view.asOf))}`,
      example: view.example,
    });
    drawTitle(pages, view);
    drawTotals(pages, view);
    drawWent(pages, view);
    drawMonths(pages, view);
    for (const group of view.groups) drawGroup(pages, view, group);
    if (view.kind === 'farmer') drawClaim(pages, view);
    drawDefinitions(pages, view);
    const first = doc.bufferedPageRange().count;
    if (view.kind === 'municipality' || view.lines === 0) return pages.flush(first);
    const list = new LinePages(pages, view);
    const all = first + (await list.count(lines(), PAGE_ROOM));
    pages.flush(all);
    await list.draw(lines(), all, flushed);
  });
}

function drawTitle(pages: Pages, view: ReportView): void {
  const line = (text: string, style: StyleName) => {
    for (const each of pages.type.set([paragraph(text, style)], BODY_WIDTH)) {
      pages.type.draw(each.text, each.style, LEFT, pages.y);
      pages.y += each.style.leading;
    }
  };
  line(view.municipality.th, 'strong');
  line(view.municipality.en, 'small');
  pages.y += 8;
  line(TITLE[view.kind].th, 'title');
  line(TITLE[view.kind].en, 'label');
  pages.y += 6;
  pages.rule(pages.y, ACCENT, 1.4);
  pages.y += 10;
  if (view.kind !== 'municipality') line(view.subject.th, 'heading');
  if (view.only.length > 0) line(`เฉพาะ ${view.only.map(({ th }) => th).join(', ')}`, 'body');
  line(spanName(view), 'strong');
  line(`ข้อมูล ณ ${thaiInstant(view.asOf)} จาก ${count(view.lines)} รายการ`, 'small');
}

const count = (value: number) => new Intl.NumberFormat('en').format(value);

/** A figure as it is printed: kg to the gram, baht to the satang. */
function printed(shown: Shown, value: number | null): string {
  if (value === null) return '–';
  const { unit } = MEASURE[shown];
  if (unit === 'kg') return kilograms(value);
  if (unit === 'baht')
    return new Intl.NumberFormat('en', { minimumFractionDigits: 2 }).format(value / 100);
  return count(value);
}

const UNIT_TH = { kg: 'กก.', baht: 'บาท', count: '', g: 'กรัม' } as const;

/** All sums, in two columns. */
function drawTotals(pages: Pages, view: ReportView): void {
  drawHeading(pages, 'ยอดรวม', 'Totals', 80);
  const total = { measures: view.total, onHand: view.onHand?.after ?? 0 };
  const rows = [
    ...(view.onHand
      ? [
          {
            th: 'คงเหลือต้นงวด',
            en: 'On hand before',
            value: printed('onHand', view.onHand.before),
            unit: 'กก.',
          },
        ]
      : []),
    ...totalsOf(view).map((shown) => ({
      th: shown === 'onHand' ? 'คงเหลือสิ้นงวด' : MEASURE[shown].th,
      en: shown === 'onHand' ? 'On hand after' : MEASURE[shown].en,
      value: printed(shown, figureOf(shown, total)),
      unit: UNIT_TH[MEASURE[shown].unit],
    })),
  ];
  const half = Math.ceil(rows.length / 2);
  const width = (BODY_WIDTH - 24) / 2;
  const top = pages.y;
  rows.forEach(({ th, en, value, unit }, index) => {
    const x = LEFT + (index < half ? 0 : width + 24);
    const y = top + (index % half) * 15;
    pages.type.draw(th, STYLES.body, x, y);
    pages.type.draw(en, STYLES.tiny, x + pages.type.width(th, 'body') + 5, y + 2.5);
    const right = x + width - 26;
    const figure = pages.type.written(value);
    pages.type.draw(figure, STYLES.strong, right - pages.type.width(figure, 'strong'), y);
    pages.type.draw(unit, STYLES.small, right + 5, y + 1.5);
  });
  pages.y = top + half * 15 + 4;
}

/** Where the goods went: the ends of the book, and what is left. */
function drawWent(pages: Pages, { kind, total, onHand }: ReportView): void {
  if (kind === 'farmer') return;
  const ends = (['sold', 'cooked', 'discarded', 'lost'] as const).map((end) => ({
    name: MEASURE[end].th,
    grams: total[end],
  }));
  const left = onHand ? [{ name: 'คงเหลือสิ้นงวด', grams: onHand.after }] : [];
  const bars: Bar[] = [...ends, ...left].filter(
    ({ grams }) => grams > 0 || kind === 'municipality',
  );
  if (bars.length === 0) return;
  drawHeading(pages, 'ผักไปไหน (กก.)', 'Where it went (kg)', bars.length * 15);
  drawBars(pages, bars);
  if (!onHand) return;
  const came = onHand.before + total.harvested + total.found;
  const went = total.sold + total.cooked + total.discarded + total.lost + onHand.after;
  const text = `${kilograms(onHand.before)} + ${kilograms(total.harvested)} + ${kilograms(total.found)} = ${kilograms(went)} กก.`;
  pages.y += 3;
  const equal = `ลงตัว: ต้นงวด + เก็บเกี่ยว + นับพบเกิน = ${text}`;
  pages.type.draw(
    pages.type.written(came === went ? equal : `▲ ไม่ลงตัว: ${text}`),
    came === went ? STYLES.small : STYLES.alert,
    LEFT,
    pages.y,
  );
  pages.y += STYLES.small.leading;
}

const PLAIN: Words = { th: '', en: 'By' };
const CARE: Words = { th: 'การตรวจและการบันทึก', en: 'Tests and records by' };
const MEALS: Words = { th: 'มื้ออาหารและการบันทึก', en: 'Meals and records by' };
const SALES: Words = { th: 'การขายและของเสีย', en: 'Sales and waste by' };
/** What a grouping's second table is about, by a column of it. */
const SECOND = [
  ['pupils', MEALS],
  ['sold', SALES],
] as const;

/** What a chart of this report shows: what was harvested, or for those who buy, what came. */
const charted = ({ kind }: ReportView) =>
  kind === 'school' || kind === 'market' ? ('accepted' as const) : ('harvested' as const);

function drawMonths(pages: Pages, view: ReportView): void {
  const months = view.groups.find(({ by }) => by === 'month')?.rows ?? [];
  if (months.length < 2) return;
  const measure = charted(view);
  const { th, en } = MEASURE[measure];
  drawHeading(pages, `${th}รายเดือน (กก.)`, `${en} by month (kg)`, COLUMNS_HEIGHT);
  const columns = months.map(({ names: { th: month }, measures }) => ({
    name: month,
    short: thaiShortMonth(month),
    grams: measures[measure],
  }));
  drawColumns(pages, columns);
}

function drawGroup(
  pages: Pages,
  view: ReportView,
  { by, rows }: ReportView['groups'][number],
): void {
  if (rows.length === 0) return;
  const { th, en } = GROUPING[by];
  const priced = view.total.bought > 0;
  const blanks = view.kind === 'farmer' && by === 'crop' && !priced;
  const total = sumRow(rows);
  const tables = tablesOf(view.kind, by).flatMap((all, index) => {
    const shown = all.filter((each) => each !== 'bought' || priced);
    const what = index === 0 ? PLAIN : (SECOND.find(([is]) => shown.includes(is))?.[1] ?? CARE);
    const parts = fitting(pages, by, shown, total, blanks);
    return parts.map((part, more) => ({ ...part, what, more: more > 0 }));
  });
  tables.forEach(({ shown, columns, what, more }, index) => {
    const body = rows.map((row) => tableRow(rowName(by, row), shown, row));
    const sum = tableRow('รวม', shown, total, 'figureStrong');
    const chart = index === 0 && by !== 'month' && rows.length > 1;
    const bars = chart
      ? rows.map((row) => ({ name: rowName(by, row), grams: barOf(view, by, row) }))
      : [];
    const height = leastHeight(pages, columns, body[0]!) + Math.min(bars.length, 15) * 15;
    const title = `${what.th}ตาม${th}${more ? ' (ต่อ)' : ''}`;
    drawHeading(pages, title, `${what.en} ${en.toLowerCase()}`, height);
    if (bars.some(({ grams }) => grams > 0)) {
      drawBars(pages, bars);
      pages.y += 8;
    }
    drawTable(pages, columns, [...body, { ...sum, total: true }]);
  });
}

type Figures = Omit<GroupRow, 'names'>;

const barOf = (view: ReportView, by: string, { measures }: GroupRow): number =>
  measures[by === 'market' || by === 'school' ? 'accepted' : charted(view)];

/** As many tables, one after the other, as leave room for names. */
function fitting(
  pages: Pages,
  by: Grouping,
  shown: readonly Shown[],
  total: Figures,
  blanks: boolean,
): { shown: readonly Shown[]; columns: Column[] }[] {
  const columns = columnsOf(pages, by, shown, total, blanks);
  if (columns[0]!.width >= NAME_WIDTH || shown.length < 2) return [{ shown, columns }];
  const half = Math.ceil(shown.length / 2);
  return [
    ...fitting(pages, by, shown.slice(0, half), total, false),
    ...fitting(pages, by, shown.slice(half), total, blanks),
  ];
}

/** No sum is wider than its column, however much it has come to. */
function columnsOf(
  pages: Pages,
  by: Grouping,
  shown: readonly Shown[],
  total: Figures,
  blanks: boolean,
): Column[] {
  const said = shown.map((each) => ({
    ...MEASURE[each],
    sum: printed(each, figureOf(each, total)),
  }));
  const figures = [...said, ...(blanks ? PRICE_COLUMNS : [])].map(
    ({ th, en, sum }): Column => ({
      title: th,
      english: en,
      width: Math.max(
        FIGURE_WIDTH,
        pages.type.width(th, 'columnTitle') + BETWEEN,
        pages.type.width(en, 'tiny') + BETWEEN,
        pages.type.width(pages.type.written(sum), 'figureStrong') + BETWEEN,
      ),
      align: 'right',
    }),
  );
  const taken = figures.reduce((sum, { width }) => sum + width, 0);
  const { th, en } = GROUPING[by];
  return [{ title: th, english: en, width: BODY_WIDTH - taken }, ...figures];
}

/** To be filled in by hand where deliveries carry no prices: farmer and buyer agree on what is paid. */
const PRICE_COLUMNS = [
  { th: 'ราคา/กก.', en: 'Baht/kg', sum: '' },
  { th: 'เป็นเงิน', en: 'Baht', sum: '' },
];

const tableRow = (
  name: string,
  shown: readonly Shown[],
  row: Figures,
  style: StyleName = 'figure',
): Row => ({
  cells: [
    [paragraph(name, style)],
    ...shown.map((each) => [paragraph(printed(each, figureOf(each, row)), style)]),
  ],
});

function sumRow(rows: readonly GroupRow[]): Figures {
  const [first, ...others] = rows.map(({ measures, onHand }) => ({
    measures: { ...measures },
    onHand,
  }));
  return others.reduce((sum, { measures, onHand }) => {
    for (const each of Object.keys(measures) as (keyof typeof measures)[]) {
      sum.measures[each] += measures[each];
    }
    return { measures: sum.measures, onHand: sum.onHand + onHand };
  }, first!);
}

/** Blanks for ink: the farmer claims payment with it, and the buyer agrees. */
function drawClaim(pages: Pages, { total }: ReportView): void {
  drawHeading(pages, 'ใช้ประกอบการขอรับเงิน', 'To claim payment', 110);
  const { type } = pages;
  const money =
    total.bought > 0
      ? `เป็นเงิน ${printed('bought', total.bought)} บาท (${bahtText(total.bought)}) ตามราคาในใบส่งของ รายการที่ไม่ได้ตกลงราคาไม่รวมอยู่ในจำนวนเงินนี้`
      : 'ราคาและจำนวนเงินให้เกษตรกรและผู้รับซื้อกรอกและตกลงกัน';
  const text = `น้ำหนักที่ผู้รับรับไว้รวม ${kilograms(total.accepted)} กก. ${money}`;
  for (const line of type.set([paragraph(text)], BODY_WIDTH)) {
    type.draw(line.text, line.style, LEFT, pages.y);
    pages.y += line.style.leading;
  }
  pages.y += 34;
  const width = BODY_WIDTH / 2;
  ['เกษตรกร', 'ผู้รับซื้อ'].forEach((who, index) => {
    const x = LEFT + index * width;
    const { doc } = pages;
    doc.lineWidth(0.6).strokeColor(INK).dash(1.5, { space: 2 });
    doc
      .moveTo(x + 30, pages.y)
      .lineTo(x + width - 76, pages.y)
      .stroke()
      .undash();
    type.draw('ลงชื่อ', STYLES.body, x, pages.y - 12);
    type.draw(who, STYLES.body, x + width - 72, pages.y - 12);
    type.draw('(', STYLES.body, x + 30, pages.y + 4);
    type.draw(')', STYLES.body, x + width - 80, pages.y + 4);
    type.draw('วันที่', STYLES.body, x, pages.y + 24);
    doc
      .dash(1.5, { space: 2 })
      .moveTo(x + 30, pages.y + 36)
      .lineTo(x + width - 76, pages.y + 36)
      .stroke()
      .undash();
  });
  pages.y += 44;
}

function drawDefinitions(pages: Pages, view: ReportView): void {
  const shown = new Set([
    ...totalsOf(view),
    ...view.groups.flatMap(({ by }) => tablesOf(view.kind, by).flat()),
  ]);
  const texts = [
    ...PRINCIPLES,
    ...(view.onHand ? [BALANCE] : []),
    ...(view.kind === 'municipality'
      ? [`รายการทั้งหมด ${count(view.lines)} รายการอยู่ในไฟล์ XLSX และ CSV ของงวดเดียวกัน`]
      : []),
    ...[...shown].map((each) => `${MEASURE[each].th}: ${MEASURE[each].means}`),
  ];
  drawHeading(pages, 'ความหมายของตัวเลข', 'Definitions', 60);
  for (const text of texts) {
    const lines = pages.type.set([paragraph(text, 'small')], BODY_WIDTH);
    pages.need(heightOf(lines));
    for (const line of lines) {
      pages.type.draw(line.text, line.style, LEFT, pages.y + line.top);
    }
    pages.y += heightOf(lines) + 1;
  }
}

/** Proper names, which stay on one line where they can. */
function names(view: ReportView): string[] {
  const rows = view.groups
    .filter(({ by }) => by !== 'month' && by !== 'crop')
    .flatMap(({ rows }) => rows);
  const whole = [
    view.municipality.th,
    view.subject.th,
    ...rows.slice(0, 200).map((row) => row.names.th),
  ];
  return [...new Set([...whole, ...whole.flatMap((name) => name.split(' '))])];
}
