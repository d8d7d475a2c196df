import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that start servers, browsers or other programs: they take longest, and mostly wait. */
const LONG = /test\/(operations|scripts|web|storage|[^/]+\.test)/;

/** Without a cache of durations Vitest begins with the largest files; what is long is then still running at the end, alone. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
