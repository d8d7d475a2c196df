import { and, eq } from 'drizzle-orm';
import type { Appended, Book, CommandRecord } from '../../app/ports.ts';
import type { SealedEvent } from '../../domain/batch/events.ts';
import { type Batch, evolve } from '../../domain/batch/state.ts';
import type { SqliteDb } from './open.ts';
import { project } from './projections.ts';
import * as t from './schema.ts';
import type { Write } from './writer.ts';

export function sqliteBook(db: SqliteDb, write: Write): Book {
  return {
    append: (events, expectedVersions, command) =>
      write(() => append(db, events, expectedVersions, command)),
    command: async (municipalityId, key) => commandRecord(db, municipalityId, key),
  };
}

export function commandRecord(db: SqliteDb, municipalityId: string, key: string) {
  return (
    db
      .select()
      .from(t.commands)
      .where(and(eq(t.commands.municipalityId, municipalityId), eq(t.commands.key, key)))
      .get() ?? null
  );
}

function append(
  db: SqliteDb,
  events: readonly SealedEvent[],
  expectedVersions: ReadonlyMap<string, number>,
  command: CommandRecord,
): Appended {
  const { municipalityId } = command;
  const answered = commandRecord(db, municipalityId, command.key);
  if (answered) return { kind: 'answered', command: answered };

  const known = new Map<string, Batch | null>();
  for (const [code, expected] of expectedVersions) {
    const row = db
      .select({ municipalityId: t.batches.municipalityId, state: t.batches.state })
      .from(t.batches)
      .where(eq(t.batches.code, code))
      .get();
    const own = row?.municipalityId === municipalityId ? row.state : null;
    if ((row !== undefined && own === null) || (own?.version ?? 0) !== expected) {
      return { kind: 'conflict' };
    }
    known.set(code, own);
  }

  for (const event of events) {
    const before = known.get(event.batch);
    if (before === undefined) throw new Error(`no expected version for ${event.batch}`);
    const { lastInsertRowid } = db.insert(t.events).values(toRow(event)).run();
    const after = evolve(before, event);
    project(db, { event, position: Number(lastInsertRowid), before, after });
    known.set(event.batch, after);
  }
  db.insert(t.commands).values(command).run();
  return { kind: 'appended' };
}

const toRow = ({ data, actor, ...event }: SealedEvent) => ({
  ...event,
  data: JSON.stringify(data),
  actor: JSON.stringify(actor),
});
