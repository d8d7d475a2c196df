import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Storage } from './app/ports.ts';
import type { Gate } from './gate.ts';
import { openStorage, type StorageSettings } from './storage/open.ts';

const LEAST_MS = 500;
const MOST_MS = 15_000;

/**
 * Opens storage, and tries again while it cannot be opened: what is wrong with a disk, a lock or a network is mended
 * outside, and a server that ended would only be started over and over.
 * @throws AbortError when told to stop meanwhile
 */
export async function openWhenPossible(
  settings: StorageSettings,
  gate: Gate,
  log: FastifyBaseLogger,
  signal: AbortSignal,
): Promise<Storage> {
  for (let pause = LEAST_MS; ; pause = Math.min(2 * pause, MOST_MS)) {
    try {
      return await openStorage(settings, () => gate.setWaiting('migrating'));
    } catch (error) {
      gate.setWaiting('broken');
      const { message } = error as Error;
      log.error({ retryMs: pause }, `not serving: ${message}`);
      await wait(pause, undefined, { signal });
    }
  }
}
