import { and, eq, ne } from 'drizzle-orm';
import type { CommandRecord, Registry, RegistryChange, RegistryChanged } from '../../app/ports.ts';
import { sortKey } from '../../domain/thai.ts';
import { registryTables } from '../reads/registry.ts';
import { commandRecord } from './append.ts';
import type { SqliteDb } from './open.ts';
import * as t from './schema.ts';
import type { Write } from './writer.ts';

export function sqliteRegistry(db: SqliteDb, write: Write): Pick<Registry, 'changeRegistry'> {
  return {
    changeRegistry: (change, command) => write(() => changeRegistry(db, change, command)),
  };
}

function changeRegistry(
  db: SqliteDb,
  change: RegistryChange,
  command: CommandRecord,
): RegistryChanged {
  const { municipalityId, kind, id, revision, after, secret } = change;
  const answered = commandRecord(db, command.municipalityId, command.key);
  if (answered) return { kind: 'answered', command: answered };

  const table = registryTables[kind] as unknown as typeof t.networks;
  const key = and(eq(table.municipalityId, municipalityId), eq(table.id, id));
  const known = db.select({ revision: table.revision }).from(table).where(key).get();
  if ((known?.revision ?? 0) !== revision - 1) return { kind: 'conflict' };
  if (kind === 'users' && phoneTaken(db, municipalityId, id, String(after.phone))) {
    return { kind: 'phone-taken' };
  }

  const row = {
    ...after,
    ...secret,
    municipalityId,
    id,
    revision,
    changedAt: change.at,
    ...searchable(after),
  } as typeof t.networks.$inferInsert;
  if (known) db.update(table).set(row).where(key).run();
  else db.insert(table).values(row).run();
  const { secret: _, ...logged } = change;
  db.insert(t.registryChanges).values(logged).run();
  db.insert(t.commands).values(command).run();
  return { kind: 'changed' };
}

function phoneTaken(db: SqliteDb, municipalityId: string, id: string, phone: string): boolean {
  const other = db
    .select({ id: t.users.id })
    .from(t.users)
    .where(
      and(eq(t.users.municipalityId, municipalityId), eq(t.users.phone, phone), ne(t.users.id, id)),
    )
    .get();
  return other !== undefined;
}

/** Names, numbers and the like, to search through and to sort by. */
function searchable(entry: Record<string, unknown>) {
  const { nameTh, nameEn, name, number, phone, scientificName, subdistrictTh, subdistrictEn } =
    entry;
  const words = [nameTh, nameEn, name, number, phone, scientificName, subdistrictTh, subdistrictEn];
  return {
    search: words.filter(Boolean).join('\n').toLowerCase(),
    sortKey: sortKey(String(nameTh ?? name ?? number ?? '')),
  };
}
