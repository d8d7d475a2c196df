import type { Problem } from '../../../wire/problems.ts';
import { language } from '../words/language.ts';

/** Said by the service: why it does not do what was asked, in the language of the moment. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** The service could not be asked, or could not answer now. It may be asked again, not before `notBefore`. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  /** Milliseconds since the epoch. */
  readonly notBefore: number;
  /** Whether it answered at all: then only this request may be at fault. */
  readonly answered: boolean;
  constructor(notBefore = 0, answered = false) {
    super('unreachable');
    this.notBefore = notBefore;
    this.answered = answered;
  }
}

/** Whoever asked is not, or no longer, signed in. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

const PATIENCE_MS = 60_000;
/** The service asks to wait, or something in between does, or it is being restarted. */
const LATER = [408, 425, 429, 502, 503, 504];

/** Asks the service. @throws Refused, Unreachable, SignedOut */
export async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const answer = await answerTo(path, init);
  if (answer.status === 204) return null as T;
  // An answer that breaks off has not arrived.
  return answer.json().catch(() => {
    throw new Unreachable();
  });
}

/** A paper. @throws Refused, Unreachable, SignedOut */
export async function askFile(path: string, method: 'GET' | 'POST', body?: unknown): Promise<Blob> {
  const answer = await answerTo(path, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  return answer.blob().catch(() => {
    throw new Unreachable();
  });
}

/** An answer that says yes. */
async function answerTo(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('accept-language', language.value);
  const answer = await fetch(path, {
    ...init,
    headers,
    signal: init.signal ?? AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => {
    throw new Unreachable();
  });
  if (answer.ok) return answer;
  const problem = await problemOf(answer);
  if (problem?.code === 'not-signed-in') throw new SignedOut();
  if (LATER.includes(answer.status)) throw new Unreachable(retryAfter(answer));
  if (answer.status >= 500) throw new Unreachable(retryAfter(answer), true);
  // Not the service, but something before it, such as the page of a public network's door.
  if (!problem) throw new Unreachable();
  throw new Refused(problem);
}

/** Sends something. @throws Refused, Unreachable, SignedOut */
export const send = <T>(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> =>
  ask<T>(path, {
    method,
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

async function problemOf(answer: Response): Promise<Problem | null> {
  if (!answer.headers.get('content-type')?.includes('problem+json')) return null;
  return answer.json().catch(() => null);
}

function retryAfter({ headers }: Response): number {
  const said = headers.get('retry-after');
  if (!said) return 0;
  const seconds = Number(said);
  return Number.isFinite(seconds) ? Date.now() + seconds * 1000 : Date.parse(said) || 0;
}
