/** The load, in a process of its own: takes what to send from its first argument, prints what came of it. */
import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';

export type Load = {
  url: string;
  method: 'GET' | 'POST';
  tokens: string[];
  body?: string;
  connections: number;
  seconds: number;
};
export type Loaded = { perSecond: number; p50: number; p99: number; wrong: number };

const { url, method, tokens, body, connections, seconds } = JSON.parse(
  process.argv[2] ?? '{}',
) as Load;
let sent = 0;
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  requests: [
    {
      method,
      ...(body && { body }),
      setupRequest: (request: autocannon.Request) => ({
        ...request,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
          authorization: `Bearer ${tokens[sent++ % tokens.length] ?? ''}`,
        },
      }),
    },
  ],
});
const loaded: Loaded = {
  perSecond: result['2xx'] / result.duration,
  p50: result.latency.p50,
  p99: result.latency.p99,
  wrong: result.non2xx + result.errors + result.timeouts,
};
console.log(JSON.stringify(loaded));
