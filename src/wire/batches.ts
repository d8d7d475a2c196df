import { z } from 'zod';
import { ACCOUNT_GROUPS, PLACE_KINDS } from '../domain/accounts.ts';
import { STATUSES } from '../domain/batch/state.ts';
import { CERTIFICATE_KINDS } from '../domain/certificates.ts';
import { OUTCOMES } from '../domain/inspections.ts';
import { ROLES } from '../domain/people.ts';
import { arabicDigits } from '../domain/thai.ts';
import { spray } from './commands.ts';
import {
  amount,
  batchCode,
  day,
  grams,
  id,
  instant,
  names,
  pageOf,
  pageQuery,
  time,
} from './common.ts';

const status = z.enum(STATUSES).meta({
  description:
    'waiting: no result yet; passed; on_hold: may not move; failed: a laboratory found too much; recalled; voided: the harvest was entered by mistake.',
});
const named = z.object({ id, names });

const summary = {
  code: z.string().meta({ description: 'Ten characters.', example: '7K3M9QX2V2' }),
  shownCode: z.string().meta({ description: 'The code as it is printed.', example: '7K3M9-QX2V2' }),
  status,
  crop: named,
  network: named,
  farmer: z
    .object({ id, name: z.string() })
    .nullable()
    .meta({ description: 'Null for a mixed batch, which is of several.' }),
  harvestedOn: day.meta({ description: 'Of a mixed batch, the day of its oldest harvest.' }),
  harvestedTime: time.nullable().meta({ description: 'Null where it is not known.' }),
  harvested: amount.meta({ description: 'Of a mixed batch, what was put together.' }),
  onHandGrams: grams,
  sentGrams: grams.meta({ description: 'Of the batch, what has left its network.' }),
  heldGrams: grams.nullable().meta({
    description: 'What the place holds that was asked for with `heldBy`; else null.',
  }),
  registeredAt: instant,
  version: z.int(),
};

export const batchSummary = z
  .object({
    ...summary,
    heldGrams: grams
      .nullable()
      .meta({ description: 'What the place of `heldBy` holds; null where none was named.' }),
  })
  .meta({ id: 'BatchSummary' });
export const batchPage = pageOf(batchSummary).meta({ id: 'BatchPage' });

/** Not held to its form on the way out: what somebody altered in the file is still to be shown. */
const kept = z.string().meta({ description: 'A UUID.' });

const actor = z.object({
  userId: kept,
  role: z.enum(ROLES),
  place: z.object({ kind: z.enum([...PLACE_KINDS, 'municipality']), id, names }),
});

const historyEntry = z
  .object({
    id: kept,
    version: z.int(),
    type: z.string(),
    at: instant.meta({ description: "The server's time." }),
    deviceTime: instant.nullable(),
    clockOffsetSeconds: z.int().nullable(),
    clockOff: z.boolean(),
    by: actor,
    grams: grams.meta({ description: 'Grams that the event moved.' }),
    data: z.record(z.string(), z.unknown()).meta({ description: 'What the event says; ids only.' }),
    voided: z.boolean(),
    hash: z.string(),
  })
  .meta({ id: 'HistoryEntry' });

const balanceLine = z
  .object({
    account: z.string(),
    kind: z.string(),
    group: z.enum(ACCOUNT_GROUPS),
    grams,
    place: names.nullable(),
  })
  .meta({ id: 'BalanceLine', description: 'All lines of a batch add up to zero.' });

const mixedPart = {
  batch: z.string(),
  shownCode: z.string(),
  grams: grams.meta({ description: 'How much of it went in.' }),
};
const mixInput = z
  .object({
    ...mixedPart,
    status,
    origins: z.array(
      z.object({
        batch: z.string(),
        network: names,
        harvestedOn: day,
        grams,
        certificate: z.enum(CERTIFICATE_KINDS).nullable(),
      }),
    ),
  })
  .meta({ id: 'MixInput', description: 'A batch that is in a mixed one, and its harvests.' });
const mixOutput = z
  .object({
    ...mixedPart,
    input: z.string().meta({
      description: 'What of it is in there: the batch itself, or a mixed one that it is in.',
    }),
    status,
    place: names.meta({ description: 'Where it was mixed.' }),
    at: instant,
    onHandGrams: grams,
    balances: z.array(balanceLine),
    meals: z.array(
      z.object({ kitchenId: id, menu: z.string(), mealDate: day, pupils: z.int(), grams }),
    ),
  })
  .meta({
    id: 'MixOutput',
    description:
      'A mixed batch that this one is in, directly or through another, and where it went.',
  });

export const batchDetail = z
  .object({
    ...summary,
    plot: z.object({ id, name: z.string() }).nullable(),
    subdistrict: names,
    spray: spray.nullable(),
    note: z.string().nullable(),
    certificate: z
      .object({
        id,
        kind: z.enum(CERTIFICATE_KINDS),
        number: z.string(),
        issuer: z.string(),
        validFrom: day,
        validTo: day,
      })
      .nullable()
      .meta({ description: 'The one in force on the day of harvest.' }),
    holds: z.array(
      z.object({
        id,
        cause: z.string(),
        reason: z.string().nullable(),
        at: instant,
        input: z.string().optional().meta({
          description: 'Of a mixed batch: the batch in it whose hold it is.',
        }),
      }),
    ),
    inspections: z.array(
      z.object({
        id,
        method: z.enum(['kit', 'laboratory']),
        outcome: z.enum(OUTCOMES),
        voided: z.boolean(),
      }),
    ),
    balances: z.array(balanceLine),
    inputs: z.array(mixInput).meta({ description: 'Of a mixed batch, what is in it.' }),
    outputs: z.array(mixOutput),
    history: z.array(historyEntry),
    lastHash: z.string(),
  })
  .meta({ id: 'Batch' });
export type BatchSummary = z.output<typeof batchSummary>;
export type BatchDetail = z.output<typeof batchDetail>;

/** Nothing that a code cannot hold: `%` and `_` would stand for anything. */
const codeStart = z
  .string()
  .max(20)
  .regex(/^[0-9A-Za-z๐-๙ -]*$/)
  .overwrite((typed) =>
    arabicDigits(typed).replace(/[ -]/g, '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1'),
  );

export const batchQuery = z.object({
  ...pageQuery,
  status: status.optional(),
  cropId: id.optional(),
  networkId: id.optional(),
  farmerId: id.optional(),
  harvestedFrom: day.optional(),
  harvestedTo: day.optional(),
  code: codeStart.optional().meta({ description: 'The beginning of a code.' }),
  heldBy: z
    .string()
    .regex(/^(network|stall|kitchen)\/[0-9a-f-]{36}$/)
    .optional()
    .meta({ description: 'Only what this place holds now, as `stall/{id}`.' }),
});

export const codeParams = z.object({ code: batchCode });

export const verification = z
  .object({
    code: z.string(),
    verified: z.boolean(),
    length: z.int().meta({ description: 'Number of events.' }),
    lastHash: z.string(),
    faults: z.array(
      z.object({
        version: z.int(),
        event: z.string().nullable().meta({ description: 'Id of the event at fault.' }),
        fault: z.enum([
          'altered',
          'unlinked',
          'gap',
          'head',
          'state',
          'balances',
          'photo-missing',
          'photo-altered',
        ]),
        photo: z.string().optional().meta({ description: 'Hash of the photo at fault.' }),
      }),
    ),
  })
  .meta({
    id: 'Verification',
    description:
      'altered: the content does not give the hash; unlinked: the hash of the event before is not the one named; gap: an event is missing or one too many; head, state, balances: what is kept beside the events does not follow from them; photo-missing, photo-altered: the file of a photo that the event names.',
  });
