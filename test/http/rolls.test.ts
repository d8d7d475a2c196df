import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { thaiDate } from '../../src/documents/formats.ts';
import { addDays, dayOf } from '../../src/domain/dates.ts';
import { openService } from '../setup/service.ts';
import { CROP } from '../setup/town.ts';
import { problemOf } from './problem-of.ts';
import { done, kg, stepsOf } from './steps.ts';

const service = await openService();
const { town, post, get, agent, deps } = service;
const steps = stepsOf(service);
const [near, far] = town.networks;
const kale = { cropId: town.crops.kale, amount: kg(10), confirmed: ['near-duplicate'] };

async function issue(count: number, network = near) {
  const roll = done(await post(network.lead, '/v1/rolls', { networkId: network.place.id, count }));
  return { roll, codes: await deps.storage.unusedCodes(town.municipalityId, roll.id) };
}
const register = (code: string, farmer = near.farmer) =>
  post(farmer, '/v1/batches', { ...kale, code });
const page = async (code: string) =>
  (await agent().get(`/b/${code}`).set('accept-language', 'en')).text;

it('a label of a roll is good for the first batch; the second keeps its goods under a new code', async () => {
  const { roll, codes } = await issue(3);
  expect(new Set(codes).size).toBe(3);
  const code = codes[0]!;
  expect(await page(code)).toContain('This label is not in use yet');

  // Two phones send what they entered without a signal, in the same moment.
  const answers = (await Promise.all([register(code), register(code)])).map((answer) =>
    done(answer),
  );
  const [first, second] = answers.sort((a, b) => a.label.outcome.localeCompare(b.label.outcome));
  expect(first.label).toEqual({ code, outcome: 'claimed' });
  expect(first.entries[0].batch).toBe(code);
  expect(second.label).toEqual({ code, outcome: 'taken' });
  expect(second.entries[0].batch).not.toBe(code);
  expect((await steps.read(near.farmer, second.entries[0].batch)).onHandGrams).toBe(10_000);
  expect(await page(code)).toContain('<h1>');
  expect(await page(code)).not.toContain('not in use yet');
  const { items } = done(await get(near.lead, '/v1/rolls'), 200);
  expect(items).toContainEqual({ ...roll, used: 1 });
});

it('a label answers the same when it is sent again', async () => {
  const { codes } = await issue(1);
  const key = randomUUID();
  const send = () => post(near.farmer, '/v1/batches', { ...kale, code: codes[0] }, key);
  const first = done(await send());
  expect(done(await send())).toEqual(first);
  expect(first.label.outcome).toBe('claimed');
});

it('a label of another network, or of a voided roll, gives its batch a new code', async () => {
  const [own, others] = [await issue(2), await issue(1, far)];
  done(await register(own.codes[1]!));
  expect(done(await register(others.codes[0]!)).label.outcome).toBe('other-network');
  expect(problemOf(await post(far.lead, `/v1/rolls/${own.roll.id}/void`, { reason: 'x' }))).toBe(
    '404 not-found',
  );
  const voided = done(
    await post(near.lead, `/v1/rolls/${own.roll.id}/void`, { reason: 'เปียก' }),
    200,
  );
  expect(voided).toMatchObject({ voidReason: 'เปียก', voidedBy: near.lead.account.userId });
  expect(done(await register(own.codes[0]!)).label).toEqual({
    code: own.codes[0],
    outcome: 'voided',
  });
  expect(await page(own.codes[0]!)).toContain('This label was voided');
  // A batch that has one keeps it.
  expect(await page(own.codes[1]!)).not.toContain('voided');
  expect(problemOf(await get(near.lead, `/v1/rolls/${own.roll.id}/labels.pdf`))).toBe(
    '409 roll-voided',
  );
});

it('a roll is issued once for its key, and to one’s own network', async () => {
  const key = randomUUID();
  const wanted = { networkId: near.place.id, count: 5 };
  const first = done(await post(near.lead, '/v1/rolls', wanted, key));
  expect(done(await post(near.lead, '/v1/rolls', wanted, key))).toEqual(first);
  expect(problemOf(await post(near.lead, '/v1/rolls', { ...wanted, count: 6 }, key))).toBe(
    '422 idempotency-key-reused',
  );
  expect(problemOf(await post(far.lead, '/v1/rolls', wanted))).toBe('403 not-permitted');
  for (const count of [0, 1001]) {
    expect(problemOf(await post(near.lead, '/v1/rolls', { ...wanted, count }))).toBe(
      '400 invalid-request',
    );
  }
});

it('a roll is printed without what is used', async () => {
  const { roll, codes } = await issue(2);
  const labels = `/v1/rolls/${roll.id}/labels.pdf`;
  const pdf = await get(near.lead, `${labels}?size=a4-40&start=7`);
  expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
  expect(problemOf(await get(near.lead, `${labels}?size=a4-40&start=41`))).toBe(
    '400 invalid-request',
  );
  for (const code of codes) done(await register(code));
  expect(problemOf(await get(near.lead, labels))).toBe('409 roll-used-up');
  expect(problemOf(await get(far.lead, labels))).toBe('404 not-found');
});

it('a label is not dated before the harvest or after today', async () => {
  const code = await steps.harvest(near.farmer, town.crops.kale, 10);
  const today = dayOf(deps.now());
  const label = (day: string) => get(near.lead, `/v1/batches/${code}/label.svg?packedOn=${day}`);
  expect((await label(today)).status).toBe(200);
  expect(problemOf(await label('2026-01-01'))).toBe('422 packed-before-harvest');
  expect(problemOf(await label('2099-01-01'))).toBe('422 date-in-future');
});

it('a label for a day after the best before is refused; while a fridge keeps it, it has that day alone', async () => {
  const today = dayOf(deps.now());
  const harvestedOn = addDays(today, -3);
  const labelOf = async (shelf: object, packedOn = today) => {
    const cropId = await town.add('crops', { ...CROP, ...shelf });
    const code = await steps.harvest(near.farmer, cropId, 10, { harvestedOn });
    return get(near.lead, `/v1/batches/${code}/label.svg?packedOn=${packedOn}`);
  };
  const chilled = { nameTh: 'ผักเย็น', nameEn: 'Chilled', shelfAmbientDays: 2, shelfColdDays: 7 };
  const svg = String((await labelOf(chilled)).body);
  expect(svg).toContain(`แช่เย็น ควรบริโภคก่อน ${thaiDate(addDays(harvestedOn, 7))}`);
  expect(svg).not.toContain(thaiDate(addDays(harvestedOn, 2)));
  const dear = { nameTh: 'ผักบอบบาง', nameEn: 'Tender', shelfAmbientDays: 2, shelfColdDays: null };
  expect(problemOf(await labelOf(dear))).toBe('422 label-past-best-before');
  // As it was packed then: a torn label is printed again.
  const again = { ...dear, nameTh: 'ผักบอบบาง 2' };
  expect((await labelOf(again, addDays(harvestedOn, 1))).status).toBe(200);
});
