import { digestOf, newProgramToken } from '../auth/secrets.ts';
import type { Instant } from '../domain/dates.ts';
import type { RoleAt } from '../domain/people.ts';
import { refuse } from '../domain/refusal.ts';
import type { Deps } from './command.ts';
import type { Account, Program, ProgramScope } from './ports.ts';
import { newId } from './random.ts';
import { entryInUse } from './references.ts';
import { isStale } from './sessions.ts';

const PLACE_KIND = {
  network: 'networks',
  stall: 'stalls',
  kitchen: 'kitchens',
  municipality: 'municipality',
} as const;

/** Issues a token for a program; it is shown once. @throws Refusal reference-unknown */
export async function issueProgram(
  { storage, now }: Deps,
  { municipalityId, userId }: Account,
  wanted: { name: string; role: RoleAt; scope: ProgramScope; expiresAt: Instant },
): Promise<{ program: Program; token: string }> {
  const { kind, id } = wanted.role.place;
  await entryInUse(storage, { municipalityId }, PLACE_KIND[kind], id, 'role');
  const token = newProgramToken();
  const program: Program = {
    ...wanted,
    municipalityId,
    id: newId(),
    issuedBy: userId,
    issuedAt: now(),
    lastUsedAt: null,
    revokedAt: null,
  };
  await storage.addProgram(program, digestOf(token));
  return { program, token };
}

/** @throws Refusal not-found */
export async function revokeProgram({ storage, now }: Deps, account: Account, id: string) {
  const known = await storage.revokeProgram(account.municipalityId, id, now());
  if (!known) refuse('not-found', { what: 'programs' });
}

/** The program that asks with this token, as an account of its own. */
export async function programBehind(
  { storage, now }: Deps,
  token: string,
): Promise<Account | null> {
  const at = now();
  const program = await storage.programBehind(digestOf(token), at);
  if (!program) return null;
  const { municipalityId, id, role, scope, lastUsedAt } = program;
  if (isStale(lastUsedAt, at)) await storage.seeProgram(municipalityId, id, at);
  return { userId: id, municipalityId, farmerId: null, roles: [role], scope };
}
