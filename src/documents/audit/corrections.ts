import { LEFT, type Pages } from '../pages.ts';
import { drawTableSection } from '../section.ts';
import type { Column, Row } from '../table.ts';
import { paragraph, STYLES } from '../typography.ts';
import type { CorrectionView } from '../views.ts';
import { ACTION } from './words.ts';

const COLUMNS: readonly Column[] = [
  { title: 'ที่', english: 'No.', width: 28 },
  { title: 'รายการที่แก้', english: 'Corrected entry', width: 130 },
  { title: 'เดิม', english: 'Before', width: 105 },
  { title: 'เป็น', english: 'After', width: 105 },
  { title: 'ผู้แก้', english: 'By', width: 115.28 },
];

export function drawCorrections(pages: Pages, corrections: readonly CorrectionView[]): void {
  if (corrections.length === 0) {
    pages.need(STYLES.body.leading + 2);
    pages.type.part('P', () => {
      pages.type.draw('การแก้ไข: ไม่มีการแก้ไข', STYLES.body, LEFT, pages.y + 2);
    });
    pages.y += STYLES.body.leading + 2;
    return;
  }
  const rows = corrections.map(row);
  drawTableSection(pages, 'การแก้ไข', 'Corrections', COLUMNS, rows, 'ไม่มีการแก้ไข');
}

function row({ version, of, what, action, reason, before, after, who }: CorrectionView): Row {
  return {
    cells: [
      [paragraph(String(version))],
      [paragraph(what, 'strong'), paragraph(`${ACTION[action].th}รายการที่ ${of}`, 'small')],
      [paragraph(before)],
      [paragraph(after)],
      [paragraph(who.role), paragraph(who.place, 'small')],
    ],
    below: { from: 1, block: [paragraph(`เหตุผล: ${reason}`, 'small')] },
  };
}
