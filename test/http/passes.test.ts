import { describe, expect, it } from 'vitest';
import { pdfPages, pdfText, readQr } from '../documents/tools.ts';
import { openBrowser, phone } from '../setup/browser.ts';
import { openService } from '../setup/service.ts';
import { problemOf } from './problem-of.ts';
import { done } from './steps.ts';

const service = await openService();
const { town, agent, get, post, tokenOf } = service;
const { officer } = town;
const [{ farmer, lead }, { farmer: otherFarmer, lead: otherLead }] = town.networks;
const elsewhere = await service.addTown();
const HOUR_MS = 3_600_000;

const of = ({ account }: { account: { userId: string } }) => `/v1/users/${account.userId}`;
const link = async (by = lead, body: object = {}) =>
  done(await post(by, `${of(farmer)}/links`, body)) as { id: string; url: string };
const path = (url: string) => {
  const { pathname, search } = new URL(url);
  return pathname + search;
};
const press = (url: string) => agent().post(path(url)).type('form').send('');
const cookieOf = ({ headers }: { headers: Record<string, unknown> }) =>
  (headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!;
const remove = async (person: { phone: string }, at: string) =>
  agent()
    .delete(at)
    .auth(await tokenOf(person), { type: 'bearer' });

describe('a sign-in link', () => {
  it('shows a button however often it is opened, and signs in once when that is pressed', async () => {
    const { url } = await link();
    expect(url).toMatch(/^http:\/\/localhost\/s\/[\w-]{22}\?openExternalBrowser=1$/);
    for (let preview = 0; preview < 3; preview++) {
      const { text, type } = await agent().get(path(url)).expect(200);
      expect(type).toBe('text/html');
      expect(text).toContain('<form method="post">');
      // A preview shows it to everybody in the chat.
      expect(text).not.toContain('ตัวอย่าง farmer');
    }
    const signedIn = await press(url).expect(303);
    expect(signedIn.headers.location).toBe('/');
    const me = await agent().get('/v1/session').set('Cookie', cookieOf(signedIn)).expect(200);
    expect(me.body).toEqual(farmer.account);
    for (const again of [await press(url), await agent().get(path(url))]) {
      expect([again.status, again.type]).toEqual([404, 'text/html']);
      expect(again.headers['set-cookie']).toBeUndefined();
    }
  });

  it('pressed by many at the same moment signs one in', async () => {
    const { url } = await link();
    const pressed = await Promise.all(Array.from({ length: 10 }, () => press(url)));
    expect(pressed.filter(({ status }) => status === 303)).toHaveLength(1);
  });

  it('is good for as long as was said', async () => {
    const [short, long] = [await link(lead, { hours: 1 }), await link(officer, { hours: 48 })];
    service.wait(HOUR_MS);
    expect((await press(short.url)).status).toBe(404);
    expect((await press(long.url)).status).toBe(303);
  });

  it('is in Thai or English, and nothing for whoever makes one up', async () => {
    const { url } = await link();
    expect((await agent().get(path(url))).text).toContain('เข้าสู่ระบบ');
    const english = await agent().get(`${path(url)}&lang=en`);
    expect(english.text).toContain('Sign in to Tonnam');
    for (const made of ['x', 'A'.repeat(22), '%00', '__proto__', 'ก'.repeat(60)]) {
      expect((await agent().get(`/s/${encodeURIComponent(made)}`)).status).toBe(404);
      expect((await press(`http://any/s/${encodeURIComponent(made)}`)).status).toBe(404);
    }
  });

  it('works in a phone’s browser without JavaScript', async () => {
    const { url } = await link();
    const browser = await openBrowser();
    const page = await browser.newPage({ viewport: phone, javaScriptEnabled: false });
    await page.goto(service.address() + path(url));
    await page.getByRole('button').click();
    await page.waitForURL((at) => !at.pathname.startsWith('/s/'));
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: 'tonnam_session', httpOnly: true, sameSite: 'Lax' });
    await browser.close();
  });
});

describe('a sign-in card', () => {
  const card = async (by = lead) => {
    const token = await tokenOf(by);
    const request = agent()
      .post(`${of(farmer)}/cards`)
      .auth(token, { type: 'bearer' });
    const { body, headers } = await request.send({ days: 2 }).expect(201);
    expect(headers['content-type']).toBe('application/pdf');
    expect(headers['cache-control']).toContain('private');
    return body as Buffer;
  };

  it('says whose it is, and its QR code signs in until it ends', async () => {
    const pdf = await card();
    const [text] = await pdfText(pdf, '-raw');
    for (const said of ['เทศบาลตัวอย่าง', 'บัตรเข้าสู่ระบบ', 'ตัวอย่าง farmer']) {
      expect(text).toContain(said);
    }
    const [picture] = await pdfPages(pdf, 800);
    const { text: url } = await readQr(picture!);
    for (let time = 0; time < 2; time++) {
      expect((await agent().get(path(url))).status).toBe(200);
      const signedIn = await press(url).expect(303);
      const me = await agent().get('/v1/session').set('Cookie', cookieOf(signedIn));
      expect(me.body).toEqual(farmer.account);
    }
    service.wait(48 * HOUR_MS);
    expect((await press(url)).status).toBe(404);
  });
});

describe('links and cards of a person', () => {
  it('are listed without their secrets, and revoked with the sessions that they opened', async () => {
    const { id, url } = await link();
    const listed = done(await get(lead, `${of(farmer)}/passes`), 200).items;
    expect(listed.find((pass: { id: string }) => pass.id === id)).toEqual({
      id,
      kind: 'link',
      issuedBy: lead.account.userId,
      issuedAt: expect.any(String),
      expiresAt: expect.any(String),
      lastUsedAt: null,
    });
    const cookie = cookieOf(await press(url).expect(303));
    expect((await remove(officer, `/v1/passes/${id}`)).status).toBe(204);
    expect(problemOf(await agent().get('/v1/session').set('Cookie', cookie))).toBe(
      '401 not-signed-in',
    );
    const unused = await link();
    expect((await remove(lead, `/v1/passes/${unused.id}`)).status).toBe(204);
    expect((await press(unused.url)).status).toBe(404);
  });

  it('stand nowhere in the database', async () => {
    const { url } = await link();
    const secret = path(url).slice(3, 25);
    const { storage } = service.deps;
    const passes = await storage.passesOf(town.municipalityId, farmer.account.userId, '2026');
    expect(passes.length).toBeGreaterThan(0);
    expect(JSON.stringify(passes)).not.toContain(secret);
    expect(await service.holds(secret)).toBe(false);
    expect(await service.holds(farmer.account.userId)).toBe(true);
  });

  it.each([
    ['a lead of another network', otherLead, farmer],
    ['a lead, for a farmer of another network', lead, otherFarmer],
    ['a lead, for themselves', lead, lead],
    ['a lead, for an officer', lead, officer],
    ['an officer of another municipality', elsewhere.officer, farmer],
    ['a lead of another municipality', elsewhere.networks[0].lead, farmer],
    ['an officer, for somebody of another municipality', officer, elsewhere.networks[0].farmer],
  ])('are not for %s', async (_, who, whose) => {
    const { id } = await link();
    const answers = [
      await post(who, `${of(whose)}/links`, {}),
      await post(who, `${of(whose)}/cards`, {}),
      await get(who, `${of(whose)}/passes`),
      await post(who, `${of(whose)}/pin`, { newPin: '111222' }),
    ];
    expect(answers.map(problemOf)).toEqual(answers.map(() => '404 not-found'));
    if (whose === farmer) {
      expect(problemOf(await remove(who, `/v1/passes/${id}`))).toBe('404 not-found');
    }
  });

  const [{ farmerId, place }] = town.networks;
  const municipality = { kind: 'municipality', id: town.municipalityId };
  it.each([
    ['an officer', '0877777771', { role: 'municipal_officer', place: municipality }],
    ['another lead', '0877777772', { role: 'network_lead', place }],
  ])(
    'of %s with a field are not for the lead, who could sign in as one',
    async (_, phone, more) => {
      const roles = [{ role: 'farmer', place }, more];
      const id = await town.add('users', { name: 'ตัวอย่าง', phone, farmerId, roles, pin: '256900' });
      expect(problemOf(await post(lead, `/v1/users/${id}/links`, {}))).toBe('404 not-found');
      expect(problemOf(await post(lead, `/v1/users/${id}/pin`, { newPin: '111222' }))).toBe(
        '404 not-found',
      );
      expect((await post(officer, `/v1/users/${id}/links`, {})).status).toBe(201);
    },
  );
});
