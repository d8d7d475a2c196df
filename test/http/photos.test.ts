import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pdfText } from '../documents/tools.ts';
import { type Caller, openService } from '../setup/service.ts';
import { problemOf } from './problem-of.ts';
import { done, kg, stepsOf } from './steps.ts';

const service = await openService();
const { town, get, post, agent, tokenOf } = service;
const { harvest, dispatch, inspect, read } = stepsOf(service);
const [{ farmer, lead, place: network }, other] = town.networks;
const [{ staff, place: kitchen }, elsewhere] = town.kitchens;
const folder = service.photoFolder;

/** A picture with a red left half, so that no two sizes look alike. */
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#2b7a3d' } }).composite([
    {
      input: { create: { width: width >> 1, height, channels: 3, background: '#c00' } },
      left: 0,
      top: 0,
    },
  ]);
const jpeg = await picture(2400, 1200)
  .jpeg()
  .withExif({ IFD0: { Artist: 'Somebody' }, IFD3: { GPSLatitude: '19/1 54/1 0/1' } })
  .withMetadata({ orientation: 6 })
  .toBuffer();
const gif = await picture(9, 9).gif().toBuffer();
const small = await picture(40, 30).jpeg().toBuffer();

const upload = async (
  person: Caller,
  bytes: Buffer | string,
  type = 'image/jpeg',
  language = 'th',
) =>
  agent()
    .post('/v1/photos')
    .auth(await tokenOf(person), { type: 'bearer' })
    .set('Content-Type', type)
    .set('Accept-Language', language)
    .serialize((body: unknown) => body as string)
    .send(bytes);
const kept = async (person: Caller, bytes = small) =>
  done(await upload(person, bytes)).hash as string;
const look = async (person: Caller, code: string, hash: string, size = 'whole') =>
  agent()
    .get(`/v1/batches/${code}/photos/${hash}?size=${size}`)
    .auth(await tokenOf(person), { type: 'bearer' })
    .buffer(true)
    .parse((answer, call) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => call(null, Buffer.concat(parts)));
    });
const fresh = (photos?: string[]) => harvest(farmer, town.crops.kale, 20, { photos });
const fileOf = (hash: string) => join(folder, town.municipalityId, hash.slice(0, 2), `${hash}.jpg`);

describe('a photo', () => {
  it('is kept upright, smaller and without what the camera wrote, by its own hash', async () => {
    expect((await sharp(jpeg).metadata()).exif?.includes('Somebody')).toBe(true);
    const hash = await kept(farmer, jpeg);
    const bytes = readFileSync(fileOf(hash));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
    const { width, height, format, exif, icc, xmp, orientation } = await sharp(bytes).metadata();
    expect({ width, height, format }).toEqual({ width: 800, height: 1600, format: 'jpeg' });
    expect({ exif, icc, xmp, orientation }).toEqual({});
    expect(bytes.includes('Somebody')).toBe(false);
  });

  it.each([
    ['image/jpeg', () => picture(30, 20).jpeg({ progressive: true })],
    ['image/png', () => picture(30, 20).ensureAlpha(0.5).png()],
    ['image/webp', () => picture(30, 20).webp()],
  ])('may be %s, and is not made larger', async (type, make) => {
    const hash = done(await upload(farmer, await make().toBuffer(), type)).hash;
    const { width, height, format } = await sharp(fileOf(hash)).metadata();
    expect({ width, height, format }).toEqual({ width: 30, height: 20, format: 'jpeg' });
  });

  it('sent twice, also at once, is kept once', async () => {
    const bytes = await picture(64, 64).jpeg().toBuffer();
    const hashes = await Promise.all([1, 2, 3].map(() => kept(lead, bytes)));
    expect(new Set([...hashes, await kept(lead, bytes)]).size).toBe(1);
    expect(readdirSync(dirname(fileOf(hashes[0]!)))).toEqual([`${hashes[0]}.jpg`]);
  });

  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
  it.each([
    ['nothing', Buffer.alloc(0), '422 photo-unreadable'],
    ['text', Buffer.from('ผักคะน้า'), '422 photo-unreadable'],
    ['an SVG', Buffer.from(svg), '422 photo-unreadable'],
    ['half a JPEG', small.subarray(0, small.length >> 1), '422 photo-unreadable'],
    ['only the beginning of one', small.subarray(0, 20), '422 photo-unreadable'],
    ['a GIF', gif, '422 photo-unreadable'],
    ['a PNG that unpacks to a gigapixel', bomb(32_000, 32_000), '422 photo-too-large'],
    ['a PNG of which there is no pixel', bomb(100, 100), '422 photo-unreadable'],
    ['eleven megabytes', Buffer.alloc(11 * 1024 * 1024, 0xff), '413 body-too-large'],
  ])('is not %s, as is said in both languages', async (_, bytes, expected) => {
    const thai = await upload(farmer, bytes);
    expect(problemOf(thai)).toBe(expected);
    expect(thai.body.detail).toMatch(/[ก-๙]/);
    const english = await upload(farmer, bytes, 'image/png', 'en');
    expect(problemOf(english)).toBe(expected);
    expect(english.body.detail).not.toMatch(/[ก-๙]/);
  });

  it.each(['image/svg+xml', 'image/heic', 'application/json', 'text/html'])(
    'is not sent as %s',
    async (type) => {
      expect(problemOf(await upload(farmer, svg, type))).toBe('415 unsupported-media-type');
    },
  );
});

describe('a certificate', () => {
  it('shows its paper to whoever may see it, and in the audit report of what it counted for', async () => {
    const { officer } = town;
    const scan = await kept(officer, await picture(60, 85).jpeg().toBuffer());
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const fields = {
      farmerId: town.networks[0].farmerId,
      kind: 'gap',
      number: 'กษ 03-9001-57-001-000009',
      issuer: 'หน่วยรับรองตัวอย่าง',
      validFrom: today,
      validTo: today,
      scan,
    };
    const url = '/v1/registry/certificates';
    const { id } = done(await post(officer, url, fields));
    for (const person of [farmer, lead, town.auditor, officer]) {
      const { status, type } = await get(person, `${url}/${id}/scan`);
      expect({ status, type }).toEqual({ status: 200, type: 'image/jpeg' });
    }
    expect((await get(other.farmer, `${url}/${id}/scan`)).status).toBe(404);
    expect((await get(staff, `${url}/${id}/scan`)).status).toBe(403);

    const said = async (code: string) => {
      const paper = done(await get(officer, `/v1/batches/${code}/audit.pdf`), 200) as Uint8Array;
      return (await pdfText(paper, '-raw')).join('\n').includes('ภาพใบรับรอง');
    };
    const code = await fresh();
    const before = await harvest(farmer, town.crops.kale, 20, { harvestedOn: dayBefore(today) });
    expect([await said(code), await said(before)]).toEqual([true, false]);

    const unknown = { scan: 'ab'.repeat(32), revision: 1 };
    expect(problemOf(await service.patch(officer, `${url}/${id}`, unknown))).toBe(
      '422 photo-unknown',
    );
    done(await service.patch(officer, `${url}/${id}`, { scan: null, revision: 1 }), 200);
    expect((await get(officer, `${url}/${id}/scan`)).status).toBe(404);
    expect(await said(code)).toBe(false);
  });
});

const dayBefore = (day: string) =>
  new Date(Date.parse(day) - 24 * 3_600_000).toISOString().slice(0, 10);

describe('an entry', () => {
  it('names photos of a harvest, a test and what was not taken, and whoever sees the batch sees them', async () => {
    const [crop, strip, crate] = [
      await kept(farmer, await picture(50, 40).jpeg().toBuffer()),
      await kept(lead, await picture(51, 40).jpeg().toBuffer()),
      await kept(staff, await picture(52, 40).jpeg().toBuffer()),
    ];
    const code = await fresh([crop]);
    const reading = { kit: 'GT', result: 'not_detected' };
    const inspection = { method: 'kit', reading };
    done(await post(lead, `/v1/batches/${code}/inspections`, { inspection, photos: [strip] }));
    const delivery = await dispatch(lead, network, kitchen, { [code]: 5_000 });
    const rejected = { grams: 1_000, reason: 'เน่าเสีย', photos: [crate] };
    const lines = [{ batch: code, acceptedGrams: 4_000, rejected }];
    done(await post(staff, `/v1/deliveries/${delivery}/receipt`, { lines }));

    for (const person of [farmer, lead, staff, town.auditor, town.officer]) {
      for (const hash of [crop, strip, crate]) {
        const { status, type, body } = await look(person, code, hash);
        expect({ status, type }).toEqual({ status: 200, type: 'image/jpeg' });
        expect(createHash('sha256').update(body).digest('hex')).toBe(hash);
      }
    }
    for (const person of [other.farmer, other.lead, elsewhere.staff]) {
      expect((await get(person, `/v1/batches/${code}/photos/${crop}`)).status).toBe(404);
    }
    expect((await agent().get(`/v1/batches/${code}/photos/${crop}`)).status).toBe(401);
    // Kept, but of another batch.
    const without = await fresh();
    expect(problemOf(await get(farmer, `/v1/batches/${without}/photos/${crop}`))).toBe(
      '404 not-found',
    );
    for (const page of [`/b/${code}`, `/b/${code}/verify`]) {
      expect((await agent().get(page)).text).not.toContain(crop);
    }
  });

  it('has its photos small for lists, kept for a day by whoever may see them', async () => {
    const photo = await kept(farmer, jpeg);
    const code = await fresh([photo]);
    const whole = await look(farmer, code, photo);
    const { headers, body } = await look(farmer, code, photo, 'small');
    expect(headers['cache-control']).toBe('private, max-age=86400');
    expect(headers.etag).not.toBe(whole.headers.etag);
    expect(await sharp(body).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 640 });
    expect(body.length).toBeLessThan(whole.body.length / 4);
    expect((await look(other.farmer, code, photo, 'small')).status).toBe(404);
    expect((await look(farmer, code, photo, 'huge')).status).toBe(400);
  });

  it('names none that was not sent before, nor another municipality’s', async () => {
    const unknown = 'ab'.repeat(32);
    const body = { cropId: town.crops.kale, amount: kg(20), photos: [unknown] };
    expect(problemOf(await post(farmer, '/v1/batches', body))).toBe('422 photo-unknown');
    const elsewhere = await service.addTown();
    const theirs = await kept(elsewhere.officer, await picture(77, 7).jpeg().toBuffer());
    const asked = await post(farmer, '/v1/batches', { ...body, photos: [theirs] });
    expect(problemOf(asked)).toBe('422 photo-unknown');
    for (const photos of [[], ['../../etc/passwd'], [unknown.toUpperCase()]]) {
      const refused = await post(farmer, '/v1/batches', { ...body, photos });
      expect(problemOf(refused)).toBe('400 invalid-request');
    }
  });

  it('without photos says nothing of them', async () => {
    const code = await fresh();
    await inspect(lead, code);
    expect(JSON.stringify(await read(farmer, code))).not.toContain('photos');
  });
});

describe('verification', () => {
  const faults = async (code: string) => {
    const { verified, faults } = done(await get(town.auditor, `/v1/batches/${code}/verify`), 200);
    expect(verified).toBe(faults.length === 0);
    return faults;
  };

  it('names a photo that is missing, or is not what it was; sent again it is there again', async () => {
    const bytes = await picture(90, 60).jpeg().toBuffer();
    const hash = await kept(farmer, bytes);
    const code = await fresh([hash]);
    expect(await faults(code)).toEqual([]);
    const event = (await read(farmer, code)).history[0].id;

    writeFileSync(fileOf(hash), small);
    const altered = { version: 1, event, fault: 'photo-altered', photo: hash };
    expect(await faults(code)).toEqual([altered]);
    expect(problemOf(await get(farmer, `/v1/batches/${code}/photos/${hash}`))).toBe(
      '404 not-found',
    );

    rmSync(fileOf(hash));
    expect(await faults(code)).toEqual([{ ...altered, fault: 'photo-missing' }]);
    expect((await get(town.auditor, `/v1/batches/${code}/audit.pdf`)).status).toBe(200);

    expect(await kept(farmer, bytes)).toBe(hash);
    expect(await faults(code)).toEqual([]);
  });

  it('a folder that cannot be written to is the machine’s fault, and nothing is half there', async () => {
    const code = await fresh();
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    expect((await upload(farmer, small)).status).toBe(503);
    rmSync(folder);
    expect((await upload(farmer, small)).status).toBe(201);
    expect(await faults(code)).toEqual([]);
  });
});

/** A PNG of a few bytes that says it is this large, and holds one row at the most. */
function bomb(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(10))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
