import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A server in a process of its own, when it is ready. */
async function serve(args: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      // Read on all the same: nobody wants to wait for a log that nobody takes.
      if (printed.length < 10_000) printed += chunk;
      const found = /listening at (http:[^\s"]+).*"msg":"ready"/is.exec(printed);
      if (found?.[1]) resolve(found[1]);
    });
    child.once('exit', () => reject(new Error(`ended:\n${printed}`)));
  });
  return {
    url,
    /** @param what now, or the most so far */
    residentMb: (what: 'VmRSS' | 'VmHWM' = 'VmRSS') => {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Math.round(Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
    },
    stop: () => child.kill('SIGKILL'),
  };
}

/** As `npm start` starts it. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  return /&& node ([^&]+)$/.exec(scripts.start)![1]!.split(' ');
}

export const serveProduct = (
  database: { DATABASE_FILE: string } | { DATABASE_URL: string },
  environment = {},
) =>
  serve(startArguments(), {
    ...database,
    METRICS_TOKEN: 'only-for-the-bench',
    ...environment,
  });
export const serveBare = (engine: 'sqlite' | 'postgres', database: string, environment = {}) =>
  serve(['--import', 'tsx', `scripts/bench/bare-${engine}.ts`, database], environment);
