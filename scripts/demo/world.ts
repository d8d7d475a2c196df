import { randomUUID } from 'node:crypto';
import type { CommandRequest, PhotoDeps } from '../../src/app/command.ts';
import type { Account } from '../../src/app/ports.ts';
import type { Place } from '../../src/domain/accounts.ts';
import type { DemoCrop } from './crops.ts';
import type { Random } from './random.ts';

export type Crop = DemoCrop & { id: string };
export type Farmer = {
  id: string;
  plotId: string;
  account: Account;
  certified: boolean;
  crops: Crop[];
};
export type Network = { place: Place; lead: Account; farmers: Farmer[] };
export type Stall = { place: Place; manager: Account; fridayOnly: boolean };
export type Kitchen = { place: Place; staff: Account; pupils: number };

/** The municipality of the demonstration, once its registry is filled. */
export type World = {
  deps: PhotoDeps;
  clock: Clock;
  random: Random;
  officer: Account;
  networks: Network[];
  stalls: Stall[];
  kitchens: Kitchen[];
  crops: Crop[];
};

/** A clock that the demonstration sets, until the real one takes over. */
export type Clock = { now: () => string; set: (moment: Date | null) => void };

export function settableClock(): Clock {
  let moment: Date | null = null;
  return {
    now: () => (moment ?? new Date()).toISOString(),
    set: (next) => {
      moment = next;
    },
  };
}

/** A command as a person's phone would send it, at the clock's time. */
export const ask = <B extends CommandRequest['body']>(
  account: Account,
  body: B,
  deviceClock: string | null = null,
): CommandRequest & { body: B } => ({
  account,
  key: randomUUID(),
  route: 'demo',
  body,
  deviceClock,
});

export const MINUTE_MS = 60_000;
export const DAY_MS = 1440 * MINUTE_MS;
export const BANGKOK_MS = 7 * 60 * MINUTE_MS;
