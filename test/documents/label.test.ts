import { describe, expect, test, vi } from 'vitest';
import { openFaces } from '../../src/documents/faces.ts';
import type { TextMark } from '../../src/documents/label/drawing.ts';
import { renderLabelPdf, renderLabelSvg } from '../../src/documents/label/label.ts';
import { labelDrawing } from '../../src/documents/label/layout.ts';
import { labelPng } from '../../src/documents/label/png.ts';
import type { LabelView } from '../../src/documents/views.ts';
import { grey, pdfInfo, pdfPages, pdfText, readQr } from './tools.ts';
import { label } from './views.ts';

vi.setConfig({ testTimeout: 60_000 });

const svg = Buffer.from(renderLabelSvg(label));
const png = await labelPng(Buffer.from(renderLabelSvg(label, 1120)), 1120);

const long: LabelView = {
  ...label,
  cropTh: 'ถั่วฝักยาวพันธุ์พื้นเมืองน้ำปั๋วญู่ฐุ่นก๊ำ',
  cropEn: 'Yardlong bean of the northern hills, a local variety of long standing',
  network: 'กลุ่มวิสาหกิจชุมชนเกษตรอินทรีย์ปลอดสารพิษบ้านป่าอ้อดอนชัยพัฒนาร่วมใจ',
  subdistrict: 'ป่าอ้อดอนชัยเหนือตะวันออกเฉียงใต้ของแม่น้ำกก',
  municipality: 'เทศบาลเมืองเขลางค์นครลำปางพัฒนาถาวร',
  unitNote: '1,240 กำใหญ่พิเศษคัดเกรด',
  grams: 9_234_567,
};
const wordless: LabelView = {
  ...label,
  cropTh: 'ก'.repeat(300),
  network: 'ข'.repeat(300),
  cropEn: 'W'.repeat(300),
  municipality: 'ค'.repeat(300),
  subdistrict: 'ง'.repeat(300),
};
const short: LabelView = { ...label, url: 'https://a.go.th/b/7K3MQ9X2TD', example: false };

describe('the QR of a label', () => {
  test('reads from the PNG, at level M or better', async () => {
    const { text, ecLevel } = await readQr(png);
    expect(text).toBe(label.url);
    expect(['M', 'Q']).toContain(ecLevel);
  });

  test('reads from the SVG at the size of a screen', async () => {
    const { default: sharp } = await import('sharp');
    const picture = await sharp(svg, { density: 110 }).png().toBuffer();
    expect((await readQr(picture)).text).toBe(label.url);
  });

  test('reads from the PDF', async () => {
    const [page] = await pdfPages(await renderLabelPdf([label], {}), 560);
    expect((await readQr(page!)).text).toBe(label.url);
  });

  test.each([
    ['an ordinary label', label],
    ['long names', long],
    ['a small symbol', short],
  ])('has four white modules on every side: %s', async (_, view) => {
    const marks = labelDrawing(view, openFaces()).marks;
    const symbol = marks.find((mark) => mark.kind === 'symbol')!;
    const side = 1 + Math.max(...symbol.bars.map(([, row]) => row));
    const picture = await grey(await labelPng(Buffer.from(renderLabelSvg(view, 1120)), 1120));
    const pixels = (mm: number) => Math.round(mm * 16);
    const [left, top] = [pixels(symbol.x), pixels(symbol.y)];
    const [module, dark] = [pixels(symbol.module), pixels(symbol.module * side)];
    const quiet = 4 * module;
    expect(left + dark + quiet).toBeLessThanOrEqual(picture.width);
    let [stains, blurs] = [0, 0];
    for (let y = top - quiet; y < top + dark + quiet; y++) {
      for (let x = left - quiet; x < left + dark + quiet; x++) {
        const inside = x >= left && x < left + dark && y >= top && y < top + dark;
        const shade = picture.at(x, y);
        if (inside && shade > 0 && shade < 255) blurs++;
        if (!inside && shade < 255) stains++;
      }
    }
    // Modules lie on whole pixels: a symbol in greys would be blurred on paper.
    expect({ stains, blurs }).toEqual({ stains: 0, blurs: 0 });
    expect(picture.at(left, top)).toBe(0);
    expect(picture.at(left + dark - 1, top)).toBe(0);
  });
});

describe('the text of a label', () => {
  test('comes back from the PDF as it was given', async () => {
    const pdf = await renderLabelPdf([label], {});
    for (const mode of ['-raw', '-layout'] as const) {
      const [text] = await pdfText(pdf, mode);
      for (const said of [
        'เทศบาลนครเชียงราย',
        'ผักบุ้งจีน',
        'Chinese morning glory',
        'กลุ่มตัวอย่าง ต.แม่กรณ์',
        'เก็บเกี่ยว 21 พฤศจิกายน 2569',
        '7K3MQ-9X2TD',
        '12.5 กก.',
        '40 กำ',
      ]) {
        expect(text).toContain(said);
      }
      // Once as the mark of demonstration data, once in the network's name.
      expect(text!.split('ตัวอย่าง')).toHaveLength(3);
    }
  });

  test.each([
    ['an ordinary label', label],
    ['long names', long],
    ['names without a place to break', wordless],
    ['short names', short],
  ])('keeps off the edges and off the QR: %s', (_, view) => {
    const faces = openFaces();
    const { marks } = labelDrawing(view, faces);
    const symbol = marks.find((mark) => mark.kind === 'symbol')!;
    const quietLeft = symbol.x - 4 * symbol.module;
    const quietBottom =
      symbol.y + (4 + 1 + Math.max(...symbol.bars.map(([, row]) => row))) * symbol.module;
    for (const { x, y, size, text, face } of marks.filter(
      (m): m is TextMark => m.kind === 'text',
    )) {
      const right = x + faces(face).width(text, size);
      expect(x).toBeGreaterThanOrEqual(4);
      expect(y - size).toBeGreaterThanOrEqual(2.5);
      expect(right).toBeLessThanOrEqual(66.01);
      expect(y).toBeLessThanOrEqual(33.5);
      expect(right <= quietLeft || y - 0.75 * size >= quietBottom).toBe(true);
      expect(size).toBeGreaterThan(1);
    }
  });

  test('does not overlap itself', async () => {
    const faces = openFaces();
    for (const view of [label, long, wordless, short]) {
      const rows = labelDrawing(view, faces)
        .marks.filter((m): m is TextMark => m.kind === 'text' && m.x < 30 && !m.reversed)
        .sort((a, b) => a.y - b.y);
      expect(rows.length).toBeGreaterThan(5);
      rows.slice(1).forEach((row, i) => {
        // From the baseline of one line to the letters of the next there is room for both marks.
        expect(row.y - rows[i]!.y).toBeGreaterThanOrEqual(row.size * 0.95);
      });
    }
  });

  test('says it whole when there is room, and ends in … when there is none', () => {
    const words = (view: LabelView) =>
      labelDrawing(view, openFaces()).marks.flatMap((m) => (m.kind === 'text' ? [m.text] : []));
    expect(words(long).join('')).toContain(long.cropTh);
    expect(words(wordless).filter((text) => text.endsWith('…'))).toHaveLength(5);
  });
});

describe('a label as SVG', () => {
  const text = svg.toString();

  test('tells what it is and needs nothing from outside', () => {
    expect(text).toContain('<title id="title">ผักบุ้งจีน 7K3MQ-9X2TD</title>');
    expect(text).toMatch(/<desc id="desc">เทศบาลนครเชียงราย · .*12\.5 กก\.<\/desc>/);
    expect(text).not.toMatch(/<script|<text|<image|<use|href|url\(|font|style/);
    expect(text.match(/http[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
  });

  test('cannot be broken out of', () => {
    const odd = renderLabelSvg({ ...label, cropTh: '</title><script>&' });
    expect(odd).not.toContain('<script');
    expect(odd).toContain('&lt;/title&gt;&lt;script&gt;&amp;');
  });
});

describe('a label as PNG', () => {
  test('has more than 300 dpi and says so', async () => {
    const { default: sharp } = await import('sharp');
    const { width, height, density } = await sharp(png).metadata();
    expect([width, height]).toEqual([1120, 592]);
    expect(density).toBe(406);
  });
});

describe('a label as PDF', () => {
  test('is a page of 70 × 37 mm for each copy', async () => {
    const info = await pdfInfo(await renderLabelPdf([label], { copies: 3 }));
    expect(info.pages).toBe('3');
    const [, width, height] = /([\d.]+) x ([\d.]+) pts/.exec(info.size!)!;
    expect(Number(width)).toBeCloseTo((70 / 25.4) * 72, 1);
    expect(Number(height)).toBeCloseTo((37 / 25.4) * 72, 1);
  });

  test('fills A4 sheets with 24 labels, one after the other', async () => {
    const other = { ...label, code: '8K3MQ9X2TD' };
    const pdf = await renderLabelPdf([label, other], { sheet: true, copies: 13 });
    expect((await pdfInfo(pdf)).size).toContain('A4');
    const pages = await pdfText(pdf, '-raw');
    const count = (page: string | undefined, code: string) => page!.split(code).length - 1;
    expect(pages).toHaveLength(2);
    expect(count(pages[0], '7K3MQ-9X2TD')).toBe(13);
    expect(count(pages[0], '8K3MQ-9X2TD')).toBe(11);
    expect(count(pages[1], '8K3MQ-9X2TD')).toBe(2);
  });

  test.each([0, -1, 1.5, 961])('is refused for %s copies', (copies) => {
    expect(() => renderLabelPdf([label], { copies })).toThrow(/copies/);
  });
});
