/** Money is whole satang, 1/100 baht. */

/** What so many grams cost at a price for a kilogram; half a satang counts as a whole one. */
export const priceOf = (grams: number, satangPerKg: number): number =>
  Math.round((grams * satangPerKg) / 1000);

const DIGITS = ['ศูนย์', 'หนึ่ง', 'สอง', 'สาม', 'สี่', 'ห้า', 'หก', 'เจ็ด', 'แปด', 'เก้า'];
const PLACES = ['', 'สิบ', 'ร้อย', 'พัน', 'หมื่น', 'แสน'];
const MILLION = 1_000_000;

/**
 * An amount in Thai words, as papers about money carry it: 12000 → หนึ่งร้อยยี่สิบบาทถ้วน.
 * @throws RangeError for what is no amount: less than nothing, or not whole
 */
export function bahtText(satang: number): string {
  if (!Number.isSafeInteger(satang) || satang < 0) throw new RangeError(`not an amount: ${satang}`);
  const baht = Math.floor(satang / 100);
  const rest = satang % 100;
  if (rest === 0) return `${numberText(baht)}บาทถ้วน`;
  return `${baht === 0 ? '' : `${numberText(baht)}บาท`}${numberText(rest)}สตางค์`;
}

/** Millions are counted like numbers of their own: ล้านล้าน. */
function numberText(value: number): string {
  if (value === 0) return DIGITS[0]!;
  const millions = Math.floor(value / MILLION);
  const below = belowMillion(value % MILLION, millions > 0);
  return millions === 0 ? below : `${numberText(millions)}ล้าน${below}`;
}

function belowMillion(value: number, isTail: boolean): string {
  const digits = [...String(value)].map(Number);
  return digits
    .map((digit, index) => {
      const place = digits.length - 1 - index;
      if (digit === 0) return '';
      if (place === 1 && digit === 1) return 'สิบ';
      if (place === 1 && digit === 2) return 'ยี่สิบ';
      // One is เอ็ด at the end of a longer number.
      if (place === 0 && digit === 1 && (isTail || digits.length > 1)) return 'เอ็ด';
      return DIGITS[digit]! + PLACES[place]!;
    })
    .join('');
}
