import type { RoleAt } from '../../../../../domain/people.ts';
import { nameOf, shownDay, shownKg } from '../../../parts/shown.ts';
import { say } from '../../../words/common.ts';
import { sayOffice } from '../../../words/office.ts';
import type { Entry, Field } from './forms.ts';

/** What an entry is called. */
export function titleOf(entry: Entry): string {
  if (entry.nameTh) return nameOf(entry as never);
  return String(entry.name ?? entry.number ?? entry.id);
}

/** A value as a list shows it. */
export function shownValue(
  field: Field,
  value: unknown,
  nameOfEntry: (id: string) => string,
): string {
  if (value === null || value === undefined || value === '') return '–';
  switch (field.of) {
    case 'entry':
      return nameOfEntry(String(value));
    case 'kg':
      return shownKg(Number(value));
    case 'day':
      return shownDay(String(value));
    case 'choice':
      return (sayOffice().reg[field.words] as Record<string, string>)[String(value)] ?? '–';
    case 'roles':
      return [...new Set((value as RoleAt[]).map(({ role }) => say().roles[role]))].join(', ');
    case 'flag':
    case 'scan':
      return value ? say().yes : say().no;
    default:
      return String(value);
  }
}
