import { z } from 'zod';
import { STATUSES } from '../domain/batch/state.ts';
import { addDays } from '../domain/dates.ts';
import { batchSummary } from './batches.ts';
import { day, grams, id, names } from './common.ts';
import { delivery } from './deliveries.ts';

/** A fiscal year, and the day on which the next one begins. */
const MOST_DAYS = 366;

export const figuresQuery = z
  .object({
    from: day.meta({ description: 'First day of harvest.' }),
    to: day.meta({ description: 'Last day of harvest.' }),
  })
  .refine(({ from, to }) => from <= to && to < addDays(from, MOST_DAYS), {
    error: 'day-range',
    path: ['to'],
  });

const count = z.int().min(0);
const some = <T extends z.ZodType>(item: T, description: string) =>
  z.object({ count, items: z.array(item).meta({ description: 'The oldest of them.' }) }).meta({
    description,
  });

export const figures = z
  .object({
    from: day,
    to: day,
    harvestedGrams: grams,
    foundGrams: grams.meta({ description: 'What counting the stock found to be more.' }),
    batches: count,
    went: z
      .object({
        network: grams.meta({ description: 'Still in the stores of the networks.' }),
        transit: grams.meta({ description: 'On its way.' }),
        stall: grams.meta({ description: 'Delivered, and at the stalls now.' }),
        kitchen: grams.meta({ description: 'Delivered, and in the kitchens now.' }),
        mix: grams.meta({
          description:
            'Now in mixed batches whose oldest harvest is of another day; below zero: came from harvests of others.',
        }),
        sold: grams,
        cooked: grams,
        discarded: grams,
        missing: grams,
      })
      .meta({ description: 'Adds up to what was harvested and found.' }),
    networks: z.array(z.object({ id, names, grams, batches: count })),
    days: z
      .array(z.object({ day, grams, batches: count }))
      .meta({ description: 'Every day, also those without a harvest.' }),
    statuses: z
      .object(
        Object.fromEntries(STATUSES.map((status) => [status, count])) as Record<
          (typeof STATUSES)[number],
          typeof count
        >,
      )
      .meta({ description: 'Number of batches; those that were voided are in no other figure.' }),
    late: z
      .object({
        deliveries: some(delivery, 'Not confirmed on the day on which they were to arrive.'),
        waiting: some(batchSummary, "Since an earlier day in a network's store without a test."),
        holds: some(batchSummary, 'On hold, failed or recalled.'),
      })
      .meta({ description: 'As of now, whatever the days that are asked for.' }),
  })
  .meta({ id: 'Figures', description: 'What was harvested on some days, and where it went.' });
export type FiguresView = z.output<typeof figures>;
