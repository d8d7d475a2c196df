import { issueRoll } from '../../src/app/rolls.ts';
import { makeBatchCode } from '../../src/domain/batch-code.ts';
import { dayOf } from '../../src/domain/dates.ts';
import * as deeds from './deeds.ts';
import { seeded } from './random.ts';
import { ask, DAY_MS, MINUTE_MS, type World } from './world.ts';

/** Codes of this morning's batches: the same at every start, so that the README can name them. */
const random = seeded(1);
export const MORNING = {
  kale: makeBatchCode(random.bytes(9)),
  beans: makeBatchCode(random.bytes(9)),
  cucumber: makeBatchCode(random.bytes(9)),
  spinach: makeBatchCode(random.bytes(9)),
  choy: makeBatchCode(random.bytes(9)),
  otherChoy: makeBatchCode(random.bytes(9)),
  mixed: makeBatchCode(random.bytes(9)),
};

/** What is under way when the demonstration opens, ending a few minutes ago. */
export async function liveThisMorning(world: World): Promise<void> {
  const { clock, networks, kitchens, stalls, crops } = world;
  const before = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);
  const ago = (minutes: number) => clock.set(before(minutes));
  const network = networks[0]!;
  const [first, second, third] = network.farmers;
  const [kitchen, another] = [kitchens[0]!, kitchens[1]!];
  const stall = stalls[0]!;
  const crop = (name: string) => crops.find(({ th }) => th === name)!;
  const kg = (quantity: number) => ({ quantity, unit: 'kg' }) as const;

  ago(120);
  await issueRoll(world.deps, ask(network.lead, { networkId: network.place.id, count: 200 }));
  ago(100);
  const kale = await deeds.harvest(world, first!, crop('คะน้า'), {
    code: MORNING.kale,
    amount: kg(42),
  });
  ago(95);
  const beans = await deeds.harvest(world, second!, crop('ถั่วฝักยาว'), {
    code: MORNING.beans,
    amount: kg(30),
    // A phone whose clock is two hours fast.
    deviceClock: before(-25).toISOString(),
  });
  ago(90);
  await deeds.harvest(world, third!, crop('แตงกวา'), {
    code: MORNING.cucumber,
    amount: kg(60),
    spray: {
      sprayedOn: dayOf(new Date(Date.now() - 3 * DAY_MS).toISOString()),
      product: 'สารตัวอย่าง ก',
      intervalDays: 7,
    },
  });
  ago(85);
  const choy = await deeds.harvest(world, second!, crop('กวางตุ้ง'), {
    code: MORNING.choy,
    amount: kg(18),
  });
  const otherChoy = await deeds.harvest(world, third!, crop('กวางตุ้ง'), {
    code: MORNING.otherChoy,
    amount: kg(12),
  });
  ago(70);
  for (const { code } of [kale, beans, choy, otherChoy]) {
    await deeds.inspect(world, network, code);
  }
  ago(60);
  await deeds.mix(world, network, MORNING.mixed, [
    { batch: choy.code, grams: 15_000 },
    { batch: otherChoy.code, grams: 12_000 },
  ]);
  ago(50);
  await deeds.send(world, network, kitchen.place, [
    { batch: kale.code, grams: 20_000 },
    { batch: beans.code, grams: 12_000 },
  ]);
  const toStall = { batch: kale.code, grams: 10_000 };
  const delivery = await deeds.send(world, network, stall.place, [toStall]);
  const mixed = { batch: MORNING.mixed, grams: 24_000 };
  const lunch = await deeds.send(world, network, another.place, [mixed]);
  ago(35);
  await deeds.confirm(world, another, lunch, [{ batch: mixed.batch, acceptedGrams: 24_000 }]);
  await deeds.cook(world, another, 'แกงจืดกวางตุ้ง', [{ ...mixed, grams: 22_500 }]);
  ago(30);
  await deeds.confirm(world, stall, delivery, [{ batch: kale.code, acceptedGrams: 10_000 }]);
  ago(15);
  await deeds.sell(world, stall, kale, 1500);
  ago(5);
  await deeds.harvest(world, first!, crop('ผักบุ้งจีน'), {
    code: MORNING.spinach,
    amount: { quantity: 60, unit: 'bundle' },
  });
}
