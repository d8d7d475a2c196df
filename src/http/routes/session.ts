import { z } from 'zod';
import type { Deps } from '../../app/command.ts';
import { closeSession, openSession } from '../../app/sessions.ts';
import { ROLES } from '../../domain/people.ts';
import { id, instant } from '../../wire/common.ts';
import { phone, pin } from '../../wire/registry.ts';
import { accountOf, clearSessionCookie, setSessionCookie } from '../access.ts';
import { problems } from '../commands.ts';
import type { App } from '../types.ts';

const session = {
  userId: id,
  municipalityId: id,
  farmerId: id.nullable(),
  roles: z.array(
    z.object({ role: z.enum(ROLES), place: z.object({ kind: z.string(), id: z.string() }) }),
  ),
};
const sessionView = z.object(session).meta({ id: 'Session' });
const openedView = z
  .object({
    ...session,
    token: z.string().meta({ description: 'For programs, as `Authorization: Bearer …`.' }),
    expiresAt: instant,
  })
  .meta({ id: 'OpenedSession' });

export function sessionRoutes(app: App, deps: Deps, secureCookies: () => boolean): void {
  app.post('/v1/session', {
    config: { operation: 'session.open' },
    schema: {
      tags: ['session'],
      operationId: 'openSession',
      summary: 'Sign in',
      description:
        'Signs in with phone number and PIN. The answer sets an HttpOnly cookie and also carries the token for programs. Wrong attempts are counted for the number and for the address: after five of a number it waits a minute, then two, four and so on up to an hour.',
      security: [],
      body: z
        .object({
          phone,
          pin,
          municipalityId: id
            .optional()
            .meta({ description: 'Only where a number belongs to several municipalities.' }),
        })
        .meta({ id: 'OpenSession', example: { phone: '0810000001', pin: '256900' } }),
      response: { 201: openedView, ...problems },
    },
    handler: async (request, reply) => {
      const opened = await openSession(deps, request.body, request.ip);
      setSessionCookie(reply, opened, secureCookies());
      const { userId, municipalityId, farmerId, roles } = opened.account;
      const { token, expiresAt } = opened;
      reply.code(201);
      return { userId, municipalityId, farmerId, roles, token, expiresAt };
    },
  });

  app.get('/v1/session', {
    config: { operation: 'session.read' },
    schema: {
      tags: ['session'],
      operationId: 'readSession',
      summary: 'Who am I',
      description: 'The user who is signed in, with the roles and their places.',
      response: { 200: sessionView, ...problems },
    },
    handler: async (request) => accountOf(request),
  });

  app.delete('/v1/session', {
    config: { operation: 'session.close' },
    schema: {
      tags: ['session'],
      operationId: 'closeSession',
      summary: 'Sign out',
      description: 'Ends the session; its token is of no use any more.',
      response: { 204: z.null(), ...problems },
    },
    handler: async (request, reply) => {
      if (request.sessionToken) await closeSession(deps, request.sessionToken);
      clearSessionCookie(reply);
      return reply.code(204).send(null);
    },
  });
}
