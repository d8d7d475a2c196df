import { LRUCache } from 'lru-cache';

const MOST_BYTES = 16 * 1024 * 1024;

/**
 * The answer of this name, as it is sent: made if it is not kept. The name says all that the answer depends
 * on, so that a kept one is never out of date, and none is ever taken back.
 */
export type KeptAnswers = (name: string, make: () => Promise<string>) => Promise<Buffer>;

/** Keeps the answers that were asked for last, as many as so much memory holds. */
export function keepAnswers(mostBytes = MOST_BYTES): KeptAnswers {
  const kept = new LRUCache<string, Buffer>({
    maxSize: mostBytes,
    sizeCalculation: ({ byteLength }) => byteLength,
  });
  return async (name, make) => {
    const known = kept.get(name);
    if (known) return known;
    const made = Buffer.from(await make());
    kept.set(name, made);
    return made;
  };
}
