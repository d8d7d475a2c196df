import pg, { type Pool, type PoolClient } from 'pg';
import { StorageUnavailable } from '../../app/ports.ts';
import { unavailable } from './errors.ts';
import { likesOf } from './harvests-like.ts';
import { isNew, load, type Needs } from './load.ts';
import { GroupRows } from './rows.ts';
import { store, storeRegistry } from './store.ts';

type Job = Command<unknown> & {
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
};
type Outcome = { value: unknown } | { error: unknown };

/** What reads its rows, decides, and changes them; all or nothing. */
type Command<T> = {
  needs: Needs;
  decide: (rows: GroupRows) => T;
  /** Whether a value means that nothing may stay. */
  isRefused: (value: T) => boolean;
};
export type Write = <T>(command: Command<T>) => Promise<T>;

/** Events in one transaction, about: bounds its statements, and how long others wait. */
const GROUP = 500;

const UNIQUE_VIOLATION = '23505';

/**
 * The one writer of this server. What arrives while a transaction is under way goes together in the
 * next. Whoever takes positions keeps the log's row locked until they are committed: of several servers one
 * writes at a time, and positions are in the order of the commits.
 */
export function openWriter(pool: Pool): {
  write: Write;
  end: () => Promise<void>;
  waiting: () => number;
} {
  let waiting: Job[] = [];
  let running: Promise<void> | null = null;
  let ended = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const jobs = nextGroup(waiting);
      waiting = waiting.slice(jobs.length);
      await commitTogether(pool, jobs);
    }
    running = null;
  }

  return {
    write: (command) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(new StorageUnavailable('closed'));
        waiting.push({ ...command, resolve, reject } as Job);
        // Not at once: what else this turn of the event loop asks for comes along.
        running ??= new Promise<void>((turn) => setImmediate(turn)).then(run);
      }),
    /** Writes what waits, and takes no more. */
    async end() {
      ended = true;
      await running;
    },
    waiting: () => waiting.length,
  };
}

function nextGroup(waiting: readonly Job[]): Job[] {
  let size = 0;
  const end = waiting.findIndex(({ needs }, index) => {
    size += 1 + needs.events.length + needs.changes.length;
    return index > 0 && size > GROUP;
  });
  return end === -1 ? [...waiting] : waiting.slice(0, end);
}

async function commitTogether(pool: Pool, jobs: Job[]): Promise<void> {
  let outcomes: Outcome[];
  try {
    outcomes = await carryOut(pool, jobs);
  } catch (thrown) {
    const error = unavailable(thrown);
    // Something that one of them holds cannot be written; the others are not to suffer for it.
    if (jobs.length > 1 && !(error instanceof StorageUnavailable)) {
      for (const job of jobs) await commitTogether(pool, [job]);
    } else for (const job of jobs) job.reject(error);
    return;
  }
  jobs.forEach((job, index) => {
    const outcome = outcomes[index]!;
    if ('value' in outcome) job.resolve(outcome.value as never);
    else job.reject(unavailable(outcome.error));
  });
}

async function carryOut(pool: Pool, jobs: Job[]): Promise<Outcome[]> {
  const client = await pool.connect();
  try {
    const outcomes = (await quickly(client, jobs)) ?? (await underLock(client, jobs));
    client.release();
    return outcomes;
  } catch (error) {
    // Closed, not kept: the server then undoes what was begun, whatever state the connection is in.
    client.release(true);
    throw error;
  }
}

/**
 * All of it in one statement, which is a transaction of its own: hardly ever is the log elsewhere than where it was
 * read, or a code, a command or a harvest that must not be there already.
 * @returns null when it was, or when it is the registry that changes; nothing has happened then
 */
async function quickly(client: PoolClient, jobs: Job[]): Promise<Outcome[] | null> {
  const needs = jobs.map((job) => job.needs);
  if (needs.some(({ changes }) => changes.length > 0)) return null;
  const allNew = needs.every(isNew);
  const rows = allNew ? new GroupRows(null) : await load(client, needs);
  const outcomes = decide(rows, jobs);
  try {
    const unless = allNew ? likesOf(needs) : [];
    return (await store(client, rows, allNew, unless)) ? outcomes : null;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION) return null;
    throw error;
  }
}

/** Nobody else writes meanwhile. */
async function underLock(client: PoolClient, jobs: Job[]): Promise<Outcome[]> {
  await client.query('BEGIN; SELECT position FROM log FOR UPDATE');
  const rows = await load(
    client,
    jobs.map(({ needs }) => needs),
  );
  const outcomes = decide(rows, jobs);
  await storeRegistry(client, rows.registry);
  if (!(await store(client, rows))) throw new StorageUnavailable('the log moved under its lock');
  await client.query('COMMIT');
  return outcomes;
}

const decide = (rows: GroupRows, jobs: Job[]): Outcome[] =>
  jobs.map((job) => {
    try {
      return { value: rows.attempt(job.decide, job.isRefused) };
    } catch (error) {
      return { error };
    }
  });
