import { thaiDate, thaiDayAndTime } from '../formats.ts';
import type { InspectionView, KitView } from '../views.ts';
import type { Pages } from './pages.ts';
import { drawTableSection, optional, paragraph, verbatim } from './section.ts';
import type { Column, Row } from './table.ts';
import type { Paragraph } from './typography.ts';
import { METHOD, OUTCOME } from './words.ts';

const COLUMNS: readonly Column[] = [
  { title: 'เวลาบันทึก', english: 'Recorded', width: 92 },
  { title: 'วิธีตรวจ', english: 'Method', width: 150 },
  { title: 'ผลที่อ่านได้', english: 'Raw result', width: 110 },
  { title: 'สรุป', english: 'Outcome', width: 62 },
  { title: 'ผู้ตรวจ', english: 'Tester', width: 69.28 },
];

/** @param isMixed a mixed batch goes by the tests of what is in it */
export function drawInspections(
  pages: Pages,
  inspections: readonly InspectionView[],
  isMixed: boolean,
): void {
  const rows = inspections.map(row);
  const none = isMixed ? 'ตรวจแต่ละรุ่นที่นำมารวม ดูรายงานของรุ่นนั้น' : 'ยังไม่มีการตรวจ';
  drawTableSection(pages, 'การตรวจสารตกค้าง', 'Inspections', COLUMNS, rows, none);
}

function row({ at, method, kit, results, outcome, tester, voided }: InspectionView): Row {
  const { day, time } = thaiDayAndTime(at);
  const passed = outcome === 'pass';
  return {
    cells: [
      [paragraph(day), paragraph(time)],
      [paragraph(`${METHOD[method].th}${kit ? ` ${kit.name}` : ''}`, 'strong'), ...kitLines(kit)],
      results.map((text) => paragraph(text)),
      [
        paragraph(OUTCOME[outcome].th, passed ? 'strong' : 'alertStrong'),
        paragraph(OUTCOME[outcome].en, 'tiny'),
        ...(voided ? [paragraph('ยกเลิกแล้ว', 'alert')] : []),
      ],
      [paragraph(tester, 'small')],
    ],
  };
}

function kitLines(kit: KitView | undefined): Paragraph[] {
  if (!kit) return [];
  const { lot, expiry, minutes } = kit;
  const waited = minutes === undefined ? '' : `รออ่านผล ${minutes} นาที`;
  return [
    ...(lot ? [verbatim(`ล็อต ${lot} ${waited}`.trimEnd(), 'small')] : optional(waited, 'small')),
    ...optional(expiry && thaiDate(expiry), 'small', 'หมดอายุ '),
  ];
}
