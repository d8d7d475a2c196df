import type {
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifySchemaValidationError,
} from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { InvalidCursor, StorageUnavailable } from '../app/ports.ts';
import { PapersBusy } from '../documents/errors.ts';
import { parseBatchCode } from '../domain/batch-code.ts';
import { Refusal } from '../domain/refusal.ts';
import { TablesBusy, UnreadableTable } from '../tables/index.ts';
import {
  type Problem,
  type ProblemCode,
  type ProblemFacts,
  problemDocument,
} from '../wire/problems.ts';
import { NotSignedIn } from './access.ts';
import { CrossSiteRequest } from './forgery.ts';
import { Overloaded } from './overload.ts';

/** The one place where errors become problem documents (RFC 9457). */
export function useProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const document = toProblem(error as FastifyError, request);
    // A line for each of thousands would be a load of its own; the answered request is logged anyway.
    if (document.status >= 500 && !(error instanceof Overloaded))
      request.log.error({ err: error }, 'request failed');
    if (document.status === 503) reply.header('retry-after', '2');
    if (error instanceof Refusal && error.code === 'too-many-attempts') {
      reply.header('retry-after', String(Number(document.minutes) * 60));
    }
    return sendProblem(reply, document);
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, asProblem('route-not-found', {}, request)),
  );
}

/** For an address that cannot be decoded: the router gives it up before any hook has run. */
export function sendUnreadableAddress(
  _: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const language = /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'th';
  sendProblem(reply, problemDocument('route-not-found', {}, language, request.id));
}

const sendProblem = (reply: FastifyReply, document: Problem) =>
  reply.code(document.status).type('application/problem+json; charset=utf-8').send(document);

const asProblem = <C extends ProblemCode>(
  code: C,
  facts: ProblemFacts[C],
  request: FastifyRequest,
): Problem => problemDocument(code, facts, request.lang, request.id);

function toProblem(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof Refusal) return asProblem(error.code, error.facts, request);
  if (error instanceof NotSignedIn) return asProblem('not-signed-in', {}, request);
  if (error instanceof CrossSiteRequest) return asProblem('cross-site-request', {}, request);
  if (error instanceof InvalidCursor) return asProblem('invalid-cursor', {}, request);
  if (error instanceof StorageUnavailable || error instanceof Overloaded)
    return asProblem('service-unavailable', {}, request);
  if (error instanceof PapersBusy) return asProblem('papers-busy', {}, request);
  if (error instanceof TablesBusy) return asProblem('import-busy', {}, request);
  if (error instanceof UnreadableTable) return asProblem(`file-${error.reason}`, {}, request);
  if (error instanceof z.core.$ZodError) return invalid(error.issues, '', request);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.map(toIssue);
    return invalid(issues, error.validationContext ?? '', request);
  }
  switch (error.statusCode) {
    case 413:
      return asProblem('body-too-large', { limit: request.routeOptions.bodyLimit ?? 0 }, request);
    case 415:
      return asProblem('unsupported-media-type', { types: typesTaken(request) }, request);
    case 400:
      return asProblem('malformed-body', {}, request);
    case 503:
      return asProblem('service-unavailable', {}, request);
    default:
      return asProblem('internal-error', {}, request);
  }
}

function typesTaken({ routeOptions }: FastifyRequest): string {
  const { consumes } = (routeOptions.schema ?? {}) as { consumes?: string[] };
  return (consumes ?? ['application/json']).join(', ');
}

function invalid(
  issues: readonly z.core.$ZodIssue[],
  context: string,
  request: FastifyRequest,
): Problem {
  if (context === 'headers' && issues.some(({ path }) => path[0] === 'idempotency-key')) {
    return asProblem('idempotency-key-missing', {}, request);
  }
  const sent = sentIn(context, request);
  const mistyped = issues.find(({ message }) => message === 'batch-code-invalid');
  if (mistyped && issues.length === 1) {
    const code = valueAt(sent, mistyped.path);
    if (typeof code === 'string' && parseBatchCode(code) === null) {
      return asProblem('batch-code-invalid', { code: code.slice(0, 64) }, request);
    }
  }
  const errors = issues.map((issue) => ({
    path: [context, ...issue.path].filter((part) => part !== '').join('.'),
    message: inWords(issue, valueAt(sent, issue.path), request.lang),
  }));
  return { ...asProblem('invalid-request', {}, request), errors };
}

/** Zod's issue, as the type provider has taken it apart. */
const toIssue = ({ params, keyword, message, instancePath }: FastifySchemaValidationError) =>
  ({
    ...params,
    code: keyword,
    message,
    path: instancePath.split('/').filter(Boolean),
  }) as unknown as z.core.$ZodIssue;

const sentIn = (context: string, { body, params, query, headers }: FastifyRequest): unknown =>
  ({ params, querystring: query, headers })[context] ?? body;

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key],
    value,
  );

const LOCALES = { th: z.locales.th().localeError, en: z.locales.en().localeError };

/** Zod's own words for its own checks; ours for what is not there, and for what our schemas refine. */
function inWords(issue: z.core.$ZodIssue, input: unknown, language: 'th' | 'en'): string {
  if (issue.code === 'custom') return REFINEMENTS[issue.message]?.[language] ?? issue.message;
  if (input === undefined) return REFINEMENTS.missing![language];
  // Zod would recite the regular expression.
  if (issue.code === 'invalid_format' && issue.format === 'regex')
    return REFINEMENTS.form![language];
  const said = LOCALES[language]({ ...issue, input } as z.core.$ZodRawIssue);
  return (typeof said === 'string' ? said : said?.message) ?? issue.message;
}

const REFINEMENTS: Record<string, { th: string; en: string }> = {
  'batch-code-invalid': { th: 'รหัสผลผลิตไม่ถูกต้อง', en: 'not a batch code' },
  form: { th: 'รูปแบบไม่ถูกต้อง', en: 'is not in the right form' },
  missing: { th: 'ต้องระบุ', en: 'is missing' },
  malformed: { th: 'มีอักขระที่ใช้ไม่ได้', en: 'has characters that are no text' },
  'far-off': { th: 'เวลาไม่ถูกต้อง', en: 'not a moment of our time' },
  'role-place': {
    th: 'บทบาทนี้ใช้กับสถานที่ประเภทนี้ไม่ได้',
    en: 'this role is not for a place of this kind',
  },
  'program-farmer': {
    th: 'โปรแกรมทำงานแทนเกษตรกรไม่ได้',
    en: 'a program is no farmer',
  },
  'certificate-holder': {
    th: 'ใบรับรองเป็นของเกษตรกรหรือเครือข่าย อย่างใดอย่างหนึ่ง',
    en: 'a certificate is a farmer’s or a network’s, one of the two',
  },
  'certificate-term': {
    th: 'วันหมดอายุอยู่ก่อนวันออกใบรับรอง',
    en: 'the certificate ends before it begins',
  },
  'day-range': {
    th: 'วันสุดท้ายต้องไม่ก่อนวันแรก และห่างกันไม่เกิน 366 วัน',
    en: 'the last day is not before the first, nor more than 366 days after it',
  },
  'label-start': {
    th: 'แผ่นนี้มีดวงไม่ถึงตำแหน่งนั้น',
    en: 'there are not so many labels on the sheet',
  },
  'label-count': {
    th: 'พิมพ์ได้ไม่เกิน 2,000 ดวงต่อครั้ง',
    en: 'no more than 2,000 labels at a time',
  },
  'report-range': {
    th: 'วันสุดท้ายต้องไม่ก่อนวันแรก และห่างกันไม่เกิน 10 ปี',
    en: 'the last day is not before the first, nor more than 10 years after it',
  },
  'report-days': {
    th: 'ต้องระบุทั้งวันแรกและวันสุดท้าย หรือไม่ระบุเลย',
    en: 'both days are given, or neither',
  },
  'report-year': {
    th: 'ปีต้องเป็น ค.ศ. ตั้งแต่ 2000 ถึง 2199',
    en: 'the year is one of the Common Era, from 2000 to 2199',
  },
  'usual-range': {
    th: 'ค่าต่ำสุดมากกว่าค่าสูงสุด',
    en: 'the least is more than the most',
  },
};
