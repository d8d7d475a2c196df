import { expect, test } from 'vitest';
import { faces } from '../../src/documents/faces.ts';
import { drawLine, newPdf, pdfBytes } from '../../src/documents/pdf.ts';
import { pdfText } from './tools.ts';
import { HARD_TEXTS } from './views.ts';

const LINES = [
  'กำน้ำก๊ำ',
  'เทศบาลนครเชียงราย',
  'น้ำปั๋วที่ฝุ่นญูฐุ',
  'GAP มกษ. 9001-2564 (ปั๋ว)',
  'พบ 12.5 % ของ 1,234.567 กก. − ผ่าน',
  'ฟ้าไฟฟ้า office ffi เก้าอี้ ๑๒๓',
  '<ข้อความ> & "คำพูด" \\ (วงเล็บ',
  ...HARD_TEXTS,
];

function blank({ compress = true } = {}) {
  const doc = newPdf({ title: 't', author: 'a', subject: 's', created: new Date(0) });
  doc.compress = compress;
  doc.addPage({ size: 'A4', margins: { top: 0, bottom: 0, left: 0, right: 0 } });
  return doc;
}

test.each(['-raw', '-layout'] as const)(
  'each line is read as it was written: pdftotext %s',
  async (mode) => {
    const doc = blank();
    const face = faces('regular');
    LINES.forEach((line, i) => {
      drawLine(doc, line, { face, size: 9, x: 50, y: 60 + 24 * i, fill: '#000000' });
    });
    const [page] = await pdfText(await pdfBytes(doc), mode);
    expect(
      page!
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    ).toEqual(LINES);
  },
);

test('a reader that knows only glyphs still tells า from ำ', async () => {
  // Not packed, so that what the lines say beside their glyphs can be made unknown.
  const doc = blank({ compress: false });
  // ำ comes first: were its half taken for all of า, "การงาน" would come back without it.
  ['กำ', 'การงาน'].forEach((text, i) => {
    doc.line(text, { face: faces('regular'), size: 12, x: 50, y: 60 + 24 * i, fill: '#000000' });
  });
  const bytes = Buffer.from(await pdfBytes(doc)).toString('latin1');
  const blind = Buffer.from(bytes.replaceAll('ActualText', 'OtherThing'), 'latin1');
  const [page] = await pdfText(blind, '-raw');
  // ํ and า are what ำ is made of.
  expect(page!.trim().split('\n')).toEqual(['กํา', 'การงาน']);
});
