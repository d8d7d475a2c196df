import type { Day, Instant } from '../../domain/dates.ts';
import type { Language } from './view.ts';

const format = (locale: string, timeZone: string) =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone });
// Made once, as making one takes longer than all else of a page. Thai years are Buddhist, digits Arabic in both.
const [th, en] = ['th-TH-u-ca-buddhist-nu-latn', 'en-GB'] as const;
const days = { th: format(th, 'UTC'), en: format(en, 'UTC') };
const daysHere = { th: format(th, 'Asia/Bangkok'), en: format(en, 'Asia/Bangkok') };
const timeHere = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Bangkok',
});

/** 21 พฤศจิกายน 2569, or 21 November 2026 */
export function showDay(day: Day, language: Language): string {
  return showDate(new Date(`${day}T00:00:00Z`), days[language]);
}

/** 21 พฤศจิกายน 2569 เวลา 07:42 น., or 21 November 2026, 07:42 (Thailand time) */
export function showMoment(instant: Instant, language: Language): string {
  const moment = new Date(instant);
  const day = showDate(moment, daysHere[language]);
  const time = timeHere.format(moment);
  return language === 'th'
    ? `${day} เวลา\u00a0${time}\u00a0น.`
    : `${day}, ${time} (Thailand\u00a0time)`;
}

function showDate(date: Date, dates: Intl.DateTimeFormat): string {
  const parts = dates.formatToParts(date);
  // Put together by hand: some versions of the locale data add พ.ศ. of their own.
  const part = (type: string) => parts.find((each) => each.type === type)?.value;
  return `${part('day')} ${part('month')} ${part('year')}`;
}
