import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Answer, CommandRequest } from '../app/command.ts';
import { instant } from '../wire/common.ts';
import { problem } from '../wire/problems.ts';
import { accountOf } from './access.ts';

/** Headers of every command. Other headers pass through. */
export const commandHeaders = z.looseObject({
  'idempotency-key': z.uuid().meta({
    description:
      'A UUID made by the client, best of version 7: the same key again gets the same answer and changes nothing.',
    example: '4b1b6c9e-0d53-4f0e-9a55-0d4f2a8c7f10',
  }),
  'device-clock': instant
    .optional()
    .meta({ description: "The phone's clock when it sends: shows how far it is off." }),
});

/** What a command's use-case takes, from the request that brought it. */
export function toCommand<B extends CommandRequest['body']>(
  request: Pick<FastifyRequest, 'account' | 'method' | 'params' | 'routeOptions'> & { body: B },
  headers: z.output<typeof commandHeaders>,
): CommandRequest & { body: B } {
  return {
    account: accountOf(request),
    key: headers['idempotency-key'].toLowerCase(),
    route: `${request.method} ${request.routeOptions.url} ${JSON.stringify(request.params)}`,
    body: request.body,
    deviceClock: headers['device-clock'] ?? null,
  };
}

export async function sendAnswer<B>(
  reply: Pick<FastifyReply, 'code'>,
  answer: Promise<Answer<B>>,
): Promise<B> {
  const { status, body } = await answer;
  reply.code(status);
  return body;
}

export const problems = { '4xx': problem, '5xx': problem };
