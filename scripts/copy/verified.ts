import { isDeepStrictEqual } from 'node:util';
import { verifyAll } from '../../src/app/verify-all.ts';
import {
  type Counts,
  copyDatabase,
  countsOfCopy,
  removeDatabase,
} from '../../src/storage/sqlite/copy.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';

export type Say = (line: string) => void;

/** Thrown with a message for whoever started the program. */
export class CopyError extends Error {
  override readonly name = 'CopyError';
}

/**
 * Copies a database beside where it is to be, and verifies the copy: every count, every chain, and all that
 * was derived from them. Nothing is left of one that is not right.
 * @returns the copy's name; the caller gives it its own
 */
export async function verifiedCopy(from: string, to: string, say: Say): Promise<string> {
  const copy = `${to}.unverified`;
  removeDatabase(copy);
  try {
    const counts = await copyDatabase(from, copy, everyTenth('Copied', say));
    await verify(copy, counts, say);
    return copy;
  } catch (error) {
    removeDatabase(copy);
    if (error instanceof CopyError) throw error;
    throw new CopyError(`${from} cannot be copied: ${(error as Error).message}`);
  }
}

async function verify(file: string, expected: Counts, say: Say): Promise<void> {
  const storage = openSqlite(file);
  const tell = everyTenth('Verified', say);
  const book = await verifyAll(storage, (seen) => tell(seen, expected.batches));
  await storage.close();
  const counts = countsOfCopy(file);
  if (!isDeepStrictEqual(counts, expected) || book.events !== expected.events) {
    throw new CopyError(`counts differ: ${JSON.stringify({ expected, counts })}`);
  }
  if (book.faulty.length > 0) {
    const named = book.faulty.slice(0, 10).join(', ');
    throw new CopyError(`${book.faulty.length} batches do not verify: ${named}`);
  }
  say(`Verified: ${counts.batches} batches, ${counts.events} events, ${counts.commands} commands.`);
}

/** Says how far something has come, ten times. */
function everyTenth(what: string, say: Say) {
  let told = 0;
  return (done: number, total: number) => {
    const tenths = Math.floor((10 * done) / Math.max(1, total));
    if (tenths > told) say(`${what} ${10 * tenths} % …`);
    told = Math.max(told, tenths);
  };
}
