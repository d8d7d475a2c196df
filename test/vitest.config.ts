import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: `${import.meta.dirname}/..`,
    include: ['test/**/*.test.{ts,tsx}'],
    reporters: ['default', './test/setup/count-reporter.ts'],
    // A forgotten .only would leave the other tests unrun.
    allowOnly: false,
    globalSetup: './test/setup/build.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: Math.max(2, availableParallelism()),
  },
});
