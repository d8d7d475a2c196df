/** What people of the demonstration do, each through the use-case that their phone would call. */
import { cancelDelivery, confirmReceipt, dispatchDelivery } from '../../src/app/deliveries.ts';
import { registerHarvest } from '../../src/app/harvests.ts';
import { mixBatches } from '../../src/app/mixes.ts';
import { recordInspection } from '../../src/app/safety.ts';
import { recordDiscard, recordMeal, recordSale, recordStockCount } from '../../src/app/stock.ts';
import type { Place } from '../../src/domain/accounts.ts';
import { makeBatchCode } from '../../src/domain/batch-code.ts';
import type { EnteredAmount } from '../../src/domain/quantities.ts';
import {
  discardBody,
  dispatchBody,
  mealBody,
  mixBody,
  receiptBody,
  recordInspectionBody,
  registerHarvestBody,
  saleBody,
  stockCountBody,
} from '../../src/wire/commands.ts';
import {
  ask,
  type Crop,
  type Farmer,
  type Kitchen,
  type Network,
  type Stall,
  type World,
} from './world.ts';

export type Lot = { code: string; crop: Crop; grams: number };
export type Line = { batch: string; grams: number };

const kilograms = (grams: number): EnteredAmount => ({ quantity: grams / 1000, unit: 'kg' });
const lines = (given: readonly Line[]) =>
  given.map(({ batch, grams }) => ({ batch, amount: kilograms(grams) }));

export async function harvest(
  { deps, clock, random }: World,
  farmer: Farmer,
  crop: Crop,
  more: { code?: string; amount?: EnteredAmount; spray?: object; deviceClock?: string } = {},
): Promise<Lot & { entry: string }> {
  const { amount = usualAmount(crop, random), spray, deviceClock } = more;
  const code = more.code ?? makeBatchCode(random.bytes(9));
  const body = registerHarvestBody.parse({
    code,
    cropId: crop.id,
    plotId: farmer.plotId,
    amount,
    spray,
    recordedAt: deviceClock ?? clock.now(),
    confirmed: ['near-duplicate', 'unusual-amount'],
  });
  const { body: receipt } = await registerHarvest(
    deps,
    ask(farmer.account, body, deviceClock ?? clock.now()),
  );
  const entry = receipt.entries[0]!;
  return { code: entry.batch, crop, grams: entry.onHandGrams, entry: entry.id };
}

function usualAmount(crop: Crop, random: World['random']): EnteredAmount {
  const kg = random.between(crop.minKg * 2, crop.maxKg * 2) / 2;
  const { counted } = crop;
  return counted && random.chance(0.4)
    ? { quantity: Math.round((kg * 1000) / counted.gramsPerUnit), unit: counted.unit }
    : { quantity: kg, unit: 'kg' };
}

/** Each network has a kit of its own. */
const SAFE = [
  { kit: 'GT', result: 'not_detected', inhibitionPercent: 12 },
  { kit: 'MJPK', result: 'safe' },
  { kit: 'GT', result: 'safe_level', inhibitionPercent: 34 },
  {
    kit: 'GPO-TM',
    detected: {
      organophosphate: false,
      carbamate: false,
      organochlorine: false,
      pyrethroid: false,
    },
  },
] as const;
export const UNSAFE = { kit: 'GT', result: 'unsafe', inhibitionPercent: 63 } as const;

export async function inspect(world: World, network: Network, code: string, reading?: object) {
  const { deps, clock, networks } = world;
  const kitExpiresOn = new Date(Date.parse(clock.now()) + 90 * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const body = recordInspectionBody.parse({
    recordedAt: clock.now(),
    inspection: {
      method: 'kit',
      reading: reading ?? SAFE[networks.indexOf(network) % SAFE.length],
      kitLot: 'ตัวอย่าง-6911',
      kitExpiresOn,
      minutes: 30,
    },
  });
  await recordInspection(deps, code, ask(network.lead, body, clock.now()));
}

/** @returns the delivery's id */
export async function send(
  { deps, clock }: World,
  network: Network,
  to: Place,
  given: readonly Line[],
): Promise<string> {
  const body = dispatchBody.parse({
    from: network.place,
    to,
    lines: lines(given),
    recordedAt: clock.now(),
  });
  const { body: receipt } = await dispatchDelivery(deps, ask(network.lead, body, clock.now()));
  return receipt.id;
}

/** Puts goods of several batches into one crate, with a label of its own. */
export async function mix(
  { deps, clock }: World,
  network: Network,
  code: string,
  given: readonly Line[],
): Promise<void> {
  const { place } = network;
  const body = mixBody.parse({ code, place, inputs: lines(given), recordedAt: clock.now() });
  await mixBatches(deps, ask(network.lead, body, clock.now()));
}

export async function callBack(
  { deps }: World,
  network: Network,
  delivery: string,
  reason: string,
) {
  await cancelDelivery(deps, delivery, ask(network.lead, { reason }));
}

type Came = { batch: string; acceptedGrams: number; rejected?: object; missing?: object };

export async function confirm(
  { deps, clock }: World,
  receiver: Kitchen | Stall,
  delivery: string,
  came: readonly Came[],
) {
  const account = 'staff' in receiver ? receiver.staff : receiver.manager;
  const body = receiptBody.parse({ lines: came, recordedAt: clock.now() });
  await confirmReceipt(deps, delivery, ask(account, body, clock.now()));
}

export async function cook(
  { deps }: World,
  kitchen: Kitchen,
  menu: string,
  given: readonly Line[],
) {
  const { id } = kitchen.place;
  const body = { kitchenId: id, menu, pupils: kitchen.pupils, lines: lines(given) };
  await recordMeal(deps, ask(kitchen.staff, mealBody.parse(body)));
}

export async function sell({ deps }: World, stall: Stall, lot: Lot, grams: number) {
  const priceSatang = Math.round((grams * lot.crop.satangPerKg) / 1000);
  const line = { batch: lot.code, amount: kilograms(grams), priceSatang };
  const body = saleBody.parse({ stallId: stall.place.id, lines: [line] });
  await recordSale(deps, ask(stall.manager, body));
}

export async function throwAway(
  { deps }: World,
  holder: Kitchen | Stall,
  given: readonly Line[],
  way: 'waste' | 'compost' | 'animal_feed',
  reason: string,
) {
  const account = 'staff' in holder ? holder.staff : holder.manager;
  const discarded = lines(given).map((line) => ({ ...line, way, reason }));
  const body = discardBody.parse({ place: holder.place, lines: discarded });
  await recordDiscard(deps, ask(account, body));
}

export async function count({ deps }: World, stall: Stall, line: Line, reason: string) {
  const counted = lines([line]).map((each) => ({ ...each, reason }));
  const body = stockCountBody.parse({ place: stall.place, lines: counted });
  await recordStockCount(deps, ask(stall.manager, body));
}
