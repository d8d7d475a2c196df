import { describe, expect, it } from 'vitest';
import { openService } from '../setup/service.ts';
import { done, kg, stepsOf } from './steps.ts';

const service = await openService({ settings: { bannedSubstances: ['พาราควอต', 'Paraquat'] } });
const { town, get, post } = service;
const { harvest, inspect, dispatch, receive, batchAtStall, read } = stepsOf(service);
const [{ farmer, farmerId, lead, place: network }] = town.networks;
const [{ manager, place: stall }] = town.stalls;
const [{ staff, place: kitchen }] = town.kitchens;
const { officer, secondOfficer } = town;

const DAY_MS = 24 * 3_600_000;
const day = (ahead: number) =>
  new Date(Date.now() + 7 * 3_600_000 + ahead * DAY_MS).toISOString().slice(0, 10);
const about = (code: string, what: string) => `/v1/batches/${code}/${what}`;
const hold = (code: string, level = 'hold') => ({ level, reason: `ทดสอบ ${code}` });
const because = { reason: 'ตรวจซ้ำแล้วผ่าน' };
const outcome = ({ status, body }: { status: number; body: { code?: string } }) =>
  status === 201 ? 'done' : `${status} ${body.code}`;
const laboratory = (mgPerKg: number) => ({
  inspection: {
    method: 'laboratory',
    laboratory: 'ห้องปฏิบัติการตัวอย่าง',
    reportNumber: 'ตัวอย่าง-1',
    findings: [{ substance: 'คลอร์ไพริฟอส', mgPerKg }],
  },
});
const send = (code: string) =>
  post(lead, '/v1/deliveries', {
    from: network,
    to: kitchen,
    lines: [{ batch: code, amount: kg(1) }],
  });
const fresh = () => harvest(farmer, town.crops.kale, 20);

/** Every way in which goods of the batch could reach somebody's plate. */
async function ways(code: string) {
  const lines = [{ batch: code, amount: kg(0.1) }];
  return [
    await send(code),
    await post(manager, '/v1/sales', { stallId: stall.id, lines }),
    await post(staff, '/v1/meals', { kitchenId: kitchen.id, menu: 'ผัด', pupils: 9, lines }),
    await get(lead, about(code, 'label.svg')),
    await get(lead, `/v1/labels.pdf?codes=${code}`),
  ].map(outcome);
}
async function everywhere() {
  const code = await batchAtStall(town, 4_000, 20);
  const id = await dispatch(lead, network, kitchen, { [code]: 4_000 });
  await receive(staff, id, { [code]: 4_000 });
  return code;
}

describe('a batch on hold', () => {
  it.each([
    ['stall', () => manager, 'hold', 'batch-on-hold'],
    ['kitchen', () => staff, 'hold', 'batch-on-hold'],
    ['lead', () => lead, 'hold', 'batch-on-hold'],
    ['officer', () => officer, 'hold', 'batch-on-hold'],
    ['officer', () => officer, 'recall', 'batch-recalled'],
  ])('by %s is not sent, sold, cooked or labelled', async (_, who, level, code) => {
    const batch = await everywhere();
    done(await post(who(), about(batch, 'hold'), hold(batch, level)));
    expect(await ways(batch)).toEqual(Array(5).fill(`409 ${code}`));
    const lines = [{ batch, amount: kg(1), way: 'waste', reason: 'ระงับ' }];
    done(await post(manager, '/v1/discards', { place: stall, lines }));
  });

  it('is recalled by an officer only', async () => {
    const batch = await everywhere();
    for (const person of [manager, staff, lead]) {
      const answer = await post(person, about(batch, 'hold'), hold(batch, 'recall'));
      expect(outcome(answer)).toBe('403 not-permitted');
    }
  });

  it('is released by an officer only, and then goes on', async () => {
    const batch = await fresh();
    done(await post(lead, about(batch, 'hold'), hold(batch)));
    for (const person of [farmer, lead, manager, staff, town.auditor]) {
      expect(outcome(await post(person, about(batch, 'release'), because))).toMatch(/^40[34] /);
    }
    done(await post(officer, about(batch, 'release'), because));
    expect(outcome(await send(batch))).toBe('done');
    expect(outcome(await post(officer, about(batch, 'release'), because))).toBe(
      '409 nothing-to-release',
    );
  });

  it('is never released by the person whose batch it is', async () => {
    const place = { kind: 'municipality', id: town.municipalityId } as const;
    const both = await town.person('municipal_officer', place, farmerId);
    const batch = await fresh();
    done(await post(officer, about(batch, 'hold'), hold(batch)));
    expect(outcome(await post(both, about(batch, 'release'), because))).toBe(
      '403 release-own-batch',
    );
    done(await post(secondOfficer, about(batch, 'release'), because));
  });
});

describe('tests', () => {
  it('a kit that fails holds the batch, until a later test passes and an officer releases', async () => {
    const batch = await fresh();
    const { entries } = await inspect(lead, batch, 'unsafe');
    expect(entries[0]).toMatchObject({ status: 'on_hold' });
    expect(outcome(await send(batch))).toBe('409 batch-on-hold');
    expect(outcome(await post(officer, about(batch, 'release'), because))).toBe(
      '409 release-needs-test',
    );
    await inspect(lead, batch);
    expect(outcome(await send(batch))).toBe('409 batch-on-hold');
    done(await post(officer, about(batch, 'release'), because));
    expect(outcome(await send(batch))).toBe('done');
  });

  it('a kit that fails on spring onion is a hold, never a fail, and never cleared by itself', async () => {
    const onion = await harvest(farmer, town.crops.onion, 20);
    await inspect(lead, onion, 'unsafe');
    const { inspections, status } = await read(lead, onion);
    expect([inspections[0].outcome, status]).toEqual(['hold', 'on_hold']);
    await inspect(lead, onion);
    expect((await read(lead, onion)).status).toBe('on_hold');

    const kale = await fresh();
    await inspect(lead, kale, 'unsafe');
    expect((await read(lead, kale)).inspections[0].outcome).toBe('fail');
  });

  it('a laboratory that found too much is not outweighed by a kit', async () => {
    const batch = await fresh();
    done(await post(lead, about(batch, 'inspections'), laboratory(0.02)));
    expect((await read(lead, batch)).status).toBe('failed');
    expect(outcome(await send(batch))).toBe('409 batch-failed');
    await inspect(lead, batch);
    const release = () => post(officer, about(batch, 'release'), because);
    expect((await release()).body).toMatchObject({
      code: 'release-needs-test',
      method: 'laboratory',
    });
    done(await post(officer, about(batch, 'inspections'), laboratory(0.01)));
    done(await release());
    expect((await read(lead, batch)).status).toBe('passed');
  });

  it('a test that contradicts itself, or whose kit had expired, is refused', async () => {
    const batch = await fresh();
    const reading = { kit: 'GT', result: 'safe_level', inhibitionPercent: 60 };
    for (const inspection of [
      { method: 'kit', reading },
      { method: 'kit', reading: { kit: 'MJPK', result: 'safe' }, kitExpiresOn: day(-1) },
    ]) {
      const answer = await post(lead, about(batch, 'inspections'), { inspection });
      expect(outcome(answer)).toBe('422 inspection-inconsistent');
    }
    expect((await read(lead, batch)).version).toBe(1);
  });

  it('the raw result is kept', async () => {
    const batch = await fresh();
    const detected = {
      organophosphate: false,
      carbamate: true,
      organochlorine: false,
      pyrethroid: false,
    };
    const inspection = {
      method: 'kit',
      reading: { kit: 'GPO-TM', detected },
      kitLot: 'ตัวอย่าง-๑',
      kitExpiresOn: day(30),
      minutes: 20,
    };
    done(await post(lead, about(batch, 'inspections'), { inspection }));
    const { history } = await read(lead, batch);
    expect(history[1].data).toMatchObject({ inspection, outcome: 'hold' });
  });
});
