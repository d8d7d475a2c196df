import { BODY_WIDTH, LEFT, type Pages } from '../pages.ts';
import { drawHeading } from '../section.ts';
import { heightOf, paragraph } from '../typography.ts';
import type { PhotoView } from '../views.ts';

const GAP = 10;

type Layout = { title: string; english: string; across: number; height: number };
const STRIPS: Layout = { title: 'รูปแผ่นทดสอบ', english: 'Test strips', across: 4, height: 84 };
/** Large enough that what is printed on them can be read. */
const SCANS: Layout = { title: 'ภาพใบรับรอง', english: 'Certificates', across: 2, height: 334 };

/** Photos of test strips, four in a row. */
export const drawPhotos = (pages: Pages, photos: readonly PhotoView[]) =>
  drawRows(pages, photos, STRIPS);

/** Papers of certificates, two in a row. */
export const drawScans = (pages: Pages, scans: readonly PhotoView[]) =>
  drawRows(pages, scans, SCANS);

/** Pictures, each with what it is of. */
function drawRows(
  pages: Pages,
  photos: readonly PhotoView[],
  { title, english, across, height: most }: Layout,
): void {
  const room = (BODY_WIDTH - (across - 1) * GAP) / across;
  for (let i = 0; i < photos.length; i += across) {
    const row = photos.slice(i, i + across);
    const captions = row.map(({ caption, jpeg }) =>
      pages.type.set(
        [
          paragraph(caption, 'tiny'),
          ...(jpeg ? [] : [paragraph('▲ ไม่พบไฟล์รูป หรือไฟล์ถูกแก้', 'alert')]),
        ],
        room,
      ),
    );
    const height = most + 2 + Math.max(...captions.map(heightOf));
    if (i === 0) drawHeading(pages, title, english, height);
    pages.need(height);
    row.forEach(({ caption, jpeg }, at) => {
      const x = LEFT + at * (room + GAP);
      if (jpeg) {
        pages.type.figure(caption, () => {
          const box = { fit: [room, most] as [number, number] };
          // pdfkit takes bytes only as a Buffer.
          pages.doc.image(Buffer.from(jpeg) as never, x, pages.y, box);
        });
      }
      pages.type.part('P', () => {
        for (const { text, style, top } of captions[at]!) {
          pages.type.draw(text, style, x, pages.y + (jpeg ? most + 2 : 0) + top);
        }
      });
    });
    pages.y += height + 4;
  }
}
