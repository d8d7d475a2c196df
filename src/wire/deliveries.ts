import { z } from 'zod';
import { day, grams, id, instant, names, pageOf, pageQuery, place, satang } from './common.ts';

const deliveryStatus = z.enum(['in_transit', 'received', 'cancelled']);
export const namedPlace = place.extend({ names }).meta({ id: 'NamedPlace' });

export const delivery = z
  .object({
    id,
    from: namedPlace,
    to: namedPlace,
    status: deliveryStatus,
    deliverOn: day,
    note: z.string().nullable(),
    dispatchedAt: instant,
    lines: z.array(
      z.object({
        batch: z.string(),
        shownCode: z.string(),
        crop: names,
        batchStatus: z.string().meta({ description: 'Status of the batch now; see Batch.' }),
        status: deliveryStatus,
        sentGrams: grams,
        acceptedGrams: grams.nullable(),
        rejectedGrams: grams.nullable(),
        missingGrams: grams.nullable(),
        priceSatang: satang
          .nullable()
          .meta({ description: 'Price of a kilogram in satang (1/100 baht), where there is one.' }),
      }),
    ),
  })
  .meta({ id: 'Delivery' });
export const deliveryPage = pageOf(delivery).meta({ id: 'DeliveryPage' });
export type DeliveryView = z.output<typeof delivery>;

const placeRef = z
  .string()
  .regex(/^(network|stall|kitchen)\/[0-9a-f-]{36}$/)
  .meta({ description: 'A place, as `kitchen/{id}`.' });

export const deliveryQuery = z.object({
  ...pageQuery,
  status: deliveryStatus.optional(),
  from: placeRef.optional(),
  to: placeRef.optional(),
  deliverOn: day.optional(),
});

export const idParams = z.object({ id });

export const entryQuery = z.object({
  ...pageQuery,
  place: placeRef.optional(),
  day: day.optional().meta({ description: 'Entries of this day.' }),
});

const bookEntry = z
  .object({
    id,
    commandId: id.meta({ description: 'One paper: all its lines carry the same.' }),
    batch: z.string(),
    type: z.string(),
    at: instant,
    grams: grams.meta({ description: 'As it stands after corrections.' }),
    voided: z.boolean(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'BookEntry' });
export const bookEntryPage = pageOf(bookEntry).meta({ id: 'BookEntryPage' });
