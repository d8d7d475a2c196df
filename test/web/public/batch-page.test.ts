import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renderPublicPage } from '../../../src/web/public/batch-page.tsx';
import type { PublicBatchView } from '../../../src/web/public/view.ts';
import { exampleView, languages, statuses } from './example.ts';

const htmlOf = (view: Partial<PublicBatchView>, language: 'th' | 'en' = 'th') =>
  renderPublicPage({ ...exampleView, ...view }, language).html;

/** The words a reader sees, without marks and style. */
const textOf = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\s\u00a0]+/g, ' ');

const headlineOf = (html: string) => /<h1>(.*?)<\/h1>/.exec(html)?.[1];

describe('the public page of a batch', () => {
  it('answers "is it safe?" in its headline', () => {
    const headlines = statuses.map((status) => [
      headlineOf(htmlOf({ status })),
      headlineOf(htmlOf({ status }, 'en')),
    ]);
    expect(headlines).toEqual([
      ['ผักปลอดภัยจากสารพิษ', 'Tested: residue within safe limits'],
      ['ยังรอผลตรวจ', 'Not tested yet'],
      ['ระงับชั่วคราว', 'On hold for now'],
      ['เรียกคืน', 'Recalled'],
      ['รายการนี้ถูกยกเลิก', 'This entry was cancelled'],
    ]);
  });

  it('says that safe means within the limits, and never promises more', () => {
    expect(textOf(htmlOf({}))).toContain('ไม่ได้หมายความว่าไม่มีสารตกค้างเลย');
    expect(textOf(htmlOf({}, 'en'))).toContain('does not mean that there is none at all');
    for (const status of statuses) {
      for (const language of languages) {
        expect(textOf(htmlOf({ status }, language))).not.toMatch(
          /100|ร้อยเปอร์เซ็นต์|ปลอดสาร|toxin-free/,
        );
      }
    }
  });

  it.each(['on_hold', 'recalled'] as const)(
    'tells what to do before any particulars when %s',
    (status) => {
      const thai = textOf(htmlOf({ status }));
      expect(thai).toMatch(/อย่า(เพิ่ง)?รับประทาน ขาย หรือนำไปปรุงอาหาร/);
      expect(thai).toContain('ติดต่อเทศบาลนครเชียงราย');
      expect(thai.indexOf('ควรทำอย่างไร')).toBeLessThan(thai.indexOf('วันที่เก็บเกี่ยว'));
      const english = textOf(htmlOf({ status }, 'en'));
      expect(english).toMatch(/not eat, sell or cook/);
      expect(english).toContain('Contact Chiang Rai City Municipality');
    },
  );

  it('accuses nobody when a batch is on hold', () => {
    expect(textOf(htmlOf({ status: 'on_hold' }))).toContain('ไม่ได้หมายความว่ามีใครทำผิด');
    expect(textOf(htmlOf({ status: 'on_hold' }, 'en'))).toContain(
      'not mean that anybody did wrong',
    );
    expect(textOf(htmlOf({ status: 'on_hold' }))).not.toMatch(/ไม่ผ่าน|อันตราย|ปนเปื้อน/);
  });

  it('offers the municipality’s number where there is something to ask, and only there', () => {
    const link = '<a class="button" href="tel:000000000">';
    const offering = statuses.filter((status) => htmlOf({ status }).includes(link));
    expect(offering).toEqual(['waiting', 'on_hold', 'recalled', 'withdrawn']);
  });

  it('writes Buddhist years in Thai, Gregorian years in English, and the hour of Thailand', () => {
    expect(textOf(htmlOf({}))).toContain('วันที่เก็บเกี่ยว 21 พฤศจิกายน 2569');
    expect(textOf(htmlOf({}))).toContain('ข้อมูล ณ วันที่ 23 พฤศจิกายน 2569 เวลา 00:05 น.');
    expect(textOf(htmlOf({}, 'en'))).toContain('Harvested on 21 November 2026');
    expect(textOf(htmlOf({}, 'en'))).toContain('As of 23 November 2026, 00:05 (Thailand time)');
  });

  it('shows the code as on the label, the certificate and the stages in order', () => {
    const text = textOf(htmlOf({ stages: exampleView.stages.slice(0, 2) }));
    const { code } = exampleView;
    expect(text).toContain(`${code.slice(0, 5)}-${code.slice(5)}`);
    expect(text).toContain('GAP');
    expect(text).toMatch(/เก็บเกี่ยว 21 พฤศจิกายน 2569 ตรวจสารพิษตกค้าง 21 พฤศจิกายน 2569 เทศบาล/);
    expect(textOf(htmlOf({ certificates: [] }))).toContain('ไม่มีข้อมูลใบรับรอง');
  });

  it('leaves out what may not be shown', () => {
    expect(textOf(htmlOf({ network: null }))).not.toContain('เครือข่ายผู้ผลิต กลุ่ม');
    expect(textOf(htmlOf({ subdistrict: null }))).not.toContain('ตำบล');
  });

  it('says so when the data are made up', () => {
    expect(textOf(htmlOf({ example: true }))).toContain('ข้อมูลตัวอย่าง ไม่ใช่ผักจริง');
    expect(textOf(htmlOf({ example: false }))).not.toContain('ข้อมูลตัวอย่าง');
  });

  it('links to the same page in the other language', () => {
    expect(htmlOf({})).toContain('<html lang="th">');
    expect(htmlOf({})).toContain('href="?lang=en" lang="en"');
    expect(htmlOf({}, 'en')).toContain('<html lang="en">');
    expect(htmlOf({}, 'en')).toContain('href="?lang=th" lang="th"');
  });

  it('prints nothing of what else it is handed, such as a farmer', () => {
    const leaky = {
      ...exampleView,
      farmer: 'ชื่อเกษตรกร',
      plot: '19.9072,99.8310',
      phone: '0999999999',
    };
    for (const language of languages) {
      const { html } = renderPublicPage(leaky, language);
      expect(html).not.toMatch(/ชื่อเกษตรกร|19\.9072|0999999999/);
    }
  });

  it('shows hostile names as plain text', () => {
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>$&{municipality}';
    const name = { th: hostile, en: hostile };
    for (const status of statuses) {
      const view = { crop: name, network: name, subdistrict: name, municipality: name, status };
      const html = htmlOf({ ...view, municipalityPhone: `${hostile}12` });
      expect(html).not.toMatch(/<script|<img/);
      expect(html).toContain('&lt;script>alert(1)&lt;/script>');
      expect(html).not.toMatch(/href="tel:[^"]*[^\d"]/);
    }
  });

  it('names the hash of its one inline style, and holds no script and no other style', () => {
    const { html, styleHash } = renderPublicPage(exampleView, 'th');
    const styles = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style]) => style!);
    expect(styles).toHaveLength(1);
    const hash = createHash('sha256').update(styles[0]!).digest('base64');
    expect(styleHash).toBe(`'sha256-${hash}'`);
    expect(html).not.toMatch(/<script|\sstyle=|\son\w+=|https?:\/\//);
  });

  it('weighs less than 20 kB', () => {
    for (const status of statuses) {
      expect(Buffer.byteLength(htmlOf({ status }))).toBeLessThan(20_000);
    }
  });
});
