import { refuse } from '../domain/refusal.ts';

/** A batch stands in one line of a paper. @throws Refusal line-repeated */
export function checkNoRepeats(lines: readonly { batch: string }[]): void {
  const seen = new Set<string>();
  for (const { batch } of lines) {
    if (seen.has(batch)) refuse('line-repeated', { code: batch });
    seen.add(batch);
  }
}
