import { expect } from 'vitest';

export type Answer = { status: number; type: string; body: Record<string, unknown>; text: string };
/** A refusal as a problem document; fails for anything else. */
export function problemOf({ status, type, body, text }: Answer) {
  if (status < 400 || status >= 500) throw new Error(`${status} ${text}`);
  expect(type).toBe('application/problem+json');
  expect(body).toMatchObject({
    type: `urn:tonnam:problem:${body.code}`,
    title: expect.any(String),
    status,
    code: expect.stringMatching(/^[a-z]+(-[a-z]+)+$/),
    detail: expect.stringMatching(/\S/),
    instance: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(text).not.toMatch(/\{\w+\}|undefined|\[object|node_modules|SQLITE|at \w+ \(/);
  return `${status} ${body.code}`;
}
