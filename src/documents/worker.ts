import { BadView } from './errors.ts';
import { type Job, render } from './render.ts';

/** Errors lose their class between threads, so a refusal travels as data. */
export type Rendered =
  | { readonly bytes: Uint8Array; readonly refused?: never }
  | { readonly refused: string };

export default async function work(job: Job): Promise<Rendered> {
  try {
    return { bytes: await render(job) };
  } catch (error) {
    if (error instanceof BadView) return { refused: error.message };
    throw error;
  }
}
