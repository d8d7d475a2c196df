import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, it } from 'vitest';

const run = promisify(execFile);
// tsc ends before it needs the memory that it would tidy up meanwhile, for a quarter of its time.
const env = { ...process.env, GOGC: 'off' };

/** Fails with what the program printed. */
async function passes(program: string, ...args: string[]) {
  await run(`node_modules/.bin/${program}`, args, { env }).catch(({ stdout, stderr }) => {
    throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
  });
}

describe('the repository', () => {
  it('is formatted and free of lint', () => passes('biome', 'ci', '--error-on-warnings'));

  // On one thread: each that shares the work reads the same types again, and it takes twice the processor time.
  it.each(['.', 'src/web/app', 'src/web/service-worker'])('type-checks in %s', (folder) =>
    passes('tsc', '--singleThreaded', '-p', folder),
  );

  it('holds no unused file, export or package', () => passes('knip'));
});
