import { v4 as newKey } from 'uuid';
import { digestOf, hashPin, newToken } from '../auth/secrets.ts';
import { Refusal, refuse } from '../domain/refusal.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import type { FirstOfficer } from '../wire/setup.ts';
import type { Deps } from './command.ts';
import type { CommandRecord, RegistryChange } from './ports.ts';
import { newId } from './random.ts';

/** Makes the first municipality and its first officer, once, for whoever has the link. */
export type Setup = {
  /** A new secret for the link; null when the installation has a municipality already. */
  begin(): Promise<string | null>;
  isOpenTo(secret: string): boolean;
  /** @throws Refusal setup-link-invalid, first-officer-exists */
  makeFirstOfficer(secret: string, input: FirstOfficer): Promise<{ municipalityId: string }>;
};

export function openSetup(deps: Deps): Setup {
  let digest: string | null = null;
  const isOpenTo = (secret: string) => digest !== null && digestOf(secret) === digest;
  return {
    async begin() {
      if ((await deps.storage.municipalityIds()).length > 0) return null;
      const secret = newToken();
      digest = digestOf(secret);
      return secret;
    },
    isOpenTo,
    async makeFirstOfficer(secret, input) {
      if (!isOpenTo(secret)) refuse('setup-link-invalid', {});
      // Closed before the first wait: two who hold the link cannot both come in.
      const open = digest;
      digest = null;
      try {
        return await foundFirst(deps, input);
      } catch (error) {
        if (!(error instanceof Refusal)) digest = open;
        throw error;
      }
    },
  };
}

/** The one command of an installation that has no municipality yet. */
const FIRST = {
  municipalityId: '00000000-0000-0000-0000-000000000000',
  key: '00000000-0000-0000-0000-000000000000',
};

/** Each server prints a link of its own at its first start; one of them makes an officer. */
async function foundFirst(deps: Deps, input: FirstOfficer) {
  if ((await deps.storage.municipalityIds()).length > 0) refuse('first-officer-exists', {});
  const municipalityId = newId();
  const result = await found(deps, municipalityId, input, FIRST);
  if (result.kind !== 'changed') refuse('first-officer-exists', {});
  return { municipalityId };
}

/** A new municipality with its first officer. */
export async function foundMunicipality(deps: Deps, input: FirstOfficer) {
  const municipalityId = newId();
  await found(deps, municipalityId, input, { municipalityId, key: newKey() });
  return { municipalityId };
}

async function found(
  { storage, now }: Deps,
  municipalityId: string,
  input: FirstOfficer,
  command: Pick<CommandRecord, 'municipalityId' | 'key'>,
) {
  const at = now();
  const common = { municipalityId, revision: 1, before: null, userId: null, at } as const;
  const municipality: RegistryChange = {
    ...common,
    kind: 'municipality',
    id: municipalityId,
    after: {
      nameTh: input.municipalityTh,
      nameEn: input.municipalityEn,
      example: false,
      settings: DEFAULT_SETTINGS,
      active: true,
    },
  };
  const place = { kind: 'municipality', id: municipalityId };
  const officer: RegistryChange = {
    ...common,
    kind: 'users',
    id: newId(),
    after: {
      name: input.name,
      phone: input.phone,
      farmerId: null,
      roles: [{ role: 'municipal_officer', place }],
      active: true,
    },
    secret: { pinHash: await hashPin(input.pin) },
  };
  return storage.changeRegistry([municipality, officer], {
    ...command,
    fingerprint: 'setup',
    answer: { status: 201, body: null },
    at,
  });
}
