import { expect, it } from 'vitest';
import { openSetup } from '../../src/app/setup.ts';
import { firstOfficer } from '../../src/wire/setup.ts';
import { sqliteFile } from '../storage/sqlite-file.ts';

const now = () => '2026-11-21T01:00:00.000Z';
const code = (of: string) => expect.objectContaining({ code: of });
const input = (phone: string) =>
  firstOfficer.parse({
    municipalityTh: 'เทศบาลตัวอย่าง',
    municipalityEn: 'Example municipality',
    name: 'เจ้าหน้าที่ตัวอย่าง',
    phone,
    pin: '256900',
  });

/** Two servers on one new database, each with the link that it has printed. */
async function twoServers() {
  const { open } = sqliteFile();
  const servers = [open(), open()].map((storage) => openSetup({ storage, now }));
  const [first, second] = servers as [(typeof servers)[0], (typeof servers)[0]];
  const links = [(await first.begin())!, (await second.begin())!] as const;
  return { storage: open(), first, second, links };
}

it('a link makes one officer, then none', async () => {
  const { storage, first, links } = await twoServers();
  const [link] = links;
  expect(first.isOpenTo(link)).toBe(true);
  const { municipalityId } = await first.makeFirstOfficer(link, input('0810000001'));
  expect(await storage.municipalityIds()).toEqual([municipalityId]);
  expect(await storage.accountsByPhone('0810000001')).toMatchObject([
    { municipalityId, roles: [{ role: 'municipal_officer' }] },
  ]);
  expect(first.isOpenTo(link)).toBe(false);
  const again = first.makeFirstOfficer(link, input('0810000002'));
  await expect(again).rejects.toEqual(code('setup-link-invalid'));
  expect(await first.begin()).toBeNull();
});

it('a wrong link makes none, and does not spoil the right one', async () => {
  const { first, second, links } = await twoServers();
  for (const wrong of ['', 'x', links[1], `${links[0]} `]) {
    const attempt = first.makeFirstOfficer(wrong, input('0810000001'));
    await expect(attempt).rejects.toEqual(code('setup-link-invalid'));
  }
  await expect(first.makeFirstOfficer(links[0], input('0810000001'))).resolves.toBeDefined();
  expect(second.isOpenTo(links[0])).toBe(false);
});

it('of several who use one link at the same time, one comes in', async () => {
  const { storage, first, links } = await twoServers();
  const attempts = Array.from({ length: 5 }, (_, n) =>
    first.makeFirstOfficer(links[0], input(`081000000${n}`)),
  );
  const results = await Promise.allSettled(attempts);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await storage.municipalityIds()).toHaveLength(1);
});

it('of two servers with a link each, one makes an officer', async () => {
  const { storage, first, second, links } = await twoServers();
  await first.makeFirstOfficer(links[0], input('0810000001'));
  const late = second.makeFirstOfficer(links[1], input('0810000002'));
  await expect(late).rejects.toEqual(code('first-officer-exists'));
  expect(second.isOpenTo(links[1])).toBe(false);
  expect(await storage.municipalityIds()).toHaveLength(1);
});

it('of two servers whose links are used at the same time, one makes an officer', async () => {
  const { storage, first, second, links } = await twoServers();
  const results = await Promise.allSettled([
    first.makeFirstOfficer(links[0], input('0810000001')),
    second.makeFirstOfficer(links[1], input('0810000002')),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = results.find(({ status }) => status === 'rejected');
  expect(refused).toMatchObject({ reason: { code: 'first-officer-exists' } });
  expect(await storage.municipalityIds()).toHaveLength(1);
});

it('a link whose use failed for the machine can be used again', async () => {
  const { open, raw } = sqliteFile();
  const setup = openSetup({ storage: open({ busyMs: 10 }), now });
  const link = (await setup.begin())!;
  const other = raw();
  other.exec('BEGIN EXCLUSIVE');
  const attempt = setup.makeFirstOfficer(link, input('0810000001'));
  await expect(attempt).rejects.toThrow('SQLITE_BUSY');
  other.exec('COMMIT');
  await expect(setup.makeFirstOfficer(link, input('0810000001'))).resolves.toBeDefined();
});
