import { IMPORT_KINDS, templateOf } from '../../app/import/columns.ts';
import { kindName } from '../../wire/registry.ts';
import type { OperationExample } from './examples.ts';

/** `importNetworks`, `readNetworkTemplateCSV` and `readNetworkTemplateXLSX`. */
export function importExample(operationId: string): OperationExample | undefined {
  const [, imported, shown, format] =
    /^(?:import([A-Z]\w+)s|read([A-Z]\w+)Template(CSV|XLSX))$/.exec(operationId) ?? [];
  const kind = IMPORT_KINDS.find((known) => kindName(known) === (imported ?? shown));
  if (!kind) return undefined;
  const template = templateOf(kind)
    .map((row) => `${row.join(',')}\r\n`)
    .join('');
  if (imported) {
    return {
      request: template,
      answer: {
        description: 'What the import did, or in a dry run would do.',
        example: REPORT,
      },
    };
  }
  const isCsv = format === 'CSV';
  return {
    answer: {
      description: 'The template.',
      type: isCsv ? 'text/csv' : XLSX,
      example: isCsv ? template : 'PK…',
    },
  };
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const REPORT = {
  dryRun: true,
  format: 'csv',
  encoding: 'windows-874',
  rows: 24,
  examples: 1,
  created: 20,
  updated: 2,
  unchanged: 1,
  wrong: 1,
  issues: [
    {
      line: 7,
      column: 'โทรศัพท์',
      code: 'not-a-phone',
      th: 'ไม่ใช่หมายเลขโทรศัพท์',
      en: 'Is not a phone number.',
    },
  ],
  headings: ['เครือข่าย', 'ชื่อ', 'โทรศัพท์'],
  wrongRows: [{ line: 7, cells: ['กลุ่มตัวอย่าง ต.แม่กรณ์', 'เกษตรกรตัวอย่าง', '0812'] }],
};
