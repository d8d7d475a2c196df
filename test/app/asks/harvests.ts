import { registerHarvest } from '../../../src/app/harvests.ts';
import { makeBatchCode } from '../../../src/domain/batch-code.ts';
import * as wire from '../../../src/wire/commands.ts';
import { Model, shift } from '../../domain/model.ts';
import { entry, type Known, nameOf, when } from '../world.ts';
import { type Ask, inGrams, nth, send } from './ask.ts';

export const register: Ask = (world, { picks, lines, yes }, step) => {
  const network = nth(world.town.networks, picks[0])!;
  const cropId = Object.values(world.town.crops)[picks[1] % 2]!;
  const grams = 4 * (lines[0]?.grams ?? 2_000);
  const known = nth(world.batches, picks[2]);
  const taken = known && picks[2] % 9 === 0;
  const code = taken ? known.code : codeFor(step);
  const alike = ({ farmerIds, parts, model, ...batch }: Known) =>
    parts.length === 0 &&
    farmerIds.includes(network.farmerId) &&
    batch.cropId === cropId &&
    !model.ended;
  const sure = yes[1];
  const sprayed = !yes[0];
  const spray = { sprayedOn: '2026-11-20', product: 'ตัวอย่าง', intervalDays: 7 };
  return {
    usually: world.people.find(({ account }) => account.farmerId === network.farmerId)!,
    body: wire.registerHarvestBody,
    fields: {
      code,
      farmerId: network.farmerId,
      cropId,
      amount: inGrams(grams),
      spray: sprayed ? spray : null,
      confirmed: sure ? ['near-duplicate', 'unusual-amount'] : [],
    },
    send: send(registerHarvest),
    because: ({ role, account, at }) => [
      ...when(
        !(role === 'farmer' && account.farmerId === network.farmerId) &&
          !(role === 'network_lead' && nameOf(at) === nameOf(network.place)),
        'reference-unknown',
      ),
      ...when(!sure && world.batches.some(alike), 'near-duplicate'),
      ...when(!sure && grams * 3 < 5_000, 'unusual-amount'),
      ...when(Boolean(taken), 'batch-code-taken'),
    ],
    happens: (who, _, entries) => {
      const model = new Model();
      const { id } = network.place;
      const resize = (to: number) => shift(`field/${id}`, `network/${id}`, to);
      const harvest = entries.get(code)!;
      model.entries.set(harvest, entry(who, 'harvest', resize(grams), { resize }));
      if (sprayed) model.hold(harvest, step, 'nothing');
      const { farmerId, place } = network;
      world.batches.push({
        code,
        model,
        network: nameOf(place),
        farmerIds: [farmerId],
        cropId,
        sentTo: new Set(),
        parts: [],
      });
    },
  };
};
export const codeFor = (step: number) =>
  makeBatchCode(Uint8Array.from({ length: 9 }, (_, n) => (step >> (5 * n)) & 31));
