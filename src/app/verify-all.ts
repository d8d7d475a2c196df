import type { BookReads, Registry } from './ports.ts';
import { verifyBatch } from './verify.ts';

export type BookVerification = {
  batches: number;
  events: number;
  /** Codes of batches that do not verify. */
  faulty: string[];
};

/** Batches are looked up so many at a time, which a database with several connections does side by side. */
const STRIDE = 100;

/**
 * Verifies every batch of every municipality: its chain, and what was derived from it.
 * @param seen told after each batch how many have been verified
 */
export async function verifyAll(
  storage: BookReads & Pick<Registry, 'municipalityIds'>,
  seen: (batches: number) => void = () => {},
): Promise<BookVerification> {
  const result: BookVerification = { batches: 0, events: 0, faulty: [] };
  for (const municipalityId of await storage.municipalityIds()) {
    for await (const codes of codesOf(storage, municipalityId)) {
      const verifications = codes.map((code) => verifyBatch(storage, municipalityId, code));
      for (const [index, verification] of (await Promise.all(verifications)).entries()) {
        result.batches += 1;
        result.events += verification?.length ?? 0;
        if (!verification?.verified) result.faulty.push(codes[index]!);
        seen(result.batches);
      }
    }
    // Events without their batch are a fault too: it was removed, or they were added.
    const strays = await storage.strayCodes(municipalityId);
    result.faulty.push(...strays.filter((code) => !result.faulty.includes(code)));
  }
  return result;
}

async function* codesOf(storage: BookReads, municipalityId: string) {
  let last = '';
  for (;;) {
    const codes = await storage.codesAfter(municipalityId, last, STRIDE);
    yield codes;
    if (codes.length < STRIDE) return;
    last = codes.at(-1)!;
  }
}
