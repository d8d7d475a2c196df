import { z } from 'zod';

type Facts = Record<string, string | number>;

/** What can be wrong with a file, a row or a cell. */
const ISSUES = {
  'column-missing': ['ไม่มีคอลัมน์ {name}', 'There is no column {name}.'],
  'column-unknown': ['ไม่รู้จักคอลัมน์ {name}', 'The column {name} is not known.'],
  'column-repeated': ['มีคอลัมน์ {name} มากกว่าหนึ่ง', 'The column {name} is there more than once.'],
  required: ['ต้องกรอก', 'Must be filled in.'],
  'too-long': ['ยาวเกิน {most} ตัวอักษร', 'Is longer than {most} characters.'],
  'not-a-number': ['ไม่ใช่ตัวเลข', 'Is not a number.'],
  'out-of-range': ['ตัวเลขอยู่นอกช่วงที่รับได้', 'The number is out of range.'],
  'not-a-date': [
    'ไม่ใช่วันที่ เขียนเช่น 21/11/2569 หรือ 2026-11-21',
    'Is not a date; write 21/11/2569 or 2026-11-21.',
  ],
  'not-a-phone': ['ไม่ใช่หมายเลขโทรศัพท์', 'Is not a phone number.'],
  'not-a-pin': ['PIN ต้องเป็นตัวเลขหกหลัก', 'A PIN has six digits.'],
  'not-yes-or-no': ['ต้องเป็น ใช่ หรือ ไม่ใช่', 'Must be yes or no.'],
  'choice-unknown': ['ต้องเป็นหนึ่งใน {choices}', 'Must be one of {choices}.'],
  'not-units': ['เขียนเช่น กำ=300; ถุง=500 (กรัม)', 'Write bundle=300; bag=500 (grams).'],
  'not-roles': [
    'เขียนเช่น network_lead@ชื่อเครือข่าย; auditor',
    'Write network_lead@name of the network; auditor.',
  ],
  formula: ['ขึ้นต้นด้วย = + - หรือ @ ไม่ได้', 'Must not begin with =, +, - or @.'],
  malformed: ['รูปแบบไม่ถูกต้อง', 'Is not in the right form.'],
  'reference-unknown': ['ไม่พบ {name}', 'There is no {name}.'],
  'reference-not-in-use': ['{name} เลิกใช้แล้ว', '{name} is no longer in use.'],
  'reference-ambiguous': [
    '{name} มี {count} รายการ ให้ใช้ ชื่อ@ต้นสังกัด หรือ id',
    'There are {count} called {name}; write name@parent, or the id.',
  ],
  'entry-unknown': ['ไม่มีรายการที่มี id นี้', 'There is no entry with this id.'],
  'entry-ambiguous': ['มีหลายรายการที่ตรงกัน ให้ใส่คอลัมน์ id', 'Several entries match; add a column id.'],
  'row-repeated': ['ซ้ำกับบรรทัด {line}', 'Is the same as line {line}.'],
  'phone-taken': ['หมายเลขโทรศัพท์นี้เป็นของผู้ใช้อื่นแล้ว', 'This phone number is another user’s.'],
  'too-many-pins': ['ตั้ง PIN ได้ไม่เกิน {most} คนต่อไฟล์', 'A file may set {most} PINs at the most.'],
  'certificate-holder': [
    'ใบรับรองเป็นของเกษตรกรหรือเครือข่าย อย่างใดอย่างหนึ่ง',
    'A certificate is a farmer’s or a network’s, one of the two.',
  ],
  'certificate-term': ['วันหมดอายุอยู่ก่อนวันออกใบรับรอง', 'The certificate ends before it begins.'],
  'usual-range': ['ค่าต่ำสุดมากกว่าค่าสูงสุด', 'The least is more than the most.'],
  'role-place': ['บทบาทนี้ใช้กับสถานที่ประเภทนี้ไม่ได้', 'This role is not for a place of this kind.'],
} as const satisfies Record<string, readonly [th: string, en: string]>;

export type IssueCode = keyof typeof ISSUES;

const importIssue = z
  .object({
    line: z.int().meta({ description: 'Line of the file, or row of the sheet; from 1.' }),
    column: z.string().nullable().meta({ description: 'Heading of the column, as in the file.' }),
    code: z.enum(Object.keys(ISSUES) as [IssueCode, ...IssueCode[]]),
    th: z.string(),
    en: z.string(),
  })
  .meta({ id: 'ImportIssue', description: 'What is wrong, where, in Thai and in English.' });
export type ImportIssue = z.output<typeof importIssue>;

export function issueOf(
  line: number,
  column: string | null,
  code: IssueCode,
  facts: Facts = {},
): ImportIssue {
  const [th, en] = ISSUES[code].map((text) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name]).slice(0, 200)),
  ) as [string, string];
  return { line, column, code, th, en };
}

const count = (description: string) => z.int().min(0).meta({ description });

export const importReport = z
  .object({
    dryRun: z.boolean(),
    format: z.enum(['csv', 'xlsx']),
    encoding: z
      .enum(['utf-8', 'utf-16', 'windows-874'])
      .nullable()
      .meta({ description: 'How a CSV file was read; null for a spreadsheet.' }),
    rows: count('Rows with entries.'),
    examples: count('Rows marked ตัวอย่าง in the column หมายเหตุ; they are left out.'),
    created: count('New entries.'),
    updated: count('Entries that change.'),
    unchanged: count('Entries that are as the file says already.'),
    wrong: count('Rows that something is wrong with.'),
    issues: z
      .array(importIssue)
      .meta({ description: 'All that is wrong; beyond 20,000, the first of each row.' }),
    headings: z.array(z.string()).meta({ description: 'Of a dry run, the headings of the file.' }),
    wrongRows: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })).meta({
      description: 'Of a dry run, the first 200 rows that something is wrong with, as in the file.',
    }),
  })
  .meta({ id: 'ImportReport', description: 'What an import did, or would do.' });
export type ImportReport = z.output<typeof importReport>;
