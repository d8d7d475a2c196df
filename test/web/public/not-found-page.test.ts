import { describe, expect, it } from 'vitest';
import { renderNotFoundPage } from '../../../src/web/public/not-found-page.tsx';

const htmlOf = (typed: string, reason: 'unknown' | 'mistyped' = 'unknown') =>
  renderNotFoundPage('th', typed, reason, '/b').html;

describe('the page for a code that leads nowhere', () => {
  it('tells a mistyped code from an unknown one, and calls neither safe', () => {
    expect(htmlOf('4K7QX-2M9TB', 'mistyped')).toContain('<h1>รหัสไม่ถูกต้อง</h1>');
    expect(htmlOf('4K7QX-2M9TB', 'mistyped')).toContain('อาจผิดหรือขาดไปหนึ่งตัว');
    expect(htmlOf('4K7QX-2M9TB')).toContain('<h1>ไม่พบรหัสนี้</h1>');
    expect(htmlOf('4K7QX-2M9TB')).toContain('ยังยืนยันไม่ได้ว่าผักนี้ปลอดภัย');
  });

  it('asks for a code, and finds no fault, when nothing was typed', () => {
    expect(htmlOf('', 'mistyped')).toContain('<h1>ผักนี้ปลอดภัยหรือไม่</h1>');
    expect(htmlOf('', 'mistyped')).not.toMatch(/ไม่ถูกต้อง|อีกครั้ง/);
  });

  it('takes the code again in a plain form, filled in, in the same language', () => {
    const html = htmlOf('4k7qx-2m9tb');
    expect(html).toContain('<form action="/b" method="get">');
    expect(html).toMatch(/<input id="code" name="code" value="4k7qx-2m9tb"/);
    expect(html).toContain('<input type="hidden" name="lang" value="th"/>');
    expect(html).toContain('href="?lang=en&amp;code=4k7qx-2m9tb"');
  });

  it('repeats of an address only what a code may hold', () => {
    expect(htmlOf('ด่วน! โทร 4k<i>')).toContain('value="  4ki"');
    expect(htmlOf(`${'9'.repeat(15)}-too long`)).toContain(`value="${'9'.repeat(15)}-"`);
  });
});
