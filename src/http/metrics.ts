import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { digestOf } from '../auth/secrets.ts';
import { NotSignedIn } from './access.ts';

/** Where the service's figures are kept, and what they look like to Prometheus. */
export type Metrics = {
  /** Whoever reads them brings this as a bearer token. */
  token: string;
  request(labels: { method: string; route: string; status: number }, seconds: number): void;
  contentType: string;
  text(): Promise<string>;
};

/** Counts every answer by its route, never by its address, and shows the figures to whoever has the token. */
export function useMetrics(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', ({ method, routeOptions }, reply, done) => {
    const labels = { method, route: routeOptions.url ?? 'unknown', status: reply.statusCode };
    metrics.request(labels, reply.elapsedTime / 1000);
    done();
  });
  const expected = Buffer.from(digestOf(`Bearer ${metrics.token}`));
  app.get(
    '/metrics',
    { config: { operation: 'service.read' }, schema: { hide: true } as object },
    async ({ headers }, reply) => {
      const given = Buffer.from(digestOf(headers.authorization ?? ''));
      if (!timingSafeEqual(given, expected)) throw new NotSignedIn();
      return reply.type(metrics.contentType).send(await metrics.text());
    },
  );
}
