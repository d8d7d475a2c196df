import { refuse } from './refusal.ts';

/** Units of trade. kg, khit (ขีด, 100 g) and g are weights; the others weigh what the crop says. */
export const UNITS = ['kg', 'khit', 'g', 'bundle', 'bag', 'head', 'fruit'] as const;
export type Unit = (typeof UNITS)[number];

const FIXED: Partial<Record<Unit, number>> = { kg: 1000, khit: 100, g: 1 };

/** A crop's default weight of one bundle, bag, head or fruit. */
export type CropUnit = { unit: Unit; gramsPerUnit: number };

/** What a person entered. `weighedGrams` is the reading of the scale, where there was one. */
export type EnteredAmount = { quantity: number; unit: Unit; weighedGrams?: number | undefined };

/** What the book keeps: whole grams, and how they came about. */
export type Amount = {
  quantity: number;
  unit: Unit;
  gramsPerUnit: number;
  weighedGrams: number | null;
  grams: number;
};

/**
 * Divides a whole number by weights into whole parts that add up to it: what is left over goes to the largest
 * remainders, of equal ones to the first. Nothing is divided into nothings, whatever the weights.
 */
export function apportion(whole: number, weights: readonly number[]): number[] {
  if (whole === 0) return weights.map(() => 0);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  // In whole numbers: grams times grams may be too large to be counted exactly otherwise.
  const exact = weights.map((weight) => BigInt(whole) * BigInt(weight));
  const parts = exact.map((product) => Number(product / BigInt(sum)));
  const left = whole - parts.reduce((total, part) => total + part, 0);
  const byRemainder = exact
    .map((product, index) => ({ index, remainder: product % BigInt(sum) }))
    .sort((a, b) => Number(b.remainder - a.remainder));
  for (const { index } of byRemainder.slice(0, left)) parts[index]! += 1;
  return parts;
}

/** @throws Refusal unit-unknown, amount-too-small */
export function toAmount(entered: EnteredAmount, cropUnits: readonly CropUnit[]): Amount {
  const gramsPerUnit =
    FIXED[entered.unit] ?? cropUnits.find(({ unit }) => unit === entered.unit)?.gramsPerUnit;
  if (gramsPerUnit === undefined) {
    refuse('unit-unknown', {
      unit: entered.unit,
      units: [...Object.keys(FIXED), ...cropUnits.map(({ unit }) => unit)].join(', '),
    });
  }
  const weighedGrams = entered.weighedGrams ?? null;
  const grams = Math.round(weighedGrams ?? entered.quantity * gramsPerUnit);
  // Also catches what is no number at all, or too large to be counted exactly.
  if (!Number.isSafeInteger(grams) || grams < 1) {
    refuse('amount-too-small', { quantity: entered.quantity, unit: entered.unit });
  }
  return { quantity: entered.quantity, unit: entered.unit, gramsPerUnit, weighedGrams, grams };
}
