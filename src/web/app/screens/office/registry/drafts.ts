import type { RoleAt } from '../../../../../domain/people.ts';
import type { Unit } from '../../../../../domain/quantities.ts';
import { arabicDigits } from '../../../../../domain/thai.ts';
import { parseDay } from '../../../../../domain/written-dates.ts';
import { showDay } from '../../../../public/dates.ts';
import { say } from '../../../words/common.ts';
import { language } from '../../../words/language.ts';
import { sayOffice } from '../../../words/office.ts';
import type { Field, FieldName, Fields } from './forms.ts';

/** What is typed so far, a field each: a text, a choice, a list, or a group of its own. */
export type Draft = string | boolean | RoleAt[] | Record<string, string> | Drafts;
export type Drafts = { [F in FieldName]?: Draft };
export type Wrongs = Partial<Record<FieldName, string>>;

/** The units whose weight is a crop's own. */
export const CROP_UNITS = ['bundle', 'bag', 'head', 'fruit'] as const satisfies Unit[];
type CropUnit = { unit: Unit; gramsPerUnit: number };

/** An entry, or nothing yet, as it is shown in a form. */
export function draftsOf(fields: Fields, entry: Partial<Record<FieldName, unknown>>): Drafts {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, draftOf(field, entry[name as FieldName])]),
  );
}

function draftOf(field: Field, value: unknown): Draft {
  switch (field.of) {
    case 'flag':
      return value === true;
    case 'roles':
      return (value as RoleAt[] | undefined) ?? [];
    case 'units':
      return Object.fromEntries(
        ((value as CropUnit[] | undefined) ?? []).map((each) => [
          each.unit,
          String(each.gramsPerUnit),
        ]),
      );
    case 'group':
      return draftsOf(field.fields, (value as Drafts | undefined) ?? {});
    case 'choice':
      return String(value ?? field.options[0]);
    case 'lines':
      return ((value as string[] | undefined) ?? []).join('\n');
    case 'day':
      return value ? showDay(String(value), language.value) : '';
    case 'kg':
      return value === undefined ? '' : String(Number(value) / 1000);
    case 'baht':
      return value === null || value === undefined ? '' : String(Number(value) / 100);
    default:
      return value === null || value === undefined ? '' : String(value);
  }
}

const isGroup = (draft: Draft | undefined): draft is Drafts =>
  typeof draft === 'object' && !Array.isArray(draft);

export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Names of the fields in which two drafts of an entry differ. */
export const changedIn = (one: Drafts, other: Drafts): FieldName[] =>
  (Object.keys(other) as FieldName[]).flatMap((name) => {
    const [before, after] = [one[name], other[name]];
    if (isSame(before, after)) return [];
    return name === 'settings' ? changedIn(before as Drafts, after as Drafts) : [name];
  });

/** The entry as it is now, with what was typed over it as it was before. */
export const merged = (typed: Drafts, before: Drafts, now: Drafts): Drafts =>
  Object.fromEntries(
    // Not all crops have a weight for every unit.
    (Object.keys({ ...now, ...typed }) as FieldName[]).map((name) => {
      const [draft, was, is] = [typed[name], before[name], now[name]];
      if (isSame(draft, was)) return [name, is];
      const inner = isGroup(draft) && isGroup(was) && isGroup(is);
      return [name, inner ? merged(draft, was, is) : draft];
    }),
  );

/** What the form says, or what is wrong with it, field by field. */
export function read(
  fields: Fields,
  drafts: Drafts,
): { values: Record<string, unknown>; wrongs: Wrongs } {
  const values: Record<string, unknown> = {};
  const wrongs: Wrongs = {};
  for (const [name, field] of Object.entries(fields) as [FieldName, Field][]) {
    if (field.of === 'group') {
      const inner = read(field.fields, drafts[name] as Drafts);
      values[name] = inner.values;
      Object.assign(wrongs, inner.wrongs);
      continue;
    }
    try {
      values[name] = said(field, drafts[name] as never);
    } catch (error) {
      if (!(error instanceof Mistyped)) throw error;
      wrongs[name] = error.message;
    }
  }
  return { values, wrongs };
}

class Mistyped extends Error {}

function said(field: Exclude<Field, { of: 'group' }>, draft: never): unknown {
  const words = sayOffice().reg;
  switch (field.of) {
    case 'flag':
    case 'choice':
      return draft;
    case 'roles': {
      const roles = draft as RoleAt[];
      if (roles.length === 0 || roles.some(({ place }) => !place.id)) {
        throw new Mistyped(say().required);
      }
      return roles;
    }
    case 'units':
      return CROP_UNITS.flatMap((unit) => {
        const typed = (draft as Record<string, string>)[unit]?.trim();
        return typed ? [{ unit, gramsPerUnit: numberOf(typed, true) }] : [];
      });
    case 'lines':
      return (draft as string)
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
  }
  const typed = (draft as string).trim();
  if (typed === '') {
    if ('optional' in field && field.optional) return null;
    throw new Mistyped(say().required);
  }
  switch (field.of) {
    case 'number':
      return numberOf(typed, field.whole);
    case 'kg':
      return Math.round(numberOf(typed) * 1000);
    case 'baht':
      return Math.round(numberOf(typed) * 100);
    case 'day': {
      const day = parseDay(typed);
      if (!day) throw new Mistyped(words.notDay);
      return day;
    }
    case 'pin':
      if (!/^\d{6}$/.test(arabicDigits(typed))) throw new Mistyped(sayOffice().access.pinWrong);
      return typed;
    default:
      return typed;
  }
}

function numberOf(typed: string, whole = false): number {
  const number = Number(arabicDigits(typed).replaceAll(',', ''));
  if (!Number.isFinite(number)) throw new Mistyped(sayOffice().reg.notNumber);
  if (whole && !Number.isInteger(number)) throw new Mistyped(sayOffice().reg.notWhole);
  return number;
}
