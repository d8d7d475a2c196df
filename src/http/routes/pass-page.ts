import formbody from '@fastify/formbody';
import { z } from 'zod';
import type { Deps } from '../../app/command.ts';
import { openSessionByPass, passBehind } from '../../app/passes.ts';
import { Refusal } from '../../domain/refusal.ts';
import { renderPassInvalidPage, renderPassPage } from '../../web/public/index.ts';
import { setSessionCookie } from '../access.ts';
import { sendPage } from '../pages.ts';
import type { App } from '../types.ts';

const schema = {
  hide: true,
  params: z.object({ secret: z.string().max(200) }),
  querystring: z.object({ lang: z.enum(['th', 'en']).optional().catch(undefined) }),
};
const config = { operation: 'pass.use' } as const;
const HOME = '/';

/**
 * Where a sign-in link or the QR code of a card leads. Opening it only shows a button: what LINE opens to
 * show a preview uses no link up.
 */
export async function passPageRoutes(
  app: App,
  deps: Deps,
  secureCookies: () => boolean,
): Promise<void> {
  app.get('/s/:secret', { config, schema }, async (request, reply) => {
    const language = request.query.lang ?? request.lang;
    const pass = await passBehind(deps, request.params.secret);
    if (!pass) return sendPage(reply.code(404), renderPassInvalidPage(language));
    const { municipalityId } = pass;
    const municipality = await deps.storage.registryEntry(
      municipalityId,
      'municipality',
      municipalityId,
    );
    const { nameTh = '', nameEn = '', example = false } = municipality ?? {};
    const names = { th: nameTh, en: nameEn };
    return sendPage(reply, renderPassPage(language, { kind: pass.kind, names, example }));
  });

  await app.register(async (forms: App) => {
    await forms.register(formbody);
    forms.post('/s/:secret', { config, schema }, async (request, reply) => {
      const language = request.query.lang ?? request.lang;
      try {
        const opened = await openSessionByPass(deps, request.params.secret);
        setSessionCookie(reply, opened, secureCookies());
        return reply.redirect(HOME, 303);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return sendPage(reply.code(404), renderPassInvalidPage(language));
      }
    });
  });
}
