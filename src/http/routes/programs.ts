import { z } from 'zod';
import type { Deps } from '../../app/command.ts';
import { issueProgram, revokeProgram } from '../../app/programs.ts';
import { PROGRAM_OPERATIONS } from '../../auth/permissions.ts';
import { programSchemas } from '../../wire/access.ts';
import { idParams } from '../../wire/deliveries.ts';
import { accountOf } from '../access.ts';
import { problems } from '../commands.ts';
import type { App } from '../types.ts';

const schemas = programSchemas(PROGRAM_OPERATIONS as unknown as [string, ...string[]]);

/** Tokens of programs that use the interface: a scale, a cash register, a report of the ministry. */
export function programRoutes(app: App, deps: Deps): void {
  const tags = ['access'];
  const config = { operation: 'access.programs' } as const;

  app.post('/v1/programs', {
    config,
    schema: {
      tags,
      operationId: 'issueProgram',
      summary: 'Issue a token for a program',
      description:
        'The program acts in a role for a place, and of what the role may only within its scope. It never opens access to anybody. The token is shown once.',
      body: schemas.body,
      response: { 201: schemas.issued, ...problems },
    },
    handler: async (request, reply) => {
      const { program, token } = await issueProgram(deps, accountOf(request), request.body);
      reply.code(201);
      return { ...program, token };
    },
  });

  app.get('/v1/programs', {
    config,
    schema: {
      tags,
      operationId: 'listPrograms',
      summary: 'List programs',
      description: 'All that have ever had a token, without it; the newest first.',
      response: { 200: schemas.list, ...problems },
    },
    handler: async (request) => ({
      items: await deps.storage.programs(accountOf(request).municipalityId),
    }),
  });

  app.delete('/v1/programs/:id', {
    config,
    schema: {
      tags,
      operationId: 'revokeProgram',
      summary: 'Revoke the token of a program',
      description: 'It is of no use from now on.',
      params: idParams,
      response: { 204: z.null(), ...problems },
    },
    handler: async (request, reply) => {
      await revokeProgram(deps, accountOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  });
}
