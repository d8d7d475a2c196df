import type { Day, Instant } from '../../domain/dates.ts';
import type { Language } from './view.ts';

// Thai years are Buddhist, digits Arabic in both.
const locales: Record<Language, string> = { th: 'th-TH-u-ca-buddhist-nu-latn', en: 'en-GB' };

/** 21 พฤศจิกายน 2569, or 21 November 2026 */
export function showDay(day: Day, language: Language): string {
  return showDate(new Date(`${day}T00:00:00Z`), language, 'UTC');
}

/** 21 พฤศจิกายน 2569 เวลา 07:42 น., or 21 November 2026, 07:42 (Thailand time) */
export function showMoment(instant: Instant, language: Language): string {
  const moment = new Date(instant);
  const day = showDate(moment, language, 'Asia/Bangkok');
  const time = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Bangkok',
  }).format(moment);
  return language === 'th'
    ? `${day} เวลา\u00a0${time}\u00a0น.`
    : `${day}, ${time} (Thailand\u00a0time)`;
}

function showDate(date: Date, language: Language, timeZone: string): string {
  const parts = new Intl.DateTimeFormat(locales[language], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone,
  }).formatToParts(date);
  // Put together by hand: some versions of the locale data add พ.ศ. of their own.
  const part = (type: string) => parts.find((each) => each.type === type)?.value;
  return `${part('day')} ${part('month')} ${part('year')}`;
}
