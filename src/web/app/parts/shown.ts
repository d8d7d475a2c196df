import {
  addDays,
  type Day,
  dayOf,
  type Instant,
  type Time,
  timeOf,
} from '../../../domain/dates.ts';
import type { Amount } from '../../../domain/quantities.ts';
import { showDay } from '../../public/dates.ts';
import { say } from '../words/common.ts';
import { language } from '../words/language.ts';

/** Today in Thailand, by this phone's clock. */
export const today = (): Day => dayOf(new Date().toISOString());

/** วันนี้, เมื่อวาน, or 21 พฤศจิกายน 2569 */
export function shownDay(day: Day): string {
  if (day === today()) return say().today;
  if (day === addDays(today(), -1)) return say().yesterday;
  return shownDate(day);
}

/** วันนี้ 05:30 น., or the day alone where nobody knows the time. */
export const shownHarvest = (of: { harvestedOn: Day; harvestedTime?: Time | null }): string =>
  [shownDay(of.harvestedOn), of.harvestedTime && say().clock(of.harvestedTime)]
    .filter(Boolean)
    .join(' ');

/** 21 พฤศจิกายน 2569, the day on one line with its month. */
export const shownDate = (day: Day): string => showDay(day, language.value).replace(' ', '\u00a0');

/** 07:42 น. of today, else with the day before it. */
export function shownMoment(instant: Instant): string {
  const clock = say().clock(timeOf(instant));
  const day = dayOf(instant);
  return day === today() ? clock : `${shownDay(day)} ${clock}`;
}

const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** Kilograms with at most one decimal: 1,234.5 */
export const shownKg = (grams: number): string => oneDecimal.format(grams / 1000);

/** 12.5 กก., or what a small amount is in grams. */
export const kgOf = (grams: number): string => {
  const { kg, g } = say().units;
  return grams > 0 && grams < 100 ? `${grams} ${g}` : `${shownKg(grams)} ${kg}`;
};

/** As it was entered: 40 กำ (12 กก.) */
export function shownAmount({
  quantity,
  unit,
  grams,
}: Pick<Amount, 'quantity' | 'unit' | 'grams'>): string {
  const number = new Intl.NumberFormat('en', { maximumFractionDigits: 3 }).format(quantity);
  const entered = `${number} ${say().units[unit]}`;
  return unit === 'kg' ? entered : `${entered} (${kgOf(grams)})`;
}

/** The name in the language of the moment. */
export const named = (names: { th: string; en: string }): string => names[language.value];

/** The same of a registry entry. */
export const nameOf = ({ nameTh, nameEn }: { nameTh: string; nameEn: string }): string =>
  language.value === 'th' ? nameTh : nameEn;
