import { useEffect } from 'preact/hooks';
import { ownEntries } from '../../outbox/outbox.ts';

/** Asks again for what an entry has changed, once the service has it. */
export function useFresh(lists: readonly { reload: () => void }[]): void {
  const sent = ownEntries.value.filter(({ state }) => state === 'sent').length;
  useEffect(() => {
    if (sent > 0) for (const list of lists) list.reload();
  }, [sent]);
}
