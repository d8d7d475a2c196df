import { mixBatches } from '../../../src/app/mixes.ts';
import * as wire from '../../../src/wire/commands.ts';
import { Model, shift } from '../../domain/model.ts';
import { entry, isAt, nameOf, STOCK, when } from '../world.ts';
import { type Ask, inGrams, send } from './ask.ts';
import { goodsAt, repeated } from './goods.ts';
import { codeFor } from './harvests.ts';

export const mix: Ask = (world, dice, step) => {
  const goods = goodsAt(world, dice, 'network', 'stall');
  if (!goods) return null;
  const { place } = goods;
  const cropId = goods.lines[0]?.batch.cropId;
  // Mostly of one crop.
  const lines = dice.picks[1] % 5 === 0 ? goods.lines : goods.lines.filter(of(cropId));
  if (lines.length < 2) return null;
  const [here, code] = [nameOf(place), codeFor(step)];
  const [, sure] = dice.yes;
  const leaving = (grams: number) => shift(here, `mix/${code}`, grams);
  return {
    usually: world.keeper(place),
    body: wire.mixBody,
    fields: {
      code,
      place,
      inputs: lines.map(({ batch, grams }) => ({ batch: batch.code, amount: inGrams(grams) })),
      confirmed: sure ? ['mix-on-hold'] : [],
    },
    send: send(mixBatches),
    because: (who) => [
      ...when(
        !['network_lead', 'stall_manager'].includes(who.role) || !isAt(who, place),
        'not-permitted',
      ),
      ...repeated(lines),
      ...when(!lines.every(of(cropId)), 'mix-crops-differ'),
      ...lines.flatMap(({ batch, grams }) => [
        ...world.closed(who, batch),
        ...when(!sure && batch.model.stopped, 'mix-on-hold'),
        ...when(batch.model.lacks(leaving(grams)), ...STOCK),
      ]),
    ],
    happens: (who, _, entries) => {
      const model = new Model();
      model.inputs = lines.map(({ batch }) => batch.model);
      const grams = lines.reduce((sum, line) => sum + line.grams, 0);
      const does = shift(`mix/${code}`, here, grams);
      model.entries.set(entries.get(code)!, entry(who, 'mix', does));
      const parts = lines.map(({ batch, grams }) => {
        const id = entries.get(batch.code)!;
        batch.model.entries.set(id, entry(who, 'final', leaving(grams)));
        return { batch, entry: id };
      });
      const all = (of: (batch: (typeof lines)[number]['batch']) => string[]) => [
        ...new Set(lines.flatMap(({ batch }) => of(batch))),
      ];
      const networks = all(({ network, sentTo, parts }) =>
        parts.length === 0 ? [network] : [...sentTo].filter((name) => name.startsWith('network/')),
      );
      const home = place.kind === 'network' ? here : networks.length === 1 ? networks[0]! : '';
      world.batches.push({
        code,
        model,
        network: home,
        farmerIds: all(({ farmerIds }) => farmerIds),
        cropId: cropId!,
        sentTo: new Set([here, ...networks]),
        parts,
      });
    },
  };
};

const of =
  (cropId: string | undefined) =>
  ({ batch }: { batch: { cropId: string } }) =>
    batch.cropId === cropId;
