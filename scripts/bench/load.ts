/** The load, in a process of its own: takes what to send from its first argument, prints what came of it. */
import autocannon from 'autocannon';
import { v7 as newKey } from 'uuid';

export type Load = {
  /** One server, or several among which the connections are shared out. */
  urls: string[];
  method: 'GET' | 'POST';
  tokens: string[];
  body?: string;
  connections: number;
  seconds: number;
};
export type Loaded = {
  /** Answers of 2xx. */
  perSecond: number;
  p50: number;
  p99: number;
  taken: number;
  /** Answers of 503. */
  turnedAway: number;
  /** All other answers. */
  wrong: number;
  /** No answer: a connection that broke, or ten seconds without one. */
  unanswered: number;
};

const { urls, method, tokens, body, connections, seconds } = JSON.parse(
  process.argv[2] ?? '{}',
) as Load;
let sent = 0;
const run = (url: string) =>
  autocannon({
    url,
    connections: connections / urls.length,
    duration: seconds,
    requests: [
      {
        method,
        ...(body && { body }),
        setupRequest: (request: autocannon.Request) => ({
          ...request,
          headers: {
            'content-type': 'application/json',
            'idempotency-key': newKey(),
            authorization: `Bearer ${tokens[sent++ % tokens.length] ?? ''}`,
          },
        }),
      },
    ],
  });
const results = await Promise.all(urls.map(run));
const sum = (pick: (result: autocannon.Result) => number) =>
  results.reduce((total, result) => total + pick(result), 0);
const turnedAwayOf = ({ statusCodeStats }: autocannon.Result) =>
  statusCodeStats?.['503']?.count ?? 0;
const loaded: Loaded = {
  perSecond: sum((result) => result['2xx'] / result.duration),
  p50: Math.max(...results.map(({ latency }) => latency.p50)),
  p99: Math.max(...results.map(({ latency }) => latency.p99)),
  taken: sum((result) => result['2xx']),
  turnedAway: sum(turnedAwayOf),
  wrong: sum((result) => result.non2xx - turnedAwayOf(result)),
  // Among them those that waited for too long.
  unanswered: sum(({ errors }) => errors),
};
console.log(JSON.stringify(loaded));
