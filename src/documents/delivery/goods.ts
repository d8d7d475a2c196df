import { showBatchCode } from '../../domain/batch-code.ts';
import { bahtText, priceOf } from '../../domain/money.ts';
import { baht, kilograms, quantity, thaiDate } from '../formats.ts';
import { BODY_WIDTH, type Pages } from '../pages.ts';
import { type Column, drawTable, type Row } from '../table.ts';
import { type Block, paragraph, verbatim } from '../typography.ts';
import type { GoodsView } from '../views.ts';

/** A column of weights. */
interface Weights<G> {
  readonly title: string;
  readonly width: number;
  readonly gramsOf: (line: G) => number;
  readonly strong?: boolean;
}

/**
 * The table of all papers of a delivery: what each line is, its weights, and where prices were agreed (or are to be
 * filled in by hand) what is paid for it.
 * @param paid which of the weights is paid
 * @returns the money of all; null where a price is missing
 */
export function drawGoods<G extends GoodsView>(
  pages: Pages,
  goods: readonly G[],
  {
    weights,
    paid,
    money: [priceTitle, priceWidth, moneyTitle, moneyWidth],
    always = false,
    below = () => [],
  }: {
    readonly weights: readonly Weights<G>[];
    readonly paid: (line: G) => number;
    readonly money: readonly [string, number, string, number];
    readonly always?: boolean;
    readonly below?: (line: G) => Block;
  },
): number | null {
  const priced = always || isPriced(goods);
  const amounts = goods.map((line) =>
    line.priceSatang === null ? null : (line.satang ?? priceOf(paid(line), line.priceSatang)),
  );
  const total = amounts.reduce<number | null>(
    (sum, amount) => (sum === null || amount === null ? null : sum + amount),
    0,
  );
  const others: Column[] = [
    ...weights.map(({ title, width }): Column => ({ title, width, align: 'right' })),
    ...(priced
      ? [
          { title: priceTitle, width: priceWidth, align: 'right' as const },
          { title: moneyTitle, width: moneyWidth, align: 'right' as const },
        ]
      : []),
  ];
  const taken = others.reduce((sum, { width }) => sum + width, NUMBER_WIDTH);
  const columns: Column[] = [
    { title: 'ที่', width: NUMBER_WIDTH, align: 'center' },
    { title: 'รายการ', width: BODY_WIDTH - taken },
    ...others,
  ];
  const rows = goods.map(
    (line, index): Row => ({
      cells: [
        cell(quantity(index + 1)),
        [...aboutGoods(line), ...below(line)],
        ...weights.map(({ gramsOf, strong }) =>
          (strong ? strongCell : cell)(kilograms(gramsOf(line))),
        ),
        money(line.priceSatang),
        money(amounts[index]!),
      ],
    }),
  );
  const sum: Row = {
    cells: [
      [],
      strongCell('รวม'),
      ...weights.map(({ gramsOf }) =>
        strongCell(kilograms(goods.reduce((all, line) => all + gramsOf(line), 0))),
      ),
      [],
      total === null ? [] : strongCell(baht(total)),
    ],
    total: true,
  };
  drawTable(pages, columns, [...rows, sum], 'boxes');
  return priced ? total : null;
}

const NUMBER_WIDTH = 28;

/** Whether anything was agreed about money. */
export const isPriced = (goods: readonly GoodsView[]): boolean =>
  goods.some(({ priceSatang }) => priceSatang !== null);

export const inWords = (satang: number): string => `(${bahtText(satang)})`;

const money = (satang: number | null): Block => (satang === null ? [] : cell(baht(satang)));
const cell = (text: string): Block => [paragraph(text, 'formCell')];
const strongCell = (text: string): Block => [paragraph(text, 'formCellStrong')];

/** What it is, which batch, and from which day. */
const aboutGoods = ({ crop, code, harvestedOn, counted }: GoodsView): Block => [
  paragraph(crop, 'formCellStrong'),
  verbatim(`รุ่น ${showBatchCode(code)}`, 'formSmall'),
  paragraph(
    [`เก็บเกี่ยว ${thaiDate(harvestedOn)}`, counted && `(${counted})`].filter(Boolean).join(' '),
    'formSmall',
  ),
];
