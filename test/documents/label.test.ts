import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { faces } from '../../src/documents/faces.ts';
import type { Mark, TextMark } from '../../src/documents/label/drawing.ts';
import { renderLabelPdf, renderLabelSvg, renderRollPdf } from '../../src/documents/label/label.ts';
import { labelDrawing } from '../../src/documents/label/layout.ts';
import { labelPng } from '../../src/documents/label/png.ts';
import { newPdf, pdfBytes } from '../../src/documents/pdf.ts';
import type { LabelView } from '../../src/documents/views.ts';
import {
  LABEL_PAPER_NAMES,
  LABEL_PAPERS,
  type LabelPaper,
  labelsAPage,
} from '../../src/domain/label-papers.ts';
import { type Grey, grey, pdfInfo, pdfPages, pdfText, readQr, readQrs, unspaced } from './tools.ts';
import { LONG_NAME, label } from './views.ts';

const svg = Buffer.from(renderLabelSvg(label));
const usual = LABEL_PAPERS['70x37'];
const drawn = (view: LabelView) => labelDrawing(view, usual);
const pngOf = (view: LabelView) =>
  labelPng(Buffer.from(renderLabelSvg(view, { pixelWidth: 1120 })), 70, 1120);
const png = await pngOf(label);

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
const packed: LabelView = {
  ...label,
  packedOn: '2026-11-22',
  shared: true,
  packer: {
    name: label.network,
    address: '99 หมู่ 4 ต.แม่กรณ์ อ.เมืองเชียงราย จ.เชียงราย 57000',
    number: '57-1-00001',
  },
};
const longest: LabelView = {
  ...packed,
  cropTh: LONG_NAME,
  network: LONG_NAME,
  municipality: LONG_NAME,
  packer: { ...packed.packer!, name: LONG_NAME },
};
/** A name and an address as registers have them, longer than most. */
const spelt: LabelView = {
  ...packed,
  packer: {
    name: 'วิสาหกิจชุมชนผู้ปลูกผักปลอดภัยบ้านป่าอ้อดอนชัย',
    address: 'บ้านเลขที่ 123/45 หมู่ที่ 12 ถนนพหลโยธิน ตำบลป่าอ้อดอนชัย อำเภอเมืองเชียงราย จังหวัดเชียงราย 57000',
    number: 'สท. 57-1-00001-2569',
  },
};
const mixed: LabelView = { ...packed, mixedFrom: 12, packedOn: '2026-12-01', digits: 'thai' };
const sheet = LABEL_PAPERS['a4-24'];
const ROLLS = ['50x30', '70x37', '100x50'] as const;

/** The label, unless it is refused. */
function fitting(view: LabelView, paper: LabelPaper) {
  try {
    return labelDrawing(view, paper);
  } catch (error) {
    expect(error).toMatchObject({ code: 'label-too-small' });
    return null;
  }
}
const textOf = (view: LabelView, paper: LabelPaper) =>
  labelDrawing(view, paper)
    .marks.filter(isText)
    .map(({ text }) => text)
    .join(' ');

const isText = (mark: Mark): mark is TextMark => mark.kind === 'text';
const short: LabelView = { ...label, url: 'https://a.go.th/b/7K3MQ9X2TD', example: false };

describe('the QR of a label', () => {
  test('reads from the PNG, at level M or better', async () => {
    const { text, ecLevel } = await readQr(png);
    expect(text).toBe(label.url);
    expect(['M', 'Q']).toContain(ecLevel);
  });

  test('reads from the SVG at the size of a screen', async () => {
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
    const marks = drawn(view).marks;
    const symbol = marks.find((mark) => mark.kind === 'symbol')!;
    const side = 1 + Math.max(...symbol.bars.map(([, row]) => row));
    const picture = await grey(await pngOf(view));
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

describe('the QR from a picture of 203 dpi', () => {
  const dots = (mm: number) => Math.round(mm * 8);
  const codes = ['7K3MQ9X2TD', '8K3MQ9X2TD', '9K3MQ9X2TD'];
  const views = codes.map((code) => ({
    ...packed,
    code,
    url: `https://tonnam.example.go.th/b/${code}`,
  }));

  test.each(LABEL_PAPER_NAMES)('is read light, turned and covered in part: %s', async (name) => {
    const paper: LabelPaper = LABEL_PAPERS[name];
    const start = paper.sheet ? labelsAPage(name) - 2 : 1;
    const pages = await pdfPages(
      await renderLabelPdf(views, { paper: name, start }),
      dots(paper.sheet ? 210 : paper.width),
    );
    expect(pages).toHaveLength(paper.sheet ? 1 : 3);
    const marks = labelDrawing(views[0]!, paper).marks;
    const symbol = marks.find((mark) => mark.kind === 'symbol')!;
    const side = symbol.module * (1 + Math.max(...symbol.bars.map(([, row]) => row)));
    const cover = dots(Math.sqrt(0.05) * side);
    const input = {
      create: { width: cover, height: cover, channels: 3, background: '#fff' },
    } as const;
    const read: string[] = [];
    for (const page of pages) {
      const places = paper.sheet
        ? [0, 1, 2].map((i) => cornerOf(paper.sheet!, paper, start - 1 + i))
        : [[0, 0]];
      const spots = places.map(([left, top]) => ({
        input,
        left: dots(left! + symbol.x + side / 2) - Math.round(cover / 2),
        top: dots(top! + symbol.y + side / 2) - Math.round(cover / 2),
      }));
      const worn = await sharp(page)
        .flatten({ background: '#fff' })
        .composite(spots)
        .png()
        .toBuffer();
      const light = await sharp(worn)
        .linear(0.45, 140)
        .rotate(8, { background: '#fff' })
        .png()
        .toBuffer();
      read.push(...(await readQrs(light)));
    }
    expect(read.sort()).toEqual(views.map(({ url }) => url));
  });

  test('has its modules on the printer’s dots', async () => {
    for (const name of ['50x30', '100x50'] as const) {
      const paper = LABEL_PAPERS[name];
      const [page] = await pdfPages(
        await renderLabelPdf([packed], { paper: name }),
        dots(paper.width),
      );
      const picture = await grey(page!);
      const marks = labelDrawing(packed, paper).marks;
      const { x, y, module, bars } = marks.find((mark) => mark.kind === 'symbol')!;
      const size = 1 + Math.max(...bars.map(([, row]) => row));
      const dark = new Set(
        bars.flatMap(([column, row, length]) =>
          Array.from({ length }, (_, i) => `${column + i} ${row}`),
        ),
      );
      const pixels = dots(module);
      let wrong = 0;
      for (let row = 0; row < size * pixels; row++) {
        for (let column = 0; column < size * pixels; column++) {
          const cell = `${Math.floor(column / pixels)} ${Math.floor(row / pixels)}`;
          if (picture.at(dots(x) + column, dots(y) + row) < 128 !== dark.has(cell)) wrong++;
        }
      }
      expect(wrong).toBe(0);
    }
  });
});

function cornerOf(
  { across, left, top, pitch }: NonNullable<LabelPaper['sheet']>,
  { height }: LabelPaper,
  place: number,
): [number, number] {
  return [left + (place % across) * pitch, top + Math.floor(place / across) * height];
}

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
        'เก็บและบรรจุ 21 พ.ย. 2569',
        'ควรบริโภคก่อน 23 พ.ย. 2569',
        'แช่เย็น ควรบริโภคก่อน 28 พ.ย. 2569',
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

  test.each(LABEL_PAPER_NAMES)('keeps off the edges and off the QR: %s', (name) => {
    const paper: LabelPaper = LABEL_PAPERS[name];
    const edge = paper.sheet?.left === 0 ? 4 : 2;
    for (const view of [label, long, longest, wordless, short, packed, spelt, mixed]) {
      const marks = fitting(view, paper)?.marks ?? [];
      if (marks.length === 0) continue;
      const symbol = marks.find((mark) => mark.kind === 'symbol')!;
      const side = symbol.module * (1 + Math.max(...symbol.bars.map(([, row]) => row)));
      const quiet = 4 * symbol.module;
      expect(symbol.module).toBeGreaterThanOrEqual(0.375);
      expect(symbol.x + side).toBeLessThanOrEqual(paper.width - 1);
      for (const { x, y, size, text, face } of marks.filter(isText)) {
        const right = x + faces(face).width(text, size);
        const aside = right <= symbol.x - quiet + 0.01;
        const below = y - faces(face).rise(text, size) >= symbol.y + side;
        expect({ text, left: x >= edge, right: right <= paper.width - 1 }).toEqual({
          text,
          left: true,
          right: true,
        });
        expect(y - 0.75 * size).toBeGreaterThan(1);
        expect(y).toBeLessThan(paper.height - 0.5);
        expect(aside || below).toBe(true);
      }
    }
  });

  test('names the packer where there is one, and writes the digits that are wanted', () => {
    const said = (view: LabelView) =>
      drawn(view)
        .marks.filter(isText)
        .map(({ text }) => text)
        .join(' ');
    expect(said(packed)).toContain('ผู้บรรจุ กลุ่มตัวอย่าง ต.แม่กรณ์ 99 หมู่ 4');
    expect(said(packed)).toContain('เลขทะเบียน 57-1-00001');
    expect(said(packed)).toContain('บรรจุ 22 พ.ย. 2569');
    expect(said(packed)).toContain('ทั้งรุ่น 12.5 กก.');
    expect(said(label)).not.toContain('ผู้บรรจุ');
    const thai = said({ ...packed, digits: 'thai' });
    expect(thai).toContain('เก็บเกี่ยว ๒๑ พ.ย. ๒๕๖๙');
    expect(thai).toContain('ทั้งรุ่น ๑๒.๕ กก.');
    expect(thai).toContain('7K3MQ-9X2TD');
  });

  test('does not overlap itself', async () => {
    for (const view of [label, long, wordless, short]) {
      const rows = labelDrawing(view, sheet)
        .marks.filter((m): m is TextMark => isText(m) && m.x < 30 && !m.reversed)
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
      labelDrawing(view, sheet).marks.flatMap((m) => (m.kind === 'text' ? [m.text] : []));
    expect(words(long).join('')).toContain(long.cropTh);
    // Crop, network and subdistrict; the rest is left out before they are cut.
    expect(words(wordless).filter((text) => text.endsWith('…'))).toHaveLength(3);
  });
});

describe('a label of a roll, which a printer of 203 dpi prints', () => {
  const DOT = 0.125;
  const views = { label, packed, mixed, spelt, long, longest };

  test('has no letter, line or module that is thinner than two dots', async () => {
    for (const name of ROLLS) {
      const paper = LABEL_PAPERS[name];
      const printed = Object.values(views).filter((view) => fitting(view, paper));
      for (const mark of printed.flatMap((view) => labelDrawing(view, paper).marks)) {
        if (mark.kind === 'box') {
          expect(Math.min(mark.width, mark.height)).toBeGreaterThanOrEqual(2 * DOT);
        } else if (mark.kind === 'symbol') {
          const dots = [mark.x, mark.y, mark.module].map((mm) => mm / DOT);
          expect(dots).toEqual(dots.map(Math.round));
          expect(mark.module).toBeGreaterThanOrEqual(3 * DOT);
        } else {
          expect([mark.face, mark.size >= 20 * DOT - 1e-9]).toEqual(['label', true]);
        }
      }
      const pages = await pdfPages(await renderLabelPdf(printed, { paper: name }), paper.width * 8);
      for (const page of pages) expect(await thin(page)).toBeLessThan(0.005);
    }
    // What the measure says of letters with heads, at the same size.
    const heads = label.network.repeat(4);
    const size = (20 * DOT * 72) / 25.4;
    const doc = newPdf({ title: '', author: '', subject: '', created: new Date(0) });
    doc.addPage({ size: [400, 100], margins: { top: 0, bottom: 0, left: 0, right: 0 } });
    doc.line(heads, { face: faces('bold'), size, x: 9, y: 50, fill: '#000000' });
    const [page] = await pdfPages(await pdfBytes(doc), Math.round((400 / 72) * 203.2));
    expect(await thin(page!)).toBeGreaterThan(0.05);
  });

  test('says what has to be said, or which size has room for it', () => {
    for (const name of ROLLS) {
      const paper = LABEL_PAPERS[name];
      for (const view of [packed, mixed]) {
        const said = textOf(view, paper);
        for (const needed of [
          'ผักบุ้งจีน',
          '7K3MQ-9X2TD',
          'กก.',
          'ผู้บรรจุ กลุ่มตัวอย่าง ต.แม่กรณ์ 99 หมู่ 4',
          '57000',
          'เลขทะเบียน 57-1-00001',
          'ควรบริโภคก่อน',
        ]) {
          expect([name, said.includes(needed), needed]).toEqual([name, true, needed]);
        }
      }
    }
    const small = textOf(packed, LABEL_PAPERS['50x30']);
    expect(small).toContain('เก็บ 21 บรรจุ 22 พ.ย. 2569');
    expect(textOf(mixed, LABEL_PAPERS['50x30'])).toContain('เก็บแรกสุด ๒๑ พ.ย. ๒๕๖๙');
    expect(textOf(mixed, LABEL_PAPERS['50x30'])).toContain('รวม ๑๒ รุ่น บรรจุ ๑ ธ.ค. ๒๕๖๙');
    // What the law does not ask for goes first, and the address is written as the post takes it.
    expect(small).not.toContain('แช่เย็น');
    const usualSpelt = textOf(spelt, usual);
    expect(usualSpelt).toContain('123/45 หมู่ 12 ถ.พหลโยธิน ต.ป่าอ้อดอนชัย อ.เมือง จ.เชียงราย');
    expect(usualSpelt).not.toContain('เทศบาลนครเชียงราย');
    expect(usualSpelt).toContain('Chinese morning glory');

    for (const [view, refused, larger] of [
      [spelt, '50x30', '70x37'],
      [longest, '70x37', '100x50'],
    ] as const) {
      const inMm = (name: string) => name.replace('x', ' × ');
      expect(() => labelDrawing(view, LABEL_PAPERS[refused])).toThrow(
        expect.objectContaining({
          code: 'label-too-small',
          facts: { code: view.code, size: inMm(refused), larger: inMm(larger) },
        }),
      );
      expect(textOf(view, LABEL_PAPERS[larger])).not.toContain('…');
      expect(unspaced(textOf(view, LABEL_PAPERS[larger]))).toContain(unspaced(view.packer!.name));
    }
    // There is no larger one: what nobody is called ends in …
    expect(textOf(wordless, LABEL_PAPERS['100x50'])).toContain('…');
  });
});

/** The share of what is black that lies in no square of two dots by two. */
async function thin(page: Uint8Array): Promise<number> {
  const { at, width, height } = await grey(page);
  const black = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && at(x, y) < 128;
  const square = (x: number, y: number) =>
    black(x, y) && black(x + 1, y) && black(x, y + 1) && black(x + 1, y + 1);
  let [all, lost] = [0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!black(x, y)) continue;
      all++;
      if (!(square(x, y) || square(x - 1, y) || square(x, y - 1) || square(x - 1, y - 1))) lost++;
    }
  }
  return lost / all;
}

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
    const pdf = await renderLabelPdf([label, other], { paper: 'a4-24', copies: 13 });
    expect((await pdfInfo(pdf)).size).toContain('A4');
    const pages = await pdfText(pdf, '-raw');
    const count = (page: string | undefined, code: string) => page!.split(code).length - 1;
    expect(pages).toHaveLength(2);
    expect(count(pages[0], '7K3MQ-9X2TD')).toBe(13);
    expect(count(pages[0], '8K3MQ-9X2TD')).toBe(11);
    expect(count(pages[1], '8K3MQ-9X2TD')).toBe(2);
  });

  test('begins where a sheet that is used in part begins', async () => {
    const pdf = await renderLabelPdf([label], { paper: 'a4-21', start: 21, copies: 2 });
    const [first, second] = await Promise.all((await pdfPages(pdf, 210)).map(grey));
    const inked = ({ at, width }: Grey, top: number, bottom: number) =>
      Array.from({ length: bottom - top }, (_, row) =>
        Array.from({ length: width }, (_, x) => at(x, top + row)),
      )
        .flat()
        .some((shade) => shade < 128);
    expect([inked(first!, 0, 240), inked(first!, 240, 297)]).toEqual([false, true]);
    expect([inked(second!, 0, 55), inked(second!, 55, 297)]).toEqual([true, false]);
    expect((await pdfInfo(pdf)).pages).toBe('2');
  });

  test.each([0, 22, 1.5])('is refused from place %s of a sheet of 21', (start) => {
    expect(() => renderLabelPdf([label], { paper: 'a4-21', start })).toThrow(/start/);
  });

  test('of a roll says whose it is and leaves the rest to the book', async () => {
    const roll = {
      labels: [{ code: label.code, url: label.url }],
      network: label.network,
      municipality: label.municipality,
      issuedAt: '2026-11-21T00:00:00.000Z',
      example: false,
    };
    const pdf = await renderRollPdf(roll, { paper: '50x30', copies: 2 });
    const [page, again] = await pdfText(pdf, '-raw');
    expect(page).toBe(again);
    expect(unspaced(page!)).toBe(
      unspaced('กลุ่มตัวอย่าง ต.แม่กรณ์ ติดที่ตะกร้า แล้วสแกนเมื่อบันทึกการเก็บเกี่ยว 7K3MQ-9X2TD'),
    );
    const [picture] = await pdfPages(pdf, 400);
    expect((await readQr(picture!)).text).toBe(label.url);
    // What it is called is told in XML too.
    const odd = await renderRollPdf({ ...roll, network: 'สวน & <ผัก>' }, { paper: '50x30' });
    const [, title] = /<rdf:li xml:lang="x-default">(.*)<\/rdf:li>/.exec(
      Buffer.from(odd).toString('utf8'),
    )!;
    expect(title).toMatch(/^[^<&>]+$/);
  });

  test.each([0, -1, 1.5, 2001])('is refused for %s copies', (copies) => {
    expect(() => renderLabelPdf([label], { copies })).toThrow(/copies/);
  });
});
