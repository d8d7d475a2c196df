import type { Database } from 'better-sqlite3';
import { unavailable } from './errors.ts';

type Job = {
  work: () => unknown;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
};
type Outcome = { value: unknown } | { error: unknown };

/** Runs a synchronous piece of writing, all or nothing, and answers when it is on the disk. */
export type Write = <T>(work: () => T) => Promise<T>;

/**
 * The one writer. Work that arrives in the same turn of the event loop is committed together: one
 * flush to the disk for all. Each piece has a savepoint of its own, so that one that fails takes no other along.
 */
export function openWriter(sqlite: Database): Write {
  let waiting: Job[] = [];
  const begin = sqlite.prepare('BEGIN IMMEDIATE');
  const commit = sqlite.prepare('COMMIT');
  const rollback = sqlite.prepare('ROLLBACK');
  const savepoint = sqlite.prepare('SAVEPOINT job');
  const release = sqlite.prepare('RELEASE job');
  const undo = sqlite.prepare('ROLLBACK TO job');

  function attempt(work: () => unknown): Outcome {
    savepoint.run();
    try {
      const value = work();
      release.run();
      return { value };
    } catch (error) {
      // A full disk makes SQLite roll back the whole transaction: then nobody's work stands.
      if (!sqlite.inTransaction) throw error;
      undo.run();
      release.run();
      return { error };
    }
  }

  function flush() {
    const jobs = waiting;
    waiting = [];
    let outcomes: Outcome[];
    try {
      begin.run();
      outcomes = jobs.map(({ work }) => attempt(work));
      commit.run();
    } catch (error) {
      if (sqlite.inTransaction) rollback.run();
      for (const job of jobs) job.reject(unavailable(error));
      return;
    }
    jobs.forEach((job, index) => {
      const outcome = outcomes[index]!;
      if ('value' in outcome) job.resolve(outcome.value as never);
      else job.reject(unavailable(outcome.error));
    });
  }

  return (work) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ work, resolve, reject }) === 1) setImmediate(flush);
    });
}
