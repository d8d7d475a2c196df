import { isDeepStrictEqual } from 'node:util';
import type { SealedEvent } from '../domain/batch/events.ts';
import { type Batch, evolve } from '../domain/batch/state.ts';
import { type ChainFault, chainFaults } from '../domain/chain.ts';
import type { BookReads } from './ports.ts';

export type VerificationFault =
  | ChainFault
  /** What is kept beside the events does not follow from them; `version` is the batch's last. */
  | { version: number; event: null; fault: 'head' | 'state' | 'balances' };

export type Verification = {
  code: string;
  verified: boolean;
  length: number;
  lastHash: string;
  faults: VerificationFault[];
};

/** Recomputes a batch's chain from the rows in the database, and what was derived from them. */
export async function verifyBatch(
  storage: BookReads,
  municipalityId: string,
  code: string,
): Promise<Verification | null> {
  const stored = await storage.batch(municipalityId, code);
  if (!stored) return null;
  const { batch, lastHash } = stored;
  const events = (await storage.events(municipalityId, code)).map(({ event }) => event);
  const balances = await storage.balances(municipalityId, code);
  const { version } = batch;
  const last = events.at(-1);

  const faults: VerificationFault[] = [...chainFaults(events)];
  if (last?.version !== version || last.hash !== lastHash) {
    faults.push({ version, event: null, fault: 'head' });
  }
  // Only a whole chain says what the state should be.
  if (faults.length === 0) {
    const state = replay(events);
    if (!sameJson(state, batch)) faults.push({ version, event: null, fault: 'state' });
    if (!sameJson(state?.balances, balances)) {
      faults.push({ version, event: null, fault: 'balances' });
    }
  }
  return { code, verified: faults.length === 0, length: events.length, lastHash, faults };
}

const replay = (events: readonly SealedEvent[]): Batch | null =>
  events.reduce<Batch | null>(evolve, null);

const sameJson = (a: unknown, b: unknown): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(a ?? null)), JSON.parse(JSON.stringify(b ?? null)));
