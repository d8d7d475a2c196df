import { hashPin } from '../auth/secrets.ts';
import { samePlace } from '../domain/accounts.ts';
import { isActiveOfficer } from '../domain/people.ts';
import { refuse } from '../domain/refusal.ts';
import {
  type RegistryEntry,
  type RegistryKind,
  registryFields,
  registryReferences,
} from '../wire/registry.ts';
import { type Answer, type CommandRequest, type Deps, once, repeated } from './command.ts';
import type { Registry, RegistryChange } from './ports.ts';
import { newId } from './random.ts';
import { entryInUse } from './references.ts';

export type RegistryReceipt = { id: string; revision: number; changedAt: string };
type Fields = Record<string, unknown>;

/** A new entry's fields, for a user with the PIN beside them. */
export function createEntry(
  deps: Deps,
  kind: RegistryKind,
  request: CommandRequest & { body: Fields },
): Promise<Answer<RegistryReceipt>> {
  return write(deps, kind, request, async () => {
    const { pin, ...fields } = request.body;
    return { id: newId(), revision: 1, before: null, after: { ...fields, active: true }, pin };
  });
}

/**
 * Changes the fields that are given. The revision that the officer saw guards against overwriting what
 * somebody else changed meanwhile.
 */
export function changeEntry(
  deps: Deps,
  kind: RegistryKind,
  id: string,
  request: CommandRequest & { body: Fields & { revision: number } },
): Promise<Answer<RegistryReceipt>> {
  return write(deps, kind, request, async () => {
    const { pin, revision, ...changes } = request.body;
    const { municipalityId } = request.account;
    const entry = await deps.storage.registryEntry(municipalityId, kind, id);
    if (!entry) refuse('not-found', { what: kind });
    if (entry.revision !== revision) refuse('revision-conflict', { revision: entry.revision });
    const { id: _, revision: __, changedAt: ___, ...before } = entry as RegistryEntry<'networks'>;
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    const after = { ...before, ...Object.fromEntries(given) };
    checkKeepsRunning(kind, id, request.account, before, after);
    return { id, revision: revision + 1, before, after, pin };
  });
}

/**
 * Somebody must be left to run the municipality. That no two officers take each other out of it at the
 * same moment is storage's promise.
 */
function checkKeepsRunning(
  kind: RegistryKind,
  id: string,
  { userId }: CommandRequest['account'],
  before: Fields,
  after: Fields,
): void {
  if (kind === 'municipality' && after.active === false) refuse('municipality-stays', {});
  const givesUp = kind === 'users' && isActiveOfficer(before) && !isActiveOfficer(after);
  if (givesUp && id === userId) refuse('own-officer-role', {});
}

type Wanted = Pick<RegistryChange, 'id' | 'revision' | 'before'> & { after: Fields; pin: unknown };

const write = (
  deps: Deps,
  kind: RegistryKind,
  request: CommandRequest,
  work: () => Promise<Wanted>,
): Promise<Answer<RegistryReceipt>> =>
  once(deps, request, async (fingerprint) => {
    const { storage, now } = deps;
    const { municipalityId, userId } = request.account;
    const { pin, after, ...wanted } = await work();
    const { active, ...fields } = after;
    const checked = registryFields[kind].parse(fields) as Fields;
    await checkReferences(storage, municipalityId, kind, checked, wanted.before);
    const at = now();
    const answer = {
      status: wanted.before ? 200 : 201,
      body: { id: wanted.id, revision: wanted.revision, changedAt: at },
    };
    const change: RegistryChange = {
      ...wanted,
      municipalityId,
      kind,
      after: { ...checked, active },
      secret: pin === undefined ? undefined : { pinHash: await hashPin(String(pin)) },
      userId,
      at,
    };
    const result = await storage.changeRegistry([change], {
      municipalityId,
      key: request.key,
      fingerprint,
      answer,
      at,
    });
    switch (result.kind) {
      case 'changed':
        return answer;
      case 'answered':
        return repeated<RegistryReceipt>(result.command, fingerprint);
      case 'phone-taken':
        return refuse('phone-taken', {});
      case 'last-officer':
        return refuse('last-officer', {});
      case 'conflict':
        return refuse('revision-conflict', { revision: wanted.revision });
    }
  });

/** Entries that a new or changed field refers to must be there and active. */
async function checkReferences(
  storage: Registry,
  municipalityId: string,
  kind: RegistryKind,
  after: Fields,
  before: Fields | null,
): Promise<void> {
  const tenant = { municipalityId };
  for (const [field, target] of Object.entries(registryReferences[kind])) {
    const id = after[field];
    if (typeof id !== 'string' || id === before?.[field]) continue;
    await entryInUse(storage, tenant, target, id, field);
  }
  if (kind !== 'users') return;
  const { roles } = after as RegistryEntry<'users'>;
  const had = (before as RegistryEntry<'users'> | null)?.roles ?? [];
  const kinds = {
    network: 'networks',
    stall: 'stalls',
    kitchen: 'kitchens',
    municipality: 'municipality',
  } as const;
  for (const { place } of roles) {
    if (had.some((known) => samePlace(known.place, place))) continue;
    await entryInUse(storage, tenant, kinds[place.kind], place.id, 'roles');
  }
}
