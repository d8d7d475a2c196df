import type { FastifyRequest } from 'fastify';
import pino, { type Logger } from 'pino';

const ERROR = 50;
/** Characters that are written at once. */
const ENOUGH = 15_000;
const AT_THE_LATEST_MS = 100;

/**
 * Logs say what happened, not to whom: a request is told by its route, without address, query or what
 * stood in the path, and a failed query without its values.
 *
 * Lines are written many at a time, which costs less than a write for each: within a tenth of a second,
 * those about errors at once, the last ones when the process ends. Pino's own `minLength` does so too, but
 * measures all that it holds with every line.
 */
export function openLog(level: string): Logger {
  const destination = pino.destination({ sync: true });
  let lines = '';
  function flush() {
    if (lines) destination.write(lines);
    lines = '';
  }
  setInterval(flush, AT_THE_LATEST_MS).unref();
  process.on('exit', () => {
    flush();
    destination.flushSync();
  });
  const stream = {
    write(line: string) {
      lines += line;
      if (lines.length > ENOUGH) flush();
    },
    flush,
  };
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
          if (severity >= ERROR) flush();
        },
      },
    },
    stream,
  );
}

/** Drizzle's errors carry the query's values after "params:". */
const withoutValues = (text: string) => text.replace(/\nparams:.*/g, '');
