import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/domain/accounts.ts';
import { correct } from '../../src/domain/batch/correction.ts';
import { dispatch } from '../../src/domain/batch/delivery.ts';
import type { BatchEvent } from '../../src/domain/batch/events.ts';
import { inputChanged, type Mix, mix, takeBack } from '../../src/domain/batch/mixing.ts';
import { releaseHold } from '../../src/domain/batch/safety.ts';
import { type Batch, originsOf, placesOf, statusOf } from '../../src/domain/batch/state.ts';
import type { Actor } from '../../src/domain/people.ts';
import {
  after,
  amountOf,
  arrived,
  batchOf,
  type Circumstances,
  contextOf,
  crop,
  farmer,
  harvested,
  held,
  kg,
  kitFailed,
  kitPassed,
  laboratoryFailed,
  laboratoryPassed,
  lead,
  move,
  network,
  occurrence,
  officer,
  otherLead,
  refusalOf,
  released,
  sent,
  sold,
  stall,
  stallManager,
  TODAY,
  toKitchen,
  undo,
  units,
  voided,
} from './given.ts';

const YESTERDAY = '2026-11-20';
/** Batches of two farmers: A of today, B of yesterday. */
const a = (...events: Parameters<typeof batchOf>) => named('A', harvested(10_000), ...events);
const b = (...events: Parameters<typeof batchOf>) =>
  named('B', harvested(6_000, { farmerId: 'f2', harvestedOn: YESTERDAY }), ...events);
const named = (code: string, ...events: Parameters<typeof batchOf>): Batch => ({
  ...batchOf(...events),
  code,
});

type Part = [Batch, number];
const asked = (parts: Part[], place: Place = network): Mix => ({
  place,
  output: 'M',
  inputs: parts.map(([batch, grams]) => ({ batch, amount: kg(grams / 1000), units })),
  note: null,
});
const happens = (batch: Batch | null, event: BatchEvent, actor: Actor, code: string): Batch =>
  after(batch, { ...occurrence(event, (batch?.version ?? 0) + 1, actor), batch: code });

/** What is there after a mix: the new batch and those that went in. */
function mixed(
  parts: Part[],
  { by = lead, place = network, ...more }: { by?: Actor; place?: Place } & Circumstances = {},
) {
  const decided = mix(asked(parts, place), contextOf(by, more));
  const output = happens(null, decided.output, by, 'M');
  const inputs = parts.map(([batch], index) =>
    happens(batch, decided.inputs[index]!, by, batch.code),
  );
  return { output, inputs, decided };
}

/** Tells a mixed batch what has become of one in it, as the book does. */
function told(output: Batch, input: Batch): Batch {
  const event = inputChanged(output, input);
  return event ? happens(output, event, officer, output.code) : output;
}
const later = (batch: Batch, ...events: Parameters<typeof batchOf>): Batch =>
  events.reduce((state, event) => happens(state, event, event.by ?? lead, batch.code), batch);

describe('mixing', () => {
  it('moves grams out of each batch and as many into the new one', () => {
    const { output, inputs, decided } = mixed([
      [a(), 4_000],
      [b(), 6_000],
    ]);
    expect(inputs.map(({ balances }) => balances)).toEqual([
      { 'field/n1': -10_000, 'network/n1': 6_000, 'mix/M': 4_000 },
      { 'field/n1': -6_000, 'mix/M': 6_000 },
    ]);
    expect(output.balances).toEqual({ 'mix/M': -10_000, 'network/n1': 10_000 });
    expect(decided.output.data.amount).toEqual(amountOf(10_000));
    expect(inputs[0]!.outputs).toEqual([{ batch: 'M', place: network, grams: 4_000, entry: 'e2' }]);
  });

  it('makes a batch of the oldest day, without a farmer, that knows whose it is', () => {
    const { output } = mixed([
      [a(), 4_000],
      [b(), 6_000],
    ]);
    expect(output.harvest).toMatchObject({
      cropId: 'c1',
      farmerId: null,
      networkId: 'n1',
      harvestedOn: YESTERDAY,
    });
    expect(originsOf(output)).toEqual([
      { batch: 'A', farmerId: 'f1', networkId: 'n1', harvestedOn: TODAY, grams: 4_000 },
      { batch: 'B', farmerId: 'f2', networkId: 'n1', harvestedOn: YESTERDAY, grams: 6_000 },
    ]);
  });

  it('of a mixed batch and one that is in it counts each harvest once, to the gram', () => {
    const first = mixed([
      [a(), 3_333],
      [b(), 3_333],
    ]);
    const again = mixed([
      [first.output, 3_333],
      [first.inputs[0]!, 1],
    ]);
    const origins = originsOf({ ...again.output, code: 'M2' });
    const sums = new Map<string, number>();
    for (const { batch, grams } of origins) sums.set(batch, (sums.get(batch) ?? 0) + grams);
    expect(sums.get('A')! + sums.get('B')!).toBe(3_334);
    expect(sums.get('B')).toBe(1_666);
  });

  it('at a stall, of two networks: is of the one that most is from, and both see it', () => {
    const there = (networkId: string, code: string, grams: number) => {
      const { data, ...event } = harvested(grams, { networkId });
      const moves = [move(`field/${networkId}`, 'stall/s1', grams)];
      return named(code, { ...event, data: { ...data, moves } });
    };
    const { output } = mixed(
      [
        [there('n1', 'A', 2_000), 2_000],
        [there('n2', 'B', 3_000), 3_000],
      ],
      { by: stallManager, place: stall },
    );
    expect(output.harvest.networkId).toBe('n2');
    expect(placesOf(output)).toEqual([stall, network, { kind: 'network', id: 'n2' }]);
  });

  it.each([
    ['another crop', [named('B', harvested(6_000, { cropId: 'c2' })), 1_000], 'mix-crops-differ'],
    ['more than there is', [b(), 6_001], 'insufficient-stock'],
    ['what is on hold', [b(held()), 1_000], 'mix-on-hold'],
    [
      'what was voided',
      [b(voided('e1', move('network/n1', 'field/n1', 6_000))), 1],
      'batch-voided',
    ],
  ] as [string, Part, string][])('refuses %s', (_, part, code) => {
    expect(refusalOf(() => mixed([[a(), 1_000], part])).code).toBe(code);
  });

  it('refuses whoever does not hold the goods', () => {
    const both: Part[] = [
      [a(), 1_000],
      [b(), 1_000],
    ];
    expect(refusalOf(() => mixed(both, { by: otherLead })).code).toBe('not-holder');
  });
});

describe('the worst status wins', () => {
  const both = (input: Batch, other = b(kitPassed())) =>
    mixed(
      [
        [input, 1_000],
        [other, 1_000],
      ],
      { confirmed: ['mix-on-hold'] },
    );

  it.each([
    ['two that passed', a(kitPassed()), 'passed'],
    ['one without a test', a(), 'waiting'],
    ['one on hold', a(held()), 'on_hold'],
    ['one whose kit failed', a(kitFailed()), 'on_hold'],
    ['one that a laboratory failed', a(laboratoryFailed()), 'failed'],
    ['a recalled one', a(kitPassed(), held('recall')), 'recalled'],
    [
      'one cut before its interval was over',
      named('A', harvested(10_000, { review: 'pre-harvest-interval' }), kitPassed()),
      'on_hold',
    ],
  ])('of %s', (_, input, status) => {
    expect(statusOf(both(input).output)).toBe(status);
  });

  it('counts a test of its own, but not against a hold of what is in it', () => {
    const untested = both(a()).output;
    expect(statusOf(later(untested, kitPassed()))).toBe('passed');
    const stopped = both(a(held())).output;
    expect(statusOf(later(stopped, laboratoryPassed()))).toBe('on_hold');
  });

  it('also later, through every mix, and ends with the hold that it came from alone', () => {
    const { output, inputs } = both(a(kitPassed()));
    const next = mix(
      {
        ...asked([
          [output, 500],
          [b(kitPassed()), 1_000],
        ]),
        output: 'M2',
      },
      contextOf(lead),
    );
    const second = happens(null, next.output, lead, 'M2');
    const first = later(inputs[0]!, held('recall'));

    const mixedNow = later(told(output, first), held());
    expect(statusOf(mixedNow)).toBe('recalled');
    expect(mixedNow.holds.map(({ input }) => input)).toEqual(['A', undefined]);
    const secondNow = told(second, mixedNow);
    expect(statusOf(secondNow)).toBe('recalled');
    expect(secondNow.holds.map(({ input }) => input)).toEqual(['M', 'M']);

    const free = later(first, laboratoryPassed(), released());
    const after = told(mixedNow, free);
    expect(statusOf(after)).toBe('on_hold');
    expect(after.holds.map(({ input }) => input)).toEqual([undefined]);
    expect(statusOf(told(secondNow, after))).toBe('on_hold');
  });

  it('says nothing new when nothing is', () => {
    const { output, inputs } = both(a(kitPassed()));
    expect(inputChanged(output, later(inputs[0]!, sent('d1', 1_000)))).toBeNull();
  });

  it('is tested late: passed as soon as all that is in it has', () => {
    const { output, inputs } = both(a());
    expect(statusOf(told(output, later(inputs[0]!, kitPassed())))).toBe('passed');
  });

  it('is not released while what is in it is on hold', () => {
    const { output } = both(a(held()));
    const release = (batch: Batch, by = officer, ownFarmerId?: string) =>
      releaseHold(
        batch,
        { reason: 'looked at' },
        contextOf(by, { ...(ownFarmerId && { ownFarmerId }) }),
      );
    expect(refusalOf(() => release(output))).toMatchObject({
      code: 'held-by-input',
      facts: { code: 'M', input: 'A' },
    });
    const own = later(output, held());
    expect(happens(own, release(own), officer, 'M').holds.map(({ input }) => input)).toEqual(['A']);
    // Nobody clears their own, mixed or not.
    expect(refusalOf(() => release(own, officer, 'f2')).code).toBe('release-own-batch');
  });

  it('needs a certificate or test for all that is in it before it leaves its network', () => {
    const { output } = both(a());
    const screening = contextOf(lead, { settings: { leaveRule: 'screening' } });
    expect(refusalOf(() => dispatch(output, toKitchen({ amount: kg(1) }), screening)).code).toBe(
      'screening-required',
    );
  });
});

describe('undoing a mix', () => {
  const { output, inputs } = mixed([
    [a(), 4_000],
    [b(), 6_000],
  ]);
  const undone = (batch: Batch, by: Actor, entry = 'e1') =>
    correct(batch, undo(entry), crop, contextOf(by));

  it('gives everything back to where it came from', () => {
    const event = undone(output, lead);
    const after = happens(output, event, lead, 'M');
    expect(statusOf(after)).toBe('voided');
    expect(after.balances).toEqual({});
    const back = inputs.map((input) =>
      happens(input, takeBack(input, 'M', 'wrong crate'), lead, input.code),
    );
    expect(back.map(({ balances, outputs }) => ({ balances, outputs }))).toEqual([
      { balances: { 'field/n1': -10_000, 'network/n1': 10_000 }, outputs: undefined },
      { balances: { 'field/n1': -6_000, 'network/n1': 6_000 }, outputs: undefined },
    ]);
    // What becomes of them concerns it no more.
    expect(inputChanged(after, later(back[0]!, held()))).toBeNull();
  });

  it('is refused when something has left it, when it is on hold, and to others', () => {
    const went = later(output, sent('d1', 1_000, stall), arrived('d1', 1_000, stall), sold(500));
    expect(refusalOf(() => undone(went, lead)).code).toBe('goods-moved-on');
    expect(refusalOf(() => undone(later(output, held()), lead)).code).toBe('batch-on-hold');
    expect(refusalOf(() => undone(output, farmer)).code).toBe('not-permitted');
  });

  it('is not done from one side', () => {
    expect(refusalOf(() => undone(inputs[0]!, officer, 'e2')).code).toBe('entry-not-correctable');
  });

  it('comes before what went in can be voided', () => {
    expect(refusalOf(() => undone(inputs[1]!, officer)).code).toBe('goods-moved-on');
  });
});
