import { decoyPinHash, digestOf, newToken, pinMatches } from '../auth/secrets.ts';
import type { Instant } from '../domain/dates.ts';
import { refuse } from '../domain/refusal.ts';
import type { Deps } from './command.ts';
import type { Account } from './ports.ts';

const MINUTE_MS = 60_000;
/** So many wrong PINs for one phone number in this time, then wait. */
const ATTEMPTS = { most: 5, windowMs: 15 * MINUTE_MS };
const SESSION_MS = 30 * 24 * 60 * MINUTE_MS;

export type OpenedSession = { token: string; expiresAt: Instant; account: Account };

/**
 * Signs in with phone number and PIN. A number that nobody has is refused in the same way, after the
 * same work, as a wrong PIN.
 * @throws Refusal wrong-phone-or-pin, too-many-attempts, municipality-needed
 */
export async function openSession(
  deps: Deps,
  {
    phone,
    pin,
    municipalityId,
  }: { phone: string; pin: string; municipalityId?: string | undefined },
): Promise<OpenedSession> {
  const { storage } = deps;
  const subject = digestOf(`phone ${phone}`);
  await countAttempt(deps, subject);

  const candidates = await storage.accountsByPhone(phone);
  const matching: Account[] = [];
  for (const { pinHash, ...account } of candidates) {
    if (await pinMatches(pinHash, pin)) matching.push(account);
  }
  if (candidates.length === 0) await pinMatches(await decoyPinHash(), pin);

  const chosen = municipalityId
    ? matching.filter((account) => account.municipalityId === municipalityId)
    : matching;
  const [account] = chosen;
  if (!account) refuse('wrong-phone-or-pin', {});
  await storage.clearSignInFailures(subject);
  if (chosen.length > 1) {
    const municipalities = chosen.map((candidate) => candidate.municipalityId).join(', ');
    refuse('municipality-needed', { municipalities });
  }
  return openFor(deps, account);
}

/** Counts an attempt before its PIN is looked at, so that many at once are no way round. */
async function countAttempt({ storage, now }: Deps, subject: string): Promise<void> {
  const at = now();
  const since = new Date(Date.parse(at) - ATTEMPTS.windowMs).toISOString();
  const before = await storage.signInFailures(subject, since);
  if (before.length < ATTEMPTS.most) {
    await storage.noteSignInFailure(subject, at);
    const counted = await storage.signInFailures(subject, since);
    if (counted.length <= ATTEMPTS.most) return;
  }
  const oldest = before.at(-1) ?? at;
  const waitMs = Date.parse(oldest) + ATTEMPTS.windowMs - Date.parse(at);
  refuse('too-many-attempts', { minutes: Math.max(1, Math.ceil(waitMs / MINUTE_MS)) });
}

async function openFor({ storage, now }: Deps, account: Account): Promise<OpenedSession> {
  const token = newToken();
  const at = now();
  const expiresAt = new Date(Date.parse(at) + SESSION_MS).toISOString();
  const { municipalityId, userId } = account;
  await storage.openSession({
    tokenHash: digestOf(token),
    municipalityId,
    userId,
    at,
    expiresAt,
  });
  return { token, expiresAt, account };
}

export const sessionBehind = ({ storage, now }: Deps, token: string) =>
  storage.session(digestOf(token), now());

export const closeSession = ({ storage }: Deps, token: string) =>
  storage.closeSession(digestOf(token));
