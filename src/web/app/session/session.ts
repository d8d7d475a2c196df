import { computed, signal } from '@preact/signals';
import type { Role, RoleAt } from '../../../domain/people.ts';
import { ask, Refused, SignedOut, send } from '../data/api.ts';
import { keep, kept } from '../data/small.ts';

/** Who is signed in, as the service says it. */
export type Session = {
  userId: string;
  municipalityId: string;
  farmerId: string | null;
  roles: RoleAt[];
};

/** Who uses the phone; kept, so that the app opens without a signal. Null: nobody, undefined: not known yet. */
export const session = signal<Session | null | undefined>(lastSession());

/** The service no longer knows the session: whoever it was has to sign in again before anything is sent. */
export const expired = signal(false);

export const online = signal(navigator.onLine);
addEventListener('online', () => {
  online.value = true;
});
addEventListener('offline', () => {
  online.value = false;
});

export const rolesOf = computed(() => new Set<Role>(session.value?.roles.map(({ role }) => role)));

/** Places at which the person has this role. */
export const placesOf = (role: Role) =>
  session.value?.roles.filter((at) => at.role === role).map(({ place }) => place) ?? [];

/** Asks the service who is signed in. Without an answer, it stays whoever it was. */
export async function refreshSession(): Promise<void> {
  try {
    setSession(await ask<Session>('/v1/session'));
  } catch (error) {
    if (error instanceof SignedOut) {
      if (session.value) expired.value = true;
      else setSession(null);
    } else if (session.value === undefined) session.value = null;
  }
}

function setSession(next: Session | null): void {
  expired.value = false;
  if (JSON.stringify(next) === JSON.stringify(session.value)) return;
  session.value = next;
  keep('session', next && JSON.stringify(next));
}

/** @throws Refused wrong-phone-or-pin, too-many-attempts, municipality-needed; Unreachable */
export async function signIn(phone: string, pin: string, municipalityId?: string): Promise<void> {
  const {
    userId,
    municipalityId: at,
    farmerId,
    roles,
  } = await send<Session>('POST', '/v1/session', {
    phone,
    pin,
    ...(municipalityId && { municipalityId }),
  }).catch((error) => {
    // To the service a wrong PIN is a problem like any other; nobody was signed in before.
    throw error instanceof SignedOut ? new Error('signed out') : error;
  });
  setSession({ userId, municipalityId: at, farmerId, roles });
}

/** @throws Unreachable without a signal: else whoever has the phone next would still be signed in */
export async function closeSession(): Promise<void> {
  await send('DELETE', '/v1/session').catch((error) => {
    if (!(error instanceof SignedOut || error instanceof Refused)) throw error;
  });
  setSession(null);
}

function lastSession(): Session | undefined {
  const text = kept('session');
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
