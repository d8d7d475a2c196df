/**
 * Random people ask for random things, and a model as simple as can be (model.ts) says beforehand whether
 * each is let through, and afterwards how many grams are where. Everything is frozen, so that a rule or
 * an event that changed what it was given would throw.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onHand, type Place, placeAccount } from '../../src/domain/accounts.ts';
import { cancelDispatch, dispatch, receive } from '../../src/domain/batch/delivery.ts';
import type { BatchEvent, ReceiptLine, Remedy } from '../../src/domain/batch/events.ts';
import { placeHold, recordInspection, releaseHold } from '../../src/domain/batch/safety.ts';
import { type Batch, statusOf } from '../../src/domain/batch/state.ts';
import { cook, countStock, discard, sell } from '../../src/domain/batch/stock.ts';
import type { Actor } from '../../src/domain/people.ts';
import { Refusal, type RefusalCode } from '../../src/domain/refusal.ts';
import {
  after,
  auditor,
  batchOf,
  type Circumstances,
  contextOf,
  correcting,
  crop,
  type Decide,
  farmer,
  harvested,
  kit,
  kitchen,
  kitchenStaff,
  laboratory,
  lead,
  NOW,
  neighbour,
  network,
  occurrence,
  officer,
  otherLead,
  otherNetwork,
  part,
  stall,
  stallManager,
  TODAY,
  units,
} from './given.ts';
import { type Effect, type Entry, isSource, Model, receiptEffect, shift } from './model.ts';

const holders = new Map<Place, Actor>([
  [network, lead],
  [otherNetwork, otherLead],
  [stall, stallManager],
  [kitchen, kitchenStaff],
]);
const places = [...holders.keys()];
const everyone = [...holders.values(), farmer, neighbour, auditor, officer];
const holderOf = (name: string) =>
  [...holders].find(([place]) => placeAccount(place) === name)?.[1] as Actor;
const isAt = (actor: Actor, name: string) => `${actor.place.kind}/${actor.place.id}` === name;
const inGrams = (quantity: number) => ({ quantity, unit: 'g' as const });

const grams = fc.oneof(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 12_000 }));
/** Picks among what there is when the time comes. */
const pick = fc.nat(10_000);
const place = fc.constantFrom(...places);
const remedy = fc.constantFrom<Remedy>('return', 'write-off');
/** Shares of what was sent, in percent; a slip makes the sum wrong. */
const receipt = fc.record({
  rejected: fc.tuple(fc.nat(50), remedy),
  missing: fc.tuple(fc.nat(50), remedy),
  slip: fc.constantFrom(0, 0, 0, 0, 1, -1),
});
type Shares = { rejected: [number, Remedy]; missing: [number, Remedy]; slip: number };

function lineOf(sent: number, { rejected, missing, slip }: Shares): ReceiptLine {
  const share = ([percent, how]: [number, Remedy]) => {
    const of = Math.floor((sent * percent) / 100);
    return of > 0 ? part(of, how) : null;
  };
  const [back, gone] = [share(rejected), share(missing)];
  const acceptedGrams = sent - (back?.grams ?? 0) - (gone?.grams ?? 0) + slip;
  return { acceptedGrams: Math.max(0, acceptedGrams), rejected: back, missing: gone };
}
const stated = ({ acceptedGrams, rejected, missing }: ReceiptLine) =>
  acceptedGrams + (rejected?.grams ?? 0) + (missing?.grams ?? 0);

/** What the model says about something that is asked for. */
type Forecast = {
  /** Whose task it is. */
  usually: Actor;
  decide: (batch: Batch, actor: Actor) => BatchEvent;
  may: (actor: Actor) => boolean;
  /** Why it is refused whoever asks; empty when it is not. */
  because: (actor: Actor) => RefusalCode[];
  /** What it does to the model. */
  happens: (id: string, actor: Actor) => void;
};
type Ask = (model: Model, step: number) => Forecast | null;

const STOCK: RefusalCode[] = ['insufficient-stock', 'goods-moved-on'];
const STOPPED: RefusalCode[] = ['batch-on-hold', 'batch-failed', 'batch-recalled'];
const when = (condition: boolean, ...codes: RefusalCode[]) => (condition ? codes : []);
const nth = <T>(all: ReadonlyMap<string, T>, n: number) => [...all][n % Math.max(1, all.size)];
const doing =
  <C>(rule: Decide<C>, command: C, circumstances: Circumstances = {}) =>
  (batch: Batch, actor: Actor) =>
    rule(batch, command, contextOf(actor, circumstances));
const entry = (by: Actor, kind: Entry['kind'], does: Effect, more: Partial<Entry> = {}): Entry => ({
  by,
  kind,
  effect: does,
  stands: true,
  resize: null,
  delivery: null,
  ...more,
});
const NOTHING: Effect = new Map();

const dispatching =
  (from: Place, to: Place, amount: number): Ask =>
  (model, step) => {
    const deliveryId = `d${step}`;
    const [source, target] = [placeAccount(from), placeAccount(to)];
    const does = shift(source, `transit/${deliveryId}`, amount);
    const command = { deliveryId, from, to, amount: inGrams(amount), units };
    return {
      usually: holderOf(source),
      decide: doing(dispatch, { ...command, certificateId: null, deliverOn: TODAY, note: null }),
      may: (actor) => isAt(actor, source),
      because: () => [
        ...when(from === to, 'delivery-to-itself'),
        ...when(model.holds.length > 0, ...STOPPED),
        ...when(model.lacks(does), ...STOCK),
      ],
      happens: (id, by) => {
        model.entries.set(id, entry(by, 'final', does));
        model.deliveries.set(deliveryId, {
          from: source,
          to: target,
          grams: amount,
          state: 'open',
        });
      },
    };
  };

const receiving =
  (n: number, shares: Shares): Ask =>
  (model) => {
    const [deliveryId, delivery] = nth(model.deliveries, n) ?? [];
    if (!deliveryId || !delivery) return null;
    const line = lineOf(delivery.grams, shares);
    return {
      usually: holderOf(delivery.to),
      decide: doing(receive, { deliveryId, line }),
      may: (actor) => isAt(actor, delivery.to),
      because: () => [
        ...when(delivery.state !== 'open', 'delivery-not-open'),
        ...when(stated(line) !== delivery.grams, 'receipt-does-not-add-up'),
      ],
      happens: (id, by) => {
        const does = receiptEffect(deliveryId, delivery, line);
        model.entries.set(id, entry(by, 'receipt', does, { delivery: deliveryId }));
        delivery.state = 'received';
      },
    };
  };

const cancelling =
  (n: number): Ask =>
  (model) => {
    const [deliveryId, delivery] = nth(model.deliveries, n) ?? [];
    if (!deliveryId || !delivery) return null;
    return {
      usually: holderOf(delivery.from),
      decide: doing(cancelDispatch, { deliveryId, reason: 'flood' }),
      may: (actor) => actor === officer || isAt(actor, delivery.from),
      because: () => when(delivery.state !== 'open', 'delivery-not-open'),
      happens: (id, by) => {
        const does = shift(`transit/${deliveryId}`, delivery.from, delivery.grams);
        model.entries.set(id, entry(by, 'final', does));
        delivery.state = 'back';
      },
    };
  };

const using =
  (way: 'sold' | 'cooked' | 'discarded', at: Place, amount: number): Ask =>
  (model) => {
    const here = placeAccount(at);
    const goods = { place: at, amount: inGrams(amount), units };
    const meal = { menu: 'แกง', mealDate: TODAY, pupils: 9 };
    const resize = (to: number) => shift(here, `${way}/${at.id}`, to);
    const decide = {
      sold: doing(sell, { ...goods, priceSatang: null }),
      cooked: doing(cook, { ...goods, ...meal }),
      discarded: doing(discard, { ...goods, way: 'waste' as const, reason: 'wilted' }),
    };
    return {
      usually: holderOf(here),
      decide: decide[way],
      may: (actor) => isAt(actor, here),
      because: () => [
        ...when(way !== 'discarded' && model.holds.length > 0, ...STOPPED),
        ...when(model.lacks(resize(amount)), ...STOCK),
      ],
      happens: (id, by) => {
        const kind = way === 'discarded' ? 'discard' : 'use';
        model.entries.set(id, entry(by, kind, resize(amount), { resize }));
      },
    };
  };

const counting =
  (at: Place, off: number): Ask =>
  (model) => {
    const here = placeAccount(at);
    const shelf = Math.max(0, model.at(here) + off);
    const less = model.at(here) - shelf;
    const amount = inGrams(shelf);
    return {
      usually: holderOf(here),
      decide: doing(countStock, { place: at, amount, units, reason: 'dried' }),
      may: (actor) => isAt(actor, here),
      because: () => [],
      happens: (id, by) => {
        const does =
          less > 0 ? shift(here, `missing/${at.id}`, less) : shift(`found/${at.id}`, here, -less);
        model.entries.set(id, entry(by, 'count', does));
      },
    };
  };

const inspecting =
  (good: boolean, byLaboratory: boolean): Ask =>
  (model, step) => ({
    usually: lead,
    decide: doing(recordInspection, {
      inspectedAt: NOW,
      inspection: byLaboratory ? laboratory(good ? 0 : 1) : kit(good ? 'safe' : 'unsafe'),
      crop,
    }),
    may: () => true,
    because: () => [],
    happens: (id, by) => {
      model.entries.set(id, entry(by, 'test', NOTHING));
      model.test({ id, step, laboratory: byLaboratory, good, stands: true });
    },
  });

const holding =
  (level: 'hold' | 'recall'): Ask =>
  (model, step) => ({
    usually: officer,
    decide: doing(placeHold, { level, reason: 'smell' }),
    may: (actor) => level === 'hold' || actor === officer,
    because: () => [],
    happens: (id, by) => {
      model.entries.set(id, entry(by, 'final', NOTHING));
      model.hold(id, step, level === 'recall' ? 'a laboratory' : 'nothing');
    },
  });

const releasing = (): Ask => (model) => ({
  usually: officer,
  decide: doing(releaseHold, { reason: 'looked at' }),
  may: (actor) => actor === officer,
  because: () => [
    ...when(model.holds.length === 0, 'nothing-to-release'),
    ...when(!model.releasable, 'release-needs-test'),
  ],
  happens: (id, by) => {
    model.entries.set(id, entry(by, 'final', NOTHING));
    model.release();
  },
});

const mayCorrect =
  ({ by, kind }: Entry) =>
  (actor: Actor) => {
    if (actor === officer) return true;
    if (kind === 'test' || actor === auditor) return false;
    return actor.role === 'farmer' ? actor === by : isAt(actor, `${by.place.kind}/${by.place.id}`);
  };

const voiding =
  (n: number): Ask =>
  (model) => {
    const [id, old] = nth(model.entries, n) ?? [];
    // Most stories should last longer than their harvest's first slip.
    if (!id || !old || (old.kind === 'harvest' && n % 7 !== 0)) return null;
    const leftOver = [...model.everywhere(id).keys()].some((name) => !isSource(name));
    return {
      usually: officer,
      decide: doing(correcting, { action: 'void', entry: id, reason: 'slip' }),
      may: mayCorrect(old),
      because: (actor) => [
        ...when(!old.stands, 'entry-already-void'),
        ...when(old.kind === 'final', 'entry-not-correctable'),
        ...when(old.kind === 'harvest' && actor !== officer && model.holds.length > 0, ...STOPPED),
        ...when(model.lacks(NOTHING, id) || (old.kind === 'harvest' && leftOver), ...STOCK),
      ],
      happens: () => {
        old.stands = false;
        if (old.kind === 'harvest') model.ended = true;
        if (old.kind === 'test') model.voidTest(id);
        const delivery = model.deliveries.get(old.delivery ?? '');
        if (delivery) delivery.state = 'open';
      },
    };
  };

const changing =
  (n: number, amount: number, shares: Shares): Ask =>
  (model) => {
    const [id, old] = nth(model.entries, n) ?? [];
    if (!id || !old) return null;
    const delivery = model.deliveries.get(old.delivery ?? '');
    const line = delivery ? lineOf(delivery.grams, shares) : null;
    const does = line && delivery ? receiptEffect(old.delivery ?? '', delivery, line) : null;
    const will = does ?? old.resize?.(amount) ?? null;
    const more = [...(will ?? [])].some(([name, now]) => now < (old.effect.get(name) ?? 0));
    const raised = more && [...old.effect.values()].some((now) => now > 0 && now < amount);
    const stopped =
      (old.kind === 'use' && raised) ||
      (old.kind === 'harvest' && amount < Math.max(...old.effect.values()));
    return {
      usually: officer,
      decide: doing(
        correcting,
        {
          action: 'correct',
          entry: id,
          reason: 'slip',
          amount: inGrams(amount),
          line,
          harvest: null,
        },
        { confirmed: ['unusual-amount'] },
      ),
      may: mayCorrect(old),
      because: (actor) => [
        ...when(!old.stands, 'entry-already-void'),
        ...when(will === null, 'entry-not-correctable'),
        ...when(line !== null && stated(line) !== delivery?.grams, 'receipt-does-not-add-up'),
        ...when(stopped && actor !== officer && model.holds.length > 0, ...STOPPED),
        ...when(will !== null && model.lacks(will, id), ...STOCK),
      ],
      happens: () => {
        old.effect = will ?? NOTHING;
      },
    };
  };

/** How each request is made, what it is made of, and how often it comes. */
const asks = {
  dispatch: [dispatching, fc.tuple(place, place, grams), 5],
  receive: [receiving, fc.tuple(pick, receipt), 4],
  cancel: [cancelling, fc.tuple(pick), 1],
  use: [
    using,
    fc.tuple(
      fc.constantFrom('sold' as const, 'cooked' as const, 'discarded' as const),
      place,
      grams,
    ),
    7,
  ],
  count: [counting, fc.tuple(place, fc.integer({ min: -500, max: 500 })), 1],
  inspect: [inspecting, fc.tuple(fc.boolean(), fc.boolean()), 1],
  hold: [holding, fc.tuple(fc.constantFrom('hold' as const, 'recall' as const)), 1],
  release: [releasing, fc.constant([]), 3],
  void: [voiding, fc.tuple(pick), 3],
  correct: [changing, fc.tuple(pick, grams, receipt), 3],
} as const;
type Name = keyof typeof asks;
// Names and arguments rather than functions, so that a counterexample can be read.
const asked = fc.oneof(
  ...Object.entries(asks).map(([name, [, args, weight]]) => ({
    weight,
    arbitrary: fc.tuple(fc.constant(name as Name), args as fc.Arbitrary<unknown[]>),
  })),
);
const asking = (name: Name, args: unknown[]) =>
  (asks[name][0] as (...of: unknown[]) => Ask)(...args);
/** Mostly whoever usually does it, at times anybody. */
const somebody = fc.option(fc.constantFrom(...everyone), { nil: null, freq: 3 });
const story = fc.tuple(
  fc.integer({ min: 5_000, max: 20_000 }),
  fc.array(fc.tuple(asked, somebody), { minLength: 1, maxLength: 60, size: 'max' }),
);

function attempt(decide: () => BatchEvent): BatchEvent | Refusal {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function agree(batch: Batch, model: Model): void {
  expect(batch.balances).toEqual(Object.fromEntries(model.everywhere()));
  const all = Object.entries(batch.balances);
  expect(all.reduce((sum, [, now]) => sum + now, 0)).toBe(0);
  expect(all.filter(([name, now]) => !isSource(name) && now < 0)).toEqual([]);
  expect(all.every(([, now]) => Number.isInteger(now))).toBe(true);
  // Harvested + found = sold + cooked + discarded + missing + on hand.
  const came = 0 - model.total('field', 'found');
  const went = model.total('sold', 'cooked', 'discarded', 'missing');
  expect(came - went).toBe(onHand(batch.balances));
  const stopped = model.holds.length > 0;
  const status = model.ended ? ['voided'] : stopped ? ['on_hold', 'failed', 'recalled'] : null;
  expect(status ?? ['waiting', 'passed']).toContain(statusOf(batch));
}

describe('whatever is asked for by whomever', () => {
  it('book and model agree on what is let through and on every gram', () => {
    const seen = new Map<string, number>();
    const saw = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

    fc.assert(
      fc.property(story, ([cut, steps]) => {
        const model = new Model();
        let batch = batchOf(harvested(cut));
        const resize = (to: number) => shift('field/n1', 'network/n1', to);
        model.entries.set('e1', entry(farmer, 'harvest', resize(cut), { resize }));

        steps.forEach(([[name, args], other], step) => {
          const forecast = asking(name, args)(model, step);
          if (!forecast) return;
          const actor = other ?? forecast.usually;
          const before = JSON.stringify(batch);
          const result = attempt(() => forecast.decide(batch, actor));
          const because = [
            ...forecast.because(actor),
            ...when(!forecast.may(actor), 'not-holder', 'not-permitted'),
            ...when(model.ended, 'batch-voided'),
          ];
          if (result instanceof Refusal) {
            expect(because, `${name} by ${actor.role}`).toContain(result.code);
            saw(result.code);
          } else {
            expect(because, `${name} by ${actor.role} was let through`).toEqual([]);
            const event = occurrence(result, batch.version + 1, actor);
            batch = after(batch, event);
            forecast.happens(event.id, actor);
            saw(name);
          }
          // A refusal leaves no trace, and neither do rules that only look.
          if (result instanceof Refusal) expect(JSON.stringify(batch)).toBe(before);
          agree(batch, model);
        });
      }),
      { numRuns: 300 },
    );

    // The stories went everywhere: a rule that is never tried proves nothing.
    const refusals: RefusalCode[] = [
      ...STOCK,
      ...STOPPED,
      'not-holder',
      'not-permitted',
      'delivery-to-itself',
      'delivery-not-open',
      'receipt-does-not-add-up',
      'release-needs-test',
      'nothing-to-release',
      'entry-already-void',
      'entry-not-correctable',
      'batch-voided',
    ];
    for (const what of [...Object.keys(asks), ...refusals]) {
      expect(seen.get(what) ?? 0, what).toBeGreaterThan(0);
    }
  });
});
