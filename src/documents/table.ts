import { faces } from './faces.ts';
import { LEFT, type Pages, RIGHT } from './pages.ts';
import type { Part } from './pdf.ts';
import { type Block, heightOf, INK, RULE, type SetLine } from './typography.ts';

export interface Column {
  readonly title: string;
  /** Left out on papers that are in Thai alone. */
  readonly english?: string;
  readonly width: number;
  readonly align?: 'right' | 'center';
}

export interface Row {
  readonly cells: readonly Block[];
  /** Lines under the cells from one column to the last, over their whole width. */
  readonly below?: { readonly from: number; readonly block: Block };
  /** A line of sums, ruled off from what it adds up. */
  readonly total?: boolean;
}

/** How a table is ruled: lines between its rows, or boxes, as on official forms. */
export type Ruling = 'lines' | 'boxes';

interface PlacedLine extends SetLine {
  readonly x: number;
  readonly column: number;
}

interface Table {
  readonly columns: readonly Column[];
  readonly ruling: Ruling;
  readonly head: readonly PlacedLine[];
}

const GAP = 8;
const PADDING = 2;
const INSET = 4;

/** A table whose head is repeated on each page and whose rows stay whole. */
export function drawTable(
  pages: Pages,
  columns: readonly Column[],
  rows: readonly Row[],
  ruling: Ruling = 'lines',
): void {
  const head = setCells(pages, columns, columns.map(headCell(ruling)), ruling);
  const table = { columns, ruling, head };
  pages.type.part('Table', () => {
    pages.type.part('TR', () => {
      drawHead(pages, table, cellParts(pages, columns, 'TH'));
    });
    for (const row of rows) {
      const lines = setRow(pages, table, row);
      if (heightOf(lines) + 2 * PADDING > pages.room) {
        pages.add();
        drawHead(pages, table);
      }
      pages.type.part('TR', () => {
        drawRow(pages, table, lines, cellParts(pages, columns, 'TD'), row.total === true);
      });
    }
  });
}

/** Height of the head and the first row: what a heading has to stay together with. */
export function leastHeight(pages: Pages, columns: readonly Column[], first: Row): number {
  const head = setCells(pages, columns, columns.map(headCell('lines')), 'lines');
  return (
    heightOf(head) +
    heightOf(setRow(pages, { columns, ruling: 'lines', head }, first)) +
    4 * PADDING
  );
}

const headCell =
  (ruling: Ruling) =>
  ({ title, english }: Column): Block => [
    { text: title, style: ruling === 'boxes' ? 'formHead' : 'columnTitle' },
    ...(english ? [{ text: english, style: 'tiny' } as const] : []),
  ];

const cellParts = (pages: Pages, columns: readonly Column[], kind: 'TH' | 'TD') =>
  columns.map(() => pages.type.begin(kind, kind === 'TH' ? { scope: 'Column' } : {}));

/** @param cells left out where the head is drawn once more: it is read out once */
function drawHead(pages: Pages, table: Table, cells?: readonly (Part | null)[]): void {
  const { head, columns, ruling } = table;
  const top = pages.y;
  const padding = ruling === 'boxes' ? PADDING / 2 : 0;
  for (const { text, style, x, top: down, column } of head) {
    pages.type.draw(text, style, x, pages.y + padding + down, cells?.[column] ?? null);
  }
  pages.y += heightOf(head) + PADDING;
  if (ruling === 'boxes') box(pages, columns, top);
  else pages.rule(pages.y, INK, 0.9, rightEdge(columns));
  closeAll(cells);
}

function drawRow(
  pages: Pages,
  table: Table,
  lines: readonly PlacedLine[],
  cells: readonly (Part | null)[],
  isTotal: boolean,
): void {
  const { columns, ruling } = table;
  let top = pages.y;
  let start = top + PADDING / (ruling === 'boxes' ? 2 : 1);
  for (const { text, style, x, top: down, column } of lines) {
    // Only a row taller than a page comes to this: it goes on under a new head.
    if (start + down + style.leading > pages.y + pages.room) {
      pages.add();
      drawHead(pages, table);
      top = pages.y;
      start = pages.y + PADDING - down;
    }
    pages.type.draw(text, style, x, start + down, cells[column]);
  }
  pages.y = start + heightOf(lines) + PADDING / (ruling === 'boxes' ? 2 : 1);
  if (ruling === 'boxes') box(pages, columns, top);
  else pages.rule(pages.y, isTotal ? INK : RULE, 0.5, rightEdge(columns));
  closeAll(cells);
}

const closeAll = (cells: readonly (Part | null)[] = []) => {
  for (const cell of cells) cell?.end();
};

/** A box around each cell, from here to where the next row begins. */
function box(pages: Pages, columns: readonly Column[], top: number): void {
  pages.type.ornament(() => {
    pages.doc.lineWidth(0.6).strokeColor(INK);
    let x = LEFT;
    for (const { width } of columns) {
      pages.doc.rect(x, top, width, pages.y - top);
      x += width;
    }
    pages.doc.stroke();
  });
}

function setRow(pages: Pages, { columns, ruling }: Table, row: Row): PlacedLine[] {
  const cells = setCells(pages, columns, row.cells, ruling);
  if (!row.below) return cells;
  const { from, block } = row.below;
  const inset = ruling === 'boxes' ? INSET : 0;
  const x = LEFT + sumOf(columns.slice(0, from)) + inset;
  const top = heightOf(cells.filter((line) => line.x >= x)) + 1;
  const below = pages.type.set(block, rightEdge(columns) - x - inset);
  return topDown([
    ...cells,
    ...below.map((line) => ({ ...line, x, column: from, top: line.top + top })),
  ]);
}

function setCells(
  pages: Pages,
  columns: readonly Column[],
  cells: readonly Block[],
  ruling: Ruling,
): PlacedLine[] {
  const inset = ruling === 'boxes' ? INSET : 0;
  let left = LEFT;
  const lines = columns.flatMap(({ width, align }, column) => {
    const gap = ruling === 'boxes' ? 2 * INSET : column === columns.length - 1 ? 0 : GAP;
    const inner = width - gap;
    const x = left + inset;
    left += width;
    return pages.type.set(cells[column] ?? [], inner).map((line) => {
      if (!align) return { ...line, x, column };
      const taken = faces(line.style.face).width(line.text.trimEnd(), line.style.size);
      const free = inner - taken;
      return { ...line, x: x + (align === 'right' ? free : free / 2), column };
    });
  });
  return topDown(lines);
}

/** Lines in the order of their lower edges, so that the last tells the height. */
function topDown(lines: readonly PlacedLine[]): PlacedLine[] {
  return [...lines].sort((a, b) => a.top + a.style.leading - (b.top + b.style.leading));
}

function rightEdge(columns: readonly Column[]): number {
  return Math.min(RIGHT, LEFT + sumOf(columns));
}

function sumOf(columns: readonly Column[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}
