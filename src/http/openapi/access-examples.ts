import { AT, id, PEOPLE, PLACES } from './example-data.ts';
import type { OperationExample } from './examples.ts';

const UNTIL = '2027-11-20T22:40:00.000Z';
const done = (description: string, request?: object): OperationExample => ({
  ...(request && { request }),
  answer: { description },
});
const list = (description: string, item: object): OperationExample => ({
  answer: { description, example: { items: [item] } },
});

const session = {
  kind: 'card',
  openedAt: AT,
  lastSeenAt: AT,
  expiresAt: '2026-12-20T22:40:00.000Z',
  current: true,
};
const pass = {
  id: id(91),
  kind: 'card',
  issuedBy: PEOPLE.lead.userId,
  issuedAt: AT,
  expiresAt: UNTIL,
  lastUsedAt: null,
};
const wanted = {
  name: 'เครื่องชั่งตัวอย่าง',
  role: { role: 'network_lead', place: PLACES.network },
  scope: ['batches.register', 'batches.read'],
  expiresAt: UNTIL,
};
const program = {
  id: id(92),
  ...wanted,
  issuedBy: PEOPLE.officer.userId,
  issuedAt: AT,
  lastUsedAt: null,
  revokedAt: null,
};

/** What opens access, and ends it. */
export const ACCESS_EXAMPLES: Record<string, OperationExample> = {
  listOwnSessions: list('My sessions.', session),
  closeOtherSessions: done('Signed out everywhere else.'),
  changeOwnPin: done('Changed.', { oldPin: '256900', newPin: '256901' }),
  resetPin: done('The PIN is set.', { newPin: '256901' }),
  listSessionsOfUser: list('Sessions of the person.', { ...session, current: false }),
  closeSessionsOfUser: done('Signed out everywhere.'),
  issueLink: {
    request: { hours: 24 },
    answer: {
      description: 'The link, this once.',
      example: {
        id: id(91),
        url: 'https://tonnam.example.go.th/s/Zk0v2gYtqf4m1Yw8c3cHnA?openExternalBrowser=1',
        expiresAt: '2026-11-21T22:40:00.000Z',
      },
    },
  },
  issueCard: {
    request: { days: 365 },
    answer: {
      description: 'The card, this once.',
      type: 'application/pdf',
      example: '%PDF-1.7…',
    },
  },
  listPasses: list('Links and cards that are good.', pass),
  revokePass: done('Revoked.'),
  issueProgram: {
    request: wanted,
    answer: {
      description: 'The token, this once.',
      example: {
        id: id(92),
        ...wanted,
        token: 'tnp_Zk0v2gYtqf4m1Yw8c3cHn6bq5s9rXx7L0aDdJpQeTuI',
      },
    },
  },
  listPrograms: list('Programs of the municipality.', program),
  revokeProgram: done('Revoked.'),
};
