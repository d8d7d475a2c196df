import { isDeepStrictEqual } from 'node:util';
import { verifyAll } from '../../src/app/verify-all.ts';
import {
  type Counts,
  copyDatabase,
  countsOfCopy,
  removeDatabase,
} from '../../src/storage/sqlite/copy.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { CopyError, everyTenth, refuseFaulty, type Say } from './saying.ts';

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
  refuseFaulty(book);
  say(`Verified: ${counts.batches} batches, ${counts.events} events, ${counts.commands} commands.`);
}
