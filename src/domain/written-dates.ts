import type { Day, Time } from './dates.ts';
import { arabicDigits } from './thai.ts';

const MONTHS: readonly (readonly string[])[] = [
  ['มกราคม', 'มค', 'january', 'jan'],
  ['กุมภาพันธ์', 'กพ', 'february', 'feb'],
  ['มีนาคม', 'มีค', 'march', 'mar'],
  ['เมษายน', 'เมย', 'april', 'apr'],
  ['พฤษภาคม', 'พค', 'may', 'may'],
  ['มิถุนายน', 'มิย', 'june', 'jun'],
  ['กรกฎาคม', 'กค', 'july', 'jul'],
  ['สิงหาคม', 'สค', 'august', 'aug'],
  ['กันยายน', 'กย', 'september', 'sep'],
  ['ตุลาคม', 'ตค', 'october', 'oct'],
  ['พฤศจิกายน', 'พย', 'november', 'nov'],
  ['ธันวาคม', 'ธค', 'december', 'dec'],
];
const ERA = 543;

/**
 * A day as people here write it: 2026-11-21, 21/11/2569, 21 พฤศจิกายน 2569, 21 พ.ย. 69. The day comes before
 * the month, unless the year comes first. Null for what is no day.
 */
export function parseDay(written: string): Day | null {
  if (written.length > 60) return null;
  const text = arabicDigits(written)
    .trim()
    .toLowerCase()
    .replace(/[t ]+0{1,2}:00(:00(\.0+)?)?z?$/, '')
    .replace(/พ\.ศ\.|ค\.ศ\./g, ' ');
  const first = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (first) return dayFrom(first[1]!, Number(first[2]), Number(first[3]));
  const figures = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{2}|\d{4})$/.exec(text);
  if (figures) return dayFrom(figures[3]!, Number(figures[2]), Number(figures[1]));
  const words = /^(?:วันที่\s*)?(\d{1,2})[\s-]*([^\d\s-][^\d]*?)[\s-]*(\d{2}|\d{4})$/.exec(text);
  if (!words) return null;
  const named = words[2]!.replace(/[.\s]/g, '');
  const month = MONTHS.findIndex((names) => names.includes(named)) + 1;
  return month === 0 ? null : dayFrom(words[3]!, month, Number(words[1]));
}

/**
 * 2569 and 69 are of the Buddhist era, 2026 is of the common one. A year of two digits below 40 may be of
 * either, so it is not taken.
 */
function dayFrom(written: string, month: number, day: number): Day | null {
  const typed = Number(written);
  const year =
    written.length === 2
      ? typed < 40
        ? 0
        : 2500 + typed - ERA
      : typed >= 2400
        ? typed - ERA
        : typed;
  if (year < 1900 || year > 2200) return null;
  const made = new Date(Date.UTC(year, month - 1, day));
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) return null;
  return made.toISOString().slice(0, 10);
}

/** A time of the day as people here write it: 05:30, 5.30 น., 0530, ๕:๓๐; 5 is five o'clock. Null for what is none. */
export function parseTime(written: string): Time | null {
  const text = arabicDigits(written)
    .trim()
    .replace(/\s*น\.?$/, '');
  const typed = /^(\d{1,2})(?:\s*[:.]?\s*(\d{2}))?$/.exec(text);
  if (!typed) return null;
  const [hour, minute] = [Number(typed[1]), Number(typed[2] ?? 0)];
  if (hour > 23 || minute > 59) return null;
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}
