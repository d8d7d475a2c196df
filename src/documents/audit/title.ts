import { showBatchCode } from '../../domain/batch-code.ts';
import { drawSymbol } from '../draw-qr.ts';
import { thaiInstant } from '../formats.ts';
import { LEFT, type Pages, RIGHT } from '../pages.ts';
import { QUIET_ZONE, qrSymbol } from '../qr.ts';
import { ACCENT, ALERT, INK, STYLES } from '../typography.ts';
import type { AuditView } from '../views.ts';
import { STATUS } from './words.ts';

const TITLE = 'รายงานตรวจสอบย้อนกลับ';
const QR_SIDE = 74;

/** Top of the first page: whose report, of which batch, how it stands, and where to verify it. */
export function drawTitle(pages: Pages, view: AuditView): void {
  const { type } = pages;
  const top = pages.y;
  const qrBottom = drawVerifyQr(pages, view.verifyUrl, top);

  type.part('P', () => {
    type.draw(view.municipality.th, STYLES.strong, LEFT, top - 4);
    const x = LEFT + type.width(view.municipality.th, 'strong') + 7;
    type.draw(view.municipality.en, { ...STYLES.small, leading: 14 }, x, top - 4);
  });
  type.part('H1', () => {
    type.draw(TITLE, STYLES.title, LEFT, top + 13);
    const x = LEFT + type.width(TITLE, 'title') + 8;
    type.draw('Traceability report', { ...STYLES.small, leading: 27 }, x, top + 13);
  });
  pages.y = top + 42;
  drawBatch(pages, view);
  pages.y = Math.max(pages.y, qrBottom) + 3;
  pages.rule(pages.y, ACCENT, 1.2);
}

/** The batch's code, its status and the time the report speaks of. */
function drawBatch(pages: Pages, view: AuditView): void {
  const { type, doc } = pages;
  const top = pages.y;
  const code = showBatchCode(view.code);
  type.part('P', () => {
    type.draw('รุ่นผลผลิต Batch', STYLES.tiny, LEFT, top);
    type.draw(code, STYLES.code, LEFT, top + 8);
  });

  const status = STATUS[view.status];
  const bad = view.status === 'failed' || view.status === 'recalled' || view.status === 'on_hold';
  const fill = bad ? ALERT : INK;
  const text = `${status.th} ${status.en}`;
  const x = LEFT + type.width(code, 'code') + 18;
  type.ornament(() => {
    doc.lineWidth(0.9).strokeColor(fill);
    doc.roundedRect(x, top + 11.5, type.width(text, 'strong') + 16, 19, 3).stroke();
  });
  type.part('P', () => type.draw(text, { ...STYLES.strong, fill }, x + 8, top + 14));

  const asOf = type.written(`ข้อมูลถึง As of ${thaiInstant(view.asOf)}`);
  type.part('P', () => type.draw(asOf, STYLES.small, LEFT, top + 33));
  pages.y = top + 47;
}

/** Tells where it ends. */
function drawVerifyQr(pages: Pages, url: string, top: number): number {
  const { size, bars } = qrSymbol(url);
  const module = QR_SIDE / (size + 2 * QUIET_ZONE);
  const quiet = QUIET_ZONE * module;
  // The quiet zone may lie in the margin; the caption stands below it.
  const x = RIGHT - size * module;
  pages.type.figure(`คิวอาร์โค้ด ${url}`, () => {
    drawSymbol(pages.doc, bars, { x, y: top, module });
  });
  const caption = 'สแกนเพื่อยืนยัน Scan to verify';
  const left = RIGHT - pages.type.width(caption, 'tiny');
  const captionTop = top + size * module + quiet;
  pages.type.part('P', () => pages.type.draw(caption, STYLES.tiny, left, captionTop));
  return captionTop + STYLES.tiny.leading;
}
