import type { FastifyInstance } from 'fastify';

/** Thrown for a request that comes while as many as may be are served. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
}

/**
 * Serves so many requests at the same time; the others are told at once to come again. What is let in then
 * waits no longer than it takes to serve that many, and memory holds no more than they need. A limit on the
 * writer's queue alone would leave reads unbounded, and one on the event loop's delay acts a second late.
 */
export function useOverload(app: FastifyInstance, most: number): void {
  let inFlight = 0;
  app.addHook('onRequest', (request, reply, done) => {
    // Whoever watches over the service must hear from it just then.
    if (request.routeOptions.config.operation === 'service.read') return done();
    if (inFlight >= most) return done(new Overloaded());
    inFlight += 1;
    // Also when the client hangs up before it is answered.
    reply.raw.once('close', () => {
      inFlight -= 1;
    });
    done();
  });
}
