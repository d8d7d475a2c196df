import type { Database } from 'better-sqlite3';
import { StorageDamaged, StorageUnavailable } from '../../app/ports.ts';
import { accessWrites } from './access.ts';
import { bookWrites } from './append.ts';
import { drizzleOver, type SqliteDb } from './connection.ts';
import { unavailable } from './errors.ts';
import { registryWrites } from './registry.ts';
import { rollWrites } from './rolls.ts';

/** The same calls, carried out at once. */
export type Sync<Calls> = {
  [N in keyof Calls]: Calls[N] extends (...args: infer A) => Promise<infer R>
    ? (...args: A) => R
    : never;
};

const writesTo = (db: SqliteDb) => ({
  ...bookWrites(db),
  ...registryWrites(db),
  ...rollWrites(db),
  ...accessWrites(db),
});
type Writes = ReturnType<typeof writesTo>;

/** All calls of storage that write. */
export const WRITES = Object.keys({
  append: 0,
  changeRegistry: 0,
  addRoll: 0,
  voidRoll: 0,
  openSession: 0,
  seeSession: 0,
  closeSession: 0,
  closeSessionsOf: 0,
  addPass: 0,
  openSessionByPass: 0,
  revokePass: 0,
  addProgram: 0,
  seeProgram: 0,
  revokeProgram: 0,
  setSignInCount: 0,
  forgetAccess: 0,
} satisfies Record<keyof Writes, 0>) as (keyof Writes)[];

/** A piece of writing: which call, with what. Plain data, so that another thread can carry it out. */
export type Call = { name: keyof Writes; args: readonly unknown[] };

export type Writer = {
  /** Carries a call out, all of it or nothing, and answers when it is on the disk. */
  write(call: Call): Promise<unknown>;
  /** Writes what waits, takes no more, and closes the database. */
  end(): Promise<void>;
  waiting(): number;
};

/** Thrown by a piece of writing that wants what it has done undone, and then answers with this. */
export class Undone<T> {
  readonly answer: T;

  constructor(answer: T) {
    this.answer = answer;
  }
}

type Job = { call: Call; resolve: (value: unknown) => void; reject: (error: unknown) => void };

/**
 * The one writer. Work that arrives in the same turn of the event loop is committed together: one
 * flush to the disk for all. When a piece of it fails, all is undone, and each is tried in a transaction of its
 * own: a savepoint for each would cost every one of them, and hardly any fails.
 */
export function openWriter(sqlite: Database): Writer {
  let waiting: Job[] = [];
  let ended = false;
  const writes = writesTo(drizzleOver(sqlite)) as Record<
    string,
    (...args: readonly unknown[]) => unknown
  >;
  const begin = sqlite.prepare('BEGIN IMMEDIATE');
  const commit = sqlite.prepare('COMMIT');
  const rollback = sqlite.prepare('ROLLBACK');

  /** @throws what one of the jobs throws; then nothing of any has happened */
  function transaction(jobs: readonly Job[]): unknown[] {
    begin.run();
    try {
      const values = jobs.map(({ call }) => writes[call.name]!(...call.args));
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
        job.resolve(values[index]);
      });
    } catch (thrown) {
      const error = unavailable(thrown);
      const isMachines = error instanceof StorageUnavailable && !(error instanceof StorageDamaged);
      if (jobs.length > 1 && !isMachines) for (const job of jobs) settle([job]);
      else if (thrown instanceof Undone) jobs[0]!.resolve(thrown.answer);
      else for (const job of jobs) job.reject(error);
    }
  }

  function flush() {
    const jobs = waiting;
    waiting = [];
    if (jobs.length > 0) settle(jobs);
  }

  return {
    write: (call) =>
      new Promise((resolve, reject) => {
        if (ended) reject(new StorageUnavailable('closed'));
        else if (waiting.push({ call, resolve, reject }) === 1) setImmediate(flush);
      }),
    async end() {
      if (ended) return;
      ended = true;
      flush();
      sqlite.close();
    },
    waiting: () => waiting.length,
  };
}
