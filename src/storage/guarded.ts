import { type Storage, StorageUnavailable } from '../app/ports.ts';

/** Has every call tell a fault of the machine as StorageUnavailable, and a closed storage too. */
export function guarded(
  storage: Storage,
  isOpen: () => boolean,
  unavailable: (error: unknown) => unknown,
): Storage {
  const calls = Object.entries(storage).map(([name, call]) => [
    name,
    async (...args: unknown[]) => {
      if (!isOpen() && name !== 'close') throw new StorageUnavailable('closed');
      try {
        return await (call as (...args: unknown[]) => unknown)(...args);
      } catch (error) {
        throw unavailable(error);
      }
    },
  ]);
  return Object.fromEntries(calls) as Storage;
}
