import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';

export type Server = ReturnType<typeof startServer>;

/** What V8 does beside, so that a program that runs for long is fast, is a seventh of what it takes to start one. */
const SHORT_LIVED = ['--no-opt', '--no-parallel-scavenge'];

/**
 * The server as `npm start` runs it, and all that it has printed so far. Killed after the
 * test that started it.
 * @param limits shell that sets limits and then starts what stands in "$@"
 */
export function startServer(environment: Record<string, string>, limits?: string) {
  const command = [process.execPath, ...SHORT_LIVED, 'dist/src/main.js'];
  const [program, ...args] = limits ? ['bash', '-c', limits, 'bash', ...command] : command;
  const server = spawn(program!, args, { env: { ...process.env, PORT: '0', ...environment } });
  onTestFinished(() => void server.kill('SIGKILL'));
  let printed = '';
  const listeners = new Set<() => void>();
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (chunk) => {
      printed += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => server.on('close', resolve));
  const shows = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(printed)?.[0];
        if (found) resolve(found);
      };
      listeners.add(look);
      look();
      ended.then(() => reject(new Error(`ended without ${pattern}:\n${printed}`)));
    });
  return { server, ended, shows, output: () => printed };
}

/** The address that a server listens on. */
export const addressOf = ({ shows }: Pick<Server, 'shows'>) => shows(/http:\/\/127\.0\.0\.1:\d+/);

/** The address of a server that serves. */
export async function addressWhenReady(server: Pick<Server, 'shows'>): Promise<string> {
  await server.shows(/"msg":"ready"/);
  return addressOf(server);
}
