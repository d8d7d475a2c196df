import type { z } from 'zod';
import { actorAt, type Operation, scopeOf } from '../auth/permissions.ts';
import { makeBatchCode } from '../domain/batch-code.ts';
import { refuse } from '../domain/refusal.ts';
import type { issueRollBody } from '../wire/labels.ts';
import type { CommandRequest, Deps } from './command.ts';
import type { Account, Roll } from './ports.ts';
import { randomBytes } from './random.ts';
import { entryInUse } from './references.ts';

/** Codes for a batch: nine random characters each, 45 bits, that nobody guesses. */
export const newCode = (): string => makeBatchCode(randomBytes(9));

/** A roll of labels for a network, each with a code that waits for a batch. The command's key is its id. */
export async function issueRoll(
  { storage, now }: Deps,
  { account, key, body }: CommandRequest & { body: z.output<typeof issueRollBody> },
): Promise<Roll> {
  const { municipalityId, userId } = account;
  const { networkId, count } = body;
  actorAt(account, 'rolls.issue', [{ kind: 'network', id: networkId }]);
  await entryInUse(storage, account, 'networks', networkId, 'networkId');
  const roll: Roll = {
    municipalityId,
    id: key,
    networkId,
    count,
    issuedBy: userId,
    issuedAt: now(),
    voidedBy: null,
    voidedAt: null,
    voidReason: null,
  };
  const codes = new Set<string>();
  while (codes.size < count) codes.add(newCode());
  await storage.addRoll(roll, [...codes]);
  const issued = (await storage.roll(municipalityId, key)) ?? refuse('not-found', { what: 'roll' });
  const isSame =
    issued.networkId === networkId && issued.count === count && issued.issuedBy === userId;
  return isSame ? issued : refuse('idempotency-key-reused', { key });
}

/** Its codes are good for nothing from now on; batches that have them keep them. */
export async function voidRoll(
  deps: Deps,
  account: Account,
  id: string,
  voidReason: string,
): Promise<Roll> {
  await visibleRoll(deps, account, 'rolls.void', id);
  const { municipalityId, userId: voidedBy } = account;
  await deps.storage.voidRoll(municipalityId, id, { voidedBy, voidedAt: deps.now(), voidReason });
  return visibleRoll(deps, account, 'rolls.void', id);
}

/** Networks whose rolls the person may see; undefined: all of the municipality. */
export const networksOf = (account: Account, operation: Operation): string[] | undefined =>
  scopeOf(account, operation)
    ?.places.filter(({ kind }) => kind === 'network')
    .map(({ id }) => id);

/** @throws Refusal not-found */
export async function visibleRoll(
  { storage }: Deps,
  account: Account,
  operation: Operation,
  id: string,
): Promise<Roll> {
  const roll = await storage.roll(account.municipalityId, id);
  const networks = networksOf(account, operation);
  if (!roll || (networks && !networks.includes(roll.networkId))) {
    refuse('not-found', { what: 'roll' });
  }
  return roll;
}
