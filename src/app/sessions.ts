import { decoyPinHash, digestOf, newToken, pinMatches } from '../auth/secrets.ts';
import { ACCOUNT_LIMIT, ADDRESS_LIMIT } from '../auth/sign-in-limits.ts';
import type { Instant } from '../domain/dates.ts';
import { refuse } from '../domain/refusal.ts';
import { attempted, type Counted } from './attempts.ts';
import type { Deps } from './command.ts';
import type { Account } from './ports.ts';

const MINUTE_MS = 60_000;
const SESSION_MS = 30 * 24 * 60 * MINUTE_MS;
/** When a session was last seen is noted no more often than this: a request is no reason to write. */
const SEEN_MS = 10 * MINUTE_MS;

export type OpenedSession = { token: string; expiresAt: Instant; account: Account };

/**
 * Signs in with phone number and PIN. A number that nobody has is refused in the same way, after the
 * same work, as a wrong PIN; and both are made to wait alike.
 * @param address where the attempt comes from
 * @throws Refusal wrong-phone-or-pin, too-many-attempts, municipality-needed
 */
export async function openSession(
  deps: Deps,
  {
    phone,
    pin,
    municipalityId,
  }: { phone: string; pin: string; municipalityId?: string | undefined },
  address: string,
): Promise<OpenedSession> {
  const counted: Counted[] = [
    { subject: digestOf(`phone ${phone}`), limit: ACCOUNT_LIMIT, onSuccess: 'cleared' },
    {
      subject: digestOf(`address ${networkOf(address)}`),
      limit: ADDRESS_LIMIT,
      // Somebody who knows one PIN could otherwise go on guessing others'.
      onSuccess: 'released',
    },
  ];
  const chosen = await attempted(deps, counted, async () => {
    const matching = await accountsWith(deps, phone, pin);
    const meant = municipalityId
      ? matching.filter((account) => account.municipalityId === municipalityId)
      : matching;
    return meant.length > 0 ? meant : null;
  });
  const [account, ...others] = chosen ?? refuse('wrong-phone-or-pin', {});
  if (!account || others.length > 0) {
    const municipalities = chosen?.map((candidate) => candidate.municipalityId).join(', ') ?? '';
    refuse('municipality-needed', { municipalities });
  }
  const session = newSession(deps);
  const { userId } = account;
  await deps.storage.openSession({
    ...session.stored,
    municipalityId: account.municipalityId,
    userId,
    kind: 'pin',
  });
  return { token: session.token, expiresAt: session.stored.expiresAt, account };
}

/** All at the same time, so that a number of two municipalities takes no longer than one of none. */
async function accountsWith({ storage }: Deps, phone: string, pin: string): Promise<Account[]> {
  const candidates = await storage.accountsByPhone(phone);
  const hashes = candidates.map(({ pinHash }) => pinHash);
  const matches = await Promise.all(
    (hashes.length > 0 ? hashes : [await decoyPinHash()]).map((hash) => pinMatches(hash, pin)),
  );
  return candidates.filter((_, n) => matches[n]).map(({ pinHash: _, ...account }) => account);
}

/** Whoever has one IPv6 address has a network of them: its first 64 bits count. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  if (!plain.includes(':')) return plain;
  const [left = '', right = ''] = plain.split('::');
  const [front, back] = [left, right].map((part) => part.split(':').filter(Boolean));
  const zeros = Array(Math.max(0, 8 - front!.length - back!.length)).fill('0');
  return [...front!, ...zeros, ...back!].slice(0, 4).join(':');
}

/** The token of a new session, and what is kept of it. */
export function newSession({ now }: Deps) {
  const token = newToken();
  const at = now();
  const expiresAt = new Date(Date.parse(at) + SESSION_MS).toISOString();
  return { token, stored: { tokenHash: digestOf(token), at, expiresAt } };
}

/** Who is signed in with this token. */
export async function accountBehind(deps: Deps, token: string): Promise<Account | null> {
  const { storage, now } = deps;
  const at = now();
  const tokenHash = digestOf(token);
  const session = await storage.session(tokenHash, at);
  if (!session) return null;
  if (isStale(session.lastSeenAt, at)) await storage.seeSession(tokenHash, at);
  return session.account;
}

export const isStale = (seenAt: Instant | null, now: Instant): boolean =>
  seenAt === null || Date.parse(now) - Date.parse(seenAt) > SEEN_MS;

export const closeSession = ({ storage }: Deps, token: string) =>
  storage.closeSession(digestOf(token));

/** Sessions of a person, the newest first. */
export async function sessionsOf(
  { storage, now }: Deps,
  person: Pick<Account, 'municipalityId' | 'userId'>,
  token: string | null,
) {
  const sessions = await storage.sessionsOf(person.municipalityId, person.userId, now());
  const own = token && digestOf(token);
  return sessions.map(({ tokenHash, ...session }) => ({ ...session, current: tokenHash === own }));
}

/** Ends all sessions of a person, but the one with this token. */
export const closeSessionsOf = (
  { storage }: Deps,
  { municipalityId, userId }: Pick<Account, 'municipalityId' | 'userId'>,
  kept: string | null,
) => storage.closeSessionsOf(municipalityId, userId, kept && digestOf(kept));
