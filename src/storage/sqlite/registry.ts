import { and, eq, like, ne } from 'drizzle-orm';
import type { Registry, RegistryChange, RegistryChanged } from '../../app/ports.ts';
import { isActiveOfficer } from '../../domain/people.ts';
import { sortKey } from '../../domain/thai.ts';
import { registryTables } from '../reads/registry.ts';
import { closeSessionsOf } from './access.ts';
import { commandRecord } from './append.ts';
import type { SqliteDb } from './open.ts';
import * as t from './schema.ts';
import { Undone, type Write } from './writer.ts';

export function sqliteRegistry(db: SqliteDb, write: Write): Pick<Registry, 'changeRegistry'> {
  return {
    changeRegistry: (changes, command) =>
      write(() => {
        const answered = commandRecord(db, command.municipalityId, command.key);
        if (answered) return { kind: 'answered', command: answered };
        // One after the other: a change may build on the one before it, or clash with it.
        for (const change of changes) {
          const refused = whyNot(db, change);
          if (refused) throw new Undone(refused);
          apply(db, change);
        }
        db.insert(t.commands).values(command).run();
        return { kind: 'changed' };
      }),
  };
}

const tableOf = (kind: RegistryChange['kind']) =>
  registryTables[kind] as unknown as typeof t.networks;

function entryKey({ municipalityId, kind, id }: RegistryChange) {
  const table = tableOf(kind);
  return and(eq(table.municipalityId, municipalityId), eq(table.id, id));
}

function whyNot(db: SqliteDb, change: RegistryChange): RegistryChanged | null {
  const { municipalityId, kind, id, revision, after } = change;
  const table = tableOf(kind);
  const known = db.select({ revision: table.revision }).from(table).where(entryKey(change)).get();
  if ((known?.revision ?? 0) !== revision - 1) return { kind: 'conflict' };
  const taken = kind === 'users' && phoneTaken(db, municipalityId, id, String(after.phone));
  if (taken) return { kind: 'phone-taken' };
  return kind === 'users' && isLastOfficer(db, change) ? { kind: 'last-officer' } : null;
}

/** Whether nobody would be left who runs the municipality. Asked while nobody else writes. */
function isLastOfficer(db: SqliteDb, { municipalityId, id, before, after }: RegistryChange) {
  if (!before || !isActiveOfficer(before) || isActiveOfficer(after)) return false;
  const others = db
    .select({ roles: t.users.roles })
    .from(t.users)
    .where(
      and(
        eq(t.users.municipalityId, municipalityId),
        eq(t.users.active, true),
        ne(t.users.id, id),
        like(t.users.roles, '%"municipal_officer"%'),
      ),
    )
    .all();
  return others.length === 0;
}

function apply(db: SqliteDb, change: RegistryChange): void {
  const { secret, keptSession, ...logged } = change;
  const { municipalityId, kind, id, revision, after, at } = change;
  const table = tableOf(kind);
  const row = {
    ...after,
    ...secret,
    municipalityId,
    id,
    revision,
    changedAt: at,
    ...searchable(after),
  } as typeof t.networks.$inferInsert;
  if (revision === 1) db.insert(table).values(row).run();
  else db.update(table).set(row).where(entryKey(change)).run();
  if (secret && revision > 1) closeSessionsOf(db, municipalityId, id, keptSession ?? null);
  db.insert(t.registryChanges).values(logged).run();
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
