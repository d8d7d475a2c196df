import { showBatchCode } from '../../domain/batch-code.ts';
import { bahtText, priceOf } from '../../domain/money.ts';
import { baht, thaiDate } from '../formats.ts';
import type { Column } from '../table.ts';
import { type Block, paragraph, verbatim } from '../typography.ts';
import type { GoodsView } from '../views.ts';

/** Amounts of money of some goods; null where a price is missing, and the sum is left to be filled in by hand. */
export function amountsOf<G extends GoodsView>(
  goods: readonly G[],
  gramsOf: (line: G) => number,
): { lines: (number | null)[]; total: number | null } {
  const lines = goods.map((line) =>
    line.priceSatang === null ? null : priceOf(gramsOf(line), line.priceSatang),
  );
  const total = lines.reduce<number | null>(
    (sum, amount) => (sum === null || amount === null ? null : sum + amount),
    0,
  );
  return { lines, total };
}

/** Whether anything was agreed about money. */
export const isPriced = (goods: readonly GoodsView[]): boolean =>
  goods.some(({ priceSatang }) => priceSatang !== null);

export const money = (satang: number | null): Block =>
  satang === null ? [] : [paragraph(baht(satang), 'formCell')];

export const inWords = (satang: number): string => `(${bahtText(satang)})`;

/** What it is, which batch, and from which day. */
export const aboutGoods = ({ crop, code, harvestedOn, counted }: GoodsView): Block => [
  paragraph(crop, 'formCellStrong'),
  verbatim(`รุ่น ${showBatchCode(code)}`, 'formSmall'),
  paragraph(
    [`เก็บเกี่ยว ${thaiDate(harvestedOn)}`, counted && `(${counted})`].filter(Boolean).join(' '),
    'formSmall',
  ),
];

/** Columns that fill the width of the page: the one that says what it is takes what the others leave. */
export function spread(all: readonly (Column | null)[], width: number, wide: number): Column[] {
  const columns = all.filter((column): column is Column => column !== null);
  const taken = columns.reduce((sum, column) => sum + column.width, 0);
  return columns.map((column, index) =>
    index === wide ? { ...column, width: column.width + width - taken } : column,
  );
}

export const cell = (text: string): Block => [paragraph(text, 'formCell')];
export const strongCell = (text: string): Block => [paragraph(text, 'formCellStrong')];
