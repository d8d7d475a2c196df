import { z } from 'zod';
import type { Deps } from '../../app/command.ts';
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
      description: 'Answers 503 while the database does not.',
      security: [],
      response: {
        200: z.object({ status: z.literal('ready') }).meta({ id: 'Readiness' }),
        ...problems,
      },
    },
    handler: async () => {
      await storage.ping();
      return { status: 'ready' as const };
    },
  });
}
