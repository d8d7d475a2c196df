import type { FastifyRequest } from 'fastify';
import pino, { type Logger } from 'pino';

const ERROR = 50;

/**
 * Logs say what happened, not to whom: a request is told by its route, without address, query or what
 * stood in the path, and a failed query without its values.
 *
 * Lines are written many at a time, which costs less than a write for each: within a tenth of a second,
 * those about errors at once, the last ones when the process ends.
 */
export function openLog(level: string): Logger {
  const destination = pino.destination({ sync: true, minLength: 15_000, periodicFlush: 100 });
  process.on('exit', () => destination.flushSync());
  return pino(
    {
      level,
      serializers: {
        req: ({ method, routeOptions }: FastifyRequest) => ({ method, route: routeOptions?.url }),
        err: (error: Error) => {
          const { type, message, stack } = pino.stdSerializers.err(error);
          return { type, message: withoutValues(message), stack: withoutValues(stack) };
        },
      },
      hooks: {
        logMethod(line, write, severity) {
          write.apply(this, line);
          if (severity >= ERROR) destination.flush();
        },
      },
    },
    destination,
  );
}

/** Drizzle's errors carry the query's values after "params:". */
const withoutValues = (text: string) => text.replace(/\nparams:.*/g, '');
