import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../app/command.ts';
import type { Account } from '../app/ports.ts';
import { programBehind } from '../app/programs.ts';
import { accountBehind, type OpenedSession } from '../app/sessions.ts';
import { mayEver, type Operation, PERMISSIONS } from '../auth/permissions.ts';
import { isProgramToken } from '../auth/secrets.ts';
import { refuse } from '../domain/refusal.ts';
import { bearerOf } from './forgery.ts';

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

  app.addHook('onRequest', (request, reply, done) => {
    const { operation } = request.routeOptions.config;
    if (!operation || PERMISSIONS[operation] === 'anyone') return done();
    // What somebody may see is not for whoever has the phone or the proxy next.
    reply.header('cache-control', 'no-store');
    admit(deps, request, operation).then(() => done(), done);
  });
}

/** @throws NotSignedIn; Refusal not-permitted */
async function admit(deps: Deps, request: FastifyRequest, operation: Operation): Promise<void> {
  const account = await whoAsks(deps, request);
  if (!account) throw new NotSignedIn();
  request.account = account;
  if (!mayEver(account, operation)) refuse('not-permitted', {});
}

/** Who looks at a page that is for anyone; null also where that cannot be found out now. */
export const visitorOf = (deps: Deps, request: FastifyRequest): Promise<Account | null> =>
  whoAsks(deps, request).catch(() => null);

/** A person by cookie or bearer token; a program by a bearer token only. */
async function whoAsks(deps: Deps, request: FastifyRequest): Promise<Account | null> {
  const bearer = bearerOf(request);
  if (bearer && isProgramToken(bearer)) return programBehind(deps, bearer);
  request.sessionToken = bearer ?? request.cookies[COOKIE] ?? null;
  return request.sessionToken ? accountBehind(deps, request.sessionToken) : null;
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
