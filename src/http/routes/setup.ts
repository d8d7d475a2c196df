import formbody from '@fastify/formbody';
import { z } from 'zod';
import type { Setup } from '../../app/setup.ts';
import { refuse } from '../../domain/refusal.ts';
import { renderSetupDonePage, renderSetupPage } from '../../web/public/index.ts';
import { firstOfficer } from '../../wire/setup.ts';
import { sendPage } from '../pages.ts';
import type { App } from '../types.ts';

const params = z.object({ secret: z.string().max(200) });
const querystring = z.object({ lang: z.enum(['th', 'en']).optional().catch(undefined) });

/** The one-time link that a new installation prints: a form that makes its first officer. */
export async function setupRoutes(app: App, setup: Setup): Promise<void> {
  const config = { operation: 'setup.first-officer' } as const;
  const schema = { hide: true, params, querystring };

  app.get('/setup/:secret', { config, schema }, async (request, reply) => {
    if (!setup.isOpenTo(request.params.secret)) refuse('setup-link-invalid', {});
    return sendPage(reply, renderSetupPage(request.query.lang ?? request.lang));
  });

  // Forms are taken only where there is one; elsewhere they are refused.
  await app.register(async (forms: App) => {
    await forms.register(formbody);
    forms.post('/setup/:secret', {
      config,
      schema: { ...schema, body: z.record(z.string(), z.string()) },
      handler: async (request, reply) => {
        const { secret } = request.params;
        if (!setup.isOpenTo(secret)) refuse('setup-link-invalid', {});
        const language = request.query.lang ?? request.lang;
        const read = firstOfficer.safeParse(request.body);
        if (!read.success) {
          const wrong = read.error.issues.map(({ path }) => String(path[0]));
          return sendPage(reply.code(400), renderSetupPage(language, request.body, wrong));
        }
        await setup.makeFirstOfficer(secret, read.data);
        return sendPage(reply.code(201), renderSetupDonePage(language));
      },
    });
  });
}
