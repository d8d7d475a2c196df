import type { Database } from 'better-sqlite3';
import { StorageUnavailable } from '../../app/ports.ts';
import { unavailable } from './errors.ts';

type Job = {
  work: () => unknown;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
};
type Outcome = { value: unknown } | { error: unknown };

/** Runs a synchronous piece of writing, all or nothing, and answers when it is on the disk. */
export type Write = <T>(work: () => T) => Promise<T>;

/** Thrown by a piece of writing that wants what it has done undone, and then answers with this. */
export class Undone<T> {
  readonly answer: T;

  constructor(answer: T) {
    this.answer = answer;
  }
}

/**
 * The one writer. Work that arrives in the same turn of the event loop is committed together: one
 * flush to the disk for all. Each piece has a savepoint of its own, so that one that fails takes no other along.
 */
export function openWriter(sqlite: Database): {
  write: Write;
  end: () => void;
  waiting: () => number;
} {
  let waiting: Job[] = [];
  let ended = false;
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
      return error instanceof Undone ? { value: error.answer } : { error };
    }
  }

  function flush() {
    const jobs = waiting;
    waiting = [];
    if (jobs.length === 0) return;
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

  return {
    write: (work) =>
      new Promise((resolve, reject) => {
        if (ended) reject(new StorageUnavailable('closed'));
        else if (waiting.push({ work, resolve, reject }) === 1) setImmediate(flush);
      }),
    /** Writes what waits, and takes no more. */
    end() {
      ended = true;
      flush();
    },
    waiting: () => waiting.length,
  };
}
