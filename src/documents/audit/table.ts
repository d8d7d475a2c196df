import { LEFT, type Pages, RIGHT } from './pages.ts';
import { type Block, heightOf, INK, RULE, type SetLine } from './typography.ts';

export interface Column {
  readonly title: string;
  readonly english: string;
  readonly width: number;
  readonly align?: 'right';
}

export interface Row {
  readonly cells: readonly Block[];
  /** Lines under the cells from one column to the last, over their whole width. */
  readonly below?: { readonly from: number; readonly block: Block };
  /** A line of sums, ruled off from what it adds up. */
  readonly total?: boolean;
}

interface PlacedLine extends SetLine {
  readonly x: number;
}

const GAP = 8;
const PADDING = 4;

/** A table whose head is repeated on each page and whose rows stay whole. */
export function drawTable(pages: Pages, columns: readonly Column[], rows: readonly Row[]): void {
  const head = setCells(pages, columns, columns.map(headCell));
  drawHead(pages, columns, head);
  for (const row of rows) {
    const lines = setRow(pages, columns, row);
    const height = heightOf(lines) + 2 * PADDING;
    if (height > pages.room) {
      pages.add();
      drawHead(pages, columns, head);
    }
    drawRow(pages, columns, head, lines);
    pages.rule(pages.y, row.total ? INK : RULE, 0.5, rightEdge(columns));
  }
}

/** Height of the head and the first row: what a heading has to stay together with. */
export function leastHeight(pages: Pages, columns: readonly Column[], first: Row): number {
  const head = heightOf(setCells(pages, columns, columns.map(headCell)));
  return head + heightOf(setRow(pages, columns, first)) + 4 * PADDING;
}

function headCell({ title, english }: Column): Block {
  return [
    { text: title, style: 'columnTitle' },
    { text: english, style: 'tiny' },
  ];
}

function drawHead(pages: Pages, columns: readonly Column[], head: readonly PlacedLine[]): void {
  for (const { text, style, x, top } of head) pages.type.draw(text, style, x, pages.y + top);
  pages.y += heightOf(head) + PADDING;
  pages.rule(pages.y, INK, 0.9, rightEdge(columns));
}

function drawRow(
  pages: Pages,
  columns: readonly Column[],
  head: readonly PlacedLine[],
  lines: readonly PlacedLine[],
): void {
  let start = pages.y + PADDING;
  for (const { text, style, x, top } of lines) {
    // Only a row taller than a page comes to this: it goes on under a new head.
    if (start + top + style.leading > pages.y + pages.room) {
      pages.add();
      drawHead(pages, columns, head);
      start = pages.y + PADDING - top;
    }
    pages.type.draw(text, style, x, start + top);
  }
  pages.y = start + heightOf(lines) + PADDING;
}

function setRow(pages: Pages, columns: readonly Column[], row: Row): PlacedLine[] {
  const cells = setCells(pages, columns, row.cells);
  if (!row.below) return cells;
  const { from, block } = row.below;
  const x = LEFT + sumOf(columns.slice(0, from));
  const top = heightOf(cells.filter((line) => line.x >= x)) + 1;
  const below = pages.type.set(block, rightEdge(columns) - x);
  return topDown([...cells, ...below.map((line) => ({ ...line, x, top: line.top + top }))]);
}

function setCells(pages: Pages, columns: readonly Column[], cells: readonly Block[]): PlacedLine[] {
  let left = LEFT;
  const lines = columns.flatMap(({ width, align }, i) => {
    const inner = width - (i === columns.length - 1 ? 0 : GAP);
    const x = left;
    left += width;
    return pages.type.set(cells[i] ?? [], inner).map((line) => {
      if (align !== 'right') return { ...line, x };
      const taken = pages.type.faces(line.style.face).width(line.text.trimEnd(), line.style.size);
      return { ...line, x: x + inner - taken };
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
