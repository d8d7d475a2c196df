import type { Instant } from '../dates.ts';
import { dayOf } from '../dates.ts';
import { type Inspection, judge } from '../inspections.ts';
import { refuse } from '../refusal.ts';
import { type Context, checkDay, checkNotOwn, checkStands } from './context.ts';
import type { BatchEvent } from './events.ts';
import { withPhotos } from './photos.ts';
import { type Batch, type Hold, type HoldCause, hasPassedSince } from './state.ts';

export function recordInspection(
  batch: Batch,
  command: {
    inspectedAt: Instant;
    inspection: Inspection;
    crop: { screeningFalsePositive: boolean };
    photos?: readonly string[] | undefined;
  },
  context: Context,
): BatchEvent {
  checkStands(batch);
  const { inspectedAt, inspection, crop } = command;
  const day = dayOf(inspectedAt);
  checkDay('inspectedAt', day, context);
  if (inspection.method === 'kit' && inspection.kitExpiresOn && inspection.kitExpiresOn < day) {
    refuse('inspection-inconsistent', { reason: `kit expired on ${inspection.kitExpiresOn}` });
  }
  return {
    type: 'inspection-recorded',
    data: {
      inspectedAt,
      inspection,
      outcome: judge(inspection, crop),
      ...withPhotos(command.photos),
    },
  };
}

export function placeHold(
  batch: Batch,
  command: { level: 'hold' | 'recall'; reason: string },
  { actor }: Context,
): BatchEvent {
  checkStands(batch);
  if (command.level === 'recall' && actor.role !== 'municipal_officer') refuse('not-permitted', {});
  return { type: 'hold-placed', data: command };
}

/**
 * Only an officer releases, and never a batch of their own. What a test put on hold needs a later test
 * that passed: of any kind after a kit, of a laboratory after a laboratory or a recall. What is on hold because of a
 * batch that is in it is released there, and what is not named stays.
 * @param command.holds ids; all that are open when left out
 */
export function releaseHold(
  batch: Batch,
  command: { reason: string; holds?: readonly string[] | undefined },
  context: Context,
): BatchEvent {
  const { code } = batch;
  checkStands(batch);
  if (context.actor.role !== 'municipal_officer') refuse('not-permitted', {});
  checkNotOwn(batch, context);
  const own = batch.holds.filter(({ input }) => input === undefined);
  const holds =
    command.holds?.map(
      (id) => batch.holds.find((hold) => hold.id === id) ?? refuse('nothing-to-release', { code }),
    ) ?? (own.length > 0 ? own : batch.holds);
  if (holds.length === 0) refuse('nothing-to-release', { code });
  for (const hold of holds) {
    if (hold.input) refuse('held-by-input', { code, input: hold.input });
    const needed = testNeeded(batch, hold);
    if (needed) refuse('release-needs-test', { code, method: needed });
  }
  const { reason } = command;
  return { type: 'hold-released', data: { reason, holds: holds.map(({ id }) => id) } };
}

/** The kind of passed test that a hold still lacks. */
function testNeeded(batch: Batch, hold: Hold): 'any' | 'laboratory' | null {
  const needed = NEEDS[hold.cause];
  const source = batch.inspections.find(({ id }) => id === hold.id);
  if (needed === null || source?.voided) return null;
  // Of a recall that came back, when it was first placed: a pass that was only entered wrongly is still good.
  const { version = 0, at = hold.at } = batch.entries[hold.id] ?? {};
  const since = source ? { version: source.version, at: source.inspectedAt } : { version, at };
  return hasPassedSince(batch, since, needed) ? null : needed;
}

const NEEDS: Record<HoldCause, 'any' | 'laboratory' | null> = {
  manual: null,
  'pre-harvest-interval': null,
  'banned-substance': null,
  kit: 'any',
  laboratory: 'laboratory',
  recall: 'laboratory',
};
