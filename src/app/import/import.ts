import { hashPin, newToken } from '../../auth/secrets.ts';
import { refuse } from '../../domain/refusal.ts';
import type { ImportIssue, ImportReport } from '../../wire/imports.ts';
import { type Answer, type CommandRequest, type Deps, once, repeated } from '../command.ts';
import { type RegistryChange, StorageUnavailable } from '../ports.ts';
import { newId } from '../random.ts';
import type { ImportKind } from './columns.ts';
import { Directory } from './directory.ts';
import { type Plan, planImport, type Wanted } from './plan.ts';
import type { SourceRow } from './rows.ts';

export type ImportSource = Pick<ImportReport, 'format' | 'encoding'> & {
  rows: readonly SourceRow[];
};

const MOST_ATTEMPTS = 20;
const MOST_ISSUES = 20_000;
/** More rows than that nobody mends on a screen. */
const MOST_ROWS_SHOWN = 200;
const MOST_SHOWN_OF_CELL = 200;

/** What an import would do; changes nothing. */
export async function tryImport(
  { storage }: Deps,
  kind: ImportKind,
  municipalityId: string,
  source: ImportSource,
): Promise<ImportReport> {
  const directory = await Directory.read(storage, municipalityId, kind);
  return reportOf(true, source, await planImport(kind, source.rows, directory));
}

/**
 * Takes over all rows of a file, or none of them. Rows that say what is there already change nothing.
 * @throws Refusal import-refused, with all that is wrong
 */
export const importEntries = (
  deps: Deps,
  kind: ImportKind,
  request: CommandRequest,
  source: ImportSource,
): Promise<Answer<ImportReport>> =>
  once(deps, request, async (fingerprint) => {
    const { storage, now } = deps;
    const { municipalityId, userId } = request.account;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      // Two imports at the same time would each make what the other makes, wherever they run.
      const readVersion = await storage.registryVersion(municipalityId);
      const directory = await Directory.read(storage, municipalityId, kind);
      const plan = await planImport(kind, source.rows, directory);
      const report = reportOf(false, source, plan);
      const { wrong, issues } = report;
      if (issues.length > 0) refuse('import-refused', { wrong, issues });
      const at = now();
      const answer = { status: 200, body: report };
      const common = { municipalityId, kind, userId, at };
      const secrets = await secretsFor(kind, plan.wanted);
      const changes = plan.wanted.map(
        ({ entry, before, after }, index): RegistryChange => ({
          ...common,
          id: entry?.id ?? newId(),
          revision: (entry?.revision ?? 0) + 1,
          before,
          after,
          secret: secrets[index],
        }),
      );
      const command = { municipalityId, key: request.key, fingerprint, answer, at };
      const result = await storage.changeRegistry(changes, command, readVersion);
      if (result.kind === 'changed') return answer;
      if (result.kind === 'answered') return repeated<ImportReport>(result.command, fingerprint);
    }
    throw new StorageUnavailable('too many conflicts');
  });

/**
 * New users sign in with the PIN of the file; without one nobody can, until an officer sets one: what is
 * hashed is a secret that nobody has seen. The PIN of a user who is there already never changes.
 */
async function secretsFor(kind: ImportKind, wanted: readonly Wanted[]) {
  if (kind !== 'users') return [];
  const nobodys = await hashPin(newToken());
  return Promise.all(
    wanted.map(async ({ entry, pin }) => {
      if (entry) return undefined;
      return { pinHash: pin === null ? nobodys : await hashPin(pin) };
    }),
  );
}

function reportOf(dryRun: boolean, source: ImportSource, plan: Plan): ImportReport {
  const { format, encoding } = source;
  const { rows, examples, wanted, unchanged, issues } = plan;
  const created = wanted.filter(({ entry }) => entry === null).length;
  return {
    dryRun,
    format,
    encoding,
    rows,
    examples,
    created,
    updated: wanted.length - created,
    unchanged,
    wrong: new Set(issues.map(({ line }) => line)).size,
    issues: bounded(issues),
    // An answer that is kept holds nobody's data.
    ...(dryRun ? shownRows(source, issues) : { headings: [], wrongRows: [] }),
  };
}

/** What the file says where something is wrong. */
function shownRows({ rows: [head, ...rows] }: ImportSource, issues: ImportIssue[]) {
  const shown = (cells: readonly string[]) =>
    cells.map((cell) => cell.trim().slice(0, MOST_SHOWN_OF_CELL));
  const lines = new Set(issues.map(({ line }) => line));
  return {
    headings: shown(head?.cells ?? []),
    wrongRows: rows
      .filter(({ line }) => lines.has(line))
      .slice(0, MOST_ROWS_SHOWN)
      .map(({ line, cells }) => ({ line, cells: shown(cells) })),
  };
}

/** Every wrong row is named, however many there are. */
function bounded(issues: ImportIssue[]): ImportIssue[] {
  if (issues.length <= MOST_ISSUES) return issues;
  const named = new Set<number>();
  return issues.filter(({ line }) => !named.has(line) && named.add(line));
}
