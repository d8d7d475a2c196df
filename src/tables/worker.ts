import { readCsv } from './csv.ts';
import { UnreadableTable } from './errors.ts';
import type { Table, TableFormat } from './table.ts';
import { type Sheet, writeTable } from './write.ts';
import { readXlsx } from './xlsx.ts';

export type Job =
  | { kind: 'read'; format: TableFormat; bytes: Uint8Array }
  | { kind: 'write'; format: TableFormat; sheet: Sheet };

/** Errors lose their class between threads, so a refusal travels as data. */
export type Done =
  | { table: Table }
  | { bytes: Uint8Array }
  | { unreadable: UnreadableTable['reason'] };

export default async function work(job: Job): Promise<Done> {
  if (job.kind === 'write') return { bytes: await writeTable(job.sheet, job.format) };
  try {
    const table = job.format === 'csv' ? readCsv(job.bytes) : await readXlsx(job.bytes);
    return { table };
  } catch (error) {
    if (error instanceof UnreadableTable) return { unreadable: error.reason };
    throw error;
  }
}
