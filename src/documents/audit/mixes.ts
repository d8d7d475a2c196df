import { showBatchCode } from '../../domain/batch-code.ts';
import { kilograms, thaiDate, thaiDayAndTime } from '../formats.ts';
import type { Pages } from '../pages.ts';
import { drawTableSection } from '../section.ts';
import type { Column, Row } from '../table.ts';
import { type Block, paragraph, verbatim } from '../typography.ts';
import type { AuditView } from '../views.ts';
import { STATUS } from './words.ts';

/** How each table begins and ends. */
const BATCH: Column = { title: 'รุ่น', english: 'Batch', width: 90 };
const REST: readonly Column[] = [
  { title: 'สถานะ', english: 'Status', width: 80 },
  { title: 'กก.', english: 'kg', width: 55, align: 'right' },
];
const FROM: readonly Column[] = [
  { title: 'เครือข่าย', english: 'Network', width: 120 },
  { title: 'เก็บเกี่ยว ใบรับรอง', english: 'Harvest, certificate', width: 138.28 },
];
const INTO: readonly Column[] = [
  { title: 'วันที่รวม', english: 'Mixed on', width: 108.28 },
  { title: 'ที่', english: 'Where', width: 150 },
];

/** What a batch was mixed from, to the harvests, and all that it was mixed into. */
export function drawMixes(pages: Pages, { code, mixedFrom, mixedInto }: AuditView): void {
  const from = mixedFrom.map((part) =>
    rowOf(part, part.origin, part.code, [
      [paragraph(part.network)],
      [
        paragraph(thaiDate(part.harvestedOn)),
        paragraph(part.certificate ?? 'ไม่มีใบรับรองในวันเก็บเกี่ยว', 'small'),
      ],
    ]),
  );
  const into = mixedInto.map((made) => {
    const { day, time } = thaiDayAndTime(made.at);
    const through = made.input === code ? made.code : made.input;
    return rowOf(made, made.code, through, [
      [paragraph(`${day} ${time}`)],
      [paragraph(made.place)],
    ]);
  });
  for (const [th, en, columns, rows] of [
    ['รวมจาก', 'Mixed from', FROM, from],
    ['นำไปรวมใน', 'Mixed into', INTO, into],
  ] as const) {
    if (rows.length > 0) drawTableSection(pages, th, en, [BATCH, ...columns, ...REST], rows, '');
  }
}

/** @param through the batch through which it came to be here, which may be itself */
const rowOf = (
  { status, grams }: Pick<AuditView['mixedFrom'][number], 'status' | 'grams'>,
  batch: string,
  through: string,
  about: readonly Block[],
): Row => ({
  cells: [
    [
      verbatim(showBatchCode(batch), 'strong'),
      ...(through === batch ? [] : [verbatim(`ผ่านรุ่น ${showBatchCode(through)}`, 'small')]),
    ],
    ...about,
    [paragraph(STATUS[status].th)],
    [paragraph(kilograms(grams))],
  ],
});
