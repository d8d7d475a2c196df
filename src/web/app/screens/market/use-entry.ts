import { useState } from 'preact/hooks';
import type { Entry, NewEntry } from '../../outbox/entry.ts';
import { NotKept, queue } from '../../outbox/outbox.ts';
import { say } from '../../words/common.ts';

/** Puts entries into the outbox, and says so where the phone has no room for them. */
export function useEntry() {
  const [failure, setFailure] = useState<NotKept['reason'] | null>(null);
  const [busy, setBusy] = useState(false);
  /** @returns what was taken, or null where nothing more was */
  async function take(made: readonly NewEntry[], replaces?: string): Promise<Entry[] | null> {
    if (busy) return null;
    setBusy(true);
    setFailure(null);
    try {
      const taken: Entry[] = [];
      for (const entry of made) {
        taken.push(await queue(entry, taken.length === 0 ? replaces : undefined));
      }
      return taken;
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
      setFailure(error.reason);
      return null;
    } finally {
      setBusy(false);
    }
  }
  return { take, busy, failure: failure && say().outbox[failure] };
}
