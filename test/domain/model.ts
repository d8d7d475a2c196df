/**
 * The book once more, as simple as can be: grams by place, what each entry that stands did to them, and
 * which tests and holds there are. It knows no events, no moves and no state of ours.
 */
import type { ReceiptLine } from '../../src/domain/batch/events.ts';
import type { Actor } from '../../src/domain/people.ts';

/** What an entry does to each place; below zero: it takes away. */
export type Effect = ReadonlyMap<string, number>;
const effect = (...parts: readonly (readonly [string, number])[]): Effect => {
  const sum = new Map<string, number>();
  for (const [place, grams] of parts) sum.set(place, (sum.get(place) ?? 0) + grams);
  return sum;
};
export const shift = (from: string, to: string, grams: number): Effect =>
  effect([from, -grams], [to, grams]);

export type Entry = {
  by: Actor;
  effect: Effect;
  stands: boolean;
  kind: 'harvest' | 'mix' | 'receipt' | 'use' | 'discard' | 'count' | 'test' | 'final';
  /** What it would do with another amount, where it has one. */
  resize: ((grams: number) => Effect) | null;
  delivery: string | null;
};
export type Delivery = {
  from: string;
  to: string;
  grams: number;
  state: 'open' | 'received' | 'back';
};
type Test = { id: string; step: number; laboratory: boolean; good: boolean; stands: boolean };
type Hold = { id: string; step: number; needs: 'nothing' | 'any test' | 'a laboratory' };

export const isSource = (place: string) => /^(field|found|mix)\//.test(place);
const idOf = (place: string) => place.slice(place.indexOf('/') + 1);

export const receiptEffect = (
  id: string,
  { from, to, grams }: Delivery,
  { acceptedGrams, rejected, missing }: ReceiptLine,
): Effect =>
  effect(
    [`transit/${id}`, -grams],
    [to, acceptedGrams],
    [rejected?.remedy === 'return' ? from : `discarded/${idOf(to)}`, rejected?.grams ?? 0],
    [missing?.remedy === 'return' ? from : `missing/${id}`, missing?.grams ?? 0],
  );

export class Model {
  readonly entries = new Map<string, Entry>();
  readonly deliveries = new Map<string, Delivery>();
  readonly tests: Test[] = [];
  /** Of a mixed batch, those that are in it. */
  inputs: Model[] = [];
  holds: Hold[] = [];
  #releasedRecalls: Hold[] = [];
  ended = false;

  /** Grams at a place, found by going through everything that stands. */
  at(place: string, without?: string): number {
    let sum = 0;
    for (const [id, entry] of this.entries) {
      if (entry.stands && id !== without) sum += entry.effect.get(place) ?? 0;
    }
    return sum;
  }

  everywhere(without?: string): Map<string, number> {
    const places = new Set([...this.entries.values()].flatMap(({ effect }) => [...effect.keys()]));
    const grams = [...places].map((place) => [place, this.at(place, without)] as const);
    return new Map(grams.filter(([, sum]) => sum !== 0));
  }

  total(...kinds: string[]): number {
    let sum = 0;
    for (const [place, grams] of this.everywhere()) {
      if (kinds.includes(place.slice(0, place.indexOf('/')))) sum += grams;
    }
    return sum;
  }

  /** Whether there is too little for this, alone or in the stead of what an entry did. */
  lacks(next: Effect, instead?: string): boolean {
    const places = [...next.keys(), ...(this.entries.get(instead ?? '')?.effect.keys() ?? [])];
    return places.some(
      (place) => !isSource(place) && this.at(place, instead) + (next.get(place) ?? 0) < 0,
    );
  }

  /** Whether it may not move: for a hold of its own or of what is in it. */
  get stopped(): boolean {
    return this.holds.length > 0 || this.inputs.some((input) => input.stopped);
  }

  hold(id: string, step: number, needs: Hold['needs']): void {
    this.holds.push({ id, step, needs });
  }

  test(test: Test): void {
    this.tests.push(test);
    if (!test.good) this.#holdFor(test);
  }

  #holdFor({ id, step, laboratory }: Test): void {
    this.hold(id, step, laboratory ? 'a laboratory' : 'any test');
  }

  #settled({ id, step, needs }: Hold): boolean {
    if (needs === 'nothing' || this.tests.some((test) => test.id === id && !test.stands))
      return true;
    return this.tests.some(
      (test) =>
        test.good && test.stands && test.step > step && (needs === 'any test' || test.laboratory),
    );
  }

  get releasable(): boolean {
    return this.holds.every((hold) => this.#settled(hold));
  }

  release(): void {
    const isTests = ({ id }: Hold) => this.tests.some((test) => test.id === id);
    const recalls = this.holds.filter((hold) => hold.needs === 'a laboratory' && !isTests(hold));
    this.#releasedRecalls.push(...recalls);
    this.holds = [];
  }

  voidTest(id: string): void {
    for (const test of this.tests) if (test.id === id) test.stands = false;
    const again = this.#releasedRecalls.filter((recall) => !this.#settled(recall));
    this.holds.push(...again);
    this.#releasedRecalls = this.#releasedRecalls.filter((recall) => !again.includes(recall));
    for (const test of this.tests.filter(({ good, stands }) => !good && stands)) {
      if (this.holds.some((hold) => hold.id === test.id)) continue;
      this.#holdFor(test);
      if (this.#settled(this.holds.at(-1) as Hold)) this.holds.pop();
    }
  }
}
