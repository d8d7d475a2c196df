import type { PgTable } from 'drizzle-orm/pg-core';
import type { ClientBase } from 'pg';
import type { RegistryChange } from '../../app/ports.ts';
import type { Tables } from '../reads/reader.ts';
import { registryTable } from '../reads/registry-tables.ts';
import { endsSessions } from '../registry.ts';
import type { Projection } from '../rows.ts';
import { Writes } from './bulk.ts';
import type { Asked } from './harvests-like.ts';
import type { GroupRows, RegistryWrite } from './rows.ts';
import * as t from './schema.ts';

const PROJECTIONS: Record<Projection, PgTable> = {
  batches: t.batches,
  balances: t.balances,
  batchPlaces: t.batchPlaces,
  entries: t.entries,
  deliveries: t.deliveries,
  deliveryLines: t.deliveryLines,
};

/**
 * Writes what a group of commands has changed in the book, in one statement: all of it or nothing.
 * @param isNew whether all rows are new, as those of new batches are: the tables' keys then refuse what is there
 * @param unless harvests that there must not be and that were not looked for when the rows were read
 * @returns whether it did; it does not when somebody else has written to the log, or there is such a harvest
 */
export async function store(
  client: ClientBase,
  rows: GroupRows,
  isNew = false,
  unless: readonly Asked[] = [],
): Promise<boolean> {
  const writes = new Writes(rows.taking, unless)
    .add(t.events, rows.events)
    .add(t.commands, rows.commands);
  for (const [name, table] of Object.entries(PROJECTIONS)) {
    const changes = rows.putsOf(name as Projection);
    const puts = changes.flatMap(({ row }) => (row ? [row] : []));
    const drops = changes.flatMap(({ key, row }) => (row ? [] : [key]));
    if (isNew) writes.add(table, puts);
    else writes.put(table, puts).drop(table, drops);
  }
  return rows.commands.length === 0 || writes.send(client);
}

export async function storeRegistry(client: ClientBase, registry: RegistryWrite[]): Promise<void> {
  if (registry.length === 0) return;
  const changes = registry.map(({ change }) => change);
  for (const run of runsOf(registry)) await storeRun(client, run);
  await new Writes().add(t.registryChanges, changes.map(logged)).send(client);
  await growVersions(client, [...new Set(changes.map((change) => change.municipalityId))]);
  for (const { municipalityId, id, keptSession } of changes.filter(endsSessions)) {
    await client.query(
      'DELETE FROM sessions WHERE municipality_id = $1 AND user_id = $2 AND token_hash IS DISTINCT FROM $3',
      [municipalityId, id, keptSession],
    );
  }
}

const growVersions = (client: ClientBase, municipalityIds: string[]) =>
  client.query(
    `INSERT INTO registry_versions (municipality_id, version) SELECT unnest($1::text[]), 1
      ON CONFLICT (municipality_id) DO UPDATE SET version = registry_versions.version + 1`,
    [municipalityIds],
  );

async function storeRun(client: ClientBase, run: RegistryWrite[]): Promise<void> {
  const { kind, revision } = run[0]!.change;
  const table = registryTable(t as unknown as Tables, kind) as unknown as typeof t.networks;
  const rows = run.map(({ row }) => row);
  const writes = new Writes();
  await (revision === 1 ? writes.add(table, rows) : writes.set(table, rows)).send(client);
}

const logged = ({ secret, keptSession, ...change }: RegistryChange) => change;

/**
 * Changes that can be written together, in order: new entries of one kind, or later ones of one kind.
 * Users change one by one, as one may take the number that another leaves.
 */
function runsOf(writes: readonly RegistryWrite[]): RegistryWrite[][] {
  const runs: RegistryWrite[][] = [];
  let seen = new Set<string>();
  let last = '';
  for (const write of writes) {
    const { kind, revision, municipalityId, id } = write.change;
    const like = `${kind} ${revision === 1} ${Object.keys(write.row)}`;
    const own = `${municipalityId} ${id}`;
    const alone = kind === 'users' && revision > 1;
    if (like !== last || seen.has(own) || alone) {
      runs.push([]);
      seen = new Set();
    }
    runs.at(-1)!.push(write);
    seen.add(own);
    last = like;
  }
  return runs;
}
