import { showBatchCode } from '../../domain/batch-code.ts';
import { kilograms, thaiDate, thaiDayAndTime } from '../formats.ts';
import type { Pages } from '../pages.ts';
import { drawTableSection } from '../section.ts';
import type { Column, Row } from '../table.ts';
import { paragraph, verbatim } from '../typography.ts';
import type { AuditView } from '../views.ts';
import { STATUS } from './words.ts';

const weight: Column = { title: 'กก.', english: 'kg', width: 55, align: 'right' };
const status: Column = { title: 'สถานะ', english: 'Status', width: 80 };
const batch: Column = { title: 'รุ่น', english: 'Batch', width: 90 };

const FROM: readonly Column[] = [
  batch,
  { title: 'เครือข่าย', english: 'Network', width: 120 },
  { title: 'เก็บเกี่ยว ใบรับรอง', english: 'Harvest, certificate', width: 138.28 },
  status,
  weight,
];
const INTO: readonly Column[] = [
  batch,
  { title: 'วันที่รวม', english: 'Mixed on', width: 108.28 },
  { title: 'ที่', english: 'Where', width: 150 },
  status,
  weight,
];

/** What a batch was mixed from, to the harvests, and all that it was mixed into. */
export function drawMixes(pages: Pages, { code, mixedFrom, mixedInto }: AuditView): void {
  const from = mixedFrom.map(
    (part): Row => ({
      cells: [
        codes(part.origin, part.code === part.origin ? null : part.code),
        [paragraph(part.network)],
        [
          paragraph(thaiDate(part.harvestedOn)),
          paragraph(part.certificate ?? 'ไม่มีใบรับรองในวันเก็บเกี่ยว', 'small'),
        ],
        [paragraph(STATUS[part.status].th)],
        [paragraph(kilograms(part.grams))],
      ],
    }),
  );
  const into = mixedInto.map((made): Row => {
    const { day, time } = thaiDayAndTime(made.at);
    return {
      cells: [
        codes(made.code, made.input === code ? null : made.input),
        [paragraph(`${day} ${time}`)],
        [paragraph(made.place)],
        [paragraph(STATUS[made.status].th)],
        [paragraph(kilograms(made.grams))],
      ],
    };
  });
  if (from.length > 0) drawTableSection(pages, 'รวมจาก', 'Mixed from', FROM, from, '');
  if (into.length > 0) drawTableSection(pages, 'นำไปรวมใน', 'Mixed into', INTO, into, '');
}

/** A batch, and the one through which it came to be here. */
const codes = (own: string, through: string | null) => [
  verbatim(showBatchCode(own), 'strong'),
  ...(through ? [verbatim(`ผ่านรุ่น ${showBatchCode(through)}`, 'small')] : []),
];
