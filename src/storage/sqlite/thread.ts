import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { StorageDamaged, StorageUnavailable } from '../../app/ports.ts';
import { threadBeside } from '../../beside.ts';
import type { Call, Writer } from './writer.ts';

/** The thread begins with so many calls while what else this turn of the event loop asks for is being decided. */
const AT_ONCE = 4;
/** What a commit needs is soon done with: swept up sooner, a busy server stays 25 MB smaller, and is not slower. */
const LIMITS = { maxYoungGenerationSizeMb: 4 };

/** Calls, in the order in which they are to be carried out. */
export type Asked = { id: number; call: Call }[];
export type Answered = ({ id: number } & ({ value: unknown } | { error: Fault }))[];
/** An error, as it goes from one thread to another. */
type Fault = { kind: 'unavailable' | 'damaged' | 'other'; message: string };

/**
 * The writer on a thread of its own, with a connection of its own: what waits for the disk, or for another
 * process that has the file locked, keeps nobody else waiting. Brings the tables up to date first.
 * @throws StorageUnavailable, which names the file and says what is wrong with it
 */
export async function openWriterThread(file: string): Promise<Writer> {
  const { url, execArgv } = threadBeside(import.meta.url, 'writer-thread');
  const thread = new Worker(url, { workerData: file, execArgv, resourceLimits: LIMITS });
  const [opened] = (await once(thread, 'message')) as [{ error?: Fault }];
  if (opened.error) throw errorOf(opened.error);

  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let asked: Asked = [];
  let last = 0;
  let ended: Promise<unknown> | null = null;
  thread.on('message', (answers: Answered) => {
    for (const answer of answers) {
      const job = pending.get(answer.id);
      pending.delete(answer.id);
      if ('error' in answer) job?.reject(errorOf(answer.error));
      else job?.resolve(answer.value);
    }
  });
  const post = () => {
    if (asked.length > 0) thread.postMessage(asked);
    asked = [];
  };

  return {
    write: (call) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(new StorageUnavailable('closed'));
        pending.set(++last, { resolve, reject });
        const waiting = asked.push({ id: last, call });
        if (waiting === AT_ONCE) post();
        else if (waiting === 1) setImmediate(post);
      }),
    async end() {
      post();
      ended ??= once(thread, 'exit');
      thread.postMessage(null);
      await ended;
    },
    waiting: () => pending.size,
  };
}

export function faultOf(error: unknown): Fault {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof StorageDamaged) return { kind: 'damaged', message };
  return { kind: error instanceof StorageUnavailable ? 'unavailable' : 'other', message };
}

function errorOf({ kind, message }: Fault): Error {
  if (kind === 'damaged') return new StorageDamaged(message);
  return kind === 'unavailable' ? new StorageUnavailable(message) : new Error(message);
}
