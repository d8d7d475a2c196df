import { expect, it } from 'vitest';
import { addDays, dayOf } from '../../src/domain/dates.ts';
import { openService } from '../setup/service.ts';
import { done, kg, stepsOf } from './steps.ts';

const service = await openService();
const { town, get, post, wait } = service;
const { harvest, inspect, dispatch, receive } = stepsOf(service);
const [{ farmer, lead, place: network }, other] = town.networks;
const [{ manager, place: stall }] = town.stalls;
const [{ staff, place: kitchen }] = town.kitchens;
const today = dayOf(new Date().toISOString());
const asked = `/v1/figures?from=${addDays(today, -6)}&to=${today}`;

it('follow every kilogram of the week, and name what is late the day after', async () => {
  const first = await harvest(farmer, town.crops.kale, 40);
  await inspect(lead, first);
  const sale = await dispatch(lead, network, stall, { [first]: 12_000 });
  await receive(manager, sale, { [first]: 12_000 });
  done(
    await post(manager, '/v1/sales', {
      stallId: stall.id,
      lines: [{ batch: first, amount: kg(7.5) }],
    }),
  );
  const meal = await dispatch(lead, network, kitchen, { [first]: 10_000 });
  await receive(staff, meal, { [first]: 10_000 });
  const cooked = { kitchenId: kitchen.id, menu: 'ผัดคะน้า', pupils: 90 };
  done(await post(staff, '/v1/meals', { ...cooked, lines: [{ batch: first, amount: kg(9) }] }));
  const open = await dispatch(lead, network, kitchen, { [first]: 3_000 });
  const untested = await harvest(other.farmer, town.crops.kale, 20, {
    harvestedOn: addDays(today, -2),
  });
  const held = await harvest(farmer, town.crops.onion, 6);
  await inspect(lead, held, 'unsafe');
  const wrong = await harvest(farmer, town.crops.kale, 11);
  const entry = done(await get(farmer, `/v1/batches/${wrong}`), 200).history[0].id;
  done(
    await post(farmer, `/v1/batches/${wrong}/corrections`, { action: 'void', entry, reason: 'x' }),
  );

  const { late, ...figures } = done(await get(town.auditor, asked), 200);
  const days = figures.days as { day: string; grams: number; batches: number }[];
  expect(figures).toEqual({
    from: addDays(today, -6),
    to: today,
    harvestedGrams: 66_000,
    foundGrams: 0,
    batches: 3,
    went: {
      network: 15_000 + 20_000 + 6_000,
      transit: 3_000,
      stall: 4_500,
      kitchen: 1_000,
      sold: 7_500,
      cooked: 9_000,
      mix: 0,
      discarded: 0,
      missing: 0,
    },
    networks: [
      {
        id: network.id,
        names: { th: 'กลุ่มตัวอย่าง ต.แม่กรณ์', en: 'Example group แม่กรณ์' },
        grams: 46_000,
        batches: 2,
      },
      {
        id: other.place.id,
        names: { th: 'กลุ่มตัวอย่าง ต.นางแล', en: 'Example group นางแล' },
        grams: 20_000,
        batches: 1,
      },
    ],
    days,
    statuses: { waiting: 1, passed: 1, on_hold: 1, failed: 0, recalled: 0, voided: 1 },
  });
  const went: number[] = Object.values(figures.went);
  expect(went.reduce((a, b) => a + b)).toBe(figures.harvestedGrams + figures.foundGrams);
  expect(days).toHaveLength(7);
  expect(days.at(-1)).toEqual({ day: today, grams: 46_000, batches: 2 });
  expect(days.at(-3)).toEqual({ day: addDays(today, -2), grams: 20_000, batches: 1 });

  expect(late.deliveries).toEqual({ count: 0, items: [] });
  expect(late.waiting).toMatchObject({ count: 1, items: [{ code: untested }] });
  expect(late.holds).toMatchObject({ count: 1, items: [{ code: held, status: 'on_hold' }] });
  wait(24 * 3_600_000);
  const { late: later } = done(await get(town.officer, asked), 200);
  expect(later.deliveries).toMatchObject({
    count: 1,
    items: [{ id: open, to: { id: kitchen.id } }],
  });
});

it.each([
  ['from=2026-11-22&to=2026-11-21', 'th', 'วันสุดท้าย'],
  ['from=2025-11-21&to=2026-11-22', 'en', '366'],
])('of %s are refused in words (%s)', async (range, language, words) => {
  const answer = await service
    .agent()
    .get(`/v1/figures?${range}`)
    .set('accept-language', language)
    .auth(await service.tokenOf(town.auditor), { type: 'bearer' });
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({
    code: 'invalid-request',
    errors: [{ path: 'querystring.to' }],
  });
  expect(answer.body.errors[0].message).toContain(words);
});

it('of a whole year are answered', async () => {
  const { days } = done(await get(town.auditor, '/v1/figures?from=2025-10-01&to=2026-10-01'), 200);
  expect(days).toHaveLength(366);
});
