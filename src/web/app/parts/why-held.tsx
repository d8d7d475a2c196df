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
        {holds.map(({ id, cause, reason, at }) => (
          <li key={id}>
            <strong>{words.causes[cause] ?? cause}</strong>
            {reason && ` · ${reason}`} <span class="soft">{shownMoment(at)}</span>
          </li>
        ))}
      </ul>
      <p class="soft">{words.officerReleases}</p>
    </section>
  );
}
