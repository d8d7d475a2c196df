import { z } from 'zod';
import type { Deps } from '../../app/command.ts';
import { StorageUnavailable } from '../../app/ports.ts';
import { problems } from '../commands.ts';
import type { App } from '../types.ts';

/** Whether the process lives, and whether it can serve. */
export function serviceRoutes(app: App, { storage }: Deps): void {
  const config = { operation: 'service.read' } as const;

  app.get('/healthz', {
    config,
    schema: {
      tags: ['service'],
      operationId: 'readHealth',
      summary: 'Is the process alive',
      description: 'Answers while the process runs.',
      security: [],
      response: { 200: z.object({ status: z.literal('ok') }).meta({ id: 'Health' }), ...problems },
    },
    handler: async () => ({ status: 'ok' as const }),
  });

  app.get('/readyz', {
    config,
    schema: {
      tags: ['service'],
      operationId: 'readReadiness',
      summary: 'Can it serve',
      description:
        'Answers 503 while it cannot: `starting`, `migrating` while tables are brought up to date, `broken` while the database does not answer.',
      security: [],
      response: {
        200: z.object({ status: z.literal('ready') }).meta({ id: 'Readiness' }),
        503: z
          .object({ status: z.enum(['starting', 'migrating', 'broken']) })
          .meta({ id: 'Unreadiness' }),
        ...problems,
      },
    },
    handler: async (request, reply) => {
      try {
        await storage.ping();
        return { status: 'ready' as const };
      } catch (error) {
        if (!(error instanceof StorageUnavailable)) throw error;
        request.log.error({ err: error }, 'not ready: the database does not answer');
        return reply.code(503).header('retry-after', '2').send({ status: 'broken' });
      }
    },
  });
}
