import { digestOf, newPassSecret } from '../auth/secrets.ts';
import { refuse } from '../domain/refusal.ts';
import type { RegistryEntry } from '../wire/registry.ts';
import type { Deps } from './command.ts';
import { personKeptBy } from './people.ts';
import type { Account, Pass, PassKind } from './ports.ts';
import { newId } from './random.ts';
import { newSession, type OpenedSession } from './sessions.ts';

const HOUR_MS = 3_600_000;

/** A pass that is about to be issued: the only moment at which its secret is known. */
export type NewPass = { pass: Pass; secret: string; person: RegistryEntry<'users'> };

/**
 * Prepares a link or a card for a person. Nothing is kept before {@link issue}, so that a card which
 * could not be drawn is no card.
 * @throws Refusal not-found
 */
export async function preparePass(
  deps: Deps,
  account: Account,
  userId: string,
  { kind, hours }: { kind: PassKind; hours: number },
): Promise<NewPass> {
  const person = await personKeptBy(deps, account, 'access.passes', userId);
  if (!person.active) refuse('not-found', { what: 'users' });
  const issuedAt = deps.now();
  const pass: Pass = {
    municipalityId: account.municipalityId,
    id: newId(),
    userId,
    kind,
    issuedBy: account.userId,
    issuedAt,
    expiresAt: new Date(Date.parse(issuedAt) + hours * HOUR_MS).toISOString(),
    lastUsedAt: null,
    revokedAt: null,
  };
  return { pass, secret: newPassSecret(), person };
}

export const issue = ({ storage }: Deps, { pass, secret }: NewPass) =>
  storage.addPass(pass, digestOf(secret));

/** Passes of a person that are good. @throws Refusal not-found */
export async function passesOf(deps: Deps, account: Account, userId: string): Promise<Pass[]> {
  await personKeptBy(deps, account, 'access.passes', userId);
  return deps.storage.passesOf(account.municipalityId, userId, deps.now());
}

/** Ends a pass and the sessions that it opened. @throws Refusal not-found */
export async function revokePass(deps: Deps, account: Account, id: string): Promise<void> {
  const { municipalityId } = account;
  const pass = await deps.storage.pass(municipalityId, id);
  if (!pass) refuse('not-found', { what: 'passes' });
  await personKeptBy(deps, account, 'access.passes', pass.userId);
  await deps.storage.revokePass(municipalityId, id, deps.now());
}

export const passBehind = ({ storage, now }: Deps, secret: string) =>
  storage.passBehind(digestOf(secret), now());

/** Signs in. A link is used up with it. @throws Refusal pass-invalid */
export async function openSessionByPass(deps: Deps, secret: string): Promise<OpenedSession> {
  const { token, stored } = newSession(deps);
  const account = await deps.storage.openSessionByPass(digestOf(secret), stored);
  if (!account) refuse('pass-invalid', {});
  return { token, expiresAt: stored.expiresAt, account };
}
