import { hash } from 'node:crypto';
import { configure } from 'safe-stable-stringify';
import type { Occurrence, SealedEvent } from './batch/events.ts';

const canonicalize = configure({ strict: true });

/** SHA-256, in hexadecimal, over the canonical form (RFC 8785) of a JSON value. */
export function hashOf(value: unknown): string {
  const canonical = canonicalize(value);
  if (canonical === undefined) throw new TypeError('only JSON values can be hashed');
  return hash('sha256', canonical, 'hex');
}

/** Chains an event to the one before it in its batch. */
export function seal(event: Occurrence, previousHash: string | null): SealedEvent {
  const content = { ...event, previousHash };
  return Object.assign(content, { hash: hashOf(content) });
}

export type ChainFault = {
  /** The version where the fault shows. */
  version: number;
  event: string;
  fault: 'altered' | 'unlinked' | 'gap';
};

/**
 * Recomputes a batch's chain. `altered`: the event's content does not give its hash; `unlinked`: it does
 * not name the hash of the one before; `gap`: an event is missing, or one too many is there.
 */
export function chainFaults(events: readonly SealedEvent[]): ChainFault[] {
  const faults: ChainFault[] = [];
  let previous: string | null = null;
  events.forEach((sealed, index) => {
    const { hash: told, ...content } = sealed;
    const at = { version: sealed.version, event: sealed.id };
    if (sealed.version !== index + 1) faults.push({ ...at, fault: 'gap' });
    if (hashOf(content) !== told) faults.push({ ...at, fault: 'altered' });
    if (sealed.previousHash !== previous) faults.push({ ...at, fault: 'unlinked' });
    previous = told;
  });
  return faults;
}
