import accepts from '@fastify/accepts';
import type { FastifyInstance } from 'fastify';

/** Thai, unless the client would rather have English. */
export async function useLanguages(app: FastifyInstance): Promise<void> {
  await app.register(accepts);
  app.decorateRequest('lang', 'th');
  app.addHook('onRequest', (request, _, done) => {
    const prefers = request.headers['accept-language'];
    if (prefers && request.accepts().language(['th', 'en']) === 'en') request.lang = 'en';
    done();
  });
}
