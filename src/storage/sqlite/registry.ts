import { and, eq, ne } from 'drizzle-orm';
import type { Registry, RegistryChange } from '../../app/ports.ts';
import { registryTable } from '../reads/registry-tables.ts';
import { changeRegistry, isRefused } from '../registry.ts';
import type { RegistryRows } from '../rows.ts';
import type { SqliteDb } from './open.ts';
import { commandRows } from './rows.ts';
import * as t from './schema.ts';
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

function registryRows(db: SqliteDb): RegistryRows {
  return {
    ...commandRows(db),
    revision(change) {
      const table = registryTable(t, change.kind);
      const columns = { revision: table.revision };
      return db.select(columns).from(table).where(entryKey(change)).get()?.revision ?? 0;
    },
    phoneTaken(municipalityId, id, phone) {
      const { users } = t;
      const others = and(
        eq(users.municipalityId, municipalityId),
        eq(users.phone, phone),
        ne(users.id, id),
      );
      return db.select({ id: users.id }).from(users).where(others).get() !== undefined;
    },
    change(change, row) {
      const { secret, ...logged } = change;
      const table = registryTable(t, change.kind);
      if (change.revision === 1) {
        db.insert(table)
          .values(row as typeof t.networks.$inferInsert)
          .run();
      } else db.update(table).set(row).where(entryKey(change)).run();
      db.insert(t.registryChanges).values(logged).run();
    },
  };
}

function entryKey({ municipalityId, kind, id }: RegistryChange) {
  const table = registryTable(t, kind);
  return and(eq(table.municipalityId, municipalityId), eq(table.id, id));
}
