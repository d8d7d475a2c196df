import type { Appended, CommandRecord } from '../app/ports.ts';
import type { SealedEvent } from '../domain/batch/events.ts';
import type { HarvestLike } from '../domain/batch/harvest.ts';
import { type Batch, evolve } from '../domain/batch/state.ts';
import { project } from './projections.ts';
import type { BookRows } from './rows.ts';

/** Answers, refuses or writes. A refusal has written nothing; what an error leaves is the engine's to undo. */
export function append(
  rows: BookRows,
  events: readonly SealedEvent[],
  expectedVersions: ReadonlyMap<string, number>,
  command: CommandRecord,
  unless: HarvestLike | null = null,
): Appended {
  const { municipalityId } = command;
  const answered = rows.command(municipalityId, command.key);
  if (answered) return { kind: 'answered', command: answered };

  const known = new Map<string, { state: Batch | null; first: number | null }>();
  for (const [code, expected] of expectedVersions) {
    const row = rows.batch(code);
    const own = row?.municipalityId === municipalityId ? row.state : null;
    if ((row !== null && own === null) || (own?.version ?? 0) !== expected) {
      return { kind: 'conflict' };
    }
    known.set(code, { state: own, first: row?.position ?? null });
  }

  const alike = unless && rows.harvestLike(municipalityId, unless);
  if (alike) return { kind: 'alike', code: alike };

  for (const event of events) {
    const batch = known.get(event.batch);
    if (batch === undefined) throw new Error(`no expected version for ${event.batch}`);
    const position = rows.addEvent(event);
    const first = batch.first ?? position;
    const after = evolve(batch.state, event);
    const step = { event, position, first, before: batch.state, after };
    for (const change of project(step, rows)) rows.apply(change);
    known.set(event.batch, { state: after, first });
  }
  rows.addCommand(command);
  return { kind: 'appended' };
}

/** An event as both engines keep it: JSON as text, so that a damaged row can be named. */
export const eventRow = ({ data, actor, ...event }: SealedEvent) => ({
  ...event,
  data: JSON.stringify(data),
  actor: JSON.stringify(actor),
});
