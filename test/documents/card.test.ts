import { afterAll, describe, expect, test } from 'vitest';
import { BadView, openPapers } from '../../src/documents/index.ts';
import { grey, pdfInfo, pdfPages, pdfText, readQr, unspaced } from './tools.ts';
import { card } from './views.ts';

const papers = openPapers();
afterAll(() => papers.close());

describe('a sign-in card', () => {
  test('is of the size of a bank card, and says whose it is and until when', async () => {
    const pdf = await papers.card(card);
    expect(await pdfInfo(pdf)).toMatchObject({
      pages: '1',
      size: expect.stringMatching(/^242\.\d+ x 153\.\d+ pts/),
      title: 'บัตรเข้าสู่ระบบต้นน้ำ',
    });
    const [text] = await pdfText(pdf, '-raw');
    for (const said of [card.name, card.municipality, 'ใช้ได้ถึง 21 พฤศจิกายน 2570', 'ตัวอย่าง']) {
      expect(text).toContain(said);
    }
  });

  test.each([
    ['as it is', {}],
    [
      'with long names',
      {
        name: 'นางสาวชื่อยาวมากตัวอย่าง นามสกุลยาวยิ่งกว่าตัวอย่าง ณ ที่ไกลแสนไกล',
        municipality: 'องค์การบริหารส่วนตำบลตัวอย่างซึ่งมีชื่อยาวพอสมควรทีเดียว',
      },
    ],
    ['at a long address', { url: `${card.url.replace('tonnam', `tonnam.${'x'.repeat(60)}`)}` }],
  ])('%s: a phone reads its QR code, and nothing runs into it', async (_, change) => {
    const view = { ...card, ...change };
    const [picture] = await pdfPages(await papers.card(view), 700);
    expect((await readQr(picture!)).text).toBe(view.url);
    // The quiet zone on the side of the text.
    const { at, width } = await grey(picture!);
    const column = Math.round((width * 45.6) / 85.6);
    for (let y = 20; y < 420; y++) expect(at(column, y)).toBe(255);
    const [text] = await pdfText(await papers.card(view), '-raw');
    expect(unspaced(text!)).toContain(unspaced(view.name));
  });

  test('is not drawn without an address', async () => {
    await expect(papers.card({ ...card, url: 'x' })).rejects.toThrow(BadView);
  });
});
