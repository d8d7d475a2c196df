/** What is out of the ordinary in the four weeks, and the day and the network that it happens to. */
import { correctEntry } from '../../src/app/corrections.ts';
import { placeHold, releaseHold } from '../../src/app/safety.ts';
import { correctionBody, placeHoldBody } from '../../src/wire/commands.ts';
import type { Day } from './day.ts';
import type { Lot } from './deeds.ts';
import * as deeds from './deeds.ts';
import { ask, type Network, type World } from './world.ts';

/** Each on a school day of its own, the latest first: how many school days ago, in which network. */
const TROUBLES = {
  failedKit: { schoolDaysAgo: 3, network: 2 },
  shortage: { schoolDaysAgo: 5, network: 4 },
  flood: { schoolDaysAgo: 7, network: 3 },
  hold: { schoolDaysAgo: 9, network: 1 },
  falsePositive: { schoolDaysAgo: 11, network: 1 },
  correction: { schoolDaysAgo: 13, network: 1 },
} as const;
export type Trouble = keyof typeof TROUBLES;

/** @param schoolDays days before today on which schools were open, the latest first */
export function troubleOn(
  ago: number,
  network: number,
  schoolDays: readonly number[],
): Trouble | null {
  const found = Object.entries(TROUBLES).find(
    ([, trouble]) => trouble.network === network && schoolDays[trouble.schoolDaysAgo - 1] === ago,
  );
  return (found?.[0] as Trouble | undefined) ?? null;
}

/** Harvests that go wrong before dawn. @returns what may leave the network all the same */
export async function troubledHarvest(
  world: World,
  day: Day,
  network: Network,
  trouble: Trouble | null,
): Promise<Lot[]> {
  const { deps, officer } = world;
  const farmer = network.farmers[0]!;
  const crop = (name: string) => world.crops.find(({ th }) => th === name)!;
  switch (trouble) {
    case 'correction': {
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
    case 'falsePositive': {
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
    case 'hold': {
      day.at(4, 55);
      const lot = await deeds.harvest(world, farmer, crop('กวางตุ้ง'));
      day.at(5, 40);
      const hold = placeHoldBody.parse({ reason: 'มีกลิ่นสารเคมี รอเจ้าหน้าที่ดูแปลง' });
      await placeHold(deps, lot.code, ask(network.lead, hold));
      return [];
    }
    // What happens to these happens on the way, so there must be something to send.
    case 'failedKit':
    case 'shortage':
    case 'flood':
      day.at(4, 45);
      return [await deeds.harvest(world, farmer, crop('กะหล่ำปลี'))];
    case null:
      return [];
  }
}
