import type { FastifyRequest } from 'fastify';
import pino, { type LoggerOptions } from 'pino';

/**
 * Logs say what happened, not to whom: a request is told by its route, without address, query or what
 * stood in the path, and a failed query without its values.
 */
export const loggerOptions = (level: string): LoggerOptions => ({
  level,
  serializers: {
    req: ({ method, routeOptions }: FastifyRequest) => ({ method, route: routeOptions?.url }),
    err: (error: Error) => {
      const { type, message, stack } = pino.stdSerializers.err(error);
      return { type, message: withoutValues(message), stack: withoutValues(stack) };
    },
  },
});

/** Drizzle's errors carry the query's values after "params:". */
const withoutValues = (text: string) => text.replace(/\nparams:.*/g, '');
