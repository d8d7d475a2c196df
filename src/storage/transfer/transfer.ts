import { isDeepStrictEqual } from 'node:util';
import type { Source } from './source.ts';
import { COMMON_TABLES } from './tables.ts';
import type { Target } from './target.ts';

/** Told how many rows of how many have come so far. */
type Seen = (done: number, total: number) => void;

/**
 * Copies everything of a source, and reads it back: every row must be the same.
 * @param municipalityId of whom; null for the whole file, which keeps the positions of its log
 * @returns how many rows there are
 * @throws Error that says what the target holds already, or what is not as it was
 */
export async function transfer(
  source: Source,
  target: Target,
  municipalityId: string | null,
  copied: Seen,
  compared: Seen,
): Promise<number> {
  const taken = await target.taken(municipalityId);
  if (taken.length > 0) {
    const whose = municipalityId === null ? '' : ` of ${municipalityId}`;
    throw new Error(`it holds something${whose} already, in ${taken.join(', ')}`);
  }
  const offset = municipalityId === null ? 0 : target.position;
  const total = COMMON_TABLES.reduce((sum, table) => sum + source.count(table), 0);
  let done = 0;
  for (const table of COMMON_TABLES) {
    for (const rows of source.rows(table, offset)) {
      await target.add(table, rows);
      done += rows.length;
      copied(done, total);
    }
  }
  await target.analyze();
  done = 0;
  for (const table of COMMON_TABLES) {
    const cursor = await target.read(table, municipalityId);
    for (const rows of source.rows(table, offset)) {
      if (!isDeepStrictEqual(await cursor.next(rows.length), rows)) {
        throw new Error(`the rows of ${table.name} are not what they were`);
      }
      done += rows.length;
      compared(done, total);
    }
    if ((await cursor.next(1)).length > 0) throw new Error(`${table.name} has more rows`);
    await cursor.close();
  }
  await target.keep();
  return total;
}
