import { z } from 'zod';
import { parseBatchCode } from '../domain/batch-code.ts';
import {
  LABEL_PAPER_NAMES,
  type LabelPaperName,
  labelsAPage,
  USUAL_LABEL_PAPER,
} from '../domain/label-papers.ts';
import { day } from './common.ts';

const MOST_BATCHES = 100;
const MOST_COPIES = 500;
/** No more than the printer's thread draws at a time. */
const MOST_LABELS = 2000;

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
