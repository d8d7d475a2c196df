import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type ReportJob, type Reports, StorageUnavailable } from '../app/ports.ts';
import { REPORT_KEPT_DAYS } from '../domain/report/kept.ts';

export interface ReportMaker {
  /** Writes the file of a report. @param progress told how far it is, from 0 to 1 */
  make(job: ReportJob, file: string, progress: (done: number) => void): Promise<void>;
  /** Breaks off what is being made. */
  stop?(): Promise<void>;
}

type Watching = {
  now?: () => number;
  /** Told why a report could not be made. */
  failed?: (error: unknown) => void;
};

export interface ReportDesk extends Reports {
  /** Nothing is waiting or being made here. */
  idle(): Promise<void>;
  /** Leaves what is not done to whoever opens the folder next. */
  close(): Promise<void>;
}

type Owner = { host: string; pid: number; desk: string };
type Kept = ReportJob & { owner: Owner | null; aliveAt: number };

const DAY_MS = 86_400_000;
const MOST_ATTEMPTS = 3;
/** What says nothing for so long is nobody's any more. */
const SILENT_MS = 60_000;
const TELL_MS = 500;
/** Those of this process: after a restart another may have the same number. */
const desks = new Set<string>();

/**
 * Reports as files of a folder: for each what was asked for and how far it is, and beside it the report. Several
 * servers may share one. They are made one after the other; what a server that ended has left is begun again.
 * @param folder made when the first report is asked for
 */
export function openReports(
  folder: string,
  { make, stop }: ReportMaker,
  { now = Date.now, failed = () => {} }: Watching = {},
): ReportDesk {
  const me: Owner = { host: hostname(), pid: process.pid, desk: randomUUID() };
  desks.add(me.desk);
  const folderOf = ({ municipalityId, id }: { municipalityId: string; id: string }) =>
    join(folder, municipalityId, id);
  const keyOf = (job: ReportJob) => ({ municipalityId: job.subject.municipalityId, id: job.id });
  const mine = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();
  let closing = false;

  async function find(municipalityId: string, id: string): Promise<Kept | null> {
    const file = join(folderOf({ municipalityId, id }), 'job.json');
    const text = await readFile(file, 'utf8').catch(missing);
    return text === null ? null : (JSON.parse(text) as Kept);
  }

  /** Whole, or as it was before. */
  async function keep(job: Kept): Promise<void> {
    const file = join(folderOf(keyOf(job)), 'job.json');
    const unfinished = `${file}.${process.pid}`;
    await writeFile(unfinished, JSON.stringify(job));
    await rename(unfinished, file);
  }

  async function idsOf(municipalityId: string): Promise<string[]> {
    return (await readdir(join(folder, municipalityId)).catch(missing)) ?? [];
  }

  /** Takes the next attempt at a report; null when another server has taken it, or there have been enough. */
  async function take(job: Kept): Promise<Kept | null> {
    const attempt = join(folderOf(keyOf(job)), `attempt-${job.attempts + 1}`);
    const taken = await mkdir(attempt).then(
      () => true,
      () => false,
    );
    if (!taken) return null;
    const next: Kept = {
      ...job,
      attempts: job.attempts + 1,
      status: job.attempts < MOST_ATTEMPTS ? 'making' : 'failed',
      progress: 0,
      owner: me,
      aliveAt: now(),
    };
    await keep(next);
    return next.status === 'failed' ? null : next;
  }

  async function carryOut(municipalityId: string, id: string): Promise<void> {
    const known = await find(municipalityId, id);
    // Since it was put into the row here, another server may have begun it.
    if (closing || !known || !(isAsked(known) || isAbandoned(known))) return;
    const job = await take(known);
    if (!job) return;
    let told = 0;
    let telling: Promise<unknown> = Promise.resolve();
    const tell = (progress: number) => {
      if (now() - told < TELL_MS) return;
      told = now();
      telling = telling.then(() => keep({ ...job, progress, aliveAt: told })).catch(() => {});
    };
    const file = join(folderOf(keyOf(job)), 'report');
    try {
      await make(job, `${file}.unfinished`, tell);
      await rename(`${file}.unfinished`, file);
      const { size } = await stat(file);
      await telling;
      const doneAt = new Date(now()).toISOString();
      await keep({ ...job, status: 'done', progress: 1, doneAt, bytes: size, owner: null });
    } catch (error) {
      await telling;
      if (!closing) failed(error);
      await rm(`${file}.unfinished`, { force: true });
      // One that was broken off by the server's end has not failed.
      const again = closing || job.attempts < MOST_ATTEMPTS;
      const attempts = closing ? job.attempts - 1 : job.attempts;
      if (closing)
        await rm(join(folderOf(keyOf(job)), `attempt-${job.attempts}`), { recursive: true });
      await keep({ ...job, attempts, status: again ? 'waiting' : 'failed', owner: null });
      if (again && !closing) enqueue(municipalityId, id);
    }
  }

  function enqueue(municipalityId: string, id: string): void {
    const key = `${municipalityId}/${id}`;
    if (mine.has(key)) return;
    mine.add(key);
    last = last
      .then(() => {
        mine.delete(key);
        return carryOut(municipalityId, id);
      })
      .catch(() => {});
  }

  function isGone(owner: Owner | null): boolean {
    if (owner === null) return true;
    if (owner.host !== me.host) return false;
    return owner.pid === me.pid ? !desks.has(owner.desk) : !isAlive(owner.pid);
  }

  const isAsked = ({ status, owner }: Kept): boolean =>
    status === 'waiting' && owner?.desk === me.desk;

  /** Two servers may find the same: only one of them gets the attempt. */
  const isAbandoned = ({ status, owner, aliveAt }: Kept): boolean =>
    (status === 'waiting' || status === 'making') &&
    (isGone(owner) || (owner?.desk !== me.desk && now() - aliveAt > SILENT_MS));

  /** Begins again what nobody is making any more, and throws away what is old. */
  async function sweep(): Promise<void> {
    for (const municipalityId of (await readdir(folder).catch(missing)) ?? []) {
      for (const id of await idsOf(municipalityId)) {
        const job = await find(municipalityId, id).catch(() => null);
        if (!job) continue;
        if (now() - Date.parse(job.askedAt) > REPORT_KEPT_DAYS * DAY_MS) {
          await rm(folderOf({ municipalityId, id }), { recursive: true, force: true });
        } else if (isAbandoned(job)) enqueue(municipalityId, id);
      }
    }
  }
  const sweeping = setInterval(() => void sweep().catch(() => {}), SILENT_MS / 2);
  sweeping.unref();
  const begun: Promise<unknown> = sweep().catch(() => {});

  return {
    async add(job) {
      const key = keyOf(job);
      await available(mkdir(folderOf(key), { recursive: true }));
      await available(keep({ ...job, owner: me, aliveAt: now() }));
      enqueue(key.municipalityId, key.id);
    },
    find: (municipalityId, id) => available(find(municipalityId, id)),
    async list(municipalityId, userId) {
      const ids = await available(idsOf(municipalityId));
      const jobs = await Promise.all(ids.map((id) => find(municipalityId, id).catch(() => null)));
      return jobs
        .filter((job): job is Kept => job?.userId === userId)
        .sort((a, b) => (a.askedAt < b.askedAt ? 1 : -1));
    },
    async read(municipalityId, id) {
      const file = join(folderOf({ municipalityId, id }), 'report');
      await available(stat(file));
      return createReadStream(file);
    },
    async idle() {
      await begun;
      for (let seen: unknown = null; seen !== last; ) {
        seen = last;
        await last;
      }
    },
    async close() {
      closing = true;
      clearInterval(sweeping);
      await stop?.();
      await begun;
      await last;
      desks.delete(me.desk);
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process lives too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}

const available = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause) => {
    throw new StorageUnavailable('reports', { cause });
  });
