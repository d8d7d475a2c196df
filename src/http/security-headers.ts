import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import { zodAlone } from './zod-alone.ts';

/**
 * The security headers of every answer. The plugin sets itself up anew for each request, a tenth of what a
 * small one costs; nothing that it says here depends on the request, so it is asked once.
 */
export async function useSecurityHeaders(app: FastifyInstance): Promise<void> {
  const asked = Fastify({ schemaController: zodAlone });
  await asked.register(helmet, {
    // For answers that are no pages; each page says what it needs. Not all directives follow defaultSrc.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    // With helmet's own `no-referrer`, older browsers name no origin when they send a form of ours.
    referrerPolicy: { policy: 'same-origin' },
  });
  asked.get('/', async (_, reply) => reply.raw.getHeaders());
  const headers = (await asked.inject('/')).json<Record<string, string>>();
  await asked.close();
  app.addHook('onRequest', (_, reply, done) => {
    reply.headers(headers);
    done();
  });
}
