import type { Digits } from '../domain/settings.ts';
import { thaiDigits } from '../domain/thai.ts';
import { BadView } from './errors.ts';

const MONTHS = [
  'มกราคม',
  'กุมภาพันธ์',
  'มีนาคม',
  'เมษายน',
  'พฤษภาคม',
  'มิถุนายน',
  'กรกฎาคม',
  'สิงหาคม',
  'กันยายน',
  'ตุลาคม',
  'พฤศจิกายน',
  'ธันวาคม',
];

const SHORT_MONTHS = [
  'ม.ค.',
  'ก.พ.',
  'มี.ค.',
  'เม.ย.',
  'พ.ค.',
  'มิ.ย.',
  'ก.ค.',
  'ส.ค.',
  'ก.ย.',
  'ต.ค.',
  'พ.ย.',
  'ธ.ค.',
];

const BUDDHIST_ERA = 543;
/** Thailand keeps one offset all year, so no time-zone table is needed. */
const BANGKOK_OFFSET_MS = 7 * 60 * 60 * 1000;

/** `2026-11-21` → 21 พฤศจิกายน 2569 */
export const thaiDate = (iso: string): string => dateWith(MONTHS, iso);

/** A day, and the time of it where that is known: 21 พฤศจิกายน 2569 05:12 น. */
export const thaiDateAndTime = (day: string | undefined, time: string | null | undefined): string =>
  [day && thaiDate(day), time && `${time} น.`].filter(Boolean).join(' ');

/** `2026-11-21` → 21 พ.ย. 2569 */
export const shortThaiDate = (iso: string): string => dateWith(SHORT_MONTHS, iso);

function dateWith(months: readonly string[], iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return `${day} ${months[month! - 1]} ${year! + BUDDHIST_ERA}`;
}

/** Writes numbers and dates in the digits that a municipality has chosen. */
export const inDigits =
  (digits: Digits) =>
  (text: string): string =>
    digits === 'thai' ? thaiDigits(text) : text;
/** `2026-11` → พฤศจิกายน 2569 */
export const thaiMonth = (month: string): string => thaiDate(`${month}-01`).slice(2);

/** `2026-11` → พ.ย. 69, below a column of a chart. */
export function thaiShortMonth(iso: string): string {
  const [year, month] = iso.split('-').map(Number);
  return `${SHORT_MONTHS[month! - 1]} ${String(year! + BUDDHIST_ERA).slice(2)}`;
}

/** The day and the time of an instant in Thailand: 21 พฤศจิกายน 2569 and 05:12 น. */
export function thaiDayAndTime(iso: string): { day: string; time: string } {
  const local = new Date(instant(iso).getTime() + BANGKOK_OFFSET_MS).toISOString();
  return { day: thaiDate(local.slice(0, 10)), time: `${local.slice(11, 16)} น.` };
}

export function thaiInstant(iso: string): string {
  const { day, time } = thaiDayAndTime(iso);
  return `${day} ${time}`;
}

export function instant(iso: string): Date {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) throw new BadView(`not an ISO time: ${iso}`);
  return date;
}

/** Whole grams as kg: 1234567 → 1,234.567. Integers only, so nothing is lost to rounding. */
export function kilograms(grams: number): string {
  const whole = Math.abs(grams);
  const rest = String(whole % 1000).padStart(3, '0');
  return `${sign(grams)}${thousands(Math.floor(whole / 1000))}.${rest}`;
}

/** Kg with one decimal, for labels: 12450 → 12.5 */
export function shortKilograms(grams: number): string {
  const tenths = Math.round(grams / 100);
  return `${thousands(Math.floor(tenths / 10))}.${tenths % 10}`;
}

/** A count that may have decimals: 1234.5 → 1,234.5 */
export function quantity(value: number): string {
  const [whole, decimals] = String(Math.abs(value)).split('.');
  return `${sign(value)}${thousands(Number(whole))}${decimals === undefined ? '' : `.${decimals}`}`;
}

/** Whole satang as baht: 123456 → 1,234.56 */
export function baht(satang: number): string {
  const rest = String(satang % 100).padStart(2, '0');
  return `${thousands(Math.floor(satang / 100))}.${rest}`;
}

function sign(value: number): string {
  return value < 0 ? '−' : '';
}

function thousands(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
