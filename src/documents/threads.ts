import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { threadBeside } from '../beside.ts';
import { refuse } from '../domain/refusal.ts';
import { BadView } from './errors.ts';
import type { Job } from './render.ts';
import type { Rendered } from './worker.ts';

/** An idle thread holds its fonts; after this long it is let go. */
const IDLE_MS = 5_000;
/**
 * Papers are made of much that is soon done with: in less room it is swept up sooner, and a server that makes them
 * without pause stays 40 MB smaller. The largest, 2,000 labels, needs over 128 MB for what lasts.
 */
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 4 };

/** Threads that make papers. They start when there is something to do. */
export class Threads {
  readonly #pool: Piscina<Job, Rendered>;

  constructor(most: number) {
    const { url, execArgv } = threadBeside(import.meta.url, 'worker');
    this.#pool = new Piscina<Job, Rendered>({
      filename: fileURLToPath(url),
      execArgv,
      minThreads: 0,
      maxThreads: most,
      idleTimeout: IDLE_MS,
      resourceLimits: LIMITS,
    });
  }

  async render(job: Job): Promise<Uint8Array> {
    const rendered = await this.#pool.run(job);
    if (rendered.bad !== undefined) throw new BadView(rendered.bad);
    if (rendered.refused) refuse(rendered.refused.code, rendered.refused.facts);
    return rendered.bytes;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
