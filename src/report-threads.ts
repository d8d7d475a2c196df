import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { threadBeside } from './beside.ts';
import type { ReportTask } from './report-thread.ts';
import type { ReportMaker } from './reports/index.ts';
import type { StorageSettings } from './storage/open.ts';

/** What a report holds does not grow with the book; a thread that needs more is broken off, and not the server with it. */
const LIMITS = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 };
/** A server that makes no reports holds nothing for them. */
const IDLE_MS = 2_000;

/** Makes reports on a thread of their own. */
export function reportThreads(settings: StorageSettings, now: () => string): ReportMaker {
  const { url, execArgv } = threadBeside(import.meta.url, 'report-thread');
  const pool = new Piscina<ReportTask, void>({
    filename: fileURLToPath(url),
    execArgv,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    resourceLimits: LIMITS,
  });
  return {
    async make(job, file, progress) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => progress(data);
      try {
        const task = { settings, job, file, asOf: now(), progress: port2 as never };
        await pool.run(task, { transferList: [port2 as never] });
      } finally {
        port1.close();
      }
    },
    stop: () => pool.destroy(),
  };
}
