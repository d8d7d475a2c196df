/** One day of the demonstration: harvest before dawn, deliveries at breakfast, lunch, market. */

import type { Line, Lot } from './deeds.ts';
import * as deeds from './deeds.ts';
import { type Trouble, troubledHarvest } from './trouble.ts';
import type { Kitchen, Network, Stall, World } from './world.ts';

const MENUS = ['แกงจืดผักรวม', 'ผัดผักรวมหมู', 'ต้มจับฉ่าย', 'ผัดผักน้ำมันหอย', 'แกงเลียง'];

export type Day = {
  ago: number;
  weekday: number;
  schoolDay: boolean;
  /** What goes wrong for a network on this day. */
  trouble: (network: number) => Trouble | null;
  /** Sets the clock to a time of this day, in Thailand. */
  at: (hour: number, minute: number) => void;
};

export async function liveThroughDay(world: World, day: Day): Promise<void> {
  const stalls = world.stalls.filter(({ fridayOnly }) => !fridayOnly || day.weekday === 5);
  for (const [index, network] of world.networks.entries()) {
    const trouble = day.trouble(index);
    const lots = await morning(world, day, network, trouble);
    const kitchen = day.schoolDay ? world.kitchens[index % world.kitchens.length] : undefined;
    const stall = world.random.pick(stalls);
    const supply = { network, trouble, lots };
    const toKitchen = kitchen ? await supplyKitchen(world, day, kitchen, supply) : new Map();
    const rest = lots
      .map((lot) => ({ ...lot, grams: lot.grams - (toKitchen.get(lot.code) ?? 0) }))
      .filter(({ grams }) => grams > 0);
    const free = await withoutHeld(world, rest);
    if (free.length > 0) await supplyStall(world, day, network, stall, free);
  }
}

type Supply = { network: Network; trouble: Trouble | null; lots: readonly Lot[] };

/** Harvests before dawn and their tests; whatever may not leave stays in the store. */
async function morning(
  world: World,
  day: Day,
  network: Network,
  trouble: Trouble | null,
): Promise<Lot[]> {
  const { random } = world;
  const lots: Lot[] = [];
  for (const farmer of network.farmers) {
    if (!random.chance(day.weekday === 0 ? 0.2 : 0.4)) continue;
    day.at(4, random.between(30, 59));
    const lot = await deeds.harvest(world, farmer, random.pick(farmer.crops));
    day.at(6, random.between(0, 15));
    if (!farmer.certified || lot.code.charCodeAt(0) % 2 === 0 || expired(day)) {
      await deeds.inspect(world, network, lot.code);
    }
    lots.push(lot);
  }
  return [...lots, ...(await troubledHarvest(world, day, network, trouble))];
}

/** Some certificates of the demonstration ended ten days ago: since then their harvests are tested. */
const expired = ({ ago }: Day) => ago <= 10;

/** @returns grams of each batch that went to the kitchen */
async function supplyKitchen(
  world: World,
  day: Day,
  kitchen: Kitchen,
  { network, trouble, lots }: Supply,
): Promise<Map<string, number>> {
  const { random } = world;
  const wanted = kitchen.pupils * random.between(35, 50);
  const lunch = lots.filter(({ crop }) => crop.lunch);
  const share = Math.floor(wanted / Math.max(1, lunch.length) / 500) * 500;
  const sent = lunch
    .map(({ code, grams }) => ({ batch: code, grams: Math.min(grams, share) }))
    .filter(({ grams }) => grams >= 500);
  if (sent.length === 0) return new Map();
  day.at(6, 30);
  const delivery = await deeds.send(world, network, kitchen.place, sent);
  if (trouble === 'flood') {
    await deeds.callBack(world, network, delivery, 'น้ำท่วม โรงเรียนปิด');
    return new Map();
  }
  day.at(7, random.between(5, 35));
  const received = await receiveAtKitchen(world, kitchen, delivery, sent, trouble);
  await lunchtime(world, day, kitchen, received, { network, trouble, lots });
  return new Map(sent.map(({ batch, grams }) => [batch, grams]));
}

async function receiveAtKitchen(
  world: World,
  kitchen: Kitchen,
  delivery: string,
  sent: readonly Line[],
  trouble: Trouble | null,
): Promise<Line[]> {
  const { random } = world;
  const came = sent.map(({ batch, grams }) => {
    const short = (trouble === 'shortage' || random.chance(0.04)) && grams > 4000;
    const bad = !short && random.chance(0.03) && grams > 2000;
    return {
      batch,
      acceptedGrams: grams - (short ? 3000 : 0) - (bad ? 1000 : 0),
      ...(short && {
        missing: { grams: 3000, reason: 'ของมาไม่ครบ ชั่งแล้วขาด', remedy: 'write-off' },
      }),
      ...(bad && { rejected: { grams: 1000, reason: 'ใบช้ำ', remedy: 'write-off' } }),
    };
  });
  await deeds.confirm(world, kitchen, delivery, came);
  return came.map(({ batch, acceptedGrams }) => ({ batch, grams: acceptedGrams }));
}

async function lunchtime(
  world: World,
  day: Day,
  kitchen: Kitchen,
  received: readonly Line[],
  { network, trouble }: Supply,
): Promise<void> {
  const { random } = world;
  let usable = [...received];
  if (trouble === 'failedKit') {
    day.at(7, 40);
    const [failed, ...others] = usable;
    if (failed) await deeds.inspect(world, network, failed.batch, deeds.UNSAFE);
    usable = others;
  }
  if (usable.length === 0) return;
  day.at(8, 30);
  const peelings = usable.map(({ batch, grams }) => ({ batch, grams: Math.floor(grams / 25) }));
  const cooked = usable.map(({ batch, grams }, index) => ({
    batch,
    grams: grams - peelings[index]!.grams,
  }));
  await deeds.cook(world, kitchen, random.pick(MENUS), cooked);
  day.at(13, 0);
  const left = peelings.filter(({ grams }) => grams > 0);
  if (left.length > 0) await deeds.throwAway(world, kitchen, left, 'compost', 'เศษตัดแต่ง');
}

async function withoutHeld({ deps, officer }: World, lots: readonly Lot[]): Promise<Lot[]> {
  const free: Lot[] = [];
  for (const lot of lots) {
    const stored = await deps.storage.batch(officer.municipalityId, lot.code);
    if (stored?.batch.holds.length === 0) free.push(lot);
  }
  return free;
}

async function supplyStall(
  world: World,
  day: Day,
  network: Network,
  stall: Stall,
  lots: readonly Lot[],
): Promise<void> {
  const { random } = world;
  day.at(6, 45);
  const lines = lots.map(({ code, grams }) => ({ batch: code, grams }));
  const delivery = await deeds.send(world, network, stall.place, lines);
  day.at(7, random.between(0, 50));
  await deeds.confirm(
    world,
    stall,
    delivery,
    lines.map(({ batch, grams }) => ({ batch, acceptedGrams: grams })),
  );
  for (const lot of lots) await sellThroughDay(world, day, stall, lot);
}

async function sellThroughDay(world: World, day: Day, stall: Stall, lot: Lot): Promise<void> {
  const { random } = world;
  let left = lot.grams;
  for (const hour of [8, 11, 15]) {
    const grams = Math.floor((lot.grams * random.between(20, 36)) / 100 / 100) * 100;
    if (grams === 0 || grams > left) continue;
    day.at(hour, random.between(0, 59));
    await deeds.sell(world, stall, lot, grams);
    left -= grams;
  }
  if (left === 0) return;
  day.at(17, 30);
  if (left > 300 && random.chance(0.1)) {
    left -= 200;
    const line = { batch: lot.code, grams: left };
    await deeds.count(world, stall, line, 'ชั่งปิดแผง น้ำหนักหายจากการคายน้ำ');
  }
  const way = random.pick(['compost', 'animal_feed', 'waste'] as const);
  await deeds.throwAway(world, stall, [{ batch: lot.code, grams: left }], way, 'เหี่ยว ขายไม่หมด');
}
