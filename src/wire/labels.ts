import { z } from 'zod';
import { parseBatchCode } from '../domain/batch-code.ts';
import {
  LABEL_PAPER_NAMES,
  type LabelPaperName,
  labelsAPage,
  MOST_LABELS,
  USUAL_LABEL_PAPER,
} from '../domain/label-papers.ts';
import { day, id, instant, names, text } from './common.ts';

const MOST_BATCHES = 100;
const MOST_COPIES = 500;

const size = z.enum(LABEL_PAPER_NAMES).default(USUAL_LABEL_PAPER).meta({
  description:
    'Of one label on a roll, in mm, or an A4 sheet by its number of labels: a4-14 (99.1 × 38.1 mm), a4-21 (63.5 × 38.1), a4-24 (70 × 37), a4-40 (52.5 × 29.7).',
});
const copies = z.coerce.number().int().min(1).max(MOST_COPIES);
const packedOn = day
  .optional()
  .meta({ description: 'Day of packing, not before the harvest; today when left out.' });
/** Labels of one batch as a picture. */
export const labelQuery = z.object({ size, packedOn });

const start = z.coerce.number().int().min(1).default(1).meta({
  description: 'Place of the first label on a sheet that is used in part, from 1, row by row.',
});
const fits = ({ size, start }: { size: LabelPaperName; start: number }) =>
  start <= labelsAPage(size);
const startBeyond = { error: 'label-start', path: ['start'] };

export const labelPdfQuery = z
  .object({
    size,
    start,
    copies: copies
      .optional()
      .meta({ description: 'How many labels; a sheet is filled when left out.' }),
    packedOn,
  })
  .refine(fits, startBeyond);

export const labelsQuery = z
  .object({
    codes: z
      .string()
      .max(12 * MOST_BATCHES)
      .refine((list) => list.split(',').length <= MOST_BATCHES)
      .refine((list) => list.split(',').every(parseBatchCode), { error: 'batch-code-invalid' })
      .meta({
        description: `Batch codes, with commas between; at most ${MOST_BATCHES}.`,
        example: '7K3M9-QX2V2,7K3M9-QX2V2',
      }),
    size,
    start,
    copies: copies.default(1).meta({ description: 'How many labels of each batch.' }),
    packedOn,
  })
  .refine(fits, startBeyond)
  .refine(({ codes, copies }) => codes.split(',').length * copies <= MOST_LABELS, {
    error: 'label-count',
    path: ['copies'],
  });

/** Labels with codes that no batch has yet. */
const MOST_CODES = 1000;
export const issueRollBody = z
  .object({
    networkId: id,
    count: z.int().min(1).max(MOST_CODES).meta({ description: 'How many codes.' }),
  })
  .meta({ id: 'IssueRoll' });
export const voidRollBody = z.object({ reason: text(500) }).meta({ id: 'VoidRoll' });
export const roll = z
  .object({
    id,
    network: z.object({ id, names }),
    count: z.int(),
    issuedBy: id,
    issuedAt: instant,
    voidedBy: id.nullable(),
    voidedAt: instant.nullable(),
    voidReason: z.string().nullable(),
  })
  .meta({ id: 'Roll', description: 'Labels with codes of their own, issued to a network.' });
export const rollList = z
  .object({
    items: z.array(
      roll.extend({ used: z.int().meta({ description: 'How many of its codes batches have.' }) }),
    ),
  })
  .meta({ id: 'RollList' });
export type RollListed = z.output<typeof rollList>['items'][number];

export const rollLabelsQuery = z
  .object({
    size: size.default('50x30'),
    start,
    copies: z.coerce.number().int().min(1).max(10).default(1).meta({
      description: 'How many of each code, for batches in several crates.',
    }),
    from: z.coerce.number().int().min(1).default(1).meta({
      description: 'First of the unused codes to be printed, from 1.',
    }),
  })
  .refine(fits, startBeyond);
