import { account, type Place, placeAccount } from '../accounts.ts';
import { hashOf } from '../chain.ts';
import {
  type Amount,
  apportion,
  type CropUnit,
  type EnteredAmount,
  toAmount,
} from '../quantities.ts';
import { refuse } from '../refusal.ts';
import { type Context, checkHolder, checkStands, checkStock } from './context.ts';
import type { BatchEvent, MixInput } from './events.ts';
import type { Origin, Standing } from './standing.ts';
import { type Batch, hasPassed, originsOf } from './state.ts';

export type Mix = {
  place: Place;
  /** Code of the batch that is made. */
  output: string;
  inputs: readonly { batch: Batch; amount: EnteredAmount; units: readonly CropUnit[] }[];
  note: string | null;
};

type Mixed = Extract<BatchEvent, { type: 'mixed' }>;
type MixedInto = Extract<BatchEvent, { type: 'mixed-into' }>;

/**
 * Puts goods of several batches of one crop, which stand at one place, into a new one. Nobody can take them apart
 * again, so what holds one of them holds the whole; that is asked before.
 * @returns what happens to the new batch, and to each that goes into it, in their order
 */
export function mix(command: Mix, context: Context): { output: Mixed; inputs: MixedInto[] } {
  const { place, output, note } = command;
  checkHolder(place, context);
  const [first] = command.inputs;
  const { cropId } = first!.batch.harvest;
  const parts = command.inputs.map(({ batch, amount: entered, units }) => {
    checkStands(batch);
    if (batch.harvest.cropId !== cropId) {
      refuse('mix-crops-differ', { code: batch.code, other: first!.batch.code });
    }
    if (batch.holds.length > 0 && !context.confirmed.includes('mix-on-hold')) {
      refuse('mix-on-hold', { code: batch.code });
    }
    const amount = toAmount(entered, units);
    const moves = [{ from: placeAccount(place), to: account('mix', output), grams: amount.grams }];
    checkStock(batch, moves);
    const standing = standingOf(batch, amount.grams);
    return { input: { batch: batch.code, amount, standing }, moves };
  });
  const inputs = parts.map(({ input }): MixInput => input);
  const grams = inputs.reduce((sum, { amount }) => sum + amount.grams, 0);
  return {
    output: {
      type: 'mixed',
      data: {
        place,
        cropId,
        networkId: place.kind === 'network' ? place.id : mainNetwork(inputs),
        amount: weight(grams),
        inputs,
        note,
        moves: [{ from: account('mix', output), to: placeAccount(place), grams }],
      },
    },
    inputs: parts.map(({ input: { amount }, moves }) => ({
      type: 'mixed-into',
      data: { place, output, amount, moves },
    })),
  };
}

const weight = (grams: number): Amount => ({
  quantity: grams / 1000,
  unit: 'kg',
  gramsPerUnit: 1000,
  weighedGrams: null,
  grams,
});

/** How a batch stands, for a mixed one that some of it is in. */
const standingOf = (batch: Batch, grams: number): Standing => ({
  passed: hasPassed(batch),
  holds: batch.holds.map(({ input: _, ...hold }) => hold),
  origins: sharesOf(originsOf(batch), grams),
});

/** As much of each harvest as is in so many grams of them all; of a harvest that came in twice, together. */
function sharesOf(origins: readonly Origin[], grams: number): Origin[] {
  const shares = apportion(
    grams,
    origins.map((origin) => origin.grams),
  );
  const together = new Map<string, Origin>();
  origins.forEach((origin, index) => {
    const known = together.get(origin.batch)?.grams ?? 0;
    together.set(origin.batch, { ...origin, grams: known + shares[index]! });
  });
  return [...together.values()];
}

/** The network that most of it is from. */
function mainNetwork(inputs: readonly MixInput[]): string {
  const sums = new Map<string, number>();
  for (const { networkId, grams } of inputs.flatMap(({ standing }) => standing.origins)) {
    sums.set(networkId, (sums.get(networkId) ?? 0) + grams);
  }
  return [...sums].reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}

/** Tells a mixed batch how one that is in it stands; null where it knows. */
export function inputChanged(mixed: Batch, input: Batch): BatchEvent | null {
  const known = mixed.mix?.inputs.find(({ batch }) => batch === input.code);
  if (!known || mixed.voided) return null;
  const standing = standingOf(input, known.grams);
  if (hashOf(standing) === hashOf(known.standing)) return null;
  return { type: 'input-changed', data: { input: input.code, standing } };
}

/** Gives back what went into a mix that was entered by mistake, as its own correction says. */
export function takeBack(input: Batch, output: string, reason: string): BatchEvent {
  const went = input.outputs?.find(({ batch }) => batch === output);
  if (!went) refuse('entry-not-found', { entry: output });
  const { place, grams, entry } = went;
  return {
    type: 'corrected',
    data: {
      entry,
      action: 'void',
      reason,
      amount: null,
      line: null,
      harvest: null,
      moves: [{ from: account('mix', output), to: placeAccount(place), grams }],
    },
  };
}
