import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pdfText } from '../documents/tools.ts';
import { type Caller, openService } from '../setup/service.ts';
import { done, kg, stepsOf } from './steps.ts';

const service = await openService({ settings: { deliveryPrices: true } });
const { town, get, post } = service;
const { harvest, inspect, dispatch, receive, read } = stepsOf(service);
const [{ farmer, lead, place: network }, other] = town.networks;
const [{ staff, place: kitchen }] = town.kitchens;
const { kale, onion } = town.crops;
const { officer } = town;

const line = (batch: string, quantity: number) => ({ batch, amount: kg(quantity) });
const mixing = (inputs: object[], more: object = {}) => ({ place: network, inputs, ...more });
const mix = async (inputs: object[], more: object = {}): Promise<string> =>
  done(await post(lead, '/v1/mixes', mixing(inputs, more))).entries[0].batch;
const refusal = ({ status, body }: { status: number; body: { code?: string } }) =>
  `${status} ${body.code}`;
const about = (code: string, what: string) => `/v1/batches/${code}/${what}`;
const statusOf = async (code: string) => (await read(officer, code)).status;
const gramsOf = async (code: string) =>
  Object.fromEntries(
    (await read(officer, code)).balances.map((each: { kind: string; grams: number }) => [
      each.kind,
      each.grams,
    ]),
  );
const because = { reason: 'ทดสอบ' };
const two = () => Promise.all([harvest(farmer, kale, 10), harvest(farmer, kale, 6)]);
const pdf = async (person: Caller, path: string) => {
  const paper = await get(person, path).then((answer) => done(answer, 200) as Uint8Array);
  return (await pdfText(paper, '-layout')).join('\n').replace(/\s+/g, ' ');
};

describe('a mix', () => {
  it('is one command, done once, and tells in both directions', async () => {
    const [a, b] = await two();
    const key = randomUUID();
    const asked = mixing([line(a, 4), line(b, 6)], { note: 'ตะกร้าเขียว' });
    const first = done(await post(lead, '/v1/mixes', asked, key));
    expect(done(await post(lead, '/v1/mixes', asked, key))).toEqual(first);
    const [{ batch: code }] = first.entries;
    expect(first.entries.map(({ type }: { type: string }) => type)).toEqual([
      'mixed',
      'mixed-into',
      'mixed-into',
    ]);
    expect(await gramsOf(a)).toEqual({ field: -10_000, mix: 4_000, network: 6_000 });
    expect(await gramsOf(code)).toEqual({ mix: -10_000, network: 10_000 });
    const mixed = await read(lead, code);
    expect(mixed).toMatchObject({ farmer: null, harvested: { grams: 10_000 }, note: 'ตะกร้าเขียว' });
    expect(mixed.inputs).toMatchObject([
      { batch: a, grams: 4_000, status: 'waiting' },
      { batch: b, grams: 6_000 },
    ]);
    expect((await read(farmer, a)).outputs).toMatchObject([{ batch: code, grams: 4_000 }]);
    for (const each of [a, b, code]) {
      expect(done(await get(officer, about(each, 'verify')), 200).verified).toBe(true);
    }
  });

  it('is refused of two crops, of too much, by others, with what one does not see', async () => {
    const [[a, b], leek] = [await two(), await harvest(farmer, onion, 6)];
    const theirs = await harvest(other.farmer, kale, 6);
    const ask = async (inputs: object[], who: Caller = lead) =>
      refusal(await post(who, '/v1/mixes', mixing(inputs)));
    expect(await ask([line(a, 1), line(leek, 1)])).toBe('422 mix-crops-differ');
    expect(await ask([line(a, 1), line(b, 7)])).toBe('409 insufficient-stock');
    expect(await ask([line(a, 1), line(a, 1)])).toBe('422 line-repeated');
    expect(await ask([line(a, 1)])).toBe('400 invalid-request');
    expect(await ask([line(a, 1), line(theirs, 1)])).toBe('404 not-found');
    expect(await ask([line(a, 1), line(b, 1)], other.lead)).toBe('403 not-permitted');
    expect(await gramsOf(a)).toEqual({ field: -10_000, network: 10_000 });
  });

  it('of the last kilograms, twenty at once: as many as there is for', async () => {
    const [a, b] = await two();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(lead, '/v1/mixes', mixing([line(a, 3), line(b, 1)]))),
    );
    const went = answers.filter(({ status }) => status === 201);
    expect(went).toHaveLength(3);
    expect(new Set(answers.map(refusal))).toEqual(
      new Set(['201 undefined', '409 insufficient-stock']),
    );
    expect(await gramsOf(a)).toMatchObject({ network: 1_000 });
  });

  it('and a hold at the same time: never a mix that nobody holds', async () => {
    for (let round = 0; round < 3; round++) {
      const [a, b] = await two();
      const [held, mixed] = await Promise.all([
        post(officer, about(a, 'hold'), because),
        post(lead, '/v1/mixes', mixing([line(a, 3), line(b, 1)])),
      ]);
      done(held);
      if (mixed.status === 201) {
        expect(await statusOf(mixed.body.entries[0].batch)).toBe('on_hold');
      } else expect(refusal(mixed)).toBe('409 mix-on-hold');
    }
  });

  it('is undone from its own side while all of it is there', async () => {
    const [a, b] = await two();
    const code = await mix([line(a, 4), line(b, 6)]);
    const [entry] = (await read(lead, code)).history;
    const undo = () =>
      post(lead, about(code, 'corrections'), { action: 'void', entry: entry.id, ...because });
    const delivery = await dispatch(lead, network, kitchen, { [code]: 1_000 });
    expect(refusal(await undo())).toBe('409 goods-moved-on');
    done(await post(lead, `/v1/deliveries/${delivery}/cancel`, because));
    done(await undo());
    expect(await statusOf(code)).toBe('voided');
    expect(await gramsOf(a)).toEqual({ field: -10_000, network: 10_000 });
    expect((await read(lead, b)).outputs).toEqual([]);
  });
});

describe('what holds one in it', () => {
  it('holds all that it is in, tells who has some, and ends alone', async () => {
    const [[a, b], c] = [await two(), await harvest(farmer, kale, 8)];
    for (const code of [a, b, c]) await inspect(lead, code);
    const first = await mix([line(a, 4), line(b, 6)]);
    const second = await mix([line(first, 5), line(c, 8)]);
    expect(await statusOf(second)).toBe('passed');
    const id = await dispatch(lead, network, kitchen, { [second]: 9_000 });
    await receive(staff, id, { [second]: 9_000 });

    done(await post(officer, about(a, 'hold'), { ...because, level: 'recall' }));
    expect([await statusOf(first), await statusOf(second)]).toEqual(['recalled', 'recalled']);
    const { items } = done(await get(staff, '/v1/alerts'), 200);
    expect(items).toMatchObject([{ batch: second, where: 'here', status: 'recalled' }]);
    const meal = {
      kitchenId: kitchen.id,
      menu: 'ผัดคะน้า',
      pupils: 90,
      lines: [line(second, 1)],
    };
    expect(refusal(await post(staff, '/v1/meals', meal))).toBe('409 batch-recalled');
    const page = await service.agent().get(`/b/${second}?lang=en`);
    expect(page.text).toContain('Recalled');
    expect(page.text).toContain('Mixed from 3 harvests');
    expect(page.text).toContain(`/b/${a.slice(0, 5)}-${a.slice(5)}`);

    // Where it came from is where it ends, and only what came from there.
    expect(refusal(await post(officer, about(second, 'release'), because))).toBe(
      '409 held-by-input',
    );
    done(await post(officer, about(c, 'hold'), because));
    const clean = {
      inspection: {
        method: 'laboratory',
        laboratory: 'ห้องปฏิบัติการตัวอย่าง',
        reportNumber: '1',
        findings: [],
      },
    };
    done(await post(officer, about(a, 'inspections'), clean));
    done(await post(officer, about(a, 'release'), because));
    expect([await statusOf(first), await statusOf(second)]).toEqual(['passed', 'on_hold']);
    done(await post(officer, about(c, 'release'), because));
    done(await post(staff, '/v1/meals', meal));

    // Whoever asks where the first went is told as far as the pupils.
    const { outputs } = await read(farmer, a);
    expect(outputs).toMatchObject([
      { batch: first, input: a, grams: 4_000 },
      {
        batch: second,
        input: first,
        grams: 5_000,
        meals: [{ menu: 'ผัดคะน้า', pupils: 90, grams: 1_000 }],
      },
    ]);
    const audit = await pdf(officer, about(a, 'audit.pdf'));
    expect(audit).toContain('นำไปรวมใน');
    expect(audit).toContain('ทั้งรุ่นรวม');
    expect(await pdf(officer, about(second, 'audit.pdf'))).toContain('รวมจาก');
    for (const code of [a, b, c, first, second]) {
      expect(done(await get(officer, about(code, 'verify')), 200).verified).toBe(true);
    }
  });

  it('asks before what is on hold goes in; a mix without a test has none', async () => {
    const [a, b] = await two();
    await inspect(lead, a);
    const untested = await mix([line(a, 1), line(b, 1)]);
    expect(await statusOf(untested)).toBe('waiting');
    await inspect(lead, b);
    expect(await statusOf(untested)).toBe('passed');
    done(await post(officer, about(b, 'hold'), because));
    const held = mixing([line(a, 1), line(b, 1)]);
    expect(refusal(await post(lead, '/v1/mixes', held))).toBe('409 mix-on-hold');
    const code = await mix([line(a, 1), line(b, 1)], { confirmed: ['mix-on-hold'] });
    expect(await statusOf(code)).toBe('on_hold');
    expect(refusal(await get(lead, about(code, 'label.svg')))).toBe('409 batch-on-hold');
  });
});

it('a delivery of a mixed batch pays each farmer, to the gram', async () => {
  const added = await post(officer, '/v1/registry/farmers', {
    networkId: network.id,
    name: 'เกษตรกรตัวอย่าง ข',
  });
  const a = await harvest(farmer, kale, 10);
  const b = await harvest(lead, kale, 6, { farmerId: done(added).id });
  const code = await mix([line(a, 2), line(b, 1)]);
  const id = await dispatch(lead, network, kitchen, { [code]: 1_000 });
  await receive(staff, id, { [code]: 1_000 });
  const vouchers = await pdf(staff, `/v1/deliveries/${id}/payments.pdf`);
  expect(vouchers).toContain('0.667');
  expect(vouchers).toContain('0.333');
  const own = await pdf(farmer, `/v1/deliveries/${id}/payments.pdf`);
  expect([own.includes('0.667'), own.includes('0.333')]).toEqual([true, false]);
});
