import { instant, kilograms, thaiDayAndTime } from '../formats.ts';
import type { Pages } from '../pages.ts';
import { drawTableSection } from '../section.ts';
import type { Column, Row } from '../table.ts';
import { optional, type Paragraph, paragraph } from '../typography.ts';
import type { TimelineView } from '../views.ts';

const COLUMNS: readonly Column[] = [
  { title: 'ที่', english: 'No.', width: 22 },
  { title: 'เวลาระบบ', english: 'Server time', width: 128 },
  { title: 'เหตุการณ์', english: 'Event', width: 124 },
  { title: 'ผู้ทำ', english: 'By', width: 151 },
  { title: 'กก.', english: 'kg', width: 58.28, align: 'right' },
];

const MINUTE_MS = 60_000;

export function drawTimeline(pages: Pages, timeline: readonly TimelineView[]): void {
  const rows = timeline.map(row);
  drawTableSection(pages, 'ลำดับเหตุการณ์', 'Timeline', COLUMNS, rows, 'ยังไม่มีเหตุการณ์');
}

function row(event: TimelineView): Row {
  const { version, at, what, who, grams, amount, note, correctionOf, reason } = event;
  const { day, time } = thaiDayAndTime(at);
  const below = [
    ...(correctionOf === undefined ? [] : [paragraph(`แก้ไขรายการที่ ${correctionOf}`, 'small')]),
    ...optional(
      [reason && `เหตุผล: ${reason}`, note && `หมายเหตุ: ${note}`].filter(Boolean).join(' · '),
      'small',
    ),
  ];
  return {
    cells: [
      [paragraph(String(version))],
      [paragraph(`${day} ${time}`), ...deviceTime(event)],
      [paragraph(what, 'strong')],
      [paragraph(`${who.role} ${who.place}`, 'who')],
      [
        ...(grams === undefined ? [] : [paragraph(kilograms(grams), 'strong')]),
        ...optional(amount, 'small'),
      ],
    ],
    ...(below.length > 0 && { below: { from: 2, block: below } }),
  };
}

/** A phone's clock may be wrong, or the entry was sent late: the reader sees both times. */
function deviceTime({ at, deviceTime: device }: TimelineView): Paragraph[] {
  if (!device) return [];
  const apart = Math.abs(instant(device).getTime() - instant(at).getTime());
  if (apart <= MINUTE_MS) return [];
  const { day, time } = thaiDayAndTime(device);
  const sameDay = day === thaiDayAndTime(at).day;
  return [
    paragraph(`เวลาเครื่อง ${sameDay ? time : `${day} ${time}`}`, 'small'),
    paragraph(`▲ เวลาต่างกัน ${duration(apart)}`, 'alert'),
  ];
}

function duration(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), 'วัน'],
    [Math.floor(minutes / 60) % 24, 'ชม.'],
    [minutes % 60, 'นาที'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
