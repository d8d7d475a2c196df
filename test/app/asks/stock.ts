import type { z } from 'zod';
import { recordDiscard, recordMeal, recordSale, recordStockCount } from '../../../src/app/stock.ts';
import type { Place } from '../../../src/domain/accounts.ts';
import * as wire from '../../../src/wire/commands.ts';
import { shift } from '../../domain/model.ts';
import { entry, isAt, isHolder, nameOf, STOCK, STOPPED, when } from '../world.ts';
import { type Ask, inGrams, type Send, send } from './ask.ts';
import { ANYWHERE, goodsAt, repeated } from './goods.ts';

/** Selling, cooking and throwing away: goods leave a place, a line for each batch. */
const using =
  (
    way: 'sold' | 'cooked' | 'discarded',
    body: z.ZodType,
    useCase: Send,
    fieldsOf: (place: Place, lines: object[]) => object,
    ...kinds: Place['kind'][]
  ): Ask =>
  (world, dice) => {
    const goods = goodsAt(world, dice, ...kinds);
    if (!goods) return null;
    const { place, lines } = goods;
    const leaving = (grams: number) => shift(nameOf(place), `${way}/${place.id}`, grams);
    return {
      usually: world.keeper(place),
      body,
      fields: fieldsOf(
        place,
        lines.map(({ batch, grams }) => ({ batch: batch.code, amount: inGrams(grams) })),
      ),
      send: useCase,
      because: (who) => [
        ...when(!isHolder(who) || !isAt(who, place), 'not-permitted'),
        ...repeated(lines),
        ...lines.flatMap(({ batch, grams }) => [
          ...world.closed(who, batch),
          ...when(way !== 'discarded' && batch.model.stopped, ...STOPPED),
          ...when(batch.model.lacks(leaving(grams)), ...STOCK),
        ]),
      ],
      happens: (who, _, entries) => {
        for (const { batch, grams } of lines) {
          const kind = way === 'discarded' ? 'discard' : 'use';
          const id = entries.get(batch.code)!;
          batch.model.entries.set(id, entry(who, kind, leaving(grams), { resize: leaving }));
        }
      },
    };
  };

export const sell = using(
  'sold',
  wire.saleBody,
  send(recordSale),
  ({ id }, lines) => ({ stallId: id, lines }),
  'stall',
);
export const cook = using(
  'cooked',
  wire.mealBody,
  send(recordMeal),
  ({ id }, lines) => ({ kitchenId: id, menu: 'แกง', pupils: 9, lines }),
  'kitchen',
);
export const discard = using(
  'discarded',
  wire.discardBody,
  send(recordDiscard),
  (place, lines) => ({
    place,
    lines: lines.map((line) => ({ ...line, way: 'waste', reason: 'wilted' })),
  }),
  ...ANYWHERE,
);

export const count: Ask = (world, dice) => {
  const goods = goodsAt(world, dice, ...ANYWHERE);
  if (!goods) return null;
  const { place } = goods;
  const here = nameOf(place);
  const lines = goods.lines.map(({ batch, grams }) => {
    // Mostly a little off, now and then nothing at all.
    const off = dice.picks[1] % 8 === 0 ? -grams : (grams % 401) - 200;
    return { batch, grams: Math.max(0, batch.model.at(here) + off) };
  });
  return {
    usually: world.keeper(place),
    body: wire.stockCountBody,
    fields: {
      place,
      lines: lines.map(({ batch, grams }) => ({
        batch: batch.code,
        amount: inGrams(grams),
        reason: 'dried',
      })),
    },
    send: send(recordStockCount),
    because: (who) => [
      ...when(!isHolder(who) || !isAt(who, place), 'not-permitted'),
      ...repeated(lines),
      ...lines.flatMap(({ batch }) => world.closed(who, batch)),
    ],
    happens: (who, _, entries) => {
      for (const { batch, grams } of lines) {
        const less = batch.model.at(here) - grams;
        const does =
          less > 0
            ? shift(here, `missing/${place.id}`, less)
            : shift(`found/${place.id}`, here, -less);
        batch.model.entries.set(entries.get(batch.code)!, entry(who, 'count', does));
      }
    },
  };
};
