import { showBatchCode } from '../../domain/batch-code.ts';
import { drawSymbol } from '../draw-qr.ts';
import { thaiInstant } from '../formats.ts';
import { QUIET_ZONE, qrSymbol } from '../qr.ts';
import type { AuditView } from '../views.ts';
import { LEFT, type Pages, RIGHT } from './pages.ts';
import { ACCENT, ALERT, INK, STYLES } from './typography.ts';
import { STATUS } from './words.ts';

const QR_SIDE = 90;

/** Top of the first page: whose report, of which batch, how it stands, and where to verify it. */
export function drawTitle(pages: Pages, view: AuditView): void {
  const { type } = pages;
  const top = pages.y;
  const qrBottom = drawVerifyQr(pages, view.verifyUrl, top);

  const line = (text: string, style: keyof typeof STYLES) => {
    type.part(style === 'title' ? 'H1' : 'P', () => {
      type.draw(text, STYLES[style], LEFT, pages.y);
    });
    pages.y += STYLES[style].leading;
  };
  line(view.municipality.th, 'strong');
  line(view.municipality.en, 'small');
  pages.y += 8;
  line('รายงานตรวจสอบย้อนกลับ', 'title');
  line('Traceability report', 'label');
  pages.y = Math.max(pages.y, qrBottom) + 8;
  pages.rule(pages.y, ACCENT, 1.4);
  pages.y += 10;

  drawBatch(pages, view);
}

/** The batch's code, its status and the time the report speaks of. */
function drawBatch(pages: Pages, view: AuditView): void {
  const { type, doc } = pages;
  const top = pages.y;
  const code = showBatchCode(view.code);
  type.part('P', () => {
    type.draw('รุ่นผลผลิต Batch', STYLES.small, LEFT, top);
    type.draw(code, STYLES.code, LEFT, top + 11);
  });

  const status = STATUS[view.status];
  const bad = view.status === 'failed' || view.status === 'recalled' || view.status === 'on_hold';
  const fill = bad ? ALERT : INK;
  const text = `${status.th} ${status.en}`;
  const x = LEFT + type.width(code, 'code') + 18;
  type.ornament(() => {
    doc.lineWidth(0.9).strokeColor(fill);
    doc.roundedRect(x, top + 15.5, type.width(text, 'strong') + 16, 20, 3).stroke();
  });
  type.part('P', () => type.draw(text, { ...STYLES.strong, fill }, x + 8, top + 18.5));

  const asOf = type.written(`ข้อมูลถึง ${thaiInstant(view.asOf)}`);
  type.part('P', () => {
    type.draw(asOf, STYLES.small, RIGHT - type.width(asOf, 'small'), top + 14.5);
    type.draw('As of', STYLES.tiny, RIGHT - type.width('As of', 'tiny'), top + 26.5);
  });
  pages.y = top + 48;
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
