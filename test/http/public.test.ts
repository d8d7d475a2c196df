import { describe, expect, it } from 'vitest';
import { showBatchCode } from '../../src/domain/batch-code.ts';
import { openService } from '../setup/service.ts';
import { done, kg, stepsOf } from './steps.ts';

const service = await openService();
const { town, agent, post, patch } = service;
const { harvest, inspect, dispatch, receive, read } = stepsOf(service);
const [{ farmer, lead, place: network, farmerId, plotId }] = town.networks;
const [{ manager, place: stall }] = town.stalls;

done(
  await patch(town.officer, `/v1/registry/plots/${plotId}`, {
    revision: 1,
    latitude: 19.876543,
    longitude: 99.765432,
  }),
  200,
);
done(
  await patch(town.officer, `/v1/registry/farmers/${farmerId}`, {
    revision: 1,
    phone: '0899999999',
  }),
  200,
);
const spray = { sprayedOn: '2026-01-01', product: 'ยาลับตัวอย่าง', intervalDays: 7 };
const code = await harvest(farmer, town.crops.kale, 20, { plotId, note: 'บันทึกลับ', spray });
await inspect(lead, code);
const sent = await dispatch(lead, network, stall, { [code]: 5_000 });
await receive(manager, sent, { [code]: 5_000 });
const sale = { stallId: stall.id, lines: [{ batch: code, amount: kg(1), priceSatang: 123_456 }] };
done(await post(manager, '/v1/sales', sale));

const page = (path: string, language = '') => agent().get(path).set('Accept-Language', language);

describe('the public page', () => {
  it.each([
    ['/b/*', code],
    ['/B/*', code],
    ['/b/*', code.toLowerCase()],
    ['/b/*', showBatchCode(code)],
    ['/b/*/', code],
    [
      '/b/*',
      encodeURIComponent(code.replace(/\d/g, (d) => String.fromCharCode(0x0e50 + Number(d)))),
    ],
  ])('opens at %s with %s', async (path, typed) => {
    const { status, text, type } = await page(path.replace('*', typed));
    expect([status, type]).toEqual([200, 'text/html']);
    expect(text).toContain(showBatchCode(code));
  });

  it.each([
    ['', '', 'th'],
    ['', 'th-TH,th;q=0.9,en;q=0.8', 'th'],
    ['', 'en-GB,en;q=0.9', 'en'],
    ['', 'zh-CN', 'th'],
    ['', 'zh-CN,en;q=0.5', 'en'],
    ['', ';;;q=,,\u00e9', 'th'],
    ['?lang=en', 'th', 'en'],
    ['?lang=th', 'en', 'th'],
    ['?lang=xx', 'en', 'en'],
    ['?lang=en&lang=th', 'th', 'th'],
  ])('with %j for Accept-Language %j is in %s', async (query, accepted, language) => {
    for (const path of [`/b/${code}`, `/b/${code}/verify`, '/b/nothing']) {
      const { text, headers } = await page(`${path}${query}`, accepted);
      expect(text).toContain(`<html lang="${language}"`);
      expect(headers.vary).toMatch(/accept-language/i);
    }
  });

  it.each([`/b/${code}`, `/b/${code}?lang=en`, `/b/${code}/verify`, `/b/${code}/verify?lang=en`])(
    '%s holds no personal data',
    async (path) => {
      const { text } = await page(path);
      const batch = await read(farmer, code);
      const secrets = [
        batch.farmer.name,
        batch.plot.name,
        batch.note,
        spray.product,
        '0899999999',
        farmer.phone,
        lead.phone,
        manager.phone,
        '19.87',
        '99.76',
        '1,234',
        '123456',
        farmer.account.userId,
        farmerId,
        plotId,
        network.id,
        stall.id,
      ];
      expect(secrets.every((secret) => typeof secret === 'string' && secret.length > 3)).toBe(true);
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    },
  );

  it('says what it is, where it comes from and which way it came', async () => {
    const thai = await page(`/b/${code}`);
    for (const said of ['คะน้า', 'กลุ่มตัวอย่าง ต.แม่กรณ์', 'แม่กรณ์', 'เทศบาลตัวอย่าง']) {
      expect(thai.text).toContain(said);
    }
    const { text } = await page(`/b/${code}`, 'en');
    for (const said of [
      'Chinese kale',
      'Reached the market',
      'Sold to shoppers',
      'None on record',
    ]) {
      expect(text).toContain(said);
    }
    expect(text).not.toContain('Reached the school');
  });

  it('is small, without scripts, and lets nothing else in', async () => {
    for (const path of [`/b/${code}`, `/b/${code}/verify`, '/b', '/b/nothing']) {
      const { text, headers } = await page(path);
      expect(Buffer.byteLength(text)).toBeLessThan(20_000);
      expect(text).not.toMatch(/<script|javascript:|\son\w+=|https?:\/\//i);
      const policy = String(headers['content-security-policy']);
      expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; /);
      expect(policy).not.toContain('unsafe');
      expect(headers).toMatchObject({
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
      });
      expect(headers['set-cookie']).toBeUndefined();
    }
  });
});

describe('is it safe now', async () => {
  const fresh = () => harvest(farmer, town.crops.kale, 20);
  const hold = (batch: string, level: string) =>
    post(town.officer, `/v1/batches/${batch}/hold`, { level, reason: 'ผู้ซื้อแจ้งกลิ่น' }).then(done);
  const title = async (batch: string) =>
    /<h1[^>]*>([\s\S]*?)<\/h1>/.exec((await page(`/b/${batch}`, 'en')).text)?.[1];

  it('says: tested, waiting, on hold, recalled, withdrawn; a failed test accuses nobody', async () => {
    expect(await title(code)).toContain('Tested');
    const waiting = await fresh();
    expect(await title(waiting)).toContain('Not tested yet');
    await hold(waiting, 'hold');
    expect(await title(waiting)).toContain('On hold');
    await hold(waiting, 'recall');
    expect(await title(waiting)).toContain('Recalled');

    const failed = await fresh();
    const findings = [{ substance: 'ตัวอย่าง', mgPerKg: 3 }];
    const report = { laboratory: 'ห้องปฏิบัติการตัวอย่าง', reportNumber: '1', findings };
    const inspection = { method: 'laboratory', ...report };
    done(await post(lead, `/v1/batches/${failed}/inspections`, { inspection }));
    expect((await read(lead, failed)).status).toBe('failed');
    expect(await title(failed)).toContain('On hold');

    const wrong = await fresh();
    const entry = (await read(farmer, wrong)).history[0].id;
    const correction = { action: 'void', entry, reason: 'กรอกซ้ำ' };
    done(await post(farmer, `/v1/batches/${wrong}/corrections`, correction));
    expect(await title(wrong)).toContain('cancelled');
  });
});

describe('the look-up form', () => {
  it('is there without a code', async () => {
    expect((await page('/b')).status).toBe(200);
  });

  it.each([
    [`?code=${code}`, `/b/${showBatchCode(code)}`],
    [`?code=${code.toLowerCase()}&lang=en`, `/b/${showBatchCode(code)}?lang=en`],
    [`?code=+${showBatchCode(code)}+`, `/b/${showBatchCode(code)}`],
  ])('%s leads to the page', async (query, location) => {
    const answer = await page(`/b${query}`);
    expect([answer.status, answer.headers.location]).toEqual([302, location]);
  });

  it.each(['nothing', '//evil.example', 'https://evil.example', '0'.repeat(300)])(
    '%s leads nowhere',
    async (typed) => {
      const answer = await page(`/b?code=${encodeURIComponent(typed)}`);
      expect([200, 404]).toContain(answer.status);
      expect(answer.headers.location).toBeUndefined();
    },
  );
});

describe('a code that leads nowhere', () => {
  const mistyped = `${code.slice(0, 9)}${code.endsWith('0') ? '1' : '0'}`;

  it.each([
    ['7K3M9QX2V2', 'ไม่พบรหัส'],
    [mistyped, 'รหัสไม่ถูกต้อง'],
  ])('%s is told so', async (typed, title) => {
    for (const path of [`/b/${typed}`, `/b/${typed}/verify`]) {
      const { status, text, type } = await page(path);
      expect([status, type]).toEqual([404, 'text/html']);
      expect(text.replace(/<[^>]+>/g, '')).toContain(title);
    }
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' OR 1=1 --",
    '../../etc/passwd',
    '%00',
    '%0d%0aSet-Cookie:x=1',
    '\u202e\u200b\ufeff',
    '__proto__',
    'constructor',
    '๐๑๒๓๔๕๖๗๘',
    'A'.repeat(200),
    '💥'.repeat(20),
    'โทร 0812345678 รับเงินคืน',
  ])('%j does no harm', async (hostile) => {
    for (const path of [
      `/b/${encodeURIComponent(hostile)}`,
      `/b/${encodeURIComponent(hostile)}/verify`,
      `/b?code=${encodeURIComponent(hostile)}`,
    ]) {
      const { status, text, headers } = await page(path);
      expect(status).toBe(404);
      expect(text).not.toMatch(/<script|<img|onerror=|โทร 08/);
      expect(headers['set-cookie']).toBeUndefined();
    }
  });

  it.each(['/b/%FF', '/b/%', `/b/${'A'.repeat(2_000)}`, '/b/a/b/c'])(
    '%s is no page',
    async (path) => {
      const { status, body } = await page(path);
      expect([status, body.code]).toEqual([404, 'route-not-found']);
    },
  );
});
