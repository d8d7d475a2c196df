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
    const lunch = kitchen ? await supplyKitchen(world, day, kitchen, supply) : NO_LUNCH;
    const sentOf = (code: string) => lunch.sent.find(({ batch }) => batch === code)?.grams ?? 0;
    const rest = lots
      .map((lot) => ({ ...lot, grams: lot.grams - sentOf(lot.code) }))
      .filter(({ code, grams }) => grams > 0 && code !== lunch.doubtful);
    const free = await withoutHeld(world, rest);
    const sales = free.length > 0 ? await supplyStall(world, day, network, stall, free) : [];
    await inOrder(day, [...lunch.planned, ...sales]);
  }
}

/** What is done at a time of the day. */
type Deed = { hour: number; minute: number; run: () => Promise<void> };

/** A batch may be in a kitchen and at a stall: what happens to it there is told as it comes. */
async function inOrder(day: Day, planned: readonly Deed[]): Promise<void> {
  const time = ({ hour, minute }: Deed) => hour * 60 + minute;
  for (const { hour, minute, run } of [...planned].sort((a, b) => time(a) - time(b))) {
    day.at(hour, minute);
    await run();
  }
}

/** What went to a kitchen, what will be done with it, and the batch that will not pass its second test. */
type Lunch = { sent: readonly Line[]; planned: readonly Deed[]; doubtful: string | null };
const NO_LUNCH: Lunch = { sent: [], planned: [], doubtful: null };

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

async function supplyKitchen(
  world: World,
  day: Day,
  kitchen: Kitchen,
  { network, trouble, lots }: Supply,
): Promise<Lunch> {
  const { random } = world;
  const wanted = kitchen.pupils * random.between(35, 50);
  const lunch = lots.filter(({ crop }) => crop.lunch);
  const share = Math.floor(wanted / Math.max(1, lunch.length) / 500) * 500;
  const sent = lunch
    .map(({ code, grams }) => ({ batch: code, grams: Math.min(grams, share) }))
    .filter(({ grams }) => grams >= 500);
  if (sent.length === 0) return NO_LUNCH;
  day.at(6, 30);
  const delivery = await deeds.send(world, network, kitchen.place, sent);
  if (trouble === 'flood') {
    await deeds.callBack(world, network, delivery, 'น้ำท่วม โรงเรียนปิด');
    return NO_LUNCH;
  }
  const doubtful = trouble === 'failedKit' ? sent[0]!.batch : null;
  const planned = lunchtime(world, kitchen, delivery, sent, { network, trouble, doubtful });
  return { sent, planned, doubtful };
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

function lunchtime(
  world: World,
  kitchen: Kitchen,
  delivery: string,
  sent: readonly Line[],
  { network, trouble, doubtful }: Pick<Supply, 'network' | 'trouble'> & Pick<Lunch, 'doubtful'>,
): Deed[] {
  const { random } = world;
  const menu = random.pick(MENUS);
  let usable: Line[] = [];
  const peelings = () =>
    usable.map(({ batch, grams }) => ({ batch, grams: Math.floor(grams / 25) }));
  const receive = async () => {
    usable = await receiveAtKitchen(world, kitchen, delivery, sent, trouble);
  };
  const testAgain = async () => {
    if (!doubtful) return;
    await deeds.inspect(world, network, doubtful, deeds.UNSAFE);
    usable = usable.filter(({ batch }) => batch !== doubtful);
  };
  const cook = async () => {
    const peeled = peelings();
    const cooked = usable.map(({ batch, grams }, index) => ({
      batch,
      grams: grams - peeled[index]!.grams,
    }));
    if (cooked.length > 0) await deeds.cook(world, kitchen, menu, cooked);
  };
  const compost = async () => {
    const left = peelings().filter(({ grams }) => grams > 0);
    if (left.length > 0) await deeds.throwAway(world, kitchen, left, 'compost', 'เศษตัดแต่ง');
  };
  return [
    { hour: 7, minute: random.between(5, 35), run: receive },
    { hour: 7, minute: 40, run: testAgain },
    { hour: 8, minute: 30, run: cook },
    { hour: 13, minute: 0, run: compost },
  ];
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
): Promise<Deed[]> {
  const { random } = world;
  day.at(6, 45);
  const lines = lots.map(({ code, grams }) => ({ batch: code, grams }));
  const delivery = await deeds.send(world, network, stall.place, lines);
  const came = lines.map(({ batch, grams }) => ({ batch, acceptedGrams: grams }));
  const receive = () => deeds.confirm(world, stall, delivery, came);
  return [
    { hour: 7, minute: random.between(0, 50), run: receive },
    ...lots.flatMap((lot) => salesOf(world, stall, lot)),
  ];
}

function salesOf(world: World, stall: Stall, lot: Lot): Deed[] {
  const { random } = world;
  const day: Deed[] = [];
  let left = lot.grams;
  for (const hour of [8, 11, 15]) {
    const grams = Math.floor((lot.grams * random.between(20, 36)) / 100 / 100) * 100;
    if (grams === 0 || grams > left) continue;
    const run = () => deeds.sell(world, stall, lot, grams);
    day.push({ hour, minute: random.between(0, 59), run });
    left -= grams;
  }
  if (left === 0) return day;
  const lost = left > 300 && random.chance(0.1) ? 200 : 0;
  const line = { batch: lot.code, grams: left - lost };
  const way = random.pick(['compost', 'animal_feed', 'waste'] as const);
  const close = async () => {
    if (lost > 0) await deeds.count(world, stall, line, 'ชั่งปิดแผง น้ำหนักหายจากการคายน้ำ');
    await deeds.throwAway(world, stall, [line], way, 'เหี่ยว ขายไม่หมด');
  };
  return [...day, { hour: 17, minute: 30, run: close }];
}
