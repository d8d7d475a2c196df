import type { MessagePort } from 'node:worker_threads';
import type { ReportJob } from './app/ports.ts';
import { makeReport } from './report-maker.ts';
import { openReader, type StorageSettings } from './storage/open.ts';

/** A report to be made. It goes from one thread to another. */
export type ReportTask = {
  settings: StorageSettings;
  job: ReportJob;
  file: string;
  asOf: string;
  /** Told how far it is, from 0 to 1. */
  progress: MessagePort;
};

/** Makes one report, with a connection of its own: whatever it takes, the server goes on answering. */
export default async function work({ settings, job, file, asOf, progress }: ReportTask) {
  const storage = await openReader(settings);
  try {
    let told = 0;
    await makeReport(
      storage,
      job,
      file,
      (done) => {
        // One in a hundred is enough, and thousands of messages are not.
        if (done - told < 0.01) return;
        told = done;
        progress.postMessage(done);
      },
      asOf,
    );
  } finally {
    progress.close();
    await storage.close();
  }
}
