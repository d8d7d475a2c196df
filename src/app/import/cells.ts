import { UNITS } from '../../domain/quantities.ts';
import { arabicDigits, normaliseText } from '../../domain/thai.ts';
import { parseDay } from '../../domain/written-dates.ts';
import type { IssueCode } from '../../wire/imports.ts';
import { phone, pin } from '../../wire/registry.ts';
import type { Column } from './columns.ts';

/** Says no to a cell. */
export class CellIssue {
  readonly code: IssueCode;
  readonly facts: Record<string, string | number>;

  constructor(code: IssueCode, facts: Record<string, string | number> = {}) {
    this.code = code;
    this.facts = facts;
  }
}

export const cleaned = (cell: string): string => {
  const text = normaliseText(cell).replace(/\s+/g, ' ');
  return text === '-' || text === '–' ? '' : text;
};

const UNIT_WORDS: Readonly<Record<string, string>> = {
  กำ: 'bundle',
  มัด: 'bundle',
  ถุง: 'bag',
  หัว: 'head',
  ลูก: 'fruit',
  ผล: 'fruit',
  ...Object.fromEntries(UNITS.map((unit) => [unit, unit])),
};
const YES = ['ใช่', 'yes', 'y', 'true', '1', 'จริง', 'ใช้งาน'];
const NO = ['ไม่ใช่', 'ไม่', 'no', 'n', 'false', '0', 'เท็จ', 'เลิกใช้'];

/** A cell that stands for itself. @throws CellIssue */
export function readCell(column: Column, typed: string): unknown {
  switch (column.read) {
    case 'phone':
      return phoneOf(typed);
    case 'pin':
      if (!pin.safeParse(typed).success) throw new CellIssue('not-a-pin');
      return arabicDigits(typed);
    case 'number':
      return numberOf(typed);
    case 'kilograms':
      return Math.round(numberOf(typed) * 1000);
    case 'baht':
      return Math.round(numberOf(typed) * 100);
    case 'day':
      return parseDay(typed) ?? no('not-a-date');
    case 'flag':
      if (YES.includes(typed.toLowerCase())) return true;
      return NO.includes(typed.toLowerCase()) ? false : no('not-yes-or-no');
    case 'choice': {
      const { choices } = column;
      const word = typed.toLowerCase();
      return Object.hasOwn(choices, word)
        ? choices[word]
        : no('choice-unknown', { choices: Object.keys(choices).join(', ') });
    }
    case 'units':
      return unitsOf(typed);
    default:
      // What a spreadsheet would take for a formula when the entry is exported one day.
      if (/^[=+\-@]/.test(typed)) no('formula');
      return typed;
  }
}

function no(code: IssueCode, facts: Record<string, string | number> = {}): never {
  throw new CellIssue(code, facts);
}

/** Excel takes the first 0 away from what it thinks is a number. */
function phoneOf(typed: string): string {
  const digits = arabicDigits(typed).replace(/[\s().-]/g, '');
  const read = phone.safeParse(/^[1-9]\d{7,8}$/.test(digits) ? `0${digits}` : digits);
  return read.success ? read.data : no('not-a-phone');
}

function numberOf(typed: string): number {
  const digits = arabicDigits(typed).replace(/\s/g, '');
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits) ? digits.replaceAll(',', '') : digits;
  return /^-?\d{1,12}(\.\d{1,12})?$/.test(plain) ? Number(plain) : no('not-a-number');
}

function unitsOf(typed: string): { unit: string; gramsPerUnit: number }[] {
  const units = typed
    .split(/[;,\n]/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [, word, weight] =
        /^\s*([^=\s]+)\s*=\s*([\d๐-๙.]+)\s*(?:กรัม|ก\.|g)?\s*$/.exec(part) ?? no('not-units');
      const unit = UNIT_WORDS[word!.toLowerCase()];
      if (!unit || !Object.hasOwn(UNIT_WORDS, word!.toLowerCase())) no('not-units');
      return { unit: unit as string, gramsPerUnit: numberOf(weight!) };
    });
  if (new Set(units.map(({ unit }) => unit)).size < units.length) no('not-units');
  return units;
}
