import { availableParallelism } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';
import LongestFirst from './setup/longest-first.ts';

const root = join(import.meta.dirname, '..');

/** What `npm start` is bundled from is what is tested: the build, loaded by Node as it stands, without a detour through Vite. */
const built: Plugin = {
  name: 'tonnam:built',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!importer || !source.startsWith('.')) return;
    const path = relative(root, resolve(dirname(importer), source));
    if (!/^(src\/(?!web\/(app|service-worker)\/)|scripts\/(copy|demo)\/).*\.tsx?$/.test(path))
      return;
    return join(root, 'dist', path.replace(/tsx?$/, 'js'));
  },
};

export default defineConfig({
  plugins: [built],
  test: {
    root,
    server: { deps: { external: [/\/dist\/(src|scripts)\//] } },
    reporters: ['default', './test/setup/count-reporter.ts'],
    // A forgotten .only would leave the other tests unrun.
    allowOnly: false,
    globalSetup: './test/setup/run.ts',
    // What hangs is ended; what is slow because the machine is busy is not.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 90_000 } },
    // What the files import is loaded once a worker, not once a file: that took as long as the tests themselves.
    isolate: false,
    // Much of it waits, for a browser or for a server that starts.
    maxWorkers: 2 + Math.max(2, availableParallelism()),
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'sqlite', include: ['test/**/*.test.{ts,tsx}'] } },
      // What reaches storage only through its port is run again on the other engine.
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ['test/http/**/*.test.ts', 'test/app/model.property.test.ts'],
          // Of these nothing depends on the engine.
          exclude: ['test/http/{openapi,forgery,overload,problems}.test.ts'],
          env: { ENGINE: 'postgres' },
        },
      },
    ],
  },
});
