import { ownEntries } from '../../outbox/outbox.ts';
import { EntryState } from '../../parts/entry-state.tsx';
import { sayStall } from '../../words/stall.ts';

const SHOWN_FOR_MS = 5 * 60_000;

/** What was sold a moment ago, and whether it has been sent. */
export function LastSale() {
  const last = ownEntries.value.find(({ kind }) => kind === 'sale.record');
  if (!last || Date.now() - Date.parse(last.madeAt) > SHOWN_FOR_MS) return null;
  return (
    <p class="card last" role="status">
      <b>{sayStall().soldJustNow(last.title)}</b>
      <EntryState entry={last} />
    </p>
  );
}
