import { and, eq, getTableColumns, like, ne, sql, type Table } from 'drizzle-orm';
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
  const prepared = preparedFor(db);
  return {
    changeRegistry: (changes, command) =>
      write(() => {
        const answered = commandRecord(db, command.municipalityId, command.key);
        if (answered) return { kind: 'answered', command: answered };
        // One after the other: a change may build on the one before it, or clash with it.
        for (const change of changes) {
          const refused = whyNot(db, prepared(change.kind), change);
          if (refused) throw new Undone(refused);
          apply(db, prepared(change.kind), change);
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

/**
 * Statements of each kind, prepared once: an import writes thousands of entries in one go, and putting each
 * statement together anew takes longer than carrying it out.
 */
function preparedFor(db: SqliteDb) {
  const { placeholder } = sql;
  const log = db
    .insert(t.registryChanges)
    .values({
      ...(placeholdersOf(t.registryChanges) as never as typeof t.registryChanges.$inferInsert),
      // A new entry's is NULL, not the JSON text null.
      before: sql`${placeholder('before')}`,
    })
    .prepare();
  const make = (kind: RegistryChange['kind']) => {
    const table = tableOf(kind);
    const row = placeholdersOf(table) as never as typeof t.networks.$inferInsert;
    return {
      log,
      revision: db
        .select({ revision: table.revision })
        .from(table)
        .where(
          and(
            eq(table.municipalityId, placeholder('municipalityId')),
            eq(table.id, placeholder('id')),
          ),
        )
        .prepare(),
      insert: db.insert(table).values(row).prepare(),
      columns: Object.keys(row),
    };
  };
  const known = new Map<RegistryChange['kind'], ReturnType<typeof make>>();
  return (kind: RegistryChange['kind']) => {
    const found = known.get(kind) ?? make(kind);
    known.set(kind, found);
    return found;
  };
}
type Prepared = ReturnType<ReturnType<typeof preparedFor>>;

const placeholdersOf = (table: Table) =>
  Object.fromEntries(
    Object.keys(getTableColumns(table)).map((column) => [column, sql.placeholder(column)]),
  );

function whyNot(db: SqliteDb, prepared: Prepared, change: RegistryChange): RegistryChanged | null {
  const { municipalityId, kind, id, revision, after } = change;
  const known = prepared.revision.get({ municipalityId, id });
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

function apply(db: SqliteDb, prepared: Prepared, change: RegistryChange): void {
  const { secret, keptSession, ...logged } = change;
  const { municipalityId, kind, id, revision, after, at } = change;
  const row: Record<string, unknown> = {
    ...after,
    ...secret,
    municipalityId,
    id,
    revision,
    changedAt: at,
    ...searchable(after),
  };
  if (revision === 1) {
    const values = prepared.columns.map((column) => [column, row[column] ?? null]);
    prepared.insert.run(Object.fromEntries(values));
  } else {
    db.update(tableOf(kind))
      .set(row as typeof t.networks.$inferInsert)
      .where(entryKey(change))
      .run();
  }
  if (secret && revision > 1) closeSessionsOf(db, municipalityId, id, keptSession ?? null);
  prepared.log.run({ ...logged, before: logged.before && JSON.stringify(logged.before) });
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
