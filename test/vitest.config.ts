import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import LongestFirst from './setup/longest-first.ts';

export default defineConfig({
  test: {
    root: `${import.meta.dirname}/..`,
    reporters: ['default', './test/setup/count-reporter.ts'],
    // A forgotten .only would leave the other tests unrun.
    allowOnly: false,
    globalSetup: ['./test/setup/build.ts', './test/setup/postgres.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
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
          exclude: ['test/http/{openapi,forgery,inputs,problems}.test.ts'],
          env: { ENGINE: 'postgres' },
        },
      },
    ],
  },
});
