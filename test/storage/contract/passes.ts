import { expect, it } from 'vitest';
import type { Pass } from '../../../src/app/ports.ts';
import type { Subject } from '../contract.ts';
import { changed, officerOf } from '../registry.ts';
import { commandOf } from '../scribe.ts';

const [AT, LATER, END] = [
  '2026-11-21T01:00:00.000Z',
  '2026-11-21T02:00:00.000Z',
  '2026-12-21T01:00:00.000Z',
] as const;

export function passesContract(storage: Subject): void {
  const passOf = (id: string, kind: Pass['kind'], municipalityId = 'm1'): Pass => ({
    municipalityId,
    id,
    userId: 'u1',
    kind,
    issuedBy: 'u9',
    issuedAt: AT,
    expiresAt: END,
    lastUsedAt: null,
    revokedAt: null,
  });
  const open = (digest: string, tokenHash: string, at: string = LATER, on = storage()) =>
    on.openSessionByPass(digest, { tokenHash, at, expiresAt: END });
  async function twoTowns() {
    for (const municipalityId of ['m1', 'm2']) {
      await storage().changeRegistry(...officerOf(municipalityId, 'u1', '0810000001'));
      await storage().changeRegistry(...officerOf(municipalityId, 'u2', '0810000002'));
    }
  }

  it('are found by their secret, and by their user, while they are good', async () => {
    await twoTowns();
    const [link, card] = [passOf('p1', 'link'), passOf('p2', 'card')];
    await storage().addPass(link, 'd1');
    await storage().addPass(card, 'd2');
    await storage().addPass(passOf('p1', 'link', 'm2'), 'd3');
    expect(await storage().passBehind('d1', LATER)).toEqual(link);
    expect(await storage().passBehind('d1', END)).toBeNull();
    expect(await storage().passBehind('d9', LATER)).toBeNull();
    expect(await storage().pass('m1', 'p2')).toEqual(card);
    expect(await storage().pass('m2', 'p2')).toBeNull();
    expect(await storage().passesOf('m1', 'u1', LATER)).toEqual([card, link]);
    expect(await storage().passesOf('m1', 'u1', END)).toEqual([]);
    expect(await storage().passesOf('m1', 'u2', LATER)).toEqual([]);
  });

  it('are dropped a while after they have ended, with the sessions that have', async () => {
    await twoTowns();
    await storage().addPass(passOf('p2', 'card'), 'd2');
    await open('d2', 's1');
    const kept = async () => [
      await storage().pass('m1', 'p2'),
      ...(await storage().sessionsOf('m1', 'u1', LATER)),
    ];
    await storage().forgetAccess(END);
    expect(await kept()).toHaveLength(2);
    await storage().forgetAccess('2026-12-21T01:00:00.001Z');
    expect(await kept()).toEqual([null]);
  });

  it('open a session: a link once, a card until it ends', async () => {
    await twoTowns();
    await storage().addPass(passOf('p1', 'link'), 'd1');
    await storage().addPass(passOf('p2', 'card'), 'd2');
    const account = { municipalityId: 'm1', userId: 'u1' };
    expect(await open('d1', 't1')).toMatchObject(account);
    expect(await open('d1', 't2')).toBeNull();
    expect(await storage().passBehind('d1', LATER)).toBeNull();
    expect(await open('d2', 't3')).toMatchObject(account);
    expect(await open('d2', 't4')).toMatchObject(account);
    expect(await open('d2', 't5', END)).toBeNull();
    expect(await open('d9', 't6')).toBeNull();
    const sessions = await storage().sessionsOf('m1', 'u1', LATER);
    expect(sessions.map(({ tokenHash, kind }) => `${tokenHash} ${kind}`)).toEqual([
      't4 card',
      't3 card',
      't1 link',
    ]);
    expect((await storage().pass('m1', 'p2'))?.lastUsedAt).toBe(LATER);
  });

  it('that are links open one session, however many try at the same time on two servers', async () => {
    await twoTowns();
    await storage().addPass(passOf('p1', 'link'), 'd1');
    const servers = [storage(), await storage.opened().beside()];
    const opened = await Promise.all(
      Array.from({ length: 20 }, (_, n) => open('d1', `t${n}`, LATER, servers[n % 2])),
    );
    expect(opened.filter(Boolean)).toHaveLength(1);
    expect(await storage().sessionsOf('m1', 'u1', LATER)).toHaveLength(1);
  });

  it('end when they are revoked, with the sessions that they opened and no others', async () => {
    await twoTowns();
    await storage().addPass(passOf('p1', 'card'), 'd1');
    await storage().addPass(passOf('p2', 'card'), 'd2');
    await storage().addPass(passOf('p1', 'card', 'm2'), 'd3');
    for (const n of [1, 2, 3]) await open(`d${n}`, `t${n}`);
    await storage().revokePass('m1', 'p1', LATER);
    expect(await storage().passBehind('d1', LATER)).toBeNull();
    expect(await storage().session('t1', LATER)).toBeNull();
    expect(await storage().session('t2', LATER)).not.toBeNull();
    expect(await storage().session('t3', LATER)).not.toBeNull();
    await storage().revokePass('m1', 'p1', END);
    expect((await storage().pass('m1', 'p1'))?.revokedAt).toBe(LATER);
    await expect(storage().revokePass('m1', 'p9', LATER)).resolves.toBeUndefined();
  });

  it('are of no use while their user is away', async () => {
    await twoTowns();
    await storage().addPass(passOf('p1', 'card'), 'd1');
    const [[first]] = officerOf('m1', 'u1', '0810000001');
    const away = changed(first!, { active: false });
    await storage().changeRegistry([away], commandOf('m1'));
    expect(await storage().passBehind('d1', LATER)).toBeNull();
    expect(await open('d1', 't1')).toBeNull();
    await storage().changeRegistry([changed(away, { active: true })], commandOf('m1'));
    expect(await open('d1', 't1')).not.toBeNull();
  });
}
