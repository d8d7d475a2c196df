import { z } from 'zod';
import { id, instant, text } from './common.ts';
import { pin, roleAt } from './registry.ts';

const DAY_HOURS = 24;

export const changePinBody = z.object({ oldPin: pin, newPin: pin }).meta({ id: 'ChangePin' });
export const resetPinBody = z.object({ newPin: pin }).meta({ id: 'ResetPin' });

export const sessionList = z
  .object({
    items: z.array(
      z.object({
        kind: z.enum(['pin', 'link', 'card']).meta({ description: 'How it was opened.' }),
        openedAt: instant,
        lastSeenAt: instant.meta({ description: 'To within ten minutes.' }),
        expiresAt: instant,
        current: z.boolean().meta({ description: 'The one that asks.' }),
      }),
    ),
  })
  .meta({ id: 'SessionList' });

const passFields = { id, kind: z.enum(['link', 'card']), issuedBy: id, issuedAt: instant };
const passView = z
  .object({ ...passFields, expiresAt: instant, lastUsedAt: instant.nullable() })
  .meta({ id: 'Pass', description: 'A link or a card that signs a person in.' });
export const passList = z.object({ items: z.array(passView) }).meta({ id: 'PassList' });

export const issueLinkBody = z
  .object({
    hours: z
      .int()
      .min(1)
      .max(7 * DAY_HOURS)
      .default(DAY_HOURS)
      .meta({ description: 'How long it is good, if nobody uses it.' }),
  })
  .meta({ id: 'IssueLink' });
export const issuedLink = z
  .object({
    id,
    url: z.url().meta({ description: 'To be sent to the person. It is not shown again.' }),
    expiresAt: instant,
  })
  .meta({ id: 'IssuedLink' });

export const issueCardBody = z
  .object({ days: z.int().min(1).max(400).default(365) })
  .meta({ id: 'IssueCard' });

/** @param operations that a program may be allowed */
export const programSchemas = (operations: readonly [string, ...string[]]) => {
  const fields = {
    name: text(100).meta({ description: 'What it is for.' }),
    role: roleAt.refine(({ role }) => role !== 'farmer', { error: 'program-farmer' }),
    scope: z
      .union([z.literal('read'), z.array(z.enum(operations)).min(1).max(operations.length)])
      .meta({
        description:
          'What it may do of what the role may: `read`, all that only reads, or the named operations.',
      }),
    expiresAt: instant,
  };
  const issued = { id, ...fields, scope: z.union([z.literal('read'), z.array(z.string())]) };
  const view = z
    .object({
      ...issued,
      issuedBy: id,
      issuedAt: instant,
      lastUsedAt: instant.nullable(),
      revokedAt: instant.nullable(),
    })
    .meta({ id: 'Program' });
  return {
    body: z.object(fields).meta({ id: 'IssueProgram' }),
    issued: z
      .object({ ...issued, token: z.string().meta({ description: 'It is not shown again.' }) })
      .meta({ id: 'IssuedProgram' }),
    list: z.object({ items: z.array(view) }).meta({ id: 'ProgramList' }),
  };
};
