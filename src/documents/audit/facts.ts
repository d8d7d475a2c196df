import { BODY_WIDTH, LEFT, type Pages } from '../pages.ts';
import { type Block, heightOf, type Paragraph } from '../typography.ts';

export interface Fact {
  readonly label: string;
  readonly english: string;
  readonly value: Block;
}

const COLUMN_GAP = 20;
const ROW_GAP = 1;
const LABEL_WIDTH = 92;

/** Labelled values in so many columns, read row by row. */
export function drawFacts(pages: Pages, facts: readonly Fact[], across: 1 | 2 = 2): void {
  const column = (BODY_WIDTH + COLUMN_GAP) / across;
  for (let i = 0; i < facts.length; i += across) {
    const row = facts.slice(i, i + across).map(({ label, english, value }) => ({
      label: pages.type.set(labelBlock(label, english), LABEL_WIDTH),
      value: pages.type.set(value, column - COLUMN_GAP - LABEL_WIDTH - 6),
    }));
    const height = Math.max(...row.map((f) => Math.max(heightOf(f.label), heightOf(f.value))));
    pages.need(height);
    row.forEach(({ label, value }, position) => {
      const x = LEFT + position * column;
      const { type, y } = pages;
      type.part('P', () => {
        for (const line of label) type.draw(line.text, line.style, x, y + line.top);
        for (const line of value) {
          type.draw(line.text, line.style, x + LABEL_WIDTH + 6, y + line.top);
        }
      });
    });
    pages.y += height + ROW_GAP;
  }
}

/** The English word beside the Thai one, where there is room for it. */
function labelBlock(label: string, english: string): Paragraph[] {
  return [{ text: `${label} ${english}`, style: 'label' }];
}
