import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Thrown for a request that comes while as many as may be are served. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
}

/** Requests that are begun in one turn of the event loop. */
const A_TURN = 8;

/**
 * Serves so many requests at the same time; the others are told at once to come again. What is let in then
 * waits no longer than it takes to serve that many, and memory holds no more than they need. A limit on the
 * writer's queue alone would leave reads unbounded, and one on the event loop's delay acts a second late.
 */
export function useOverload(app: FastifyInstance, most: number): void {
  const begin = fewATurn(A_TURN);
  let inFlight = 0;
  app.addHook('onRequest', (request, _reply, done) => {
    if (isWatch(request)) return done();
    begin(() => done(inFlight < most ? undefined : new Overloaded()));
  });
  // When the body is there as a whole: whoever is slow to send it keeps nobody out meanwhile.
  app.addHook('preValidation', (request, reply, done) => {
    if (isWatch(request)) return done();
    // Whoever has hung up would be counted for ever.
    if (reply.raw.destroyed) return;
    if (inFlight >= most) return done(new Overloaded());
    inFlight += 1;
    // Also when the client hangs up before it is answered.
    reply.raw.once('close', () => {
      inFlight -= 1;
    });
    done();
  });
}

/** Whoever watches over the service must hear from it just when there is too much to do. */
const isWatch = ({ routeOptions }: FastifyRequest) =>
  routeOptions.config.operation === 'service.read';

/**
 * Begins so many requests in a turn of the event loop, and the others in the following ones. Node lets in one
 * connection for each turn: were all that has come begun in one, those outside would wait for seconds to be told
 * anything.
 */
export function fewATurn(most: number): (begin: () => void) => void {
  const waiting: (() => void)[] = [];
  let begun = 0;

  function nextTurn(): void {
    const now = waiting.splice(0, most);
    begun = now.length;
    for (const begin of now) begin();
    if (begun > 0) setImmediate(nextTurn);
  }

  return (begin) => {
    if (begun >= most) return void waiting.push(begin);
    if (begun++ === 0) setImmediate(nextTurn);
    begin();
  };
}
