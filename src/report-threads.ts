import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { threadBeside } from './beside.ts';
import type { ReportMaker } from './reports/index.ts';
import type { StorageSettings } from './storage/open.ts';

/** A thread that needs more is broken off, and not the server with it. */
const MOST_MEGABYTES = 512;

/** Makes each report on a thread of its own, which ends with it: a server that makes none holds nothing for it. */
export function reportThreads(settings: StorageSettings, now: () => string): ReportMaker {
  const { url, execArgv } = threadBeside(import.meta.url, 'report-thread');
  const running = new Set<Worker>();
  return {
    async make(job, file, progress) {
      const worker = new Worker(url, {
        execArgv,
        workerData: { settings, job, file, asOf: now() },
        resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
      });
      running.add(worker);
      worker.on('message', progress);
      try {
        const [code] = (await once(worker, 'exit')) as [number];
        if (code !== 0) throw new Error(`the report's thread ended with ${code}`);
      } finally {
        running.delete(worker);
      }
    },
    async stop() {
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}
