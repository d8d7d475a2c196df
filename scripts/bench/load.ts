import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

export type Load = {
  /** One server, or several among which the connections are shared out. */
  urls: string[];
  method: 'GET' | 'POST';
  /** Of whoever asks. */
  token: string;
  /** Sent in turn; shared out among the servers. */
  bodies?: string[];
  connections: number;
  /** A whole number. */
  seconds: number;
};
export type Loaded = {
  /** Answers of 2xx. */
  perSecond: number;
  /** Milliseconds that one in a hundred took, or longer. */
  p99: number;
  taken: number;
  /** Answers of 503. */
  turnedAway: number;
  /** All other answers. */
  wrong: number;
  /** No answer: a connection that broke, or ten seconds without one. */
  unanswered: number;
};

/**
 * Sends one request after the other on each connection, by wrk: server and load may share two cores, and a program on
 * Node would take more of them.
 */
export async function load({ urls, connections, bodies = [], ...asked }: Load): Promise<Loaded> {
  const all = await Promise.all(
    urls.map((url, n) => {
      const own = bodies.filter((_, index) => index % urls.length === n);
      return one(url, connections / urls.length, own, asked);
    }),
  );
  const sum = (pick: (loaded: Loaded) => number) =>
    all.reduce((total, loaded) => total + pick(loaded), 0);
  return {
    perSecond: sum(({ perSecond }) => perSecond),
    p99: Math.max(...all.map(({ p99 }) => p99)),
    taken: sum(({ taken }) => taken),
    turnedAway: sum(({ turnedAway }) => turnedAway),
    wrong: sum(({ wrong }) => wrong),
    unanswered: sum(({ unanswered }) => unanswered),
  };
}

async function one(
  url: string,
  connections: number,
  bodies: string[],
  { method, token, seconds }: Omit<Load, 'urls' | 'connections' | 'bodies'>,
): Promise<Loaded> {
  const { stdout, stderr } = await promisify(execFile)('wrk', [
    ...['--threads', '1', '--connections', String(connections), '--duration', `${seconds}s`],
    ...['--timeout', '10s', '--script', 'scripts/bench/load.lua', url, '--'],
    ...[method, token, randomBytes(4).toString('hex'), bodies.join('\n')],
  ]);
  // The first answer that was wrong.
  process.stderr.write(stderr);
  const told = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Omit<Loaded, 'perSecond'> & {
    seconds: number;
  };
  return { ...told, perSecond: told.taken / told.seconds };
}
