import { showBatchCode } from '../../../domain/batch-code.ts';
import type { BatchDetail } from '../../../wire/batches.ts';
import { say } from '../words/common.ts';
import { shownMoment } from './shown.ts';

/** What keeps a batch from moving, each with its reason. */
export function WhyHeld({ holds }: { holds: BatchDetail['holds'] }) {
  const words = say().holds;
  if (holds.length === 0) return null;
  return (
    <section class="card">
      <h2>{words.why}</h2>
      <ul class="list">
        {holds.map(({ id, cause, reason, at, input }) => (
          <li key={`${id} ${input}`}>
            <strong>{words.causes[cause] ?? cause}</strong>
            {reason && ` · ${reason}`} {input && words.inIt(showBatchCode(input))}{' '}
            <span class="soft">{shownMoment(at)}</span>
          </li>
        ))}
      </ul>
      <p class="soft">{words.officerReleases}</p>
    </section>
  );
}
