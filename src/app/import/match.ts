import { issueOf } from '../../wire/imports.ts';
import type { ImportKind } from './columns.ts';
import type { Entry } from './directory.ts';
import type { ReadRow } from './rows.ts';

/** What tells entries of a kind apart, where a row gives no id. */
export const NATURAL_KEYS: Readonly<Record<ImportKind, readonly string[]>> = {
  networks: ['nameTh'],
  farmers: ['networkId', 'name'],
  plots: ['farmerId', 'name'],
  certificates: ['kind', 'number'],
  markets: ['nameTh'],
  stalls: ['marketId', 'nameTh'],
  schools: ['nameTh'],
  kitchens: ['schoolId', 'nameTh'],
  crops: ['nameTh'],
  users: ['phone'],
};

/** Two farmers of a network may have one name: then their phones tell them apart. */
const tieOf = (kind: ImportKind, fields: Record<string, unknown>): string =>
  kind === 'farmers' ? String(fields.phone ?? '') : '';

function keyOf(kind: ImportKind, fields: Record<string, unknown>): string | null {
  const parts = NATURAL_KEYS[kind].map((field) => fields[field]);
  if (parts.some((part) => typeof part !== 'string')) return null;
  return parts.map((part) => String(part).toLowerCase()).join('\n');
}

/**
 * Finds the entry that each row is about: by id, else by the natural key. A row without one is about a new
 * entry; a row that could be about several, or that another row is about as well, gets an issue.
 */
export function matchRows(
  kind: ImportKind,
  rows: readonly ReadRow[],
  entries: readonly Entry[],
): Map<ReadRow, Entry> {
  const found = new Map<ReadRow, Entry>();
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const groups = new Map<string, ReadRow[]>();
  for (const row of rows) {
    const { id } = row.values;
    if (typeof id === 'string') {
      const entry = byId.get(id.toLowerCase());
      if (entry) found.set(row, entry);
      else row.issues.push(issueOf(row.line, 'id', 'entry-unknown'));
      continue;
    }
    const key = keyOf(kind, row.values);
    if (key !== null) addTo(groups, key, row);
  }
  const known = new Map<string, Entry[]>();
  for (const entry of entries) addTo(known, keyOf(kind, entry) ?? entry.id, entry);
  for (const [key, group] of groups) matchGroup(kind, group, known.get(key) ?? [], found);
  sayRepeated(found);
  return found;
}

function matchGroup(
  kind: ImportKind,
  group: readonly ReadRow[],
  all: readonly Entry[],
  found: Map<ReadRow, Entry>,
): void {
  const first = new Map<string, ReadRow>();
  for (const row of group) {
    const tie = tieOf(kind, row.values);
    const before = first.get(tie);
    if (before) row.issues.push(issueOf(row.line, null, 'row-repeated', { line: before.line }));
    else first.set(tie, row);
  }
  const rows = [...first.values()];
  const inUse = all.filter(({ active }) => active);
  const entries = inUse.length > 0 ? inUse : all;
  const [only, ...others] = entries;
  if (rows.length === 1 && others.length === 0) {
    if (only) found.set(rows[0]!, only);
    return;
  }
  const left = new Set(entries);
  const pending: ReadRow[] = [];
  for (const row of rows) {
    const same = entries.filter((entry) => tieOf(kind, entry) === tieOf(kind, row.values));
    if (same.length === 1) {
      found.set(row, same[0]!);
      left.delete(same[0]!);
    } else pending.push(row);
  }
  if (left.size === 0) return;
  for (const row of pending) row.issues.push(issueOf(row.line, null, 'entry-ambiguous'));
}

/** One row gives the id, another the name: both are about one entry. */
function sayRepeated(found: ReadonlyMap<ReadRow, Entry>): void {
  const lines = new Map<string, number>();
  for (const [row, { id }] of found) {
    const line = lines.get(id);
    if (line !== undefined) row.issues.push(issueOf(row.line, null, 'row-repeated', { line }));
    else lines.set(id, row.line);
  }
}

function addTo<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
