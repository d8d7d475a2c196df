import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

// Filled at once for many: asking the system for a few bytes costs as much as for thousands.
const pool = new Uint8Array(4096);
let taken = pool.length;

/** Random bytes that nobody else gets: good until the next are asked for. */
export function randomBytes(count: number): Uint8Array {
  if (taken + count > pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  taken += count;
  return pool.subarray(taken - count, taken);
}

/** A UUIDv7, which begins with the time. */
export const newId = (): string => v7({ random: randomBytes(16) });
