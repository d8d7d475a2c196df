import { z } from 'zod';
import type { Deps } from '../../app/command.ts';
import { personKeptBy } from '../../app/people.ts';
import { resetPin } from '../../app/pins.ts';
import { closeSessionsOf, sessionsOf } from '../../app/sessions.ts';
import { resetPinBody, sessionList } from '../../wire/access.ts';
import { idParams } from '../../wire/deliveries.ts';
import { accountOf } from '../access.ts';
import { commandHeaders, problems, sendAnswer, toCommand } from '../commands.ts';
import type { App } from '../types.ts';

/** What officers, and leads for their farmers, do about other people's access. */
export function peopleRoutes(app: App, deps: Deps): void {
  const tags = ['access'];

  app.post('/v1/users/:id/pin', {
    config: { operation: 'access.reset-pin' },
    schema: {
      tags,
      operationId: 'resetPin',
      summary: 'Set a new PIN for a person',
      description:
        'For somebody who has forgotten it. Ends all sessions of the person. Leads do it for the farmers of their network.',
      params: idParams,
      headers: commandHeaders,
      body: resetPinBody,
      response: { 204: z.null(), ...problems },
    },
    handler: (request, reply) => {
      const command = toCommand(request, request.headers);
      return sendAnswer(reply, resetPin(deps, request.params.id, command));
    },
  });

  app.get('/v1/users/:id/sessions', {
    config: { operation: 'access.sessions' },
    schema: {
      tags,
      operationId: 'listSessionsOfUser',
      summary: 'List sessions of a person',
      description: 'When each was opened, last seen, and how; no places, no addresses.',
      params: idParams,
      response: { 200: sessionList, ...problems },
    },
    handler: async (request) => {
      const { municipalityId, userId } = await person(request);
      return {
        items: await sessionsOf(deps, { municipalityId, userId }, request.sessionToken),
      };
    },
  });

  app.delete('/v1/users/:id/sessions', {
    config: { operation: 'access.sessions' },
    schema: {
      tags,
      operationId: 'closeSessionsOfUser',
      summary: 'Sign a person out everywhere',
      description: 'Ends all sessions of the person at once: for a phone that was lost.',
      params: idParams,
      response: { 204: z.null(), ...problems },
    },
    handler: async (request, reply) => {
      await closeSessionsOf(deps, await person(request), null);
      return reply.code(204).send(null);
    },
  });

  async function person(request: Parameters<typeof accountOf>[0] & { params: { id: string } }) {
    const account = accountOf(request);
    const { id } = await personKeptBy(deps, account, 'access.sessions', request.params.id);
    return { municipalityId: account.municipalityId, userId: id };
  }
}
