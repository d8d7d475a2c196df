import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { threadBeside } from '../beside.ts';
import { TablesBusy, UnreadableTable } from './errors.ts';
import type { Table, TableFormat } from './table.ts';
import type { Done, Job } from './worker.ts';
import type { Sheet } from './write.ts';

export { TablesBusy, UnreadableTable } from './errors.ts';

const IDLE_MS = 30_000;
/** Files that may wait for the thread; each may have ten megabytes. */
const MOST_WAITING = 8;
/** No honest file takes nearly as long. */
const PATIENCE_MS = 30_000;
const MOST_MEGABYTES = 768;

export interface Tables {
  /** @throws UnreadableTable, TablesBusy */
  read(bytes: Uint8Array, format: TableFormat): Promise<Table>;
  /** @throws TablesBusy */
  write(sheet: Sheet, format: TableFormat): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Files are read and written on a thread of their own: the server goes on answering, whatever they hold. */
export function openTables(): Tables {
  const { url, execArgv } = threadBeside(import.meta.url, 'worker');
  const pool = new Piscina<Job, Done>({
    filename: fileURLToPath(url),
    execArgv,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  let last: Promise<unknown> = Promise.resolve();
  let underWay = 0;
  /** One after the other, so that the time that a file waits is not counted against it. */
  async function run(job: Job): Promise<Done> {
    if (underWay > MOST_WAITING) throw new TablesBusy();
    underWay++;
    const mine = last.then(() => pool.run(job, { signal: AbortSignal.timeout(PATIENCE_MS) }));
    last = mine.catch(() => {});
    try {
      return await mine;
    } finally {
      underWay--;
    }
  }
  return {
    async read(bytes, format) {
      const done = await run({ kind: 'read', format, bytes }).catch((error: unknown) => {
        if (error instanceof TablesBusy) throw error;
        // The thread ran out of memory or time over it.
        throw new UnreadableTable(format === 'csv' ? 'encoding' : 'spreadsheet');
      });
      if ('unreadable' in done) throw new UnreadableTable(done.unreadable);
      if ('table' in done) return done.table;
      throw new Error('a table was asked for');
    },
    async write(sheet, format) {
      const done = await run({ kind: 'write', format, sheet });
      if ('bytes' in done) return done.bytes;
      throw new Error('a file was asked for');
    },
    async close() {
      await last;
      await pool.close();
    },
  };
}
