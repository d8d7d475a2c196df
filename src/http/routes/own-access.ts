import { z } from 'zod';
import type { Deps } from '../../app/command.ts';
import { changePin } from '../../app/pins.ts';
import { closeSessionsOf, sessionsOf } from '../../app/sessions.ts';
import { changePinBody, sessionList } from '../../wire/access.ts';
import { accountOf } from '../access.ts';
import { commandHeaders, problems, sendAnswer, toCommand } from '../commands.ts';
import type { App } from '../types.ts';

/** What everybody does with their own access. */
export function ownAccessRoutes(app: App, deps: Deps): void {
  const tags = ['session'];

  app.get('/v1/session/all', {
    config: { operation: 'session.list' },
    schema: {
      tags,
      operationId: 'listOwnSessions',
      summary: 'List my sessions',
      description: 'Everywhere that I am signed in: when it was opened, last seen, and how.',
      response: { 200: sessionList, ...problems },
    },
    handler: async (request) => ({
      items: await sessionsOf(deps, accountOf(request), request.sessionToken),
    }),
  });

  app.delete('/v1/session/others', {
    config: { operation: 'session.list' },
    schema: {
      tags,
      operationId: 'closeOtherSessions',
      summary: 'Sign out everywhere else',
      description: 'Ends all my sessions at once, but the one that asks.',
      response: { 204: z.null(), ...problems },
    },
    handler: async (request, reply) => {
      await closeSessionsOf(deps, accountOf(request), request.sessionToken);
      return reply.code(204).send(null);
    },
  });

  app.post('/v1/session/pin', {
    config: { operation: 'session.change-pin' },
    schema: {
      tags,
      operationId: 'changeOwnPin',
      summary: 'Change my PIN',
      description: 'Takes the old PIN too, and ends all my other sessions.',
      headers: commandHeaders,
      body: changePinBody,
      response: { 204: z.null(), ...problems },
    },
    handler: (request, reply) => {
      const command = toCommand(request, request.headers);
      return sendAnswer(reply, changePin(deps, request.sessionToken, command));
    },
  });
}
