import type { CommandRecord, RegistryChange, RegistryChanged } from '../app/ports.ts';
import { isActiveOfficer } from '../domain/people.ts';
import { sortKey } from '../domain/thai.ts';
import type { RegistryRow, RegistryRows } from './rows.ts';

/** Answers, refuses or writes. What a refusal or an error leaves behind is the engine's to undo. */
export function changeRegistry(
  rows: RegistryRows,
  changes: readonly RegistryChange[],
  command: CommandRecord,
  readVersion?: number,
): RegistryChanged {
  const { municipalityId, key } = command;
  const answered = rows.command(municipalityId, key);
  if (answered) return { kind: 'answered', command: answered };
  // Whoever changes nothing has nothing to clash with.
  const isAsRead =
    readVersion === undefined ||
    changes.length === 0 ||
    rows.registryVersion(municipalityId) === readVersion;
  if (!isAsRead) return { kind: 'conflict' };
  // One after the other: a change may build on the one before it, or clash with it.
  for (const change of changes) {
    const refused = whyNot(rows, change);
    if (refused) return refused;
    rows.change(change, toRow(change));
  }
  rows.addCommand(command);
  return { kind: 'changed' };
}

/** Whether nothing of it may stay. */
export const isRefused = ({ kind }: RegistryChanged) => kind !== 'changed' && kind !== 'answered';

/** Whether a change ends the sessions of its user: a new PIN does, whoever set it. */
export const endsSessions = ({ secret, revision }: RegistryChange) =>
  secret !== undefined && revision > 1;

function whyNot(rows: RegistryRows, change: RegistryChange): RegistryChanged | null {
  const { municipalityId, kind, id, revision, after } = change;
  if (rows.revision(change) !== revision - 1) return { kind: 'conflict' };
  if (kind !== 'users') return null;
  if (rows.phoneTaken(municipalityId, id, String(after.phone))) return { kind: 'phone-taken' };
  return isLastOfficer(rows, change) ? { kind: 'last-officer' } : null;
}

/** Whether nobody would be left who runs the municipality. Asked while nobody else writes. */
function isLastOfficer(rows: RegistryRows, change: RegistryChange): boolean {
  return endsOffice(change) && rows.officers(change.municipalityId).every((id) => id === change.id);
}

/** Whether an active officer is one no longer. */
export const endsOffice = ({ before, after }: RegistryChange) =>
  before !== null && isActiveOfficer(before) && !isActiveOfficer(after);

const toRow = ({
  secret,
  municipalityId,
  id,
  revision,
  after,
  at,
}: RegistryChange): RegistryRow => ({
  ...after,
  ...secret,
  municipalityId,
  id,
  revision,
  changedAt: at,
  ...searchable(after),
});

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
