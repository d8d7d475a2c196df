import { z } from 'zod';
import { PERIODS } from '../domain/periods.ts';
import { REPORT_KINDS } from '../domain/report/figures.ts';
import { day, id, instant, names } from './common.ts';

const REPORT_FORMATS = ['pdf', 'xlsx', 'csv'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Ten fiscal years: as long as the trail is kept. */
const MOST_YEARS = 10;
const yearOf = (typed: string) => Number(typed.slice(0, 4));
/** Years of the Buddhist era are later than these. */
const reportDay = day.refine((typed) => yearOf(typed) >= 2000 && yearOf(typed) < 2200, {
  error: 'report-year',
});

export const askReportBody = z
  .object({
    kind: z.enum(REPORT_KINDS),
    id: id.optional().meta({
      description:
        'Of the network, farmer, school or market; left out, whoever asks: the own network, school or market, or themselves.',
    }),
    period: z.enum(PERIODS).optional().meta({
      description:
        'The one that today lies in, where no days are given. Left out: the fiscal year for municipality and network, the term for a school, the month for farmer and market.',
    }),
    from: reportDay.optional().meta({ description: 'First day.' }),
    to: reportDay.optional().meta({ description: 'Last day.' }),
    format: z.enum(REPORT_FORMATS).default('pdf'),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    error: 'report-days',
    path: ['to'],
  })
  .refine(({ from = '', to = '' }) => from <= to && yearOf(to) - yearOf(from) <= MOST_YEARS, {
    error: 'report-range',
    path: ['to'],
  })
  .meta({ id: 'AskReport' });
export type AskReport = z.output<typeof askReportBody>;

const REPORT_STATES = ['waiting', 'making', 'done', 'failed'] as const;

export const reportJob = z
  .object({
    id: id.meta({ description: 'The Idempotency-Key that it was asked for with.' }),
    kind: z.enum(REPORT_KINDS),
    subject: names.meta({ description: 'Whom or what it is about.' }),
    from: day,
    to: day,
    format: z.enum(REPORT_FORMATS),
    status: z.enum(REPORT_STATES),
    progress: z.int().min(0).max(100).meta({ description: 'Per cent.' }),
    askedAt: instant,
    doneAt: instant.nullable(),
    bytes: z.int().nullable().meta({ description: 'Size of the file, when it is done.' }),
    name: z.string().meta({ description: 'Name of the file.' }),
    expiresAt: instant.meta({ description: 'When it is thrown away.' }),
  })
  .meta({ id: 'Report', description: 'A report of a period, and how far it is.' });
export type ReportJobView = z.output<typeof reportJob>;

export const reportList = z.object({ items: z.array(reportJob) }).meta({ id: 'ReportList' });
