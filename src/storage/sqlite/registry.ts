import type { Registry } from '../../app/ports.ts';
import { changeRegistry, isRefused } from '../registry.ts';
import type { SqliteDb } from './open.ts';
import { registryRows } from './rows.ts';
import { Undone, type Write } from './writer.ts';

export function sqliteRegistry(db: SqliteDb, write: Write): Pick<Registry, 'changeRegistry'> {
  const rows = registryRows(db);
  return {
    changeRegistry: (changes, command) =>
      write(() => {
        const changed = changeRegistry(rows, changes, command);
        if (isRefused(changed)) throw new Undone(changed);
        return changed;
      }),
  };
}
