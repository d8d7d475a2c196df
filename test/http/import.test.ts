import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import type { Response } from 'supertest';
import { describe, expect, it } from 'vitest';
import { COLUMNS, headingOf, IMPORT_KINDS, templateOf } from '../../src/app/import/columns.ts';
import { normaliseText } from '../../src/domain/thai.ts';
import { openService } from '../setup/service.ts';
import { nextPhone, PIN } from '../setup/town.ts';
import { windows874, xlsx } from '../tables/files.ts';
import { problemOf } from './problem-of.ts';
import { done } from './steps.ts';

const service = await openService();
const { town, agent, get, patch, tokenOf } = service;
const { officer, auditor, networks } = town;
const [{ place: network, farmerId }] = networks;
const NETWORK = 'กลุ่มตัวอย่าง ต.แม่กรณ์';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function send(
  kind: string,
  file: string | Buffer,
  { query = '', key = randomUUID() as string, type = 'text/csv', person = officer } = {},
): Promise<Response> {
  return agent()
    .post(`/v1/registry/${kind}/import${query}`)
    .auth(await tokenOf(person), { type: 'bearer' })
    .set({ 'Idempotency-Key': key, 'Content-Type': type })
    .send(file);
}
const take = async (kind: string, file: string | Buffer, options = {}) =>
  done(await send(kind, file, options), 200);
const dry = (kind: string, file: string | Buffer, type = 'text/csv') =>
  take(kind, file, { query: '?dryRun=true', type });
const codes = ({ issues }: { issues: { line: number; column: string | null; code: string }[] }) =>
  issues.map(({ line, column, code }) => `${line} ${column ?? ''} ${code}`);
const found = async (kind: string, search: string) =>
  done(await get(officer, `/v1/registry/${kind}?search=${encodeURIComponent(search)}`), 200).items;

describe('farmers', () => {
  const phone = nextPhone();
  const file = `เครือข่าย,ชื่อ,โทรศัพท์\r\n${NETWORK},สมใจ ตัวอย่าง,${phone.slice(1)}\r\nExample group แม่กรณ์,ก ตัวอย่าง,\r\n${network.id},ข ตัวอย่าง,-\r\n`;

  it('are tried, taken over, and the same again changes nothing', async () => {
    expect(await dry('farmers', file)).toMatchObject({ dryRun: true, created: 3, issues: [] });
    expect(await found('farmers', 'สมใจ')).toEqual([]);
    expect(await take('farmers', windows874(file))).toMatchObject({
      dryRun: false,
      encoding: 'windows-874',
      rows: 3,
      created: 3,
      updated: 0,
    });
    const [farmer] = await found('farmers', 'สมใจ');
    expect(farmer).toMatchObject({ networkId: network.id, phone, revision: 1, active: true });
    expect(await take('farmers', file)).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    expect(await found('farmers', 'สมใจ')).toEqual([farmer]);
  });

  it('change with history, and what has no column stays', async () => {
    const changed = `Network,Name,Phone\n${NETWORK},สมใจ ตัวอย่าง,๐๘๙-๙๙๙-๐๐๐๑\n`;
    expect(await take('farmers', changed)).toMatchObject({ created: 0, updated: 1 });
    const [farmer] = await found('farmers', 'สมใจ');
    expect(farmer).toMatchObject({ phone: '0899990001', revision: 2 });
    const { body } = await get(auditor, `/v1/registry/farmers/${farmer.id}/changes`);
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toMatchObject({
      by: officer.account.userId,
      before: { phone },
      after: { phone: '0899990001' },
    });
    expect(await take('farmers', `networkId,name\n${NETWORK},สมใจ ตัวอย่าง`)).toMatchObject({
      unchanged: 1,
    });
  });

  it('report every wrong row, and then none is taken over', async () => {
    const wrong = [
      'เครือข่าย;ชื่อ;โทรศัพท์',
      `${NETWORK};จี๊ด ตัวอย่าง;0812345678`,
      'กลุ่มไม่มีจริง;ฉ ตัวอย่าง;12',
      '',
      `${NETWORK};;0812345679`,
      `${NETWORK};"=cmd|' /C calc'!A0";`,
      `${NETWORK};จี๊ด ตัวอย่าง;0812345678`,
      `${NETWORK};${'ก'.repeat(201)};`,
    ].join('\r\n');
    const expected = [
      '3 เครือข่าย reference-unknown',
      '3 โทรศัพท์ not-a-phone',
      '5 ชื่อ required',
      '6 ชื่อ formula',
      '7  row-repeated',
      '8 ชื่อ too-long',
    ];
    const report = await dry('farmers', wrong);
    expect(codes(report).sort()).toEqual(expected);
    expect(report).toMatchObject({ wrong: 5, rows: 6 });
    for (const { th, en } of report.issues) {
      expect(th).toMatch(/[ก-๙]/);
      expect(en).toMatch(/^[^{}]+\.$/);
    }
    const refused = await send('farmers', wrong);
    expect(problemOf(refused)).toBe('422 import-refused');
    expect(codes(refused.body).sort()).toEqual(expected);
    expect(await found('farmers', 'จี๊ด ตัวอย่าง')).toEqual([]);
  });

  it('of one name in one network are told apart by phone, else reported', async () => {
    const [a, b, c] = [nextPhone(), nextPhone(), nextPhone()];
    const row = (phone: string) => `${NETWORK},ซ้ำ ตัวอย่าง,${phone}\n`;
    const head = 'network,name,phone\n';
    expect(await take('farmers', head + row(a) + row(b))).toMatchObject({ created: 2 });
    expect(await take('farmers', head + row(b) + row(a))).toMatchObject({ unchanged: 2 });
    expect(codes(await dry('farmers', head + row(c)))).toEqual(['2  entry-ambiguous']);
    const plot = (farmer: string) => `farmer,plot,ตำบล,subdistrictEn\n${farmer},ป,ท่าสาย,Tha Sai`;
    const ambiguous = await dry('plots', plot('ซ้ำ ตัวอย่าง'));
    expect(codes(ambiguous)).toEqual(['2 farmer reference-ambiguous']);
    const elsewhere = 'กลุ่มตัวอย่าง ต.นางแล';
    await take('farmers', `${head}${elsewhere},ซ้ำ ตัวอย่าง,`);
    expect(codes(await dry('plots', plot(`ซ้ำ ตัวอย่าง@${elsewhere}`)))).toEqual([]);
    expect(codes(await dry('plots', plot(a)))).toEqual([]);
  });

  it('are not made twice by two imports at the same time', async () => {
    const twice = `network,name\n${NETWORK},พร้อมกัน ตัวอย่าง`;
    const reports = await Promise.all([take('farmers', twice), take('farmers', twice)]);
    expect(reports.map(({ created }) => created).sort()).toEqual([0, 1]);
    expect(await found('farmers', 'พร้อมกัน')).toHaveLength(1);
  });

  it('that are no longer in use stay so, unless the file says otherwise', async () => {
    const again = `network,name\n${NETWORK},ข ตัวอย่าง`;
    const [{ id, revision }] = await found('farmers', 'ข ตัวอย่าง');
    done(await patch(officer, `/v1/registry/farmers/${id}`, { revision, active: false }), 200);
    expect(await take('farmers', again)).toMatchObject({ unchanged: 1 });
    const back = `network,name,ใช้งาน\n${NETWORK},ข ตัวอย่าง,ใช่`;
    expect(await take('farmers', back)).toMatchObject({ updated: 1 });
  });
});

it('is carried out once for a key, and a dry run leaves the key free', async () => {
  const key = randomUUID();
  const file = 'nameTh,nameEn\nตลาดครั้งเดียว,Market once';
  await take('markets', file, { key, query: '?dryRun=true' });
  const first = await take('markets', file, { key });
  expect(first).toMatchObject({ created: 1 });
  expect(await take('markets', file, { key })).toEqual(first);
  expect(problemOf(await send('markets', `${file} `, { key }))).toBe('422 idempotency-key-reused');
});

it('reads dates, choices and holders of certificates, in CSV and in XLSX', async () => {
  const head = ['เกษตรกร', 'เครือข่าย', 'ประเภท', 'เลขที่', 'ผู้ออก', 'วันที่ออก', 'วันหมดอายุ'];
  const rows = [
    [farmerId, null, 'GAP', 'ก-1', 'ตัวอย่าง', new Date('2026-11-21'), new Date('2569-11-22')],
    [null, NETWORK, 'อินทรีย์', 'ก-2', 'ตัวอย่าง', '๒๑/๑๑/๖๙', '20 พฤศจิกายน 2572'],
  ];
  const file = await xlsx([head, ...rows]);
  expect(await take('certificates', file, { type: XLSX })).toMatchObject({ created: 2 });
  const [one] = await found('certificates', 'ก-1');
  expect(one).toMatchObject({ kind: 'gap', validFrom: '2026-11-21', validTo: '2026-11-22' });
  const [two] = await found('certificates', 'ก-2');
  expect(two).toMatchObject({ kind: 'organic', networkId: network.id, validTo: '2029-11-20' });
  const wrong = `${head.join('\t')}\n${farmerId}\t${NETWORK}\tX\tก-3\tต\t31/2/69\t1/1/69\n\t\tgap\tก-4\tต\t2/1/69\t1/1/69`;
  expect(codes(await dry('certificates', wrong))).toEqual([
    '2 ประเภท choice-unknown',
    '2 วันที่ออก not-a-date',
    '3 เกษตรกร certificate-holder',
    '3 วันหมดอายุ certificate-term',
  ]);
});

it('reads units in grams and usual batches in kilograms', async () => {
  const head = 'ชื่อ,ชื่อภาษาอังกฤษ,หน่วย,เก็บต่อรุ่นต่ำสุด (กก.),Usual batch to (kg)\n';
  await take('crops', `${head}ผักกูด,Fern,กำ=300; ถุง = ๕๐๐ กรัม,๕,"1,060.5"`);
  expect((await found('crops', 'ผักกูด'))[0]).toMatchObject({
    units: [
      { unit: 'bundle', gramsPerUnit: 300 },
      { unit: 'bag', gramsPerUnit: 500 },
    ],
    usualMinGrams: 5_000,
    usualMaxGrams: 1_060_500,
  });
  const inGrams = 'nameTh,usualMinGrams,usualMaxGrams\nผักกูด,6000,60000';
  expect(await take('crops', inGrams)).toMatchObject({ updated: 1 });
  expect((await found('crops', 'ผักกูด'))[0]).toMatchObject({ usualMinGrams: 6_000 });
  expect(codes(await dry('crops', `${head}ก,a,กำ,9,5\nข,b,กำ=1;กำ=2,x,5`))).toEqual([
    '2 หน่วย not-units',
    '3 หน่วย not-units',
    '3 เก็บต่อรุ่นต่ำสุด (กก.) not-a-number',
  ]);
});

describe('users', () => {
  const signIn = (phone: string, pin: string) => agent().post('/v1/session').send({ phone, pin });

  it('sign in with the PIN of the file; without one nobody can until one is set', async () => {
    const [with_, without] = [nextPhone(), nextPhone()];
    const file = `ชื่อ,โทรศัพท์,บทบาท,PIN\nก,${with_},network_lead@${NETWORK};ผู้ตรวจสอบ,${PIN}\nข,${without},stall_manager@แผง หนึ่ง@ตลาด หนึ่ง,`;
    expect(await take('users', file)).toMatchObject({ created: 2, issues: [] });
    const { body } = await signIn(with_, PIN).expect(201);
    expect(body.roles).toEqual([
      { role: 'network_lead', place: network },
      { role: 'auditor', place: { kind: 'municipality', id: town.municipalityId } },
    ]);
    for (const pin of [PIN, '000000']) await signIn(without, pin).expect(401);
    expect(await take('users', file)).toMatchObject({ unchanged: 2 });
    const [{ id, revision }] = await found('users', without);
    done(await patch(officer, `/v1/registry/users/${id}`, { revision, pin: '112233' }), 200);
    expect(await take('users', file.replace(/,$/, ',445566'))).toMatchObject({ unchanged: 2 });
    await signIn(without, '445566').expect(401);
    await signIn(without, '112233').expect(201);
  });

  it('are reported with roles that are none', async () => {
    const file = `name,phone,roles,pin\nก,0811111111,ราชา@${NETWORK},12\nข,0811111112,network_lead,\nค,0811111113,network_lead@ไม่มี,`;
    expect(codes(await dry('users', file))).toEqual([
      '2 roles not-roles',
      '2 pin not-a-pin',
      '3 roles not-roles',
      '4 roles reference-unknown',
    ]);
  });
});

it('headings that are missing, unknown or repeated are reported', async () => {
  expect(codes(await dry('farmers', 'ชื่อ,name,สี\nก,ข,ค'))).toEqual([
    '1 name column-repeated',
    '1 สี column-unknown',
    '1 เครือข่าย / Network column-missing',
  ]);
  expect(codes(await dry('schools', 'nameTh\nโรงเรียนใหม่\nโรงเรียนอีกแห่ง'))).toContain(
    '2 จำนวนนักเรียน / Pupils column-missing',
  );
  expect(problemOf(await send('schools', 'nameTh\nโรงเรียนใหม่'))).toBe('422 import-refused');
});

describe.each(IMPORT_KINDS)('the template of %s', (kind) => {
  it.each(['csv', 'xlsx'])(
    'as %s has both headings, and an example that is left out',
    async (format) => {
      const answer = await get(officer, `/v1/registry/${kind}/template.${format}`).then(
        (response) => response,
      );
      expect(answer.status).toBe(200);
      expect(answer.headers['content-disposition']).toContain(`tonnam-${kind}.${format}`);
      const file = await bytesOf(`/v1/registry/${kind}/template.${format}`);
      const type = format === 'csv' ? 'text/csv' : XLSX;
      expect(await dry(kind, file, type)).toMatchObject({ rows: 0, examples: 1, issues: [] });
      if (format === 'csv') expect(file.toString()).toContain('ตัวอย่าง');
    },
  );

  async function bytesOf(path: string): Promise<Buffer> {
    const { body } = await agent()
      .get(path)
      .auth(await tokenOf(officer), { type: 'bearer' })
      .buffer(true)
      .parse((response, give) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => give(null, Buffer.concat(parts)));
      });
    return body;
  }
});

it('a template filled with anything comes back as it was written', async () => {
  const [head] = templateOf('schools');
  expect(head).toEqual([...COLUMNS.schools.map(headingOf), 'หมายเหตุ / Note']);
  const word = fc
    .string({ unit: fc.constantFrom(...'กขคงนม่้าีabc,;"'), minLength: 1, maxLength: 20 })
    .map((text) => `ร ${text}`.normalize('NFC'));
  const school = fc.tuple(word, word, fc.integer({ min: 0, max: 100_000 }));
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(school, {
        selector: ([name]) => normaliseText(name).toLowerCase(),
        minLength: 1,
        maxLength: 8,
      }),
      fc.boolean(),
      async (schools, asXlsx) => {
        const rows = schools.map((cells) => head!.map((_, column) => cells[column] ?? null));
        const quoted = (cell: unknown) => `"${String(cell ?? '').replaceAll('"', '""')}"`;
        const file = asXlsx
          ? await xlsx([head!, ...rows])
          : [head!, ...rows].map((row) => row.map(quoted).join(';')).join('\r\n');
        const type = asXlsx ? XLSX : 'text/csv';
        const { rows: read, issues } = await take('schools', file, { type });
        expect([read, issues]).toEqual([schools.length, []]);
        expect(await take('schools', file, { type })).toMatchObject({ unchanged: schools.length });
      },
    ),
    { numRuns: 12 },
  );
});

describe('a file that is none', () => {
  it.each([
    ['nothing', '', 'text/csv', '422 file-empty'],
    ['a lone quote', 'a,b\n"c', 'text/csv', '422 file-quote'],
    ['a spreadsheet called text', 'PK\u0003\u0004\u0000', 'text/csv', '422 file-encoding'],
    ['text called a spreadsheet', 'a,b', XLSX, '422 file-spreadsheet'],
    ['JSON', '{}', 'application/json', '415 unsupported-media-type'],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', '415 unsupported-media-type'],
    ['too large a file', 'x'.repeat(10 * 1024 * 1024 + 1), 'text/csv', '413 body-too-large'],
  ])('is refused: %s', async (_, file, type, expected) => {
    expect(problemOf(await send('markets', file, { type }))).toBe(expected);
  });

  it('is refused: a cell far out, and random bytes', async () => {
    const sheet = '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>';
    const wide = Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': strToU8(sheet) }));
    expect(problemOf(await send('markets', wide, { type: XLSX }))).toBe('422 file-too-many-rows');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        for (const type of ['text/csv', XLSX]) {
          const { status } = await send('markets', Buffer.from(bytes), { type });
          expect(status).toBeLessThan(500);
        }
      }),
      { numRuns: 20 },
    );
  });
});

it('a cell of a megabyte is reported, and keeps nobody waiting', async () => {
  const long = `1 a${'- '.repeat(500_000)}`;
  const file = `kind,number,issuer,validFrom,validTo,farmerId\ngap,ก-9,ต,${long},21/11/2569,${farmerId}`;
  expect(codes(await dry('certificates', file))).toEqual(['2 validFrom too-long']);
  const heading = `nameTh${'_'.repeat(500_000)}`;
  expect((await dry('markets', `${heading},nameEn\n,a`)).issues[0].column).toHaveLength(200);
});

it('as many files at a time as may wait are read, and more are told to come again', async () => {
  const answers = await Promise.all(
    Array.from({ length: 30 }, () =>
      send('markets', 'nameTh,nameEn\nต,M', { query: '?dryRun=true' }),
    ),
  );
  for (const answer of answers) {
    if (answer.status !== 200)
      expect(answer.body).toMatchObject({ status: 503, code: 'import-busy' });
  }
  expect(answers.some(({ status }) => status === 200)).toBe(true);
});

it('sees nothing of another municipality', async () => {
  const other = await service.addTown();
  const plots = `farmerId,name,subdistrictTh,subdistrictEn\n${farmerId},ป,ท่าสาย,Tha Sai`;
  const report = await take('plots', plots, { query: '?dryRun=true', person: other.officer });
  expect(codes(report)).toEqual(['2 farmerId reference-unknown']);
});

it('takes thousands of farmers, and answers others meanwhile', async () => {
  const rows = Array.from({ length: 3_000 }, (_, n) => `${NETWORK},ราย ${n},08${n + 10_000_000}`);
  const file = `network,name,phone\n${rows.join('\n')}`;
  let taken = false;
  const taking = take('farmers', file).finally(() => {
    taken = true;
  });
  let answered = 0;
  while (!taken) {
    expect((await service.get(officer, '/v1/session')).status).toBe(200);
    answered += 1;
  }
  expect(await taking).toMatchObject({ created: 3_000 });
  expect(answered).toBeGreaterThan(1);
  expect(await take('farmers', file)).toMatchObject({ unchanged: 3_000, created: 0 });
});
