import type { Registry } from '../../app/ports.ts';
import { changeRegistry, isRefused } from '../registry.ts';
import type { SqliteDb } from './connection.ts';
import { registryRows } from './rows.ts';
import { type Sync, Undone } from './writer.ts';

export function registryWrites(db: SqliteDb): Sync<Pick<Registry, 'changeRegistry'>> {
  const rows = registryRows(db);
  return {
    changeRegistry(changes, command, readVersion) {
      const changed = changeRegistry(rows, changes, command, readVersion);
      if (isRefused(changed)) throw new Undone(changed);
      return changed;
    },
  };
}
