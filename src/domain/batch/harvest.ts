import { account, placeAccount } from '../accounts.ts';
import { addDays, type Day, type Instant, type Time } from '../dates.ts';
import type { Amount } from '../quantities.ts';
import { type CropUnit, type EnteredAmount, toAmount } from '../quantities.ts';
import { refuse } from '../refusal.ts';
import type { Settings } from '../settings.ts';
import { type Context, checkDay, checkTime } from './context.ts';
import type { BatchEvent, HarvestReview, Spray } from './events.ts';
import { withPhotos } from './photos.ts';

/** What the rules need of a crop's registry entry. */
export type CropFacts = {
  id: string;
  units: readonly CropUnit[];
  usualMinGrams: number;
  usualMaxGrams: number;
  screeningFalsePositive: boolean;
};

export type RegisterHarvest = {
  farmer: { id: string; networkId: string };
  crop: CropFacts;
  plotId: string | null;
  harvestedOn: string;
  harvestedTime?: Time | undefined;
  amount: EnteredAmount;
  spray: Spray | null;
  note: string | null;
  photos?: readonly string[] | undefined;
};

export function registerHarvest(command: RegisterHarvest, context: Context): BatchEvent {
  const { farmer, crop, harvestedOn, harvestedTime, spray } = command;
  checkDay('harvestedOn', harvestedOn, context);
  if (harvestedTime) checkTime('harvestedTime', harvestedOn, harvestedTime, context);
  checkSpray(spray, harvestedOn);
  const amount = toAmount(command.amount, crop.units);
  checkUsual(amount, crop, context);
  return {
    type: 'harvest-registered',
    data: {
      cropId: crop.id,
      farmerId: farmer.id,
      networkId: farmer.networkId,
      plotId: command.plotId,
      harvestedOn,
      ...(harvestedTime && { harvestedTime }),
      amount,
      spray,
      review: reviewOf(spray, harvestedOn, context.settings),
      note: command.note,
      ...withPhotos(command.photos),
      moves: harvestMoves(farmer.networkId, amount.grams),
    },
  };
}

/** A harvest so much like another that it may be the same one, sent twice. */
export type HarvestLike = { farmerId: string; cropId: string; harvestedOn: Day; since: Instant };

/** What there must not be yet when this one is registered; null once it was said that it is another picking. */
export function likeOf(
  { farmerId, cropId, harvestedOn }: Omit<HarvestLike, 'since'>,
  { now, settings, confirmed }: Pick<Context, 'now' | 'settings' | 'confirmed'>,
): HarvestLike | null {
  if (confirmed.includes('near-duplicate')) return null;
  const since = new Date(Date.parse(now) - settings.nearDuplicateMinutes * 60_000).toISOString();
  return { farmerId, cropId, harvestedOn, since };
}

export const harvestMoves = (networkId: string, grams: number) => [
  {
    from: account('field', networkId),
    to: placeAccount({ kind: 'network', id: networkId }),
    grams,
  },
];

/** กำ taken for กก. is the commonest error: what is far from usual asks first. @throws Refusal unusual-amount */
export function checkUsual(
  amount: Amount,
  crop: Pick<CropFacts, 'usualMinGrams' | 'usualMaxGrams'>,
  context: Pick<Context, 'settings' | 'confirmed'>,
): void {
  const { usualMinGrams, usualMaxGrams } = crop;
  const { unusualFactor } = context.settings;
  const unusual =
    amount.grams * unusualFactor < usualMinGrams || amount.grams > usualMaxGrams * unusualFactor;
  if (unusual && !context.confirmed.includes('unusual-amount')) {
    refuse('unusual-amount', { grams: amount.grams, usualMinGrams, usualMaxGrams });
  }
}

/** @throws Refusal spray-after-harvest */
export function checkSpray(spray: Spray | null, harvestedOn: string): void {
  if (spray && spray.sprayedOn > harvestedOn) {
    refuse('spray-after-harvest', { sprayedOn: spray.sprayedOn, harvestedOn });
  }
}

/** Whether a harvest waits for an officer: cut before the interval was over, or a banned substance. */
export function reviewOf(
  spray: Spray | null,
  harvestedOn: string,
  settings: Settings,
): HarvestReview | null {
  if (!spray) return null;
  const product = spray.product.toLowerCase();
  const banned = settings.bannedSubstances.some((name) => product.includes(name.toLowerCase()));
  if (banned) return 'banned-substance';
  const firstSafeDay = addDays(spray.sprayedOn, spray.intervalDays);
  return harvestedOn < firstSafeDay ? 'pre-harvest-interval' : null;
}
