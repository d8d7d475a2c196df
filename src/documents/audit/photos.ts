import { BODY_WIDTH, LEFT, type Pages } from '../pages.ts';
import { drawHeading } from '../section.ts';
import { heightOf, paragraph } from '../typography.ts';
import type { PhotoView } from '../views.ts';

const ACROSS = 4;
const GAP = 10;
const WIDTH = (BODY_WIDTH - (ACROSS - 1) * GAP) / ACROSS;
const HEIGHT = 84;

/** Photos of test strips, four in a row, each with what it is of. */
export function drawPhotos(pages: Pages, photos: readonly PhotoView[]): void {
  for (let i = 0; i < photos.length; i += ACROSS) {
    const row = photos.slice(i, i + ACROSS);
    const captions = row.map(({ caption, jpeg }) =>
      pages.type.set(
        [
          paragraph(caption, 'tiny'),
          ...(jpeg ? [] : [paragraph('▲ ไม่พบไฟล์รูป หรือไฟล์ถูกแก้', 'alert')]),
        ],
        WIDTH,
      ),
    );
    const height = HEIGHT + 2 + Math.max(...captions.map(heightOf));
    if (i === 0) drawHeading(pages, 'รูปแผ่นทดสอบ', 'Test strips', height);
    pages.need(height);
    row.forEach(({ caption, jpeg }, at) => {
      const x = LEFT + at * (WIDTH + GAP);
      if (jpeg) {
        pages.type.figure(caption, () => {
          const box = { fit: [WIDTH, HEIGHT] as [number, number] };
          // pdfkit takes bytes only as a Buffer.
          pages.doc.image(Buffer.from(jpeg) as never, x, pages.y, box);
        });
      }
      pages.type.part('P', () => {
        for (const { text, style, top } of captions[at]!) {
          pages.type.draw(text, style, x, pages.y + (jpeg ? HEIGHT + 2 : 0) + top);
        }
      });
    });
    pages.y += height + 4;
  }
}
