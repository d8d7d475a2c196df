import { faces } from '../faces.ts';
import { fitText } from '../fit.ts';
import { kilograms } from '../formats.ts';
import { BODY_WIDTH, LEFT, type Pages } from '../pages.ts';
import { ACCENT, RULE, STYLES } from '../typography.ts';

export interface Bar {
  readonly name: string;
  readonly grams: number;
  /** Several together, lighter than each alone. */
  readonly rest?: boolean;
}

const REST = '#9db8aa';
const NAME_WIDTH = 150;
const VALUE_WIDTH = 78;
const ROW = 15;
const MOST_BARS = 15;
const MOST_COLUMNS = 24;

/** Weights as bars, the longest as wide as there is room; of very many, the last is the rest together. */
export function drawBars(pages: Pages, bars: readonly Bar[]): void {
  const shown = shortened(bars);
  const most = Math.max(1, ...shown.map(({ grams }) => grams));
  const room = BODY_WIDTH - NAME_WIDTH - VALUE_WIDTH;
  for (const { name, grams, rest } of shown) {
    pages.need(ROW);
    const { type, doc } = pages;
    const fitted = fitText(type.written(name), faces('regular'), NAME_WIDTH - 6, [
      { lines: 1, largest: 8.5, smallest: 6.5 },
    ]);
    const style = { ...STYLES.figure, size: fitted.size, leading: ROW };
    type.draw(fitted.lines[0] ?? '', style, LEFT, pages.y);
    const x = LEFT + NAME_WIDTH;
    doc.rect(x, pages.y + 3.5, room, ROW - 6).fill('#eef1ef');
    if (grams > 0)
      doc.rect(x, pages.y + 3.5, (room * grams) / most, ROW - 6).fill(rest ? REST : ACCENT);
    const value = type.written(kilograms(grams));
    const right = LEFT + BODY_WIDTH - type.width(value, 'figure');
    type.draw(value, { ...STYLES.figure, leading: ROW }, right, pages.y);
    pages.y += ROW;
  }
}

function shortened(bars: readonly Bar[]): readonly Bar[] {
  if (bars.length <= MOST_BARS) return bars;
  const rest = bars.slice(MOST_BARS - 1);
  const grams = rest.reduce((sum, bar) => sum + bar.grams, 0);
  return [
    ...bars.slice(0, MOST_BARS - 1),
    { name: `อื่น ๆ รวม ${rest.length} รายการ`, grams, rest: true },
  ];
}

const CHART_HEIGHT = 110;
export const COLUMNS_HEIGHT = CHART_HEIGHT + 32;

/** Weights side by side in the order of time, in whole kg above each. */
export function drawColumns(pages: Pages, all: readonly (Bar & { short: string })[]): void {
  const columns = all.slice(-MOST_COLUMNS);
  pages.need(COLUMNS_HEIGHT);
  const { type, doc } = pages;
  const most = Math.max(1, ...columns.map(({ grams }) => grams));
  const pitch = BODY_WIDTH / Math.max(6, columns.length);
  const base = pages.y + 14 + CHART_HEIGHT;
  const small = columns.length > 12;
  const style = small ? STYLES.tiny : STYLES.figure;
  const name = small ? 'tiny' : 'figure';
  columns.forEach(({ short, grams }, index) => {
    const middle = LEFT + pitch * (index + 0.5);
    const height = (CHART_HEIGHT * grams) / most;
    if (grams > 0)
      doc.rect(middle - pitch * 0.34, base - height, pitch * 0.68, height).fill(ACCENT);
    const value = type.written(new Intl.NumberFormat('en').format(Math.round(grams / 1000)));
    const month = type.written(short);
    // A number wider than its column would run into its neighbour.
    if (type.width(value, name) <= pitch) {
      type.draw(value, style, middle - type.width(value, name) / 2, base - height - style.leading);
    }
    type.draw(month, style, middle - type.width(month, name) / 2, base + 3);
  });
  pages.rule(base, RULE, 0.7);
  pages.y = base + 18;
}
