import type { Day } from '../dates.ts';
import type { Hold, Input } from './state.ts';

/** What a mixed batch is told of one that is in it. */
export type Standing = {
  passed: boolean;
  holds: readonly Omit<Hold, 'input'>[];
  /** The harvests that it is of, with as much of each as went in. */
  origins: readonly Origin[];
};

/** A harvest that is in a batch. */
export type Origin = {
  /** Code of the batch that was harvested. */
  batch: string;
  farmerId: string;
  networkId: string;
  harvestedOn: Day;
  grams: number;
};

/** The worst status wins: whatever holds what is in a batch holds all of it. */
export const inheritedHolds = ({ batch, standing }: Input): Hold[] =>
  standing.holds.map((hold) => ({ ...hold, input: batch }));

/** The day of the oldest harvest: what it goes by for how long it keeps. */
export const earliest = (inputs: readonly Pick<Input, 'standing'>[]): Day =>
  inputs
    .flatMap(({ standing }) => standing.origins.map(({ harvestedOn }) => harvestedOn))
    .sort()[0] ?? '';
