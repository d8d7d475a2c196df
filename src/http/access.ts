import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../app/command.ts';
import type { Account } from '../app/ports.ts';
import { type OpenedSession, sessionBehind } from '../app/sessions.ts';
import { mayEver, PERMISSIONS } from '../auth/permissions.ts';
import { refuse } from '../domain/refusal.ts';

const COOKIE = 'tonnam_session';

/** Thrown at start: a route that the permission table does not know. */
class UnguardedRoute extends Error {
  override readonly name = 'UnguardedRoute';
}

/** Finds out who asks, and asks the permission table whether they ever may. */
export async function useAccess(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register(cookie);
  app.decorateRequest('account', null);
  app.decorateRequest('sessionToken', null);

  const routes: { url: string; config?: { operation?: string } }[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  app.addHook('onReady', async () => {
    const open = routes.filter(({ config }) => !config?.operation).map(({ url }) => url);
    if (open.length > 0) throw new UnguardedRoute(open.join(', '));
  });

  app.addHook('onRequest', async (request) => {
    const { operation } = request.routeOptions.config;
    if (!operation || PERMISSIONS[operation] === 'anyone') return;
    const token = tokenOf(request);
    const session = token ? await sessionBehind(deps, token) : null;
    if (!session) throw new NotSignedIn();
    request.account = session;
    request.sessionToken = token;
    if (!mayEver(session, operation)) refuse('not-permitted', {});
  });
}

/** Whoever asks is not, or no longer, signed in. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn';
}

/** The account on a route that needs one; the hook above has seen to it. */
export function accountOf(request: Pick<FastifyRequest, 'account'>): Account {
  if (!request.account) throw new NotSignedIn();
  return request.account;
}

function tokenOf(request: FastifyRequest): string | null {
  const [scheme, bearer] = request.headers.authorization?.split(' ') ?? [];
  if (scheme?.toLowerCase() === 'bearer' && bearer) return bearer;
  return request.cookies[COOKIE] ?? null;
}

/** Browsers keep the token where no script reads it; `Secure` wherever the service is on HTTPS. */
export function setSessionCookie(
  reply: FastifyReply,
  { token, expiresAt }: OpenedSession,
  secure: boolean,
): void {
  reply.setCookie(COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    expires: new Date(expiresAt),
  });
}

export const clearSessionCookie = (reply: FastifyReply) => reply.clearCookie(COOKIE, { path: '/' });
