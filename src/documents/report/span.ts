import { periodOf } from '../../domain/periods.ts';
import { thaiDate, thaiMonth } from '../formats.ts';

/** ปีงบประมาณ 2570 (1 ตุลาคม 2569 ถึง 30 กันยายน 2570) */
export function spanName(span: { from: string; to: string }): string {
  const days =
    span.from === span.to
      ? `วันที่ ${thaiDate(span.from)}`
      : `${thaiDate(span.from)} ถึง ${thaiDate(span.to)}`;
  const period = periodOf(span);
  switch (period?.period) {
    case 'fiscal_year':
      return `ปีงบประมาณ ${period.year} (${days})`;
    case 'term':
      return `ภาคเรียนที่ ${period.term} ปีการศึกษา ${period.year} (${days})`;
    case 'month':
      return `เดือน${thaiMonth(span.from.slice(0, 7))}`;
    default:
      return days;
  }
}
