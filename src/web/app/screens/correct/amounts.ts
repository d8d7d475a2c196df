import { checkUsual } from '../../../../domain/batch/harvest.ts';
import { type EnteredAmount, toAmount } from '../../../../domain/quantities.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Settings } from '../../../../domain/settings.ts';
import { arabicDigits } from '../../../../domain/thai.ts';
import type { RegistryEntry } from '../../../../wire/registry.ts';

export type Crop = RegistryEntry<'crops'>;

/** Every crop is weighed; some are also counted. */
export const KG = { unit: 'kg', gramsPerUnit: 1000 } as const;
export const KHIT = { unit: 'khit', gramsPerUnit: 100 } as const;

/** How many pupils were typed; null for none, or more than there are. */
export function pupilsIn(typed: string): number | null {
  const count = Number(arabicDigits(typed).replace(/[\s,]/g, ''));
  return Number.isInteger(count) && count >= 1 && count <= 100_000 ? count : null;
}

/** By the domain's own rule, before the service says it. */
export function isUnusual(amount: EnteredAmount, crop: Crop, settings: Settings): boolean {
  try {
    checkUsual(toAmount(amount, crop.units), crop, { settings, confirmed: [] });
    return false;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'unusual-amount') return true;
    throw error;
  }
}
