import { priceOf } from '../money.ts';
import { apportion } from '../quantities.ts';
import type { ReceiptLine } from './events.ts';
import type { Origin } from './standing.ts';

/** A farmer's part of what was received of a batch. */
export type Share = {
  line: ReceiptLine;
  /** What it is paid with; null where nothing was agreed. */
  satang: number | null;
};

/** Whose goods a batch is, in the order in which they went in; several harvests of one farmer together. */
export function byFarmer(origins: readonly Origin[]): Origin[] {
  const together = new Map<string, Origin>();
  for (const origin of origins) {
    const grams = origin.grams + (together.get(origin.farmerId)?.grams ?? 0);
    together.set(origin.farmerId, { ...origin, grams });
  }
  return [...together.values()];
}

/**
 * Each farmer's part, by what went in: neither a gram nor a satang more or less than the receipt has, which is
 * rounded line by line. What is left over goes to the largest remainders; of equal ones to who went in first.
 * @param weights what went in of each, in grams
 * @param priceSatang for a kilogram
 */
export function sharesOf(
  { acceptedGrams, rejected, missing }: ReceiptLine,
  priceSatang: number | null,
  weights: readonly number[],
): Share[] {
  const accepted = apportion(acceptedGrams, weights);
  const paid =
    priceSatang === null ? null : apportion(priceOf(acceptedGrams, priceSatang), accepted);
  const [rejections, losses] = [rejected, missing].map((short) =>
    apportion(short?.grams ?? 0, weights),
  ) as [number[], number[]];
  return weights.map((_, index) => ({
    line: {
      acceptedGrams: accepted[index]!,
      rejected: rejected && { ...rejected, grams: rejections[index]! },
      missing: missing && { ...missing, grams: losses[index]! },
    },
    satang: paid && paid[index]!,
  }));
}
