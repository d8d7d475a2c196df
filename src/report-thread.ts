import { parentPort, workerData } from 'node:worker_threads';
import type { ReportJob } from './app/ports.ts';
import { makeReport } from './report-maker.ts';
import { openReader, type StorageSettings } from './storage/open.ts';

/** A thread that makes one report, with a connection of its own: whatever it takes, the server goes on answering. */
const { settings, job, file, asOf } = workerData as {
  settings: StorageSettings;
  job: ReportJob;
  file: string;
  asOf: string;
};
const storage = await openReader(settings);
try {
  await makeReport(storage, job, file, (progress) => parentPort?.postMessage(progress), asOf);
} finally {
  await storage.close();
}
