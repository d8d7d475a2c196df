import {
  type Account,
  type Move,
  overdrawn,
  type Place,
  placeAccount,
  samePlace,
} from '../accounts.ts';
import { addDays, type Day, dayOf, type Instant, momentOf, type Time, timeOf } from '../dates.ts';
import type { Actor } from '../people.ts';
import { type RefusalCode, refuse } from '../refusal.ts';
import type { Settings } from '../settings.ts';
import { type Batch, type BatchStatus, farmersOf, statusOf } from './state.ts';

/** What a rule needs to know besides the command and the batch. */
export type Context = {
  now: Instant;
  actor: Actor;
  /** The farmer that the person is, in whatever role they act. */
  ownFarmerId: string | null;
  settings: Settings;
  /** Codes of questions that the person has answered with yes (unusual-amount, near-duplicate). */
  confirmed: readonly RefusalCode[];
};

/** @throws Refusal date-in-future, date-too-old */
export function checkDay(field: string, day: Day, { now, settings }: Context): void {
  const today = dayOf(now);
  if (day > today) refuse('date-in-future', { field, date: day, today });
  const oldest = addDays(today, -settings.oldestEntryDays);
  if (day < oldest) refuse('date-too-old', { field, date: day, oldest });
}

/** Phones' clocks differ, by as much as is tolerated. @throws Refusal time-in-future */
export function checkTime(
  field: string,
  day: Day,
  time: Time,
  { now, settings }: Pick<Context, 'now' | 'settings'>,
): void {
  const ahead = Date.parse(momentOf(day, time)) - Date.parse(now);
  if (ahead > settings.clockToleranceSeconds * 1000) {
    refuse('time-in-future', { field, date: day, time, now: timeOf(now) });
  }
}

/** Nobody eats what is not harvested yet. @throws Refusal date-too-old */
export function checkAfterHarvest(field: string, day: Day, { harvest }: Batch): void {
  const oldest = harvest.harvestedOn;
  if (day < oldest) refuse('date-too-old', { field, date: day, oldest });
}

/** Only whoever holds the goods moves them. @throws Refusal not-holder */
export function checkHolder(place: Place, { actor }: Context): void {
  if (!samePlace(actor.place, place)) refuse('not-holder', { place: placeAccount(place) });
}

const NOT_FREE = {
  voided: 'batch-voided',
  recalled: 'batch-recalled',
  failed: 'batch-failed',
  on_hold: 'batch-on-hold',
  waiting: null,
  passed: null,
} as const satisfies Record<BatchStatus, RefusalCode | null>;

/** @throws Refusal batch-voided, batch-recalled, batch-failed, batch-on-hold */
export function checkFree(batch: Batch): void {
  const reason = NOT_FREE[statusOf(batch)];
  if (reason) refuse(reason, { code: batch.code });
}

/** @throws Refusal batch-voided */
export function checkStands(batch: Batch): void {
  if (batch.voided) refuse('batch-voided', { code: batch.code });
}

/** No place below zero. @throws Refusal insufficient-stock */
export function checkStock(batch: Batch, moves: readonly Move[]): void {
  const short = overdrawn(batch.balances, moves);
  if (!short) return;
  refuse('insufficient-stock', {
    code: batch.code,
    place: short.account,
    availableGrams: short.availableGrams,
    wantedGrams: outflow(moves, short.account),
  });
}

/** A correction cannot take back goods that have gone on. @throws Refusal goods-moved-on */
export function checkTakeBack(batch: Batch, moves: readonly Move[]): void {
  const short = overdrawn(batch.balances, moves);
  if (!short) return;
  refuse('goods-moved-on', {
    code: batch.code,
    place: short.account,
    availableGrams: short.availableGrams,
  });
}

const outflow = (moves: readonly Move[], name: Account) =>
  moves.filter(({ from }) => from === name).reduce((sum, { grams }) => sum + grams, 0);

/** Nobody clears their own. @throws Refusal release-own-batch */
export function checkNotOwn(batch: Batch, { actor, ownFarmerId }: Context): void {
  const isFarmer = ownFarmerId !== null && farmersOf(batch).includes(ownFarmerId);
  if (actor.userId === batch.registeredBy || isFarmer) {
    refuse('release-own-batch', { code: batch.code });
  }
}
