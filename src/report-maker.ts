import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { ReportJob, Storage } from './app/ports.ts';
import { reportOf } from './app/report.ts';
import { renderReport } from './documents/report/report.ts';
import { lineSheet, reportSheets } from './documents/report/sheets.ts';
import { writeWorkbook } from './tables/workbook.ts';
import { writeCsv } from './tables/write.ts';

/**
 * Makes a report and writes it to a file as it goes, all of it from one snapshot of the book.
 * @param progress told how far it is, from 0 to 1: one half for the sums, one for the lines
 */
export async function makeReport(
  storage: Pick<Storage, 'snapshot'>,
  { subject, format }: Pick<ReportJob, 'subject' | 'format'>,
  file: string,
  progress: (done: number) => void = () => {},
  asOf: string = new Date().toISOString(),
): Promise<void> {
  const out = createWriteStream(file);
  const opened = once(out, 'open');
  await opened;
  await storage.snapshot(async (source) => {
    const { view, lines } = await reportOf(source, subject, asOf, (done) => progress(done / 2));
    const read = () => lines((done) => progress(0.5 + done / 2));
    if (format === 'pdf') return renderReport(view, read, out);
    const sheet = lineSheet(view, read());
    if (format === 'csv') return writeCsv(out, sheet);
    const { before, after } = reportSheets(view);
    return writeWorkbook(out, before, sheet, after);
  });
  out.end();
  await once(out, 'close');
}
