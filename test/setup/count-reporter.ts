import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with one line to count by: `N passed, N failed`. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    // A file that does not load and an error outside every test are failures too; so is a skip.
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const failed = tests.length - passed + broken + unhandledErrors.length;
    // On exit, so that it stands below the other reporters' summaries.
    process.once('exit', () => {
      console.log(`${passed} passed, ${failed} failed`);
      if (failed > 0) process.exitCode = 1;
    });
  }
}
