import { LEFT, type Pages } from './pages.ts';
import { type Column, drawTable, leastHeight, type Row } from './table.ts';
import { STYLES } from './typography.ts';

const ABOVE = 7;
const BELOW = 3;
const HEADING = STYLES.heading.leading + BELOW;

/** A section's heading, on the page of what follows it, which takes at least this much room. */
export function drawHeading(pages: Pages, title: string, english: string, next: number): void {
  pages.y += ABOVE;
  pages.need(HEADING + next);
  const { type } = pages;
  pages.doc.outline.addItem(title);
  type.part('H2', () => {
    type.draw(title, STYLES.heading, LEFT, pages.y);
    const x = LEFT + type.width(title, 'heading') + 7;
    type.draw(english, { ...STYLES.small, leading: STYLES.heading.leading }, x, pages.y);
  });
  pages.y += HEADING;
}

/** A heading and its table, or a sentence when there is nothing to list. */
export function drawTableSection(
  pages: Pages,
  title: string,
  english: string,
  columns: readonly Column[],
  rows: readonly Row[],
  empty: string,
): void {
  const [first] = rows;
  if (first) {
    drawHeading(pages, title, english, leastHeight(pages, columns, first));
    drawTable(pages, columns, rows);
    return;
  }
  drawHeading(pages, title, english, STYLES.body.leading);
  pages.type.part('P', () => pages.type.draw(empty, STYLES.body, LEFT, pages.y));
  pages.y += STYLES.body.leading;
}
