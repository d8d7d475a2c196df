import type { Database } from 'better-sqlite3';
import type { Storage } from '../../app/ports.ts';

/** Answers that are remembered at the same time. */
const MOST = 2000;

type Reads = Pick<Storage, 'session' | 'batch' | 'batchAnywhere' | 'registryVersion'>;

/**
 * The reads that nearly every request makes. What was read is the answer until somebody commits, and SQLite
 * tells that at a tenth of the price of a read; it is asked once in a turn of the event loop, and after whatever
 * this process has written.
 * @param sqlite a connection that nothing is written through: it is told of others' commits only
 */
export function remembered(reads: Reads, sqlite: Database): { reads: Reads; written: () => void } {
  const dataVersion = sqlite.prepare('PRAGMA data_version').pluck();
  const known = new Map<string, object | number>();
  let readAt: unknown;
  let asked = false;
  const written = () => {
    asked = false;
  };

  function currentVersion(): unknown {
    if (!asked) {
      const version = dataVersion.get();
      if (version !== readAt) known.clear();
      readAt = version;
      asked = true;
      setImmediate(written);
    }
    return readAt;
  }

  async function recall<T extends object | number>(
    key: string,
    read: () => Promise<T | null>,
  ): Promise<T | null> {
    const version = currentVersion();
    if (known.size >= MOST) known.clear();
    const found = known.get(key) as T | undefined;
    if (found !== undefined) return found;
    // What is read is as new as the version, or newer.
    const value = await read();
    if (value !== null && version === readAt) known.set(key, value);
    return value;
  }

  const own: Reads = {
    async session(tokenHash, now) {
      const session = await recall(`session ${tokenHash}`, () => reads.session(tokenHash, now));
      return session && session.expiresAt > now ? session : null;
    },
    batch: (municipalityId, code) =>
      recall(`batch ${municipalityId} ${code}`, () => reads.batch(municipalityId, code)),
    batchAnywhere: (code) => recall(`batch ${code}`, () => reads.batchAnywhere(code)),
    registryVersion: async (municipalityId) =>
      (await recall(`registry ${municipalityId}`, () => reads.registryVersion(municipalityId))) ??
      0,
  };
  return { reads: own, written };
}
