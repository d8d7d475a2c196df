/** What it takes to ask for a command at random. */
import type { z } from 'zod';
import type { Answer, CommandRequest, PhotoDeps } from '../../../src/app/command.ts';
import type { Remedy } from '../../../src/domain/batch/events.ts';
import type { RefusalCode } from '../../../src/domain/refusal.ts';
import type { Receipt } from '../../../src/wire/commands.ts';
import type { Who, World } from '../world.ts';

/** What chance decides of a command; each takes of it what it needs. */
export type Dice = {
  /** Picks among what there is when the time comes. */
  picks: [number, number, number];
  lines: { pick: number; grams: number }[];
  yes: [boolean, boolean];
  /** Shares of what was sent, in percent; a slip makes the sum wrong. */
  rejected: [number, Remedy];
  missing: [number, Remedy];
  slip: number;
};

export type Send = (
  deps: PhotoDeps,
  request: CommandRequest & { body: never },
) => Promise<Answer<Receipt>>;
type Asked = {
  /** Whose task it is. */
  usually: Who;
  body: z.ZodType;
  fields: object;
  send: Send;
  /** Every reason for which the model would refuse it; empty when it is let through. */
  because: (who: Who) => RefusalCode[];
  /** What it does to the model; entries by batch. */
  happens: (who: Who, key: string, entries: Map<string, string>) => void;
};
export type Ask = (world: World, dice: Dice, step: number) => Asked | null;

export const nth = <T>(all: readonly T[], n: number): T | undefined =>
  all[n % Math.max(1, all.length)];
export const inGrams = (quantity: number) => ({ quantity, unit: 'g' });
export const send = <R extends CommandRequest>(
  useCase: (deps: PhotoDeps, request: R) => Promise<Answer<Receipt>>,
): Send => useCase as unknown as Send;
export const about = <R extends CommandRequest>(
  id: string,
  useCase: (deps: PhotoDeps, id: string, request: R) => Promise<Answer<Receipt>>,
): Send => ((deps: PhotoDeps, request: R) => useCase(deps, id, request)) as unknown as Send;

/** How much of a line came; and whether the parts add up. */
export function lineFor(sent: number, { rejected, missing, slip }: Dice) {
  const share = ([percent, remedy]: [number, Remedy]) => {
    const grams = Math.floor((sent * percent) / 100);
    return grams > 0 ? { grams, remedy, reason: 'wilted' } : null;
  };
  const [back, gone] = [share(rejected), share(missing)];
  const rest = sent - (back?.grams ?? 0) - (gone?.grams ?? 0);
  const acceptedGrams = Math.max(0, rest + slip);
  return { line: { acceptedGrams, rejected: back, missing: gone }, addsUp: acceptedGrams === rest };
}
