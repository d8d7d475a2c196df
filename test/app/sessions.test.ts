import { describe, expect, it } from 'vitest';
import { accountBehind, closeSession, openSession } from '../../src/app/sessions.ts';
import { digestOf } from '../../src/auth/secrets.ts';
import { nextPhone, PIN } from '../setup/town.ts';
import { townInFile } from './town-file.ts';

const { deps, rival, town, clock } = await townInFile();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const wrong = '000000';
const code = (of: string) => expect.objectContaining({ code: of });

let addresses = 0;
/** Nobody has been at it yet. */
const newAddress = () => `10.0.${addresses >> 8}.${addresses++ & 255}`;
const signIn = (phone: string, pin = PIN, address = newAddress(), on = deps) =>
  openSession(on, { phone, pin }, address);

/** Attempts at the same time, spread over both servers. */
async function attempts(tries: [phone: string, pin: string][], address?: string) {
  const results = await Promise.allSettled(
    tries.map(([phone, pin], n) => signIn(phone, pin, address, n % 2 ? rival : deps)),
  );
  const outcomes: Record<string, number> = {};
  for (const result of results) {
    const outcome =
      result.status === 'fulfilled' ? 'open' : (result.reason as { code: string }).code;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return outcomes;
}
const times = (count: number, phone: string, pin: string) =>
  Array.from({ length: count }, (): [string, string] => [phone, pin]);

describe('sign-ins at the same time', () => {
  it('with wrong PINs: five are looked at, over all servers', async () => {
    const { phone } = town.officer;
    expect(await attempts(times(40, phone, wrong))).toEqual({
      'wrong-phone-or-pin': 5,
      'too-many-attempts': 35,
    });
    await expect(signIn(phone)).rejects.toEqual(code('too-many-attempts'));
  });

  it('with the right PIN among many wrong ones: guessing at once is no way in', async () => {
    const { phone } = town.auditor;
    const guesses = times(30, phone, wrong);
    expect(await attempts([...guesses, [phone, PIN], ...guesses])).not.toHaveProperty('open');
  });

  it('with the right PIN, of a shared phone: none is refused, however many', async () => {
    const { phone } = town.kitchens[0].staff;
    expect(await attempts(times(12, phone, PIN), '10.1.0.1')).toEqual({ open: 12 });
  });

  it('from one address: fifty failures, of whatever numbers, and all wait', async () => {
    const address = '10.2.0.1';
    const guesses = Array.from({ length: 70 }, (): [string, string] => [nextPhone(), wrong]);
    expect(await attempts(guesses, address)).toEqual({
      'wrong-phone-or-pin': 50,
      'too-many-attempts': 20,
    });
    const { phone } = town.kitchens[1].staff;
    await expect(signIn(phone, PIN, address)).rejects.toEqual(code('too-many-attempts'));
    await expect(signIn(phone, PIN, '10.2.0.2')).resolves.toBeDefined();
  });

  it('of one person on two phones: both are open, and closed one by one', async () => {
    const { phone, account } = town.secondOfficer;
    const [one, two] = await Promise.all([signIn(phone), signIn(phone, PIN, undefined, rival)]);
    expect(one.token).not.toBe(two.token);
    await closeSession(rival, one.token);
    expect(await accountBehind(deps, one.token)).toBeNull();
    expect(await accountBehind(deps, two.token)).toMatchObject(account);
  });
});

describe('waiting after wrong PINs', () => {
  const fail = async (phone: string, expected: string, on = deps) =>
    expect(signIn(phone, wrong, undefined, on)).rejects.toEqual(code(expected));

  it('grows from a minute to an hour, on all servers, and a day without failure ends it', async () => {
    const { phone } = town.stalls[0].manager;
    for (let n = 0; n < 5; n++) await fail(phone, 'wrong-phone-or-pin');
    for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
      clock.now += minutes * MINUTE - 1;
      const refused = { code: 'too-many-attempts', facts: { minutes: 1 } };
      await expect(signIn(phone, PIN, undefined, rival)).rejects.toMatchObject(refused);
      clock.now += 1;
      await fail(phone, 'wrong-phone-or-pin', rival);
      await fail(phone, 'too-many-attempts');
    }
    clock.now += DAY + 1;
    for (let n = 0; n < 5; n++) await fail(phone, 'wrong-phone-or-pin');
    clock.now += MINUTE;
    await expect(signIn(phone)).resolves.toBeDefined();
    await fail(phone, 'wrong-phone-or-pin');
  });

  it('is the same for a number that nobody has, and for no other number', async () => {
    const [known, unknown] = [town.stalls[1].manager.phone, '0899999998'];
    const told: unknown[][] = [[], []];
    for (const [n, phone] of [known, unknown].entries()) {
      for (let attempt = 0; attempt < 8; attempt++) {
        await signIn(phone, wrong).catch(({ code: said, facts }) => told[n]!.push(said, facts));
      }
    }
    expect(told[0]).toEqual(told[1]);
    expect(told[0]).toContain('too-many-attempts');
    await expect(signIn(town.networks[1].lead.phone)).resolves.toBeDefined();
  });

  it('counts an attempt whose server was lost, after a minute', async () => {
    const { phone } = town.networks[0].lead;
    const { storage } = deps;
    const lost = { ...deps, storage: { ...storage, accountsByPhone: () => new Promise(() => {}) } };
    for (let n = 0; n < 5; n++) void signIn(phone, PIN, undefined, lost as typeof deps);
    const counted = async () => (await storage.signInCount(digestOf(`phone ${phone}`))).count;
    await expect.poll(async () => (await counted()).pending).toHaveLength(5);
    clock.now += MINUTE + 1;
    await fail(phone, 'wrong-phone-or-pin');
    expect(await counted()).toMatchObject({ failures: 6, pending: [] });
    const refused = { code: 'too-many-attempts', facts: { minutes: 2 } };
    await expect(signIn(phone)).rejects.toMatchObject(refused);
  });
});

describe('the first 64 bits of an IPv6 address', () => {
  it.each([
    ['2001:db8:1:2', '2001:db8:1:2::', '2001:db8:1:2:ffff:ffff:ffff:ffff', 2],
    ['2001:db8:0:0', '2001:db8::1', '2001:db8:0:0:9::', 2],
    ['2001:db8:1:2', '2001:db8:1:2::1', '2001:db8:1:3::1', 1],
    ['10.3.0.1', '::ffff:10.3.0.1', '10.3.0.1', 2],
  ])('of %s count failures from %s and %s: %s', async (network, one, other, failures) => {
    clock.now += 2 * DAY;
    for (const address of [one, other]) {
      const failing = signIn(nextPhone(), wrong, address);
      await expect(failing).rejects.toEqual(code('wrong-phone-or-pin'));
    }
    const { count } = await deps.storage.signInCount(digestOf(`address ${network}`));
    expect(count.failures).toBe(failures);
  });
});
