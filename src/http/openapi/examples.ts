import { problemDocument } from '../../wire/problems.ts';
import { ACCESS_EXAMPLES } from './access-examples.ts';
import { BOOK_EXAMPLES } from './book-examples.ts';
import { AT, CODE, HASH, id, KEY, NAMES, PEOPLE, PLACES } from './example-data.ts';
import { registryExample } from './registry-examples.ts';

export type Example = object | string | null;
/** What an operation answers when it goes well. */
export type Answer = {
  description: string;
  /** Left out where there is no body. */
  example?: Example;
  /** Content type, where it is not JSON. */
  type?: string;
  notFound?: {
    description: string;
    content: Record<string, { schema: { type: 'string' }; example: string }>;
  };
  redirect?: string;
  notReady?: { description: string; example: Example };
};
export type OperationExample = { request?: Example; answer: Answer };

const page = (title: string) =>
  `<!doctype html><html lang="th"><head><title>${title}</title></head><body>…</body></html>`;
const html = (description: string, title: string): OperationExample => ({
  answer: {
    description,
    type: 'text/html',
    example: page(title),
    notFound: {
      description: 'No batch has this code: a page with a form to type it again.',
      content: { 'text/html': { schema: { type: 'string' }, example: page('ไม่พบรหัสนี้') } },
    },
  },
});
const file = (description: string, type: string, example: string): OperationExample => ({
  answer: { description, type, example },
});

const session = {
  userId: id(61),
  municipalityId: PEOPLE.officer.place.id,
  farmerId: null,
  roles: [{ role: 'municipal_officer', place: PEOPLE.officer.place }],
};

const issued = {
  id: KEY,
  network: { id: PLACES.network.id, names: NAMES.network },
  count: 200,
  issuedBy: PEOPLE.lead.userId,
  issuedAt: AT,
  voidedBy: null,
  voidedAt: null,
  voidReason: null,
};
const lost = 'ม้วนเปียกน้ำ';
const ROLL_EXAMPLES: Record<string, OperationExample> = {
  issueRoll: {
    request: { networkId: PLACES.network.id, count: 200 },
    answer: { description: 'The roll; its labels can be printed.', example: issued },
  },
  listRolls: {
    answer: { description: 'The rolls.', example: { items: [{ ...issued, used: 37 }] } },
  },
  readRollLabels: file('Labels that wait for a batch.', 'application/pdf', '%PDF-1.7…'),
  voidRoll: {
    request: { reason: lost },
    answer: {
      description: 'Voided.',
      example: { ...issued, voidedBy: PEOPLE.lead.userId, voidedAt: AT, voidReason: lost },
    },
  },
};

const EXAMPLES: Record<string, OperationExample> = {
  ...BOOK_EXAMPLES,
  ...ACCESS_EXAMPLES,
  openSession: {
    request: { phone: '0860000001', pin: '256900' },
    answer: {
      description: 'Signed in. The same token is in the cookie.',
      example: {
        ...session,
        token: 'Zk0v2gYtqf4m1Yw8c3cHn6bq5s9rXx7L0aDdJpQeTuI',
        expiresAt: '2026-12-21T22:40:00.000Z',
      },
    },
  },
  readSession: { answer: { description: 'Who is signed in, and as what.', example: session } },
  closeSession: { answer: { description: 'Signed out.' } },
  readLabelSVG: file(
    'The label, 70 × 37 mm.',
    'image/svg+xml',
    '<svg xmlns="http://www.w3.org/2000/svg" width="70mm" height="37mm">…</svg>',
  ),
  readLabelPNG: file('The label, to be printed 70 mm wide.', 'image/png', '\u0089PNG…'),
  addPhoto: {
    answer: { description: 'The photo is kept.', example: { hash: HASH } },
  },
  readPhoto: file('The photo, upright.', 'image/jpeg', '\u00ff\u00d8\u00ff…'),
  readCertificateScan: file('The paper, photographed.', 'image/jpeg', '\u00ff\u00d8\u00ff…'),
  readLabelPDF: file('A label, or sheets of them.', 'application/pdf', '%PDF-1.3…'),
  readLabels: file('The labels.', 'application/pdf', '%PDF-1.3…'),
  ...ROLL_EXAMPLES,
  readDeliveryNote: file('The delivery note.', 'application/pdf', '%PDF-1.7…'),
  readDeliveryReceipt: file('The paper, in two copies.', 'application/pdf', '%PDF-1.7…'),
  readDeliveryPayments: file('A voucher on each page.', 'application/pdf', '%PDF-1.7…'),
  readAuditPDF: file('The audit report.', 'application/pdf', '%PDF-1.3…'),
  openLabel: html('The page of the batch.', 'ผักปลอดภัยจากสารพิษ'),
  openVerification: html('Whether the chain is whole, and its hashes.', HASH.slice(0, 8)),
  lookUpCode: {
    answer: {
      ...html('A form to type a code in.', 'ผักนี้ปลอดภัยหรือไม่').answer,
      redirect: 'To the page of the code that was typed in.',
    },
  },
  readHealth: { answer: { description: 'It lives.', example: { status: 'ok' } } },
  readReadiness: {
    answer: {
      description: 'It can serve.',
      example: { status: 'ready' },
      notReady: { description: 'It cannot serve yet, or now.', example: { status: 'migrating' } },
    },
  },
};

/** @throws Error for an operation that nobody has written an example for */
export function exampleOf(operationId: string): OperationExample {
  const example = EXAMPLES[operationId] ?? registryExample(operationId);
  if (!example) throw new Error(`no example of ${operationId}`);
  return example;
}

export const PROBLEM_EXAMPLES = {
  refused: problemDocument(
    'insufficient-stock',
    { code: CODE, place: `network/${id(11)}`, availableGrams: 1000, wantedGrams: 3000 },
    'th',
    KEY,
  ),
  failed: problemDocument('service-unavailable', {}, 'th', KEY),
};
