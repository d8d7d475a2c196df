import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';

/** One line a request, when it is answered: a line for its coming as well would say nothing more. */
export class RequestLog extends Fastify.LogController {
  override incomingRequest(): void {}

  override requestCompleted(
    err: Error | null | undefined,
    req: FastifyRequest,
    res: FastifyReply,
  ): void {
    const facts = { req, res, responseTime: res.elapsedTime };
    if (err) res.log.error({ ...facts, err }, 'request errored');
    else res.log.info(facts, 'request completed');
  }
}
