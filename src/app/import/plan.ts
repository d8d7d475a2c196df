import { setImmediate as turn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { type ImportIssue, type IssueCode, issueOf } from '../../wire/imports.ts';
import { registryFields } from '../../wire/registry.ts';
import { COLUMNS, headingOf, type ImportKind } from './columns.ts';
import type { Directory, Entry } from './directory.ts';
import { matchRows, NATURAL_KEYS } from './match.ts';
import { type Heads, isExample, type ReadRow, readHeads, readRow, type SourceRow } from './rows.ts';

type Fields = Record<string, unknown>;
export type Wanted = {
  entry: Entry | null;
  before: Fields | null;
  after: Fields;
  pin: string | null;
};
export type Plan = {
  rows: number;
  examples: number;
  wanted: Wanted[];
  unchanged: number;
  issues: ImportIssue[];
};

/** Hashing a PIN takes a while, on purpose. */
const MOST_PINS = 200;
/** Rows between which others get their turn. */
const AT_ONCE = 250;

/** What a file asks for, compared with what is there; or all that is wrong with it. */
export async function planImport(
  kind: ImportKind,
  source: readonly SourceRow[],
  directory: Directory,
): Promise<Plan> {
  const heads = readHeads(kind, source);
  const body = source.slice(1);
  const said = body.filter((row) => !isExample(heads, row));
  const plan: Plan = {
    rows: said.length,
    examples: body.length - said.length,
    wanted: [],
    unchanged: 0,
    issues: heads.issues,
  };
  const missing = missingHeads(kind, heads);
  if (missing.length > 0) return { ...plan, issues: [...heads.issues, ...missing] };

  const rows: ReadRow[] = [];
  for (const [index, row] of said.entries()) {
    if (index % AT_ONCE === 0) await turn();
    rows.push(readRow(heads, directory, row));
  }
  const found = matchRows(kind, rows, directory.entries(kind));
  const check = checker(kind, heads, directory);
  for (const [index, row] of rows.entries()) {
    if (index % AT_ONCE === 0) await turn();
    const wanted = check(row, found.get(row) ?? null);
    plan.issues.push(...row.issues);
    if (wanted === 'unchanged') plan.unchanged++;
    else if (wanted) plan.wanted.push(wanted);
  }
  return plan;
}

const titleOf = (kind: ImportKind, field: string): string => {
  const column = COLUMNS[kind].find((known) => known.field === field);
  return column ? headingOf(column) : field;
};

function missingHeads(kind: ImportKind, { line, titles }: Heads): ImportIssue[] {
  if (titles.has('id')) return [];
  return NATURAL_KEYS[kind]
    .filter((field) => !titles.has(field))
    .map((field) => {
      const name = titleOf(kind, field);
      return issueOf(line, name, 'column-missing', { name });
    });
}

function checker(kind: ImportKind, heads: Heads, directory: Directory) {
  let pins = 0;
  const missed = new Set<string>();
  const phones = new Map(
    kind === 'users' ? directory.entries('users').map(({ phone, id }) => [phone, id]) : [],
  );

  return (row: ReadRow, entry: Entry | null): Wanted | 'unchanged' | null => {
    const { id: _, pin = null, active, ...values } = row.values;
    const before = entry && fieldsOf(entry);
    const { active: wasActive, ...had } = before ?? {};
    const say = (field: string, code: IssueCode, facts = {}) =>
      row.issues.push(issueOf(row.line, heads.titles.get(field) ?? field, code, facts));

    for (const [field, entries] of row.refers) {
      for (const { active: inUse, id, nameTh, name } of entries) {
        const stays = JSON.stringify(had[field] ?? null).includes(id);
        if (!inUse && !stays) say(field, 'reference-not-in-use', { name: String(nameTh ?? name) });
      }
    }
    const given = withDefaults({ ...had, ...values });
    const read = registryFields[kind].safeParse(given);
    if (!read.success) {
      for (const issue of read.error.issues) sayIssue(issue);
      return null;
    }
    if (pin !== null && !entry && ++pins > MOST_PINS)
      say('pin', 'too-many-pins', { most: MOST_PINS });
    if (kind === 'users') {
      const { phone } = read.data as { phone: string };
      const owner = phones.get(phone);
      if (owner !== undefined && owner !== entry?.id) say('phone', 'phone-taken');
    }
    if (row.issues.length > 0) return null;
    const after = { ...read.data, active: active ?? wasActive ?? true };
    if (isDeepStrictEqual(before, after)) return 'unchanged';
    return { entry, before, after, pin: pin as string | null };

    function sayIssue(issue: z.core.$ZodIssue): void {
      const field = String(issue.path[0] ?? '');
      if (row.unread.has(field)) return;
      if (field !== '' && !heads.titles.has(field)) {
        const name = titleOf(kind, field);
        // The heading is missing for all rows alike.
        if (!missed.has(field)) {
          row.issues.push(issueOf(row.line, name, 'column-missing', { name }));
        }
        missed.add(field);
        return;
      }
      const { code, facts } = inOurWords(issue, given[field]);
      say(field, code, facts);
    }
  };
}

function fieldsOf({ id: _, revision: __, changedAt: ___, ...fields }: Entry): Fields {
  return fields;
}

/** What an empty cell of these stands for; nothing is not a value of theirs. */
const WHEN_EMPTY: Fields = {
  screeningFalsePositive: false,
  units: [],
  inspectedBy: 'committee',
  supplyOfficerSigns: true,
  directorSigns: true,
};

const withDefaults = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, value ?? WHEN_EMPTY[field] ?? null]),
  );

function inOurWords(
  issue: z.core.$ZodIssue,
  given: unknown,
): { code: IssueCode; facts: Record<string, number> } {
  const facts = {};
  if (issue.code === 'custom') return { code: KNOWN[issue.message] ?? 'malformed', facts };
  if (given === null || given === undefined || given === '') return { code: 'required', facts };
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string'
        ? { code: 'too-long', facts: { most: Number(issue.maximum) } }
        : { code: 'out-of-range', facts };
    case 'too_small':
      return { code: issue.origin === 'string' ? 'required' : 'out-of-range', facts };
    default:
      return { code: typeof given === 'number' ? 'out-of-range' : 'malformed', facts };
  }
}

const KNOWN: Readonly<Record<string, IssueCode>> = {
  'certificate-holder': 'certificate-holder',
  'certificate-term': 'certificate-term',
  'usual-range': 'usual-range',
  'role-place': 'role-place',
};
