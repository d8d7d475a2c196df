import type { Place } from '../../../src/domain/accounts.ts';
import { type Known, nameOf, type World, when } from '../world.ts';
import { type Dice, nth } from './ask.ts';

type Line = { batch: Known; grams: number };
const has = (place: Place) => (batch: Known) => batch.model.at(nameOf(place)) > 0;

/** Goods somewhere: mostly where there are some, at times anywhere; now and then a batch stands in two lines. */
export function goodsAt(world: World, { lines, picks }: Dice, ...kinds: Place['kind'][]) {
  const places = world.places.filter(({ kind }) => kinds.includes(kind));
  const full = places.filter((place) => world.batches.some(has(place)));
  const place = nth(picks[0] % 7 > 0 ? full : places, picks[0]);
  if (!place) return null;
  const there = world.batches.filter(has(place));
  const free = there.filter(({ model }) => !model.stopped);
  const all = lines.flatMap(({ pick, grams }): Line[] => {
    const some = pick % 9 === 0 ? [] : pick % 3 === 0 ? there : free;
    const batch = nth(some, pick) ?? nth(world.batches, pick);
    return batch ? [{ batch, grams }] : [];
  });
  const first = ({ batch }: Line, n: number) => all.findIndex((line) => line.batch === batch) === n;
  return { place, lines: picks[2] % 9 === 0 ? all : all.filter(first) };
}
export const ANYWHERE = ['network', 'stall', 'kitchen'] as const;

export const repeated = (lines: readonly Line[]) =>
  when(new Set(lines.map(({ batch }) => batch)).size < lines.length, 'line-repeated');
