import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { BadView } from './errors.ts';
import type { Job } from './render.ts';
import type { Rendered } from './worker.ts';

/** An idle thread holds its fonts; after this long it is let go. */
const IDLE_MS = 60_000;

/** Threads that make papers. They start when there is something to do. */
export class Threads {
  readonly #pool: Piscina<Job, Rendered>;

  constructor(most: number) {
    const source = import.meta.url.endsWith('.ts');
    this.#pool = new Piscina<Job, Rendered>({
      filename: fileURLToPath(new URL(source ? './worker.ts' : './worker.js', import.meta.url)),
      execArgv: source ? ['--import', loader()] : [],
      minThreads: 0,
      maxThreads: most,
      idleTimeout: IDLE_MS,
    });
  }

  async render(job: Job): Promise<Uint8Array> {
    const rendered = await this.#pool.run(job);
    if (rendered.refused !== undefined) throw new BadView(rendered.refused);
    return rendered.bytes;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

/** The TypeScript loader by its full address: a bare name would be sought in the working directory. */
function loader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}
