import type { Registry } from '../../app/ports.ts';
import { changeRegistry, isRefused } from '../registry.ts';
import type { Write } from './writer.ts';

export function postgresRegistry(write: Write): Pick<Registry, 'changeRegistry'> {
  return {
    changeRegistry: (changes, command, readVersion) => {
      const { municipalityId, key } = command;
      return write({
        needs: { municipalityId, key, codes: [], events: [], changes, unless: null },
        decide: (rows) => changeRegistry(rows, changes, command, readVersion),
        isRefused,
      });
    },
  };
}
