import { describe, expect, it } from 'vitest';
import { type Caller, openService } from '../setup/service.ts';
import { done, kg, stepsOf } from './steps.ts';

const service = await openService();
const { town, get, post } = service;
const { harvest, inspect, dispatch, receive } = stepsOf(service);
const [{ farmer, lead, place: network }, other] = town.networks;
const [{ manager, place: stall }] = town.stalls;
const [{ staff, place: kitchen }, elsewhere] = town.kitchens;

const alerts = async (person: Caller) => done(await get(person, '/v1/alerts'), 200).items;
/** What somebody is told of a batch. */
const told = async (person: Caller, code: string) =>
  (await alerts(person)).filter(({ batch }: { batch: string }) => batch === code);
const hold = (code: string, level = 'hold') =>
  post(town.officer, `/v1/batches/${code}/hold`, { level, reason: 'ทดสอบ' });
const fresh = () => harvest(farmer, town.crops.kale, 20);

describe('an alert', () => {
  it('is for whoever has the goods, or will, and for nobody else', async () => {
    const code = await fresh();
    const arrived = await dispatch(lead, network, stall, { [code]: 5_000 });
    await receive(manager, arrived, { [code]: 5_000 });
    await dispatch(lead, network, kitchen, { [code]: 4_000 });
    expect(await told(staff, code)).toEqual([]);
    done(await hold(code));
    const [alert] = await told(staff, code);
    expect(alert).toMatchObject({
      status: 'on_hold',
      where: 'coming',
      crop: { th: 'คะน้า' },
      place: { ...kitchen, names: { th: 'ครัว หนึ่ง' } },
    });
    expect(alert.holds).toHaveLength(1);
    expect(await told(manager, code)).toMatchObject([{ where: 'here', place: stall }]);
    expect(await told(lead, code)).toMatchObject([{ where: 'here', place: network }]);
    expect(await told(other.lead, code)).toEqual([]);
    expect(await told(elsewhere.staff, code)).toEqual([]);
    expect(JSON.stringify(alert)).not.toContain('เกษตรกร');
  });

  it('names each hold, so that a new one is a new alert, and ends with the release', async () => {
    const code = await fresh();
    await inspect(lead, code, 'unsafe');
    const [first] = await told(lead, code);
    done(await hold(code, 'recall'));
    const [second] = await told(lead, code);
    expect(second.status).toBe('recalled');
    expect(second.holds).toEqual([...first.holds, expect.any(String)]);
    expect(second.since > first.since).toBe(true);

    const held = await fresh();
    done(await hold(held));
    done(await post(town.officer, `/v1/batches/${held}/release`, { reason: 'ตรวจแล้ว' }));
    expect(await told(lead, held)).toEqual([]);
  });

  it('reaches a kitchen that has cooked it, not one that sent it back, and not for ever', async () => {
    const code = await fresh();
    const cooked = await dispatch(lead, network, kitchen, { [code]: 3_000 });
    await receive(staff, cooked, { [code]: 3_000 });
    const lines = [{ batch: code, amount: kg(3) }];
    const meal = { kitchenId: kitchen.id, menu: 'ผัดคะน้า', pupils: 50, lines };
    done(await post(staff, '/v1/meals', meal));
    const refused = await dispatch(lead, network, elsewhere.place, { [code]: 2_000 });
    const rejected = { grams: 2_000, reason: 'เหี่ยว' };
    const receipt = { lines: [{ batch: code, acceptedGrams: 0, rejected }] };
    done(await post(elsewhere.staff, `/v1/deliveries/${refused}/receipt`, receipt));
    done(await hold(code));
    expect(await told(staff, code)).toMatchObject([{ where: 'gone' }]);
    expect(await told(elsewhere.staff, code)).toEqual([]);
    service.wait(8 * 24 * 3_600_000);
    expect(await told(staff, code)).toEqual([]);
    expect(await told(lead, code)).toMatchObject([{ where: 'here' }]);
  });

  it('is not for farmers, nor for those who only look on', async () => {
    for (const person of [farmer, town.auditor]) {
      expect((await get(person, '/v1/alerts')).status).toBe(403);
    }
  });
});
