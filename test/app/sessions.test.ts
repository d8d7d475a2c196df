import { describe, expect, it } from 'vitest';
import { closeSession, openSession, sessionBehind } from '../../src/app/sessions.ts';
import { PIN } from '../setup/town.ts';
import { townInFile } from './town-file.ts';

const { deps, rival, town, clock } = await townInFile();
const MINUTE = 60_000;
const wrong = '000000';
const code = (of: string) => expect.objectContaining({ code: of });

/** Attempts at the same time, spread over both servers. */
async function attempts(phone: string, pins: string[]) {
  const results = await Promise.allSettled(
    pins.map((pin, n) => openSession(n % 2 ? rival : deps, { phone, pin })),
  );
  const outcomes: Record<string, number> = {};
  for (const result of results) {
    const outcome =
      result.status === 'fulfilled' ? 'open' : (result.reason as { code: string }).code;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return outcomes;
}
const times = (count: number, pin: string) => Array.from({ length: count }, () => pin);

describe('sign-ins at the same time', () => {
  it('with wrong PINs: at most five are looked at, over all servers', async () => {
    const { phone } = town.officer;
    const outcomes = await attempts(phone, times(40, wrong));
    expect(outcomes['wrong-phone-or-pin'] ?? 0).toBeLessThanOrEqual(5);
    expect(outcomes['too-many-attempts']).toBeGreaterThanOrEqual(35);
    await expect(openSession(deps, { phone, pin: PIN })).rejects.toEqual(code('too-many-attempts'));
  });

  it('with the right PIN among many wrong ones: guessing at once is no way in', async () => {
    const { phone } = town.auditor;
    const guesses = [...times(30, wrong), PIN, ...times(30, wrong)];
    expect(await attempts(phone, guesses)).not.toHaveProperty('open');
  });

  it('of one person on two phones: both are open, and closed one by one', async () => {
    const { phone, account } = town.secondOfficer;
    const [one, two] = await Promise.all([
      openSession(deps, { phone, pin: PIN }),
      openSession(rival, { phone, pin: PIN }),
    ]);
    expect(one.token).not.toBe(two.token);
    await closeSession(rival, one.token);
    expect(await sessionBehind(deps, one.token)).toBeNull();
    expect(await sessionBehind(deps, two.token)).toMatchObject(account);
  });
});

describe('waiting after wrong PINs', () => {
  it('ends a quarter of an hour after the first, and says how long that is', async () => {
    const { phone } = town.stalls[0].manager;
    for (const pin of times(5, wrong)) {
      await expect(openSession(deps, { phone, pin })).rejects.toEqual(code('wrong-phone-or-pin'));
      clock.now += MINUTE;
    }
    const refused = { code: 'too-many-attempts', facts: { minutes: 10 } };
    await expect(openSession(rival, { phone, pin: PIN })).rejects.toMatchObject(refused);
    clock.now += 10 * MINUTE + 1;
    await expect(openSession(deps, { phone, pin: PIN })).resolves.toBeDefined();
  });

  it('is for the number that was tried, known or not, and for no other', async () => {
    const nobody = '0899999998';
    for (const pin of times(5, wrong)) {
      const attempt = openSession(deps, { phone: nobody, pin });
      await expect(attempt).rejects.toEqual(code('wrong-phone-or-pin'));
    }
    const sixth = openSession(deps, { phone: nobody, pin: wrong });
    await expect(sixth).rejects.toEqual(code('too-many-attempts'));
    const { phone } = town.stalls[1].manager;
    await expect(openSession(deps, { phone, pin: PIN })).resolves.toBeDefined();
  });
});
