import { z } from 'zod';
import { DISCARD_WAYS } from '../domain/batch/events.ts';
import { STATUSES } from '../domain/batch/state.ts';
import { CHEMICAL_GROUPS } from '../domain/inspections.ts';
import { LABEL_OUTCOMES } from '../domain/label-papers.ts';
import {
  batchCode,
  countedAmount,
  day,
  enteredAmount,
  grams,
  id,
  instant,
  place,
  positiveGrams,
  satang,
  text,
  time,
} from './common.ts';
import { photoHashes } from './photos.ts';

/** Questions that a client may answer with yes, by sending the same command again with their codes. */
const CONFIRMABLE = ['unusual-amount', 'near-duplicate', 'mix-on-hold'] as const;

const recordedAt = instant.optional().meta({
  description: "The phone's clock when the entry was made; kept beside the server's time.",
});
const confirmed = z
  .array(z.enum(CONFIRMABLE))
  .default([])
  .meta({ description: 'Codes of problems that the person has confirmed.' });
const common = { recordedAt, confirmed };
const note = text(500).nullable().default(null);
const reason = text(500);
const exampleId = '01980000-0000-7000-8000-000000000001';

export const spray = z
  .object({
    sprayedOn: day,
    product: text(200).meta({
      description: "Product or substance, as the product's label names it.",
    }),
    intervalDays: z.int().min(0).max(365).meta({
      description: "Pre-harvest interval in days, from the product's label for this crop.",
    }),
  })
  .meta({ id: 'Spray', description: 'The last spraying before the harvest.' });

export const registerHarvestBody = z
  .object({
    code: batchCode.optional().meta({
      description:
        'Code that the phone made, or of a label from a roll; else the server makes one. A label that is good no more does not hold a harvest up: the batch gets a new code, and `label` of the answer says so.',
    }),
    farmerId: id
      .optional()
      .meta({ description: 'A lead names the farmer; a farmer may leave it out.' }),
    cropId: id,
    plotId: id.nullable().default(null),
    harvestedOn: day.optional().meta({ description: 'Today when left out.' }),
    harvestedTime: time.optional().meta({
      description:
        'When left out, and it was entered on the day of harvest: the time when it was entered (`recordedAt`, put right by how far the clock of the phone is off). Not after now, by more than clocks may differ.',
    }),
    amount: enteredAmount,
    spray: spray.nullable().default(null),
    note,
    photos: photoHashes,
    ...common,
  })
  .meta({
    id: 'RegisterHarvest',
    example: { cropId: exampleId, amount: { quantity: 25, unit: 'kg' } },
  });

const detected = z.object(
  Object.fromEntries(CHEMICAL_GROUPS.map((group) => [group, z.boolean()])) as Record<
    (typeof CHEMICAL_GROUPS)[number],
    z.ZodBoolean
  >,
);
const kitReading = z.discriminatedUnion('kit', [
  z.object({
    kit: z.literal('GT'),
    result: z.enum(['not_detected', 'safe_level', 'unsafe']),
    inhibitionPercent: z.number().min(0).max(100).optional(),
  }),
  z.object({ kit: z.literal('MJPK'), result: z.enum(['safe', 'unsafe', 'very_unsafe']) }),
  z.object({ kit: z.literal('GPO-TM'), detected }),
]);

const inspection = z.discriminatedUnion('method', [
  z.object({
    method: z.literal('kit'),
    reading: kitReading.meta({ description: 'Raw result, in the words of the kit’s own scale.' }),
    kitLot: text(100).nullable().default(null),
    kitExpiresOn: day.nullable().default(null),
    minutes: z.int().min(0).max(1440).nullable().default(null),
  }),
  z.object({
    method: z.literal('laboratory'),
    laboratory: text(200),
    reportNumber: text(100),
    findings: z
      .array(
        z.object({
          substance: text(200),
          mgPerKg: z.number().min(0).max(1_000_000),
          limitMgPerKg: z.number().min(0).max(1_000_000).default(0.01),
          prohibited: z.boolean().default(false),
        }),
      )
      .max(500),
  }),
]);

export const recordInspectionBody = z
  .object({
    inspectedAt: instant.optional().meta({ description: 'Now when left out.' }),
    inspection,
    photos: photoHashes,
    recordedAt,
  })
  .meta({
    id: 'RecordInspection',
    example: {
      inspection: {
        method: 'kit',
        reading: { kit: 'GT', result: 'not_detected' },
        kitLot: 'GT-6911',
      },
    },
  });

export const placeHoldBody = z
  .object({
    level: z
      .enum(['hold', 'recall'])
      .default('hold')
      .meta({ description: 'Only an officer recalls.' }),
    reason,
    recordedAt,
  })
  .meta({ id: 'PlaceHold', example: { reason: 'กลิ่นสารเคมีแรง' } });

export const releaseBody = z
  .object({
    reason,
    holds: z.array(id).min(1).max(100).optional().meta({
      description:
        'Ids of the holds that end, as the batch lists them; one that is placed meanwhile stays. All that are open when left out.',
    }),
    recordedAt,
  })
  .meta({ id: 'ReleaseHold', example: { reason: 'ตรวจซ้ำแล้วผ่าน' } });

/** Where goods go; a network only sends. */
const destination = place.extend({ kind: z.enum(['stall', 'kitchen']) });

export const dispatchBody = z
  .object({
    from: place,
    to: destination,
    deliverOn: day.optional().meta({ description: 'Today when left out.' }),
    lines: z
      .array(
        z.object({
          batch: batchCode,
          amount: enteredAmount,
          priceSatang: satang.optional().meta({
            description:
              "Price of a kilogram in satang (1/100 baht), where the municipality's deliveries carry prices; the crop's when left out.",
          }),
        }),
      )
      .min(1)
      .max(200),
    note,
    recordedAt,
  })
  .meta({
    id: 'DispatchDelivery',
    example: {
      from: { kind: 'network', id: exampleId },
      to: { kind: 'kitchen', id: exampleId },
      lines: [{ batch: '7K3M9-QX2V2', amount: { quantity: 12, unit: 'kg' } }],
    },
  });

const remedy = z.enum(['return', 'write-off']);
const receiptLine = z.object({
  acceptedGrams: z.int().min(0).max(100_000_000).meta({ description: 'Whole grams.' }),
  rejected: z
    .object({
      grams: positiveGrams,
      reason,
      remedy: remedy
        .default('return')
        .meta({ description: 'Back to the sender, or thrown away here.' }),
      photos: photoHashes,
    })
    .nullable()
    .default(null),
  missing: z
    .object({
      grams: positiveGrams,
      reason,
      remedy: remedy
        .default('return')
        .meta({ description: "Back on the sender's balance, or lost." }),
    })
    .nullable()
    .default(null),
});

export const receiptBody = z
  .object({
    lines: z
      .array(receiptLine.extend({ batch: batchCode }))
      .min(1)
      .max(200),
    recordedAt,
  })
  .meta({
    id: 'ConfirmReceipt',
    description: 'Every open line, once; accepted, rejected and missing add up to what was sent.',
    example: {
      lines: [
        {
          batch: '7K3M9-QX2V2',
          acceptedGrams: 9000,
          missing: { grams: 3000, reason: 'ของมาไม่ครบ', remedy: 'return' },
        },
      ],
    },
  });

export const cancelBody = z
  .object({ reason, recordedAt })
  .meta({ id: 'CancelDelivery', example: { reason: 'โรงเรียนปิดเพราะน้ำท่วม' } });

const stockLine = z.object({ batch: batchCode, amount: enteredAmount });

export const saleBody = z
  .object({
    stallId: id,
    lines: z
      .array(
        stockLine.extend({
          priceSatang: z
            .int()
            .min(0)
            .max(1_000_000_000)
            .nullable()
            .default(null)
            .meta({ description: 'Price of the line, in satang (1/100 baht).' }),
        }),
      )
      .min(1)
      .max(200),
    recordedAt,
  })
  .meta({
    id: 'RecordSale',
    example: {
      stallId: exampleId,
      lines: [{ batch: '7K3M9-QX2V2', amount: { quantity: 1.5, unit: 'kg' }, priceSatang: 4500 }],
    },
  });

const meal = {
  menu: text(200),
  pupils: z.int().min(1).max(100_000).meta({ description: 'How many pupils ate.' }),
};

export const mealBody = z
  .object({
    kitchenId: id,
    ...meal,
    mealDate: day.optional().meta({ description: 'Today when left out.' }),
    lines: z.array(stockLine).min(1).max(200),
    recordedAt,
  })
  .meta({
    id: 'RecordMeal',
    example: {
      kitchenId: exampleId,
      menu: 'ผัดคะน้าหมู',
      pupils: 550,
      lines: [{ batch: '7K3M9-QX2V2', amount: { quantity: 9, unit: 'kg' } }],
    },
  });

export const discardBody = z
  .object({
    place,
    lines: z
      .array(stockLine.extend({ way: z.enum(DISCARD_WAYS), reason }))
      .min(1)
      .max(200),
    recordedAt,
  })
  .meta({
    id: 'RecordDiscard',
    example: {
      place: { kind: 'stall', id: exampleId },
      lines: [
        {
          batch: '7K3M9-QX2V2',
          amount: { quantity: 0.8, unit: 'kg' },
          way: 'compost',
          reason: 'เหี่ยว',
        },
      ],
    },
  });

export const stockCountBody = z
  .object({
    place,
    lines: z
      .array(
        z.object({
          batch: batchCode,
          amount: countedAmount,
          reason: text(500).nullable().default(null),
        }),
      )
      .min(1)
      .max(200),
    recordedAt,
  })
  .meta({
    id: 'RecordStockCount',
    description: 'What is on the shelf. A difference from the book is posted, and needs a reason.',
    example: {
      place: { kind: 'stall', id: exampleId },
      lines: [{ batch: '7K3M9-QX2V2', amount: { quantity: 2, unit: 'kg' }, reason: 'ชั่งปิดแผง' }],
    },
  });

export const mixBody = z
  .object({
    code: batchCode.optional().meta({
      description:
        'Code of the new batch, as for a harvest: made by the phone, or of a label from a roll.',
    }),
    place: place
      .extend({ kind: z.enum(['network', 'stall']) })
      .meta({ description: 'Where all of it stands, and the new batch will.' }),
    inputs: z
      .array(stockLine)
      .min(2)
      .max(50)
      .meta({ description: 'What goes in, of batches of one crop.' }),
    note,
    ...common,
  })
  .meta({
    id: 'MixBatches',
    example: {
      place: { kind: 'network', id: exampleId },
      inputs: [
        { batch: '7K3M9-QX2V2', amount: { quantity: 12, unit: 'kg' } },
        { batch: '4TB0R-7WKM4', amount: { quantity: 5, unit: 'kg' } },
      ],
    },
  });

export const correctionBody = z
  .discriminatedUnion('action', [
    z.object({ action: z.literal('void'), entry: id, reason, ...common }),
    z.object({
      action: z.literal('correct'),
      entry: id,
      reason,
      amount: enteredAmount.nullable().default(null),
      line: receiptLine.nullable().default(null).meta({ description: 'For a receipt.' }),
      priceSatang: satang
        .nullable()
        .default(null)
        .meta({ description: 'For a dispatch: price of a kilogram in satang (1/100 baht).' }),
      meal: z
        .object({ menu: meal.menu.optional(), pupils: meal.pupils.optional() })
        .nullable()
        .default(null)
        .meta({
          description: 'For what was cooked: of all batches that went into the same meal.',
        }),
      harvest: z
        .object({
          harvestedOn: day.optional(),
          harvestedTime: time
            .nullable()
            .optional()
            .meta({ description: 'Of another day not known, unless it is said.' }),
          plotId: id.nullable().optional(),
          spray: spray.nullable().optional(),
        })
        .nullable()
        .default(null)
        .meta({ description: 'For a harvest: what else was wrong.' }),
      ...common,
    }),
  ])
  .meta({
    id: 'CorrectEntry',
    example: {
      action: 'correct',
      entry: exampleId,
      reason: 'กรอกกำเป็นกก.',
      amount: { quantity: 40, unit: 'bundle' },
    },
  });

/** The answer to every command of the book: short, and without personal data, so that it can be kept. */
export const receipt = z
  .object({
    id: id.meta({ description: "The command's Idempotency-Key; for a delivery also its id." }),
    recordedAt: instant.meta({ description: "The server's time." }),
    clockOff: z.boolean().meta({
      description:
        "The phone's clock differs from the server's by more than the municipality tolerates.",
    }),
    entries: z.array(
      z.object({
        id: id.meta({ description: 'Id of the entry (event).' }),
        type: z.string(),
        batch: z.string(),
        version: z.int(),
        status: z.enum(STATUSES),
        onHandGrams: grams,
      }),
    ),
    label: z
      .object({
        code: z.string().meta({ description: 'Of the label.' }),
        outcome: z.enum(LABEL_OUTCOMES).meta({
          description:
            'claimed: the batch has this code. Else it has a new one: another batch was first (taken), the roll was voided, or it is another network’s.',
        }),
      })
      .optional()
      .meta({ description: 'For a harvest or a mix with the code of a label from a roll.' }),
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.output<typeof receipt>;
