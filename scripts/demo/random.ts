/** A generator of the same numbers at every start (mulberry32), so that the demo is always the same. */
export function seeded(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    chance: (share: number): boolean => next() < share,
    /** A whole number, both ends included. */
    between: (least: number, most: number): number =>
      least + Math.floor(next() * (most - least + 1)),
    pick: <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T,
    bytes: (length: number): Uint8Array =>
      Uint8Array.from({ length }, () => Math.floor(next() * 256)),
  };
}

export type Random = ReturnType<typeof seeded>;
