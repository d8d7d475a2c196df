import { existsSync } from 'node:fs';
import { verifyAll } from '../../src/app/verify-all.ts';
import { isInUse } from '../../src/storage/sqlite/copy.ts';
import { openSource, type Source } from '../../src/storage/transfer/source.ts';
import { COMMON_TABLES } from '../../src/storage/transfer/tables.ts';
import { openTarget, type Target } from '../../src/storage/transfer/target.ts';
import { transfer } from '../../src/storage/transfer/transfer.ts';
import { CopyError, everyTenth, refuseFaulty, type Say } from './saying.ts';

export type Moving = {
  /** A SQLite file. */
  from: string;
  /** `postgres://…` */
  to: string;
  /** Which one; null for all. */
  municipality: string | null;
  say: Say;
};

/**
 * Copies a SQLite database, or one municipality of it, to PostgreSQL: verified before, compared row by row after,
 * and put into the tables in one go. A copy that was interrupted is gone on with when it is asked for again.
 * @throws CopyError
 */
export async function migrateEngine({ from, to, municipality, say }: Moving): Promise<void> {
  if (!existsSync(from)) throw new CopyError(`there is no database ${from}`);
  if (isInUse(from)) throw new CopyError(`${from} is in use; stop the server first`);
  const source = await named(from, () => openSource(from, municipality));
  let target: Target | undefined;
  try {
    await verify(source, municipality, say);
    target = await named('the target', () => openTarget(to));
    const rows = await named('the target', () =>
      transfer(source, target as Target, municipality, {
        resumed: (rows) => say(`Goes on where it was interrupted: ${rows} rows are there.`),
        copied: everyTenth('Copied', say),
        compared: everyTenth('Compared', say),
      }),
    );
    say(`Copied ${from}: ${rows} rows, each the same in both.`);
  } finally {
    await target?.close();
    source.close();
  }
}

async function verify(source: Source, municipality: string | null, say: Say): Promise<void> {
  const ids = await source.reads.municipalityIds();
  if (municipality !== null && ids.length === 0) {
    throw new CopyError(`there is no municipality ${municipality}`);
  }
  const [events, batches] = ['events', 'batches'].map((name) =>
    source.count(COMMON_TABLES.find((table) => table.name === name)!),
  ) as [number, number];
  const tell = everyTenth('Verified', say);
  const book = await verifyAll(source.reads, (seen) => tell(seen, batches));
  refuseFaulty(book);
  if (book.events !== events || book.batches !== batches) {
    throw new CopyError(`counts differ: ${JSON.stringify({ book, events, batches })}`);
  }
  say(`Verified: ${batches} batches, ${events} events.`);
}

/** Adds to what goes wrong where it did. */
async function named<T>(what: string, attempt: () => T | Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    const { message, detail = '' } = error as Error & { detail?: string };
    throw new CopyError(`${what}: ${message} ${detail}`.trim(), { cause: error });
  }
}
