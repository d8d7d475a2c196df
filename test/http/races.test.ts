import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Caller, openService } from '../setup/service.ts';
import { kg, stepsOf } from './steps.ts';

const service = await openService();
const { town } = service;
const { harvest, batchAtStall, read } = stepsOf(service);
const [{ farmer, lead, place: network }] = town.networks;
const [{ manager, place: stall }] = town.stalls;
const [{ staff, place: kitchen }, { place: otherKitchen }] = town.kitchens;

const FIFTY = Array.from({ length: 50 }, (_, index) => index);
type Answer = { status: number; body: { code?: string } };
const outcomes = (answers: Answer[]) => {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const outcome = status === 201 ? 'done' : `${status} ${body.code}`;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
};
/** Grams by kind of account; fails when a place is below zero or the lines do not add up to zero. */
async function balancesOf(code: string) {
  const { balances } = await read(town.auditor, code);
  const lines = balances as { kind: string; group: string; grams: number }[];
  expect(lines.reduce((sum, { grams }) => sum + grams, 0)).toBe(0);
  expect(lines.filter(({ group, grams }) => group !== 'origin' && grams < 0)).toEqual([]);
  const of = (kind: string) =>
    lines.filter((line) => line.kind === kind).reduce((sum, { grams }) => sum + grams, 0);
  return { of };
}

/** Begun in the same turn of the event loop, so that all of them read before any of them writes. */
async function inject(person: Caller, url: string, payload: object): Promise<Answer> {
  const authorization = `Bearer ${await service.tokenOf(person)}`;
  const headers = { authorization, 'idempotency-key': randomUUID() };
  const answer = await service.app().inject({ method: 'POST', url, headers, payload });
  return { status: answer.statusCode, body: answer.json() };
}

describe.each([
  ['over connections of their own', service.post],
  ['in the same turn', inject],
])('fifty at once, %s', (_, post) => {
  it('deliveries of the last kilograms: as many leave as there is stock for', async () => {
    const code = await harvest(farmer, town.crops.kale, 20);
    const answers = await Promise.all(
      FIFTY.map((index) =>
        post(lead, '/v1/deliveries', {
          from: network,
          to: index % 2 ? kitchen : otherKitchen,
          lines: [{ batch: code, amount: kg(3) }],
        }),
      ),
    );
    expect(outcomes(answers)).toEqual({ done: 6, '409 insufficient-stock': 44 });
    const { of } = await balancesOf(code);
    expect([of('network'), of('transit')]).toEqual([2_000, 18_000]);
  });

  it('sales of the last kilogram: one goes through', async () => {
    const code = await batchAtStall(town, 1_000);
    const answers = await Promise.all(
      FIFTY.map(() =>
        post(manager, '/v1/sales', {
          stallId: stall.id,
          lines: [{ batch: code, amount: kg(1) }],
        }),
      ),
    );
    expect(outcomes(answers)).toEqual({ done: 1, '409 insufficient-stock': 49 });
    const { of } = await balancesOf(code);
    expect([of('stall'), of('sold')]).toEqual([0, 1_000]);
  });

  it('sales, discards, counts and deliveries at once never take a stall below zero', async () => {
    const code = await batchAtStall(town, 9_000);
    const line = { batch: code, amount: kg(0.7) };
    const kinds = [
      ['/v1/sales', { stallId: stall.id, lines: [line] }],
      ['/v1/discards', { place: stall, lines: [{ ...line, way: 'waste', reason: 'เสีย' }] }],
      ['/v1/deliveries', { from: stall, to: kitchen, lines: [line] }],
    ] as const;
    const answers = await Promise.all(
      FIFTY.map((index) => post(manager, kinds[index % 3]![0], kinds[index % 3]![1])),
    );
    expect(outcomes(answers)).toEqual({ done: 12, '409 insufficient-stock': 38 });
    const { of } = await balancesOf(code);
    expect(of('stall')).toBe(9_000 - 12 * 700);
  });

  it('receipts of one delivery: it is received once', async () => {
    const code = await harvest(farmer, town.crops.kale, 20);
    const lines = [{ batch: code, amount: kg(5) }];
    const { body: sent } = await service.post(lead, '/v1/deliveries', {
      from: network,
      to: kitchen,
      lines,
    });
    const receipt = { lines: [{ batch: code, acceptedGrams: 5_000 }] };
    const answers = await Promise.all(
      FIFTY.map((index) =>
        index % 5 === 0
          ? post(lead, `/v1/deliveries/${sent.id}/cancel`, { reason: 'ส่งผิด' })
          : post(staff, `/v1/deliveries/${sent.id}/receipt`, receipt),
      ),
    );
    expect(outcomes(answers)).toEqual({ done: 1, '409 delivery-not-open': 49 });
    const { of } = await balancesOf(code);
    expect(of('kitchen') + of('network')).toBe(20_000);
  });
});
