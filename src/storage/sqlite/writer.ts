import type { Database } from 'better-sqlite3';
import { StorageDamaged, StorageUnavailable } from '../../app/ports.ts';
import { unavailable } from './errors.ts';

type Job = {
  work: () => unknown;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
};

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
 * flush to the disk for all. When a piece of it fails, all is undone, and each is tried in a transaction of its
 * own: a savepoint for each would cost every one of them, and hardly any fails.
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

  /** @throws what one of the jobs throws; then nothing of any has happened */
  function transaction(jobs: readonly Job[]): unknown[] {
    begin.run();
    try {
      const values = jobs.map(({ work }) => work());
      commit.run();
      return values;
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (sqlite.inTransaction) rollback.run();
      throw error;
    }
  }

  function settle(jobs: readonly Job[]): void {
    try {
      const values = transaction(jobs);
      jobs.forEach((job, index) => {
        job.resolve(values[index] as never);
      });
    } catch (thrown) {
      const error = unavailable(thrown);
      const isMachines = error instanceof StorageUnavailable && !(error instanceof StorageDamaged);
      if (jobs.length > 1 && !isMachines) {
        for (const job of jobs) settle([job]);
      } else if (thrown instanceof Undone) jobs[0]!.resolve(thrown.answer as never);
      else for (const job of jobs) job.reject(error);
    }
  }

  function flush() {
    const jobs = waiting;
    waiting = [];
    if (jobs.length > 0) settle(jobs);
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
