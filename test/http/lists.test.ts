import { describe, expect, it } from 'vitest';
import { openService } from '../setup/service.ts';
import { allPages, done, kg, stepsOf } from './steps.ts';

const service = await openService();
const { town, get, post } = service;
const { harvest, inspect, dispatch, receive, read } = stepsOf(service);
const [{ farmer, lead, place: network }, other] = town.networks;
const [{ manager, place: stall }] = town.stalls;
const [{ place: kitchen, staff }] = town.kitchens;

describe('lists', async () => {
  const codes: string[] = [];
  for (const [index, person] of [farmer, other.farmer, farmer, farmer].entries()) {
    const crop = index === 2 ? town.crops.onion : town.crops.kale;
    codes.push(await harvest(person, crop, 10 + index));
  }
  const [first, second, third] = codes as [string, string, string];
  await inspect(lead, first);
  await inspect(lead, third, 'unsafe');
  for (const grams of [1_000, 2_000, 3_000]) {
    const id = await dispatch(lead, network, stall, { [first]: grams });
    await receive(manager, id, { [first]: grams });
    const lines = [{ batch: first, amount: kg(0.5) }];
    done(await post(manager, '/v1/sales', { stallId: stall.id, lines }));
  }
  const cooked = await dispatch(lead, network, kitchen, { [first]: 1_000 });
  await receive(staff, cooked, { [first]: 1_000 });
  const codesOf = (items: Record<string, unknown>[]) => items.map(({ code }) => code);

  it.each([1, 2])('of batches come whole in pages of %i', async (limit) => {
    const paged = await allPages(service, town.auditor, '/v1/batches', limit);
    const { body } = await get(town.auditor, '/v1/batches');
    expect(body.next).toBeNull();
    expect(codesOf(paged.items)).toEqual(codesOf(body.items));
    expect(new Set(codesOf(paged.items)).size).toBe(paged.items.length);
    expect(codesOf(paged.items)).toEqual(expect.arrayContaining(codes));
    expect(paged.pages).toBe(Math.ceil(paged.items.length / limit));
  });

  it.each([1, 2])('of deliveries and sales come whole in pages of %i', async (limit) => {
    for (const path of ['/v1/deliveries', '/v1/sales']) {
      const { items } = await allPages(service, town.auditor, path, limit);
      const { body } = await get(town.auditor, path);
      expect(items).toEqual(body.items);
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
      expect(items.length).toBeGreaterThanOrEqual(3);
    }
  });

  it('take no harm from what is added while somebody turns the pages', async () => {
    const { body: start } = await get(town.auditor, '/v1/batches?limit=2');
    await harvest(other.farmer, town.crops.onion, 11);
    const { body: next } = await get(town.auditor, `/v1/batches?limit=2&cursor=${start.next}`);
    expect(codesOf(next.items).some((code) => codesOf(start.items).includes(code))).toBe(false);
  });

  it.each([
    ['status=on_hold', () => [third]],
    ['status=failed', () => []],
    [`networkId=${other.place.id}&cropId=${town.crops.kale}`, () => [second]],
    [`farmerId=${other.farmerId}&cropId=${town.crops.kale}`, () => [second]],
    [`code=${second.toLowerCase()}`, () => [second]],
    [`code=${second.slice(0, 5)}-${second.slice(5, 8)}`, () => [second]],
    [`code=${second.slice(0, 6).replace(/0/g, 'o').replace(/1/g, 'l')}`, () => [second]],
    ['harvestedTo=2020-01-01', () => []],
    ['harvestedFrom=2999-01-01', () => []],
  ])('of batches are filtered by %s', async (query, expected) => {
    const { body } = await get(town.auditor, `/v1/batches?${query}`);
    expect(codesOf(body.items)).toEqual(expected());
  });

  it.each(['%25', '__________', '7K%25'])(
    'take no %s for the beginning of a code',
    async (code) => {
      const { body } = await get(town.auditor, `/v1/batches?code=${code}`);
      expect(body).toMatchObject({ status: 400, code: 'invalid-request' });
    },
  );

  it('tell what a place holds now', async () => {
    const { body } = await get(manager, `/v1/batches?heldBy=stall/${stall.id}`);
    expect(codesOf(body.items)).toContain(first);
    for (const { heldGrams, onHandGrams } of body.items) {
      expect(heldGrams).toBeGreaterThan(0);
      expect(heldGrams).toBeLessThanOrEqual(onHandGrams);
    }
    const { body: none } = await get(
      manager,
      `/v1/batches?heldBy=stall/${town.stalls[1].place.id}`,
    );
    expect(none.items).toEqual([]);
  });

  it('of deliveries and of entries are filtered by place, state and day', async () => {
    const today = (await read(farmer, first)).harvestedOn;
    const count = async (path: string) => done(await get(town.auditor, path), 200).items.length;
    const all = await count('/v1/deliveries');
    const toStall = await count(`/v1/deliveries?to=stall/${stall.id}`);
    const toKitchen = await count(`/v1/deliveries?to=kitchen/${kitchen.id}`);
    expect([toStall > 0, toKitchen > 0, toStall + toKitchen]).toEqual([true, true, all]);
    expect(await count(`/v1/deliveries?from=network/${network.id}`)).toBe(all);
    expect(await count(`/v1/deliveries?deliverOn=${today}`)).toBe(all);
    expect(await count('/v1/deliveries?deliverOn=2020-01-01')).toBe(0);
    expect(await count('/v1/deliveries?status=in_transit')).toBe(0);
    expect(await count(`/v1/sales?place=stall/${stall.id}&day=${today}`)).toBeGreaterThan(2);
    expect(await count(`/v1/sales?place=stall/${town.stalls[1].place.id}`)).toBe(0);
    expect(await count('/v1/sales?day=2020-01-01')).toBe(0);
  });
});
