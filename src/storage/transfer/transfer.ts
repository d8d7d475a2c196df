import { isDeepStrictEqual } from 'node:util';
import type { Source } from './source.ts';
import { COMMON_TABLES } from './tables.ts';
import type { Target } from './target.ts';

/** Told how far it is. */
export type Progress = {
  /** Rows that an earlier run has brought over before it was interrupted. */
  resumed(rows: number): void;
  /** How many rows of how many have come so far. */
  copied(done: number, total: number): void;
  compared(done: number, total: number): void;
};

/**
 * Copies everything of a source beside the tables, where an interrupted run goes on; then in one go puts it into
 * them, and reads it back: every row must be the same.
 * @param municipalityId of whom; null for the whole file, which keeps the positions of its log
 * @returns how many rows there are
 * @throws Error that says what the target holds already, or what is not as it was
 */
export async function transfer(
  source: Source,
  target: Target,
  municipalityId: string | null,
  progress: Progress,
): Promise<number> {
  await refuseTaken(target, municipalityId);
  const total = COMMON_TABLES.reduce((sum, table) => sum + source.count(table), 0);
  await copy(source, target, total, progress);
  const position = await target.lock();
  await refuseTaken(target, municipalityId);
  const offset = municipalityId === null ? 0 : position;
  await target.place(offset);
  let done = 0;
  for (const table of COMMON_TABLES) {
    const cursor = await target.read(table, municipalityId);
    for (const rows of source.rows(table, 0, offset)) {
      if (!isDeepStrictEqual(await cursor.next(rows.length), rows)) {
        throw new Error(`the rows of ${table.name} are not what they were`);
      }
      done += rows.length;
      progress.compared(done, total);
    }
    if ((await cursor.next(1)).length > 0) throw new Error(`${table.name} has more rows`);
    await cursor.close();
  }
  await target.keep();
  return total;
}

async function refuseTaken(target: Target, municipalityId: string | null): Promise<void> {
  const taken = await target.taken(municipalityId);
  if (taken.length === 0) return;
  const whose = municipalityId === null ? '' : ` of ${municipalityId}`;
  throw new Error(`it holds something${whose} already, in ${taken.join(', ')}`);
}

async function copy(source: Source, target: Target, total: number, progress: Progress) {
  await target.begin(source.digest);
  const staged = new Map<string, number>();
  for (const table of COMMON_TABLES) staged.set(table.name, await target.staged(table));
  let done = [...staged.values()].reduce((sum, rows) => sum + rows, 0);
  if (done > 0) progress.resumed(done);
  for (const table of COMMON_TABLES) {
    for (const rows of source.rows(table, staged.get(table.name) ?? 0, 0)) {
      await target.add(table, rows);
      done += rows.length;
      progress.copied(done, total);
    }
  }
}
