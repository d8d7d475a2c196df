/** Four weeks of an ordinary municipality, and the things that go wrong in it. */
import { correctEntry } from '../../src/app/corrections.ts';
import { placeHold, releaseHold } from '../../src/app/safety.ts';
import { correctionBody, placeHoldBody } from '../../src/wire/commands.ts';
import type { Line, Lot } from './deeds.ts';
import * as deeds from './deeds.ts';
import { liveThisMorning } from './morning.ts';
import {
  ask,
  BANGKOK_MS,
  DAY_MS,
  type Kitchen,
  MINUTE_MS,
  type Network,
  type Stall,
  type World,
} from './world.ts';

const DAYS = 28;
const MENUS = ['แกงจืดผักรวม', 'ผัดผักรวมหมู', 'ต้มจับฉ่าย', 'ผัดผักน้ำมันหอย', 'แกงเลียง'];
/** Days before today on which something out of the ordinary happens. */
const SPECIAL = {
  correction: 19,
  falsePositive: 16,
  hold: 13,
  flood: 11,
  shortage: 8,
  failedKit: 5,
};

/** @param progress told the day, from 1 to 28, that begins */
export async function liveThroughMonth(
  world: World,
  progress: (day: number, of: number) => void,
): Promise<void> {
  const today = startOfToday();
  for (let ago = DAYS; ago >= 1; ago--) {
    progress(DAYS - ago + 1, DAYS);
    await liveThroughDay(world, today - ago * DAY_MS, ago);
  }
  await liveThisMorning(world);
}

const startOfToday = () => Math.floor((Date.now() + BANGKOK_MS) / DAY_MS) * DAY_MS - BANGKOK_MS;

type Day = {
  ago: number;
  weekday: number;
  /** Sets the clock to a time of this day, in Thailand. */
  at: (hour: number, minute: number) => void;
};

async function liveThroughDay(world: World, start: number, ago: number): Promise<void> {
  const weekday = new Date(start + BANGKOK_MS).getUTCDay();
  const at = (hour: number, minute: number) =>
    world.clock.set(new Date(start + (hour * 60 + minute) * MINUTE_MS));
  const day: Day = { ago, weekday, at };
  const schoolDay = weekday >= 1 && weekday <= 5;
  const stalls = world.stalls.filter(({ fridayOnly }) => !fridayOnly || weekday === 5);
  for (const [index, network] of world.networks.entries()) {
    const lots = await morning(world, day, network, index);
    const kitchen = schoolDay ? world.kitchens[index % world.kitchens.length] : undefined;
    const stall = world.random.pick(stalls);
    const toKitchen = kitchen ? await supplyKitchen(world, day, network, kitchen, lots) : new Map();
    const rest = lots
      .map((lot) => ({ ...lot, grams: lot.grams - (toKitchen.get(lot.code) ?? 0) }))
      .filter(({ grams }) => grams > 0);
    const free = await withoutHeld(world, rest);
    if (free.length > 0) await supplyStall(world, day, network, stall, free);
  }
}

/** Harvests before dawn and their tests; whatever may not leave stays in the store. */
async function morning(world: World, day: Day, network: Network, index: number): Promise<Lot[]> {
  const { random } = world;
  const lots: Lot[] = [];
  for (const farmer of network.farmers) {
    if (!random.chance(day.weekday === 0 ? 0.25 : 0.55)) continue;
    day.at(4, random.between(30, 59));
    const lot = await deeds.harvest(world, farmer, random.pick(farmer.crops));
    day.at(6, random.between(0, 15));
    if (!farmer.certified || lot.code.charCodeAt(0) % 2 === 0 || expired(day)) {
      await deeds.inspect(world, network, lot.code);
    }
    lots.push(lot);
  }
  if (index !== 1) return lots;
  return [...lots, ...(await outOfTheOrdinary(world, day, network))];
}

/** Some certificates of the demonstration ended ten days ago: since then their harvests are tested. */
const expired = ({ ago }: Day) => ago <= 10;

async function outOfTheOrdinary(world: World, day: Day, network: Network): Promise<Lot[]> {
  const { deps, officer } = world;
  const farmer = network.farmers[0]!;
  const crop = (name: string) => world.crops.find(({ th }) => th === name)!;
  switch (day.ago) {
    case SPECIAL.correction: {
      day.at(5, 5);
      const amount = { quantity: 40, unit: 'kg' } as const;
      const lot = await deeds.harvest(world, farmer, crop('คะน้า'), { amount });
      day.at(5, 20);
      const body = correctionBody.parse({
        action: 'correct',
        entry: lot.entry,
        reason: 'กรอกหน่วยผิด นับเป็นกำ ไม่ใช่กก.',
        amount: { quantity: 40, unit: 'bundle', weighedGrams: 12_400 },
        confirmed: ['unusual-amount'],
      });
      await correctEntry(deps, lot.code, ask(farmer.account, body));
      await deeds.inspect(world, network, lot.code);
      return [{ ...lot, grams: 12_400 }];
    }
    case SPECIAL.falsePositive: {
      day.at(4, 50);
      const lot = await deeds.harvest(world, farmer, crop('ต้นหอม'));
      day.at(5, 30);
      await deeds.inspect(world, network, lot.code, deeds.UNSAFE);
      day.at(6, 10);
      await deeds.inspect(world, network, lot.code);
      day.at(6, 25);
      const reason = 'ตรวจซ้ำแล้วไม่พบ ต้นหอมให้ผลบวกลวงได้';
      await releaseHold(deps, lot.code, ask(officer, { reason }));
      return [lot];
    }
    case SPECIAL.hold: {
      day.at(4, 55);
      const lot = await deeds.harvest(world, farmer, crop('กวางตุ้ง'));
      day.at(5, 40);
      const hold = placeHoldBody.parse({ reason: 'มีกลิ่นสารเคมี รอเจ้าหน้าที่ดูแปลง' });
      await placeHold(deps, lot.code, ask(network.lead, hold));
      return [];
    }
    default:
      return [];
  }
}

/** @returns grams of each batch that went to the kitchen */
async function supplyKitchen(
  world: World,
  day: Day,
  network: Network,
  kitchen: Kitchen,
  lots: readonly Lot[],
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
  if (day.ago === SPECIAL.flood && network === world.networks[3]) {
    await deeds.callBack(world, network, delivery, 'น้ำท่วม โรงเรียนปิด');
    return new Map();
  }
  day.at(7, random.between(5, 35));
  const received = await receiveAtKitchen(world, day, kitchen, delivery, sent);
  await lunchtime(world, day, network, kitchen, received);
  return new Map(sent.map(({ batch, grams }) => [batch, grams]));
}

async function receiveAtKitchen(
  world: World,
  day: Day,
  kitchen: Kitchen,
  delivery: string,
  sent: readonly Line[],
): Promise<Line[]> {
  const { random } = world;
  const came = sent.map(({ batch, grams }) => {
    const short = (day.ago === SPECIAL.shortage || random.chance(0.04)) && grams > 4000;
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
  network: Network,
  kitchen: Kitchen,
  received: readonly Line[],
): Promise<void> {
  const { random } = world;
  let usable = [...received];
  if (day.ago === SPECIAL.failedKit && network === world.networks[2]) {
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
  for (const hour of [8, 10, 12, 15]) {
    const grams = Math.floor((lot.grams * random.between(15, 28)) / 100 / 100) * 100;
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
