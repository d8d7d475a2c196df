import { z } from 'zod';

export type Answer = { status: number; type: string; body: Record<string, unknown>; text: string };

const problem = z.object({
  type: z.string(),
  title: z.string().regex(/\S/),
  status: z.int(),
  code: z.string().regex(/^[a-z]+(-[a-z]+)+$/),
  detail: z.string().regex(/\S/),
  instance: z.string().regex(/^[0-9a-f-]{36}$/),
});
/** What was left unsaid, and what is nobody's business. */
const SLIPS = /\{\w+\}|undefined|\[object|node_modules|SQLITE|at \w+ \(/;

/** A refusal as a problem document; fails for anything else. Asked thousands of times, it does without `expect`. */
export function problemOf({ status, type, body, text }: Answer) {
  const { success, data } = problem.safeParse(body);
  const isRight =
    success &&
    type === 'application/problem+json' &&
    data.status === status &&
    data.type === `urn:tonnam:problem:${data.code}` &&
    !SLIPS.test(text);
  if (!isRight || status < 400 || status >= 500) throw new Error(`${status} ${type} ${text}`);
  return `${status} ${data.code}`;
}
