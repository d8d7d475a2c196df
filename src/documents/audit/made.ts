import { showBatchCode } from '../../domain/batch-code.ts';
import { kilograms, quantity, thaiDate } from '../formats.ts';
import type { Pages } from '../pages.ts';
import { drawTableSection } from '../section.ts';
import type { Column, Row } from '../table.ts';
import { paragraph } from '../typography.ts';
import type { MadeView } from '../views.ts';

const COLUMNS: readonly Column[] = [
  { title: 'วันที่', english: 'Day', width: 100 },
  { title: 'ทำเป็น', english: 'Made into', width: 150 },
  { title: 'ที่', english: 'Where', width: 133.28 },
  { title: 'นักเรียน', english: 'Pupils', width: 45, align: 'right' },
  { title: 'กก.', english: 'kg', width: 55, align: 'right' },
];

/** So few the timeline tells as well. */
const FEW = 2;

/** What became of the goods in the end: which meals, how many ate them, what was sold. */
export function drawMade(pages: Pages, made: readonly MadeView[]): void {
  const told = made.filter(({ mixed }) => mixed === undefined);
  if (told.length === made.length && told.length <= FEW) return;
  const rows = made.map(
    ({ day, what, place, grams, pupils, mixed }): Row => ({
      cells: [
        [paragraph(thaiDate(day))],
        [
          paragraph(what, 'strong'),
          ...(mixed ? [paragraph(`ทั้งรุ่นรวม ${showBatchCode(mixed)}`, 'small')] : []),
        ],
        [paragraph(place)],
        pupils === undefined ? [] : [paragraph(quantity(pupils))],
        [paragraph(kilograms(grams))],
      ],
    }),
  );
  drawTableSection(pages, 'ทำเป็นอะไร', 'Made from it', COLUMNS, rows, '');
}
