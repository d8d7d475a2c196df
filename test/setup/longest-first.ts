import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that start servers, browsers or other programs: they take longest, and mostly wait. */
const LONG = /test\/(operations|scripts|web|storage|[^/]+\.test)/;

/**
 * One project after the other: a worker ends, with all that it has loaded, when the next file is of another one.
 * And what is long first: without a cache of durations it would still be running at the end, alone.
 */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project, moduleId }: TestSpecification) =>
      `${project.name === 'postgres' ? 1 : 0}${LONG.test(moduleId) ? 0 : 1}`;
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => Number(rank(a)) - Number(rank(b)));
  }
}
