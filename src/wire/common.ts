import { z } from 'zod';
import { PLACE_KINDS } from '../domain/accounts.ts';
import { parseBatchCode } from '../domain/batch-code.ts';
import { UNITS } from '../domain/quantities.ts';
import { normaliseText } from '../domain/thai.ts';

/** Text of one line, normalised, at most `max` characters. */
export const text = (max: number) =>
  z
    .string()
    .refine((typed) => typed.isWellFormed(), { error: 'malformed' })
    .overwrite((typed) => normaliseText(typed).replace(/\s+/g, ' '))
    .min(1)
    .max(max);

export const id = z.uuid().meta({ description: 'Id of an entry, a UUID.' });
export const day = z.iso.date().meta({ description: 'A day in Thailand.', example: '2026-11-21' });
export const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ description: 'A time of the day in Thailand.', example: '05:30' });
export const instant = z.iso
  .datetime({ offset: true, abort: true })
  // A phone's clock may say what it likes, as long as it can be written down in UTC as well.
  .refine((typed) => /^\d{4}-/.test(new Date(typed).toISOString()), {
    error: 'far-off',
    abort: true,
  })
  .overwrite((typed) => new Date(typed).toISOString())
  .meta({ description: 'A moment.', example: '2026-11-20T22:40:00.000Z' });
export const grams = z.int().meta({ description: 'Whole grams.' });
export const positiveGrams = z.int().min(1).max(100_000_000).meta({ description: 'Whole grams.' });

/** Prices up to 100,000 baht for a kilogram; with them, sums stay exact. */
export const satang = z.int().min(0).max(10_000_000);

export const place = z
  .object({ kind: z.enum(PLACE_KINDS), id })
  .meta({ id: 'Place', description: "A network's store, a market stall or a school kitchen." });

/** A batch's code as typed; `O`, `I`, `L`, hyphens and Thai digits are understood. */
export const batchCode = z
  .string()
  .max(64)
  .refine((typed) => parseBatchCode(typed) !== null, { error: 'batch-code-invalid' })
  .overwrite((typed) => parseBatchCode(typed) ?? typed)
  .meta({
    description:
      'Batch code: nine characters of Crockford base 32 and a check character. Lower case, hyphens, O for 0, I or L for 1 are understood.',
    example: '7K3M9-QX2V2',
  });

const quantity = z.number().max(1_000_000).multipleOf(0.001);
const unit = z.enum(UNITS).meta({
  description:
    'kg, khit (100 g) and g are weights; bundle, bag, head and fruit weigh what the crop says.',
});
const weighedGrams = positiveGrams
  .optional()
  .meta({ description: 'Reading of the scale, in grams.' });
const amountExample = { quantity: 12.5, unit: 'kg' };

export const enteredAmount = z
  .object({ quantity: quantity.positive(), unit, weighedGrams })
  .meta({ id: 'EnteredAmount', example: amountExample });
/** A count may find nothing. */
export const countedAmount = z
  .object({ quantity: quantity.min(0), unit, weighedGrams })
  .meta({ id: 'CountedAmount', example: amountExample });
export const amount = z
  .object({
    quantity: z.number(),
    unit,
    gramsPerUnit: z.number().meta({ description: 'Weight of one unit that counted, in grams.' }),
    weighedGrams: grams.nullable(),
    grams,
  })
  .meta({
    id: 'Amount',
    description: 'What was entered, and the whole grams that the book keeps.',
  });

export const names = z.object({ th: z.string(), en: z.string() }).meta({ id: 'Names' });

export const pageQuery = {
  // A registry cursor holds the name that it stands at.
  cursor: z.string().max(4000).optional().meta({ description: '`next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next: z
      .string()
      .nullable()
      .meta({ description: 'Cursor of the next page; null when this is the last.' }),
  });
