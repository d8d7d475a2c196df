import { digestOf, hashPin, pinMatches } from '../auth/secrets.ts';
import { ACCOUNT_LIMIT } from '../auth/sign-in-limits.ts';
import { refuse } from '../domain/refusal.ts';
import type { RegistryEntry } from '../wire/registry.ts';
import { attempted } from './attempts.ts';
import { type Answer, type CommandRequest, type Deps, once, repeated } from './command.ts';
import { personKeptBy } from './people.ts';

/**
 * A person changes the own PIN, which the old one is needed for. Every other session of the person ends.
 * @param token of the session that stays
 * @throws Refusal wrong-pin, too-many-attempts
 */
export function changePin(
  deps: Deps,
  token: string | null,
  request: CommandRequest & { body: { oldPin: string; newPin: string } },
): Promise<Answer<null>> {
  return once(deps, request, async (fingerprint) => {
    const { storage } = deps;
    const { municipalityId, userId } = request.account;
    const { oldPin, newPin } = request.body;
    const user = await storage.registryEntry(municipalityId, 'users', userId);
    if (!user) refuse('not-found', { what: 'users' });
    const candidates = await storage.accountsByPhone(user.phone);
    const own = candidates.find((candidate) => candidate.municipalityId === municipalityId);
    // Counted apart from signing in: whoever has found a phone must not lock its owner out.
    const subject = digestOf(`old pin ${municipalityId} ${userId}`);
    const counted = [{ subject, limit: ACCOUNT_LIMIT, onSuccess: 'cleared' }] as const;
    const isRight = await attempted(deps, counted, async () =>
      own && (await pinMatches(own.pinHash, oldPin)) ? true : null,
    );
    if (!isRight) refuse('wrong-pin', {});
    return setPin(deps, user, newPin, token, request, fingerprint);
  });
}

/** Somebody who looks after a person's access sets a new PIN. Every session of the person ends. */
export function resetPin(
  deps: Deps,
  id: string,
  request: CommandRequest & { body: { newPin: string } },
): Promise<Answer<null>> {
  return once(deps, request, async (fingerprint) => {
    const user = await personKeptBy(deps, request.account, 'access.reset-pin', id);
    return setPin(deps, user, request.body.newPin, null, request, fingerprint);
  });
}

/** A change of the registry, where nothing but the revision is seen to change. */
async function setPin(
  { storage, now }: Deps,
  user: RegistryEntry<'users'>,
  pin: string,
  keptToken: string | null,
  { account, key }: CommandRequest,
  fingerprint: string,
): Promise<Answer<null>> {
  const { municipalityId, userId } = account;
  const { id, revision, changedAt: _, ...fields } = user;
  const at = now();
  const answer = { status: 204, body: null };
  const change = {
    municipalityId,
    kind: 'users',
    id,
    revision: revision + 1,
    before: fields,
    after: fields,
    secret: { pinHash: await hashPin(pin) },
    keptSession: keptToken ? digestOf(keptToken) : undefined,
    userId,
    at,
  } as const;
  const command = { municipalityId, key, fingerprint, answer, at };
  const result = await storage.changeRegistry([change], command);
  if (result.kind === 'changed') return answer;
  if (result.kind === 'answered') return repeated<null>(result.command, fingerprint);
  return refuse('revision-conflict', { revision });
}
