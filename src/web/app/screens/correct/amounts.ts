import { checkUsual } from '../../../../domain/batch/harvest.ts';
import { type EnteredAmount, toAmount } from '../../../../domain/quantities.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Settings } from '../../../../domain/settings.ts';
import type { RegistryEntry } from '../../../../wire/registry.ts';

export type Crop = RegistryEntry<'crops'>;

/** Every crop is weighed; some are also counted. */
export const KG = { unit: 'kg', gramsPerUnit: 1000 } as const;
export const KHIT = { unit: 'khit', gramsPerUnit: 100 } as const;

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
