import { scopeOf } from '../auth/permissions.ts';
import { samePlace } from '../domain/accounts.ts';
import { refuse } from '../domain/refusal.ts';
import type { RegistryEntry } from '../wire/registry.ts';
import type { Deps } from './command.ts';
import type { Account } from './ports.ts';

/**
 * A person whose access somebody looks after: for an officer anybody of the municipality, for a lead
 * whoever is nothing but a farmer of the lead's network. Anybody else looks as if there were none: a lead
 * could otherwise sign in as an officer who has a field.
 * @throws Refusal not-found
 */
export async function personKeptBy(
  { storage }: Deps,
  account: Account,
  operation: 'access.passes' | 'access.reset-pin' | 'access.sessions',
  userId: string,
): Promise<RegistryEntry<'users'>> {
  const { municipalityId } = account;
  const user = await storage.registryEntry(municipalityId, 'users', userId);
  if (!user) refuse('not-found', { what: 'users' });
  const scope = scopeOf(account, operation);
  if (!scope) return user;
  const { places } = scope;
  const farmer = user.farmerId
    ? await storage.registryEntry(municipalityId, 'farmers', user.farmerId)
    : null;
  const isOwn =
    farmer !== null &&
    places.some((place) => samePlace(place, { kind: 'network', id: farmer.networkId })) &&
    user.roles.every(
      ({ role, place }) => role === 'farmer' && places.some((at) => samePlace(at, place)),
    );
  return isOwn ? user : refuse('not-found', { what: 'users' });
}
