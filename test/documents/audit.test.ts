import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { renderAudit } from '../../src/documents/audit/audit.ts';
import type { AuditView } from '../../src/documents/views.ts';
import { pdfAttachment, pdfInfo, pdfPages, pdfParts, pdfText, readQr, unspaced } from './tools.ts';
import { audit, longAudit } from './views.ts';

const pdf = await renderAudit(audit);

/** Text of all pages without the spaces and line ends that come from columns. */
async function said(view: AuditView): Promise<string> {
  return unspaced((await pdfText(await renderAudit(view), '-raw')).join('\n'));
}

describe('the audit report', () => {
  test.each(['-raw', '-layout'] as const)(
    'gives its text back exactly: pdftotext %s',
    async (mode) => {
      const text = (await pdfText(pdf, mode)).join('\n');
      for (const line of [
        'เทศบาลนครเชียงราย',
        'Chiang Rai City Municipality',
        'รายงานตรวจสอบย้อนกลับ',
        '7K3MQ-9X2TD',
        'ผ่านการตรวจ Passed',
        'ข้อมูลถึง 21 พฤศจิกายน 2569 12:05 น.',
        'ผักบุ้งจีน',
        'Ipomoea aquatica',
        'กลุ่มตัวอย่าง ต.แม่กรณ์',
        'เกษตรกรตัวอย่าง หมายเลข 7',
        'แปลงริมน้ำ 2',
        '21 พฤศจิกายน 2569 04:45 น.',
        '12.450 กก.',
        '40 กำ × 0.350 กก.',
        'GAP มกษ. 9001-2564',
        'กษ 01-9001-57-101-000123 001',
        '1 มีนาคม 2568 ถึง 29 กุมภาพันธ์ 2571',
        'ครอบคลุมวันเก็บเกี่ยว',
        'การยับยั้งเอนไซม์ 12 %',
        'พบในระดับปลอดภัย',
        'ล็อต GT-6811',
        'หมดอายุ 30 มิถุนายน 2570',
        'รออ่านผล 30 นาที',
        'ยกเลิกแล้ว',
        'เหตุผล: ชั่งใหม่ที่จุดรวบรวม น้ำหนักต่อกำน้อยกว่าที่คาดเพราะฝนตก',
        'หมายเหตุ: ตรวจซ้ำ 2 ครั้ง ได้ผลเหมือนกัน (GT kit, 30 นาที) ที่อาคารเอนกประสงค์ของกลุ่ม',
        'โรงเรียนเทศบาล 1 ศรีเกิด',
        'แก้ไขรายการที่ 1',
        'https://tonnam.example.go.th/verify/7K3MQ9X2TD',
        ...audit.timeline.map(({ what }) => what),
        audit.chain.lastHash,
        ...audit.balances.map(({ account }) => account),
      ]) {
        expect(text).toContain(line);
      }
    },
  );

  test('says what keeps the batch from moving, and that it was cut before the interval was over', async () => {
    const cause = 'เก็บเกี่ยวก่อนครบวันเว้นระยะหลังพ่นสาร';
    const text = await said({
      ...audit,
      status: 'on_hold',
      spray: { product: 'สารตัวอย่าง', sprayedOn: '2026-11-19', intervalDays: 7 },
      holds: [{ cause, reason: 'รอเจ้าหน้าที่', at: '2026-11-20T23:00:00.000Z', of: '7K3MQ9X2TD' }],
    });
    const lines = [
      `▲ ${cause} · รอเจ้าหน้าที่ · รุ่น 7K3MQ-9X2TD · 21 พฤศจิกายน 2569 06:00 น.`,
      '▲ สารตัวอย่าง 19 พฤศจิกายน 2569 เว้น 7 วัน เก็บได้ตั้งแต่ 26 พฤศจิกายน 2569',
    ];
    for (const line of lines) expect(text).toContain(unspaced(line));
    const inThai = await said({
      ...audit,
      digits: 'thai',
      holds: [{ cause, at: '2026-11-20T23:00:00.000Z', of: '7K3MQ9X2TD' }],
    });
    expect(inThai).toContain(unspaced('รุ่น 7K3MQ-9X2TD · ๒๑ พฤศจิกายน ๒๕๖๙ ๐๖:๐๐ น.'));
    const mixed = await said({ ...audit, spray: undefined as never });
    expect(mixed).not.toContain('พ่นสาร');
  });

  test('shows the rows of a table on one line each, as they are printed', async () => {
    const text = (await pdfText(pdf, '-layout')).join('\n');
    expect(text).toMatch(
      /^ *1 +21 พฤศจิกายน 2569 05:14 น\. +บันทึกการเก็บเกี่ยว +เกษตรกร กลุ่มตัวอย่าง ต\.แม่กรณ์ +14\.000$/m,
    );
  });

  test('shows the time of the device where it is more than a minute off', async () => {
    const text = (await pdfText(pdf, '-raw')).join('\n');
    expect(text).toContain('เวลาเครื่อง 04:46 น.');
    expect(text).toContain('▲ เวลาต่างกัน 28 นาที');
    expect(text).toContain('▲ เวลาต่างกัน 2 วัน 1 นาที');
    expect(text.match(/เวลาเครื่อง/g)).toHaveLength(2);
  });

  test('adds its balances up to zero', async () => {
    expect(await said(audit)).toContain('รวมSum0.000ลงตัว:ผลรวมเป็นศูนย์');
    // Of many accounts, in a table.
    const [first, ...others] = audit.balances;
    const many = [
      { ...first!, grams: first!.grams - 3 },
      ...others,
      ...[1, 2, 3].map((n) => ({ account: `แผง ${n}`, group: 'holding' as const, grams: 1 })),
    ];
    const pages = await pdfText(await renderAudit({ ...audit, balances: many }), '-layout');
    expect(pages.join('\n')).toMatch(/^ *ต้นทาง Origin +แปลงริมน้ำ 2 +−12\.453$/m);
    expect(pages.join('\n')).toMatch(/^ *รวม Sum +ลงตัว: ผลรวมเป็นศูนย์ +0\.000$/m);
  });

  test('shows it when they do not add up', async () => {
    const balances = audit.balances.slice(1);
    const text = await said({ ...audit, balances });
    expect(text).toContain('รวมSum12.450▲ไม่ลงตัว:ผลรวมต้องเป็นศูนย์');
    expect(text).not.toContain('ผลรวมเป็นศูนย์');
  });

  test('says whether the chain was found whole', async () => {
    expect(await said(audit)).toContain('■ตรวจแล้วครบถ้วน');
    const chain = { ...audit.chain, verified: false, problem: 'เหตุการณ์ที่ 4 ไม่ตรงกับแฮช' };
    const broken = await said({ ...audit, chain });
    expect(broken).toContain('▲ตรวจแล้วไม่ผ่าน');
    expect(broken).toContain('เหตุการณ์ที่4ไม่ตรงกับแฮช');
    expect(broken).not.toContain('ครบถ้วนไม่ถูกแก้ไข');
  });

  test('judges the certificate by the day of harvest', async () => {
    const certificate = { ...audit.certificate!, validTo: '2026-11-20' };
    expect(await said({ ...audit, certificate })).toContain('▲ไม่ครอบคลุมวันเก็บเกี่ยว');
    expect(await said({ ...audit, certificate: null })).toContain('ไม่มีใบรับรองในวันเก็บเกี่ยว');
  });

  test('says so where there is nothing to list', async () => {
    const text = await said({ ...audit, inspections: [], corrections: [] });
    expect(text).toContain('ยังไม่มีการตรวจ');
    expect(text).toContain('ไม่มีการแก้ไข');
  });

  test('leads back to its verification by QR', async () => {
    const [first] = await pdfPages(pdf, 1240);
    expect((await readQr(first!)).text).toBe(audit.verifyUrl);
  });

  test('carries title, author and the time of the last event', async () => {
    expect(await pdfInfo(pdf)).toMatchObject({
      title: 'รายงานตรวจสอบย้อนกลับ 7K3MQ-9X2TD',
      author: 'เทศบาลนครเชียงราย',
      created: 'Sat Nov 21 05:05:00 2026 UTC',
    });
    expect(Buffer.from(pdf).toString('latin1')).toContain('/Lang (th)');
  });

  test('is the same to the byte each time, whatever was printed before', async () => {
    await renderAudit({ ...longAudit(9), crop: { th: 'กำน้ำ', en: 'x', scientific: 'y' } });
    expect(Buffer.from(await renderAudit(audit)).equals(Buffer.from(pdf))).toBe(true);
  });
});

describe('what the report holds besides', () => {
  test('a short story is told on one page', async () => {
    const timeline = audit.timeline
      .filter(({ version }) => version !== 2)
      .map((event) => ({ ...event, deviceTime: null }));
    const [inspection] = audit.inspections;
    const short = { ...audit, timeline, corrections: [], inspections: [inspection!] };
    expect((await pdfInfo(await renderAudit(short))).pages).toBe('1');
  });

  test('the events are attached, to the byte, and named as what the paper is made of', async () => {
    const events = JSON.stringify({ events: [{ note: 'น้ำ' }] });
    const made = await renderAudit({ ...audit, events });
    expect(await pdfAttachment(made)).toBe(events);
    expect(Buffer.from(made).toString('latin1')).toContain('/AFRelationship /Source');
    expect(await pdfInfo(made)).toMatchObject({ tagged: 'yes' });
    const parts = await pdfParts(made);
    expect(parts).toMatch(/^Document/);
    for (const part of ['H1', 'H2', 'Table', 'TH', 'TD', 'Figure']) expect(parts).toContain(part);
  });

  test('the picture of the way is lines, not dots, and says in words what it shows', async () => {
    const text = await said(audit);
    expect(text).toContain('12.450กก.แปลงปลูก');
    expect(text).toContain('7.500กก.ปรุงแล้ว');
    const plain = Buffer.from(pdf).toString('latin1');
    expect(plain).not.toContain('/Subtype /Image');
    const alt = Buffer.from('\ufeffแปลงปลูก → กลุ่มตัวอย่าง', 'utf16le').swap16().toString('latin1');
    expect(plain).toContain(alt);
  });

  test('photos of the strips are there, and what is not found is said', async () => {
    const jpeg = await sharp({
      create: { width: 80, height: 60, channels: 3, background: '#f00' },
    })
      .jpeg()
      .toBuffer();
    const photos = [{ caption: 'แผ่นหนึ่ง', jpeg: new Uint8Array(jpeg) }, { caption: 'แผ่นสอง' }];
    const view = { ...audit, photos };
    const made = await renderAudit(view);
    expect(Buffer.from(made).toString('latin1')).toContain('/Subtype /Image');
    expect(Buffer.from(made).includes(jpeg)).toBe(true);
    const text = await said(view);
    expect(text).toContain('แผ่นหนึ่ง');
    expect(text).toContain('▲ไม่พบไฟล์รูปหรือไฟล์ถูกแก้');
  });

  test('all that was made of it is listed where there is more than the timeline shows at a glance', async () => {
    const made = ['ผัดผักบุ้ง', 'แกงส้ม', 'ต้มจืด'].map((what) => ({ ...audit.made[0]!, what }));
    const text = await said({ ...audit, made });
    for (const { what } of made) expect(text).toContain(what);
  });
});

describe('a report of many pages', () => {
  const view = longAudit(60);

  test('numbers each page and says of how many', async () => {
    const pages = await pdfText(await renderAudit(view), '-raw');
    expect(pages.length).toBeGreaterThan(3);
    pages.forEach((page, i) => {
      expect(page).toContain(`หน้า ${i + 1} จาก ${pages.length}`);
      expect(page).toContain('รุ่นผลผลิต 7K3MQ-9X2TD');
    });
  });

  test('repeats the head of a table and keeps its rows whole', async () => {
    const pages = await pdfText(await renderAudit(view), '-raw');
    const begun = (page: string) => page.match(/^\d+ 21 พฤศจิกายน 2569 /gm)?.length ?? 0;
    const withRows = pages.filter((page) => begun(page) > 0);
    expect(withRows.length).toBeGreaterThan(2);
    for (const page of withRows) {
      expect(page).toMatch(/^ที่ เวลาระบบ เหตุการณ์ ผู้ทำ กก\.$/m);
      // Each sixth row has a correction, whose last line stands on the page of its first.
      const corrected = page.match(/^\d+ 21 พฤศจิกายน 2569 06:02 น\. /gm) ?? [];
      expect(page.match(/^เหตุผล: ชั่งใหม่/gm)?.length ?? 0).toBe(
        corrected.length + (page.includes('การแก้ไข Corrections') ? 1 : 0),
      );
    }
    expect(withRows.reduce((sum, page) => sum + begun(page), 0)).toBeGreaterThanOrEqual(60);
  });

  test('marks demonstration data on each page, and only those', async () => {
    const network = 'กลุ่มแม่กรณ์';
    const clean = (example: boolean) =>
      renderAudit({
        ...view,
        example,
        network,
        farmer: 'ก',
        certificate: null,
        timeline: view.timeline.map((e) => ({ ...e, who: { ...e.who, place: network } })),
        balances: [],
        flow: { nodes: [], links: [] },
        corrections: [],
      });
    const marked = await pdfText(await clean(true), '-raw');
    for (const page of marked) expect(page.match(/ตัวอย่าง/g)).toHaveLength(1);
    expect((await pdfText(await clean(false), '-raw')).join()).not.toContain('ตัวอย่าง');
  });

  test('loses nothing of an entry longer than a page', async () => {
    const words = Array.from({ length: 900 }, (_, i) => `น้ำ${i}`);
    const timeline = [{ ...audit.timeline[0]!, note: words.join(' ') }, ...audit.timeline.slice(1)];
    const pages = await pdfText(await renderAudit({ ...audit, timeline }), '-raw');
    expect(pages.join('\n').match(/น้ำ\d+/g)).toEqual(words);
    const heads = pages.filter((page) => /^ที่ เวลาระบบ /m.test(page));
    expect(heads.length).toBeGreaterThan(2);
  });
});
