/** What the programs that copy databases say. */
import type { BookVerification } from '../../src/app/verify-all.ts';

export type Say = (line: string) => void;

/** Thrown with a message for whoever started the program. */
export class CopyError extends Error {
  override readonly name = 'CopyError';
}

/** Says how far something has come, ten times. */
export function everyTenth(what: string, say: Say) {
  let told = 0;
  return (done: number, total: number) => {
    const tenths = Math.floor((10 * done) / Math.max(1, total));
    if (tenths > told) say(`${what} ${10 * tenths} % …`);
    told = Math.max(told, tenths);
  };
}

/** @throws CopyError that names batches which do not verify */
export function refuseFaulty({ faulty }: BookVerification): void {
  if (faulty.length === 0) return;
  const named = faulty.slice(0, 10).join(', ');
  throw new CopyError(`${faulty.length} batches do not verify: ${named}`);
}
