import { Refusal } from '../domain/refusal.ts';
import { BadView } from './errors.ts';
import { type Job, render } from './render.ts';

/** Errors lose their class between threads, so what is refused travels as data. */
export type Rendered =
  | { readonly bytes: Uint8Array; readonly bad?: never; readonly refused?: never }
  | { readonly bad: string; readonly refused?: never }
  | { readonly bad?: never; readonly refused: Pick<Refusal, 'code' | 'facts'> };

export default async function work(job: Job): Promise<Rendered> {
  try {
    return { bytes: await render(job) };
  } catch (error) {
    if (error instanceof BadView) return { bad: error.message };
    if (error instanceof Refusal) return { refused: { code: error.code, facts: error.facts } };
    throw error;
  }
}
