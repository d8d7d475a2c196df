import { expect, it } from 'vitest';
import type { Subject } from '../contract.ts';
import { changed, created, officerOf } from '../registry.ts';
import { commandOf } from '../scribe.ts';

const [AT, LATER, END] = [
  '2026-11-21T01:00:00.000Z',
  '2026-11-21T02:00:00.000Z',
  '2026-12-21T01:00:00.000Z',
] as const;
const PHONE = '0810000001';

export function accessContract(storage: Subject): void {
  const open = (tokenHash: string, municipalityId: string, userId: string) =>
    storage().openSession({
      tokenHash,
      municipalityId,
      userId,
      kind: 'pin',
      at: AT,
      expiresAt: END,
    });
  const place = (municipalityId: string) => ({ kind: 'municipality' as const, id: municipalityId });
  const accountOf = (municipalityId: string, userId: string) => ({
    userId,
    municipalityId,
    farmerId: null,
    roles: [{ role: 'municipal_officer', place: place(municipalityId) }],
  });

  it('find the active users of a phone number, with what their PIN is checked against', async () => {
    for (const municipalityId of ['m1', 'm2', 'm3']) {
      await storage().changeRegistry(...officerOf(municipalityId, 'u1', PHONE));
    }
    await storage().changeRegistry(...officerOf('m3', 'u2', '0810000009'));
    const away = changed(officerOf('m3', 'u1', PHONE)[0][0]!, { active: false });
    await storage().changeRegistry([away], commandOf('m3'));
    const accounts = await storage().accountsByPhone(PHONE);
    expect(accounts.sort((a, b) => (a.municipalityId < b.municipalityId ? -1 : 1))).toEqual(
      ['m1', 'm2'].map((id) => ({ ...accountOf(id, 'u1'), pinHash: 'hash of u1' })),
    );
    expect(await storage().accountsByPhone('0810000002')).toEqual([]);
  });

  it('keep the PIN where an entry changes without it, and take a new one', async () => {
    const [[first]] = officerOf('m1', 'u1', PHONE);
    await storage().changeRegistry([first!], commandOf('m1'));
    const second = changed(first!, { name: 'อื่น' });
    await storage().changeRegistry([second], commandOf('m1'));
    const pinHash = async () => (await storage().accountsByPhone(PHONE))[0]?.pinHash;
    expect(await pinHash()).toBe('hash of u1');
    const third = { ...changed(second, {}), secret: { pinHash: 'new' } };
    await storage().changeRegistry([third], commandOf('m1'));
    expect(await pinHash()).toBe('new');
  });

  it('know who is behind a token until it ends or is closed', async () => {
    await storage().changeRegistry(...officerOf('m1', 'u1', PHONE));
    await open('t1', 'm1', 'u1');
    await open('t2', 'm1', 'u1');
    const account = { account: accountOf('m1', 'u1'), expiresAt: END, lastSeenAt: AT };
    expect(await storage().session('t1', LATER)).toMatchObject(account);
    expect(await storage().session('t1', END)).toBeNull();
    expect(await storage().session('t3', LATER)).toBeNull();
    await storage().closeSession('t1');
    expect(await storage().session('t1', LATER)).toBeNull();
    expect(await storage().session('t2', LATER)).toMatchObject(account);
    await expect(storage().closeSession('t1')).resolves.toBeUndefined();
  });

  it('know which version the registry has at that moment', async () => {
    const [[first]] = officerOf('m1', 'u1', PHONE);
    await storage().changeRegistry([first!], commandOf('m1'));
    await open('t1', 'm1', 'u1');
    const told = async () => (await storage().session('t1', LATER))?.account.registryVersion;
    expect(await told()).toBe(1);
    await storage().changeRegistry([changed(first!, { name: 'อื่น' })], commandOf('m1'));
    expect(await told()).toBe(2);
  });

  it('take access and roles away at once', async () => {
    const [[first]] = officerOf('m1', 'u1', PHONE);
    await storage().changeRegistry(...officerOf('m1', 'u2', '0810000009'));
    await storage().changeRegistry([first!], commandOf('m1'));
    await open('t1', 'm1', 'u1');
    const roles = [{ role: 'auditor', place: place('m1') }];
    const second = changed(first!, { roles });
    await storage().changeRegistry([second], commandOf('m1'));
    expect((await storage().session('t1', LATER))?.account.roles).toEqual(roles);
    const gone = changed(second, { active: false });
    await storage().changeRegistry([gone], commandOf('m1'));
    expect(await storage().session('t1', LATER)).toBeNull();
    expect(await storage().accountsByPhone(PHONE)).toEqual([]);
    await storage().changeRegistry([changed(gone, { active: true })], commandOf('m1'));
    expect(await storage().session('t1', LATER)).not.toBeNull();
  });

  it('tell a user from one of the same id elsewhere', async () => {
    await storage().changeRegistry(...officerOf('m1', 'u1', PHONE));
    await storage().changeRegistry([created('m2', 'users', 'u1')], commandOf('m2'));
    await open('t1', 'm2', 'u1');
    expect((await storage().session('t1', LATER))?.account.municipalityId).toBe('m2');
    await open('t2', 'm3', 'u1');
    expect(await storage().session('t2', LATER)).toBeNull();
  });

  it('list the running sessions of a user, and end them but one', async () => {
    await storage().changeRegistry(...officerOf('m1', 'u1', PHONE));
    await storage().changeRegistry(...officerOf('m2', 'u1', PHONE));
    for (const token of ['t1', 't2']) await open(token, 'm1', 'u1');
    await open('t3', 'm1', 'u2');
    await open('t4', 'm2', 'u1');
    await storage().seeSession('t1', LATER);
    const listed = async () => (await storage().sessionsOf('m1', 'u1', LATER)) as object[];
    const session = { kind: 'pin', openedAt: AT, expiresAt: END };
    expect(await listed()).toEqual([
      { ...session, tokenHash: 't2', lastSeenAt: AT },
      { ...session, tokenHash: 't1', lastSeenAt: LATER },
    ]);
    expect(await storage().sessionsOf('m1', 'u1', END)).toEqual([]);
    await storage().closeSessionsOf('m1', 'u1', 't1');
    expect(await listed()).toMatchObject([{ tokenHash: 't1' }]);
    await storage().closeSessionsOf('m1', 'u1', null);
    expect(await listed()).toEqual([]);
    expect(await storage().session('t4', LATER)).not.toBeNull();
    expect(await storage().sessionsOf('m1', 'u2', LATER)).toHaveLength(1);
  });

  it('end a user’s sessions with a new PIN, but the one to keep, and with no other change', async () => {
    const [[first]] = officerOf('m1', 'u1', PHONE);
    await storage().changeRegistry([first!], commandOf('m1'));
    for (const token of ['t1', 't2']) await open(token, 'm1', 'u1');
    await open('t3', 'm2', 'u1');
    const second = changed(first!, { name: 'อื่น' });
    await storage().changeRegistry([second], commandOf('m1'));
    expect(await storage().sessionsOf('m1', 'u1', LATER)).toHaveLength(2);
    const secret = { pinHash: 'new' };
    const third = { ...changed(second, {}), secret, keptSession: 't2' };
    await storage().changeRegistry([third], commandOf('m1'));
    expect(await storage().sessionsOf('m1', 'u1', LATER)).toMatchObject([{ tokenHash: 't2' }]);
    const fourth = { ...changed(third, {}), secret, keptSession: undefined };
    await storage().changeRegistry([fourth], commandOf('m1'));
    expect(await storage().sessionsOf('m1', 'u1', LATER)).toEqual([]);
    expect(await storage().sessionsOf('m2', 'u1', LATER)).toHaveLength(1);
  });

  it('count sign-ins that fail, and tell who has read an older count', async () => {
    const none = { failures: 0, lastFailureAt: null, pending: [] };
    const one = { failures: 1, lastFailureAt: AT, pending: [{ id: 'a', at: AT }] };
    expect(await storage().signInCount('a')).toEqual({ version: 0, count: none });
    expect(await storage().setSignInCount('a', 0, one, AT)).toBe(true);
    expect(await storage().setSignInCount('a', 0, none, AT)).toBe(false);
    expect(await storage().signInCount('a')).toEqual({ version: 1, count: one });
    expect(await storage().setSignInCount('a', 1, none, LATER)).toBe(true);
    expect(await storage().setSignInCount('a', 1, one, LATER)).toBe(false);
    expect(await storage().setSignInCount('b', 0, one, AT)).toBe(true);
    await storage().forgetAccess(LATER);
    expect((await storage().signInCount('a')).version).toBe(2);
    expect((await storage().signInCount('b')).version).toBe(0);
  });

  it('let one of many change a count that all have read, on two servers', async () => {
    const servers = [storage(), await storage.opened().beside()];
    for (const version of [0, 1, 2]) {
      const results = await Promise.all(
        Array.from({ length: 30 }, (_, n) =>
          servers[n % 2]!.setSignInCount(
            'a',
            version,
            { failures: n, lastFailureAt: AT, pending: [] },
            AT,
          ),
        ),
      );
      expect(results.filter(Boolean)).toHaveLength(1);
    }
  });
}
