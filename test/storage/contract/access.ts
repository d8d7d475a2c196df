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
    storage().openSession({ tokenHash, municipalityId, userId, at: AT, expiresAt: END });
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
    const account = { ...accountOf('m1', 'u1'), expiresAt: END };
    expect(await storage().session('t1', LATER)).toEqual(account);
    expect(await storage().session('t1', END)).toBeNull();
    expect(await storage().session('t3', LATER)).toBeNull();
    await storage().closeSession('t1');
    expect(await storage().session('t1', LATER)).toBeNull();
    expect(await storage().session('t2', LATER)).toEqual(account);
    await expect(storage().closeSession('t1')).resolves.toBeUndefined();
  });

  it('take access and roles away at once', async () => {
    const [[first]] = officerOf('m1', 'u1', PHONE);
    await storage().changeRegistry([first!], commandOf('m1'));
    await open('t1', 'm1', 'u1');
    const roles = [{ role: 'auditor', place: place('m1') }];
    const second = changed(first!, { roles });
    await storage().changeRegistry([second], commandOf('m1'));
    expect((await storage().session('t1', LATER))?.roles).toEqual(roles);
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
    expect((await storage().session('t1', LATER))?.municipalityId).toBe('m2');
    await open('t2', 'm3', 'u1');
    expect(await storage().session('t2', LATER)).toBeNull();
  });

  it('count the failed sign-ins of a subject since a moment, newest first', async () => {
    for (const at of [AT, LATER, AT]) await storage().noteSignInFailure('a', at);
    await storage().noteSignInFailure('b', LATER);
    expect(await storage().signInFailures('a', AT)).toEqual([LATER, AT, AT]);
    expect(await storage().signInFailures('a', LATER)).toEqual([LATER]);
    await storage().clearSignInFailures('a');
    expect(await storage().signInFailures('a', AT)).toEqual([]);
    expect(await storage().signInFailures('b', AT)).toEqual([LATER]);
  });

  it('lose no failed sign-in of many at the same time', async () => {
    await Promise.all(Array.from({ length: 30 }, () => storage().noteSignInFailure('a', AT)));
    expect(await storage().signInFailures('a', AT)).toHaveLength(30);
  });
}
