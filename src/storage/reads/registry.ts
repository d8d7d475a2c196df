import { and, asc, desc, eq, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Registry, RegistryChange, Scope } from '../../app/ports.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import type { RegistryEntry, RegistryKind } from '../../wire/registry.ts';
import { containing, numberCursor, pageOf, pairCursor, when } from './page.ts';
import { prepared, type Reader, type Tables } from './reader.ts';
import { registryTable } from './registry-tables.ts';

type AnyTable = ReturnType<typeof registryTable>;

export function registryReads(reader: Reader): Omit<Registry, 'changeRegistry' | 'registryNow'> {
  const { db, t } = reader;
  const tableOf = (kind: RegistryKind) => registryTable(t, kind);
  const versionOf = prepared(
    'registry_version',
    db
      .select({ version: t.registryVersions.version })
      .from(t.registryVersions)
      .where(eq(t.registryVersions.municipalityId, sql.placeholder('municipalityId'))),
  );
  return {
    async registryEntry<K extends RegistryKind>(municipalityId: string, kind: K, id: string) {
      const table = tableOf(kind);
      const [row] = await db
        .select()
        .from(table)
        .where(and(eq(table.municipalityId, municipalityId), eq(table.id, id)));
      return row ? toEntry<K>(row) : null;
    },

    async registryByIds(municipalityId, kind, ids) {
      const table = tableOf(kind);
      const rows = await db
        .select()
        .from(table)
        .where(and(eq(table.municipalityId, municipalityId), inArray(table.id, [...ids])));
      return rows.map((row) => toEntry(row));
    },

    async registryEntries(municipalityId, kind, scope, filter, page) {
      const table = tableOf(kind);
      const rows = await db
        .select()
        .from(table)
        .where(
          and(
            eq(table.municipalityId, municipalityId),
            within(reader, municipalityId, kind, scope),
            when(filter.id, (value) => eq(table.id, value)),
            when(filter.active, (value) => eq(table.active, value)),
            when(filter.parentId, (value) => parentIs(t, kind, value)),
            when(filter.search, (value) => containing(table.search, value.toLowerCase())),
            page.cursor === null ? undefined : after(table, page.cursor),
          ),
        )
        .orderBy(asc(table.sortKey), asc(table.id))
        .limit(page.limit + 1);
      return pageOf(
        rows,
        page.limit,
        (row) => toEntry(row),
        ({ sortKey, id }) => JSON.stringify([sortKey, id]),
      );
    },

    async certificatesOf(municipalityId, farmerId, networkId) {
      // Two reads, as each has an index; one with `or` has none.
      const of = (holder: SQL) =>
        db
          .select()
          .from(t.certificates)
          .where(and(eq(t.certificates.municipalityId, municipalityId), holder));
      const [own, shared] = await Promise.all([
        of(eq(t.certificates.farmerId, farmerId)),
        of(eq(t.certificates.networkId, networkId)),
      ]);
      return [...own, ...shared].map((row) => toEntry(row));
    },

    async registryChanges(municipalityId, kind, id, page) {
      const rows = await db
        .select()
        .from(t.registryChanges)
        .where(
          and(
            eq(t.registryChanges.municipalityId, municipalityId),
            eq(t.registryChanges.kind, kind),
            eq(t.registryChanges.id, id),
            page.cursor === null
              ? undefined
              : lt(t.registryChanges.revision, numberCursor(page.cursor)),
          ),
        )
        .orderBy(desc(t.registryChanges.revision))
        .limit(page.limit + 1);
      return pageOf(
        rows,
        page.limit,
        (row) => row as RegistryChange,
        ({ revision }) => `${revision}`,
      );
    },

    async registryVersion(municipalityId) {
      const [row] = await versionOf({ municipalityId });
      return row?.version ?? 0;
    },

    async municipalityIds() {
      const rows = await db.select({ id: t.municipalities.id }).from(t.municipalities);
      return rows.map(({ id }) => id);
    },
  };
}

/** The row without what only storage needs, or nobody may see. */
function toEntry<K extends RegistryKind>(row: object): RegistryEntry<K> {
  const { municipalityId, search, sortKey, pinHash, ...entry } = row as Record<string, unknown>;
  // A setting that is younger than the row has its usual value.
  if ('settings' in entry)
    Object.assign(entry, { settings: { ...DEFAULT_SETTINGS, ...(entry.settings as object) } });
  return entry as RegistryEntry<K>;
}

/** What an entry stands under. Kinds without a parent have no entries under one. */
function parentIs(t: Tables, kind: RegistryKind, id: string): SQL {
  const parents = {
    farmers: t.farmers.networkId,
    plots: t.plots.farmerId,
    certificates: t.certificates.farmerId,
    stalls: t.stalls.marketId,
    kitchens: t.kitchens.schoolId,
    users: t.users.farmerId,
  } as const;
  return kind in parents ? eq(parents[kind as keyof typeof parents], id) : sql`false`;
}

function after(table: AnyTable, cursor: string): SQL {
  const [sortKey, id] = pairCursor(cursor);
  return sql`(${table.sortKey}, ${table.id}) > (${sql.param(sortKey, table.sortKey)}, ${sql.param(id, table.id)})`;
}

/** Personal entries are seen by the farmer and by the leads of the network; the others by all. */
function within(
  { db, t }: Reader,
  municipalityId: string,
  kind: RegistryKind,
  scope: Scope,
): SQL | undefined {
  if (!scope) return undefined;
  const networkIds = scope.places.filter((place) => place.kind === 'network').map(({ id }) => id);
  const { farmerIds } = scope;
  const own = or(inArray(t.farmers.id, farmerIds), inArray(t.farmers.networkId, networkIds));
  const ownFarmers = db
    .select({ id: t.farmers.id })
    .from(t.farmers)
    .where(and(eq(t.farmers.municipalityId, municipalityId), own));
  switch (kind) {
    case 'farmers':
      return own;
    case 'plots':
      return inArray(t.plots.farmerId, ownFarmers);
    case 'certificates':
      return or(
        inArray(t.certificates.farmerId, ownFarmers),
        inArray(t.certificates.networkId, networkIds),
      );
    case 'users':
      return inArray(t.users.farmerId, ownFarmers);
    default:
      return undefined;
  }
}
