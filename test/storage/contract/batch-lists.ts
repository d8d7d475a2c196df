import { expect, it } from 'vitest';
import { type BatchFilter, InvalidCursor, type Scope } from '../../../src/app/ports.ts';
import type { Place } from '../../../src/domain/accounts.ts';
import {
  arrived,
  calledBack,
  discarded,
  harvested,
  held,
  kitchen,
  kitFailed,
  kitPassed,
  laboratoryFailed,
  move,
  network,
  otherNetwork,
  sent,
  stall,
  voided,
} from '../../domain/given.ts';
import type { Subject } from '../contract.ts';
import { all, FIRST } from '../pages.ts';
import { codeOf, Scribe, type Told } from '../scribe.ts';

const [A, B, C, D] = ['AAAA000001', 'AAAB000002', 'B%00000003', 'B_00000004'] as const;
const theirs = { farmerId: 'f2', networkId: 'n2', cropId: 'c2', harvestedOn: '2026-11-19' };

export function batchListsContract(storage: Subject): void {
  const codes = async (filter: BatchFilter, scope: Scope = undefined) => {
    const list = await all((page) => storage().batches('m1', scope, filter, page), 2);
    return list.map(({ code }) => code);
  };

  async function fourBatches(): Promise<Scribe> {
    const scribe = new Scribe(storage);
    await scribe.tell(A, harvested(9_000));
    await scribe.tell(B, harvested(9_000, { harvestedOn: '2026-11-20' }));
    const { data, ...event } = harvested(9_000, theirs);
    const moves = [move('field/n2', 'network/n2', 9_000)];
    await scribe.tell(C, { ...event, data: { ...data, moves } } as Told);
    await scribe.tell(D, harvested(9_000, { cropId: 'c2' }));
    return scribe;
  }

  it('are newest first and go by crop, network, farmer, day and beginning of the code', async () => {
    await fourBatches();
    expect(await codes({})).toEqual([D, C, B, A]);
    expect(await codes({ cropId: 'c2' })).toEqual([D, C]);
    expect(await codes({ networkId: 'n2' })).toEqual([C]);
    expect(await codes({ farmerId: 'f1', cropId: 'c1' })).toEqual([B, A]);
    expect(await codes({ harvestedFrom: '2026-11-20' })).toEqual([D, B, A]);
    expect(await codes({ harvestedTo: '2026-11-20' })).toEqual([C, B]);
    expect(await codes({ harvestedFrom: '2026-11-20', harvestedTo: '2026-11-20' })).toEqual([B]);
    expect(await codes({ code: 'AAA' })).toEqual([B, A]);
    expect(await codes({ code: 'AAAB' })).toEqual([B]);
    expect(await codes({ code: '000001' })).toEqual([]);
  });

  it('take the beginning of a code literally', async () => {
    await fourBatches();
    expect(await codes({ code: '%' })).toEqual([]);
    expect(await codes({ code: 'AAA_' })).toEqual([]);
    expect(await codes({ code: 'B%' })).toEqual([C]);
    expect(await codes({ code: 'B_' })).toEqual([D]);
    expect(await codes({ code: '\\' })).toEqual([]);
  });

  it('tell what is stopped where it is, was or will be', async () => {
    const scribe = await fourBatches();
    await scribe.tell(A, sent('d1', 2_000));
    await scribe.tell(A, kitFailed());
    await scribe.tell(B, laboratoryFailed());
    await scribe.tell(C, held());
    await scribe.tell(D, kitPassed());
    const stopped = async (...places: Place[]) =>
      (await storage().stoppedAt('m1', places)).map(({ code }) => code).sort();
    expect(await stopped(network)).toEqual([A, B]);
    expect(await stopped(kitchen)).toEqual([A]);
    expect(await stopped(kitchen, network, otherNetwork)).toEqual([A, B, C]);
    expect(await stopped(stall)).toEqual([]);
    expect(await stopped()).toEqual([]);
    expect(await storage().stoppedAt('m2', [network])).toEqual([]);
  });

  it('go by status as it changes', async () => {
    const scribe = await fourBatches();
    await scribe.tell(A, kitPassed());
    await scribe.tell(B, kitFailed());
    await scribe.tell(C, laboratoryFailed());
    const found = async () =>
      Object.fromEntries(
        await Promise.all(
          (['waiting', 'passed', 'on_hold', 'failed', 'recalled', 'voided'] as const).map(
            async (status) => [status, await codes({ status })] as const,
          ),
        ),
      );
    const first = {
      waiting: [D],
      passed: [A],
      on_hold: [B],
      failed: [C],
      recalled: [],
      voided: [],
    };
    expect(await found()).toEqual(first);
    await scribe.tell(A, held('recall'));
    const [d] = await storage().events('m1', D);
    await scribe.tell(D, voided(d!.event.id, move('network/n1', 'field/n1', 9_000)));
    expect(await found()).toEqual({
      ...first,
      waiting: [],
      passed: [],
      recalled: [A],
      voided: [D],
    });
  });

  it('show a place what it is harvested for, has, had or will have; a farmer their own', async () => {
    const scribe = await fourBatches();
    const at = (...places: (typeof kitchen)[]): Scope => ({ farmerIds: [], places });
    await scribe.tell(A, sent('d1', 100));
    await scribe.tell(B, sent('d2', 100, stall));
    await scribe.tell(B, sent('d3', 100));
    await scribe.tell(B, calledBack('d3', 100));
    await scribe.tell(C, sent('d4', 100, network, otherNetwork));
    expect(await codes({}, at(kitchen))).toEqual([B, A]);
    expect(await codes({}, at(stall))).toEqual([B]);
    expect(await codes({}, at(network))).toEqual([D, C, B, A]);
    expect(await codes({}, at(otherNetwork))).toEqual([C]);
    expect(await codes({}, at(kitchen, stall, otherNetwork))).toEqual([C, B, A]);
    expect(await codes({ cropId: 'c2' }, at(network))).toEqual([D, C]);
    expect(await codes({}, { farmerIds: ['f2'], places: [] })).toEqual([C]);
    expect(await codes({}, { farmerIds: ['f2'], places: [kitchen] })).toEqual([C, B, A]);
    expect(await codes({ farmerId: 'f1' }, { farmerIds: ['f2'], places: [] })).toEqual([]);
    expect(await codes({}, { farmerIds: [], places: [] })).toEqual([]);
    expect(await codes({}, at({ kind: 'stall', id: kitchen.id }))).toEqual([]);
  });

  it('find what a place holds now', async () => {
    const scribe = await fourBatches();
    await scribe.write([A, sent('d1', 100), arrived('d1', 100)], [B, sent('d1', 100)]);
    expect(await codes({ heldBy: kitchen })).toEqual([A]);
    expect(await codes({ heldBy: network })).toEqual([D, B, A]);
    await scribe.tell(D, discarded(9_000));
    expect(await codes({ heldBy: network })).toEqual([B, A]);
    expect(await codes({ heldBy: network, status: 'passed' })).toEqual([]);
    const scope = { farmerIds: [], places: [kitchen] };
    expect(await codes({ heldBy: network }, scope)).toEqual([B, A]);
  });

  it('come without gaps or repeats while batches are added and change between pages', async () => {
    const scribe = new Scribe(storage);
    const expected = Array.from({ length: 13 }, (_, n) => codeOf(n));
    for (const code of expected) await scribe.write([code, harvested(9_000), sent(`d${code}`, 1)]);
    const scopes: Scope[] = [
      undefined,
      { farmerIds: ['f1'], places: [] },
      { farmerIds: [], places: [kitchen] },
      { farmerIds: ['f1', 'f2'], places: [kitchen, stall, network] },
    ];
    let more = 100;
    for (const scope of scopes) {
      const known = new Set(expected);
      const list = await all(
        (page) => storage().batches('m1', scope, { heldBy: network }, page),
        4,
        async () => {
          more += 1;
          await scribe.tell(codeOf(more), harvested(5));
          // Old batches go on meanwhile: to the same kitchen again, and elsewhere.
          await scribe.write([codeOf(more % 13), sent(`x${more}`, 1), sent(`y${more}`, 1, stall)]);
        },
      );
      const found = list.map(({ code }) => code).filter((code) => known.has(code));
      expect(found).toEqual(expected.toReversed());
    }
  });

  it('end with no cursor, also where the last page is full', async () => {
    await fourBatches();
    const first = await storage().batches('m1', undefined, {}, { limit: 2, cursor: null });
    const second = await storage().batches('m1', undefined, {}, { limit: 2, cursor: first.next });
    expect(first.next).not.toBeNull();
    expect(second.items.map(({ code }) => code)).toEqual([B, A]);
    expect(second.next).toBeNull();
    const none = await storage().batches('m1', undefined, { code: 'Z' }, FIRST);
    expect(none).toEqual({ items: [], next: null });
  });

  it('take no cursor that no page gave', async () => {
    for (const cursor of ['', 'x', '%', 'bm8', '!!!!', Buffer.from('1.5').toString('base64url')]) {
      const page = { limit: 2, cursor };
      const lists = [
        storage().batches('m1', undefined, {}, page),
        storage().deliveries('m1', undefined, {}, page),
        storage().entries('m1', undefined, { type: 'sold' }, page),
        storage().registryEntries('m1', 'crops', undefined, {}, page),
        storage().registryChanges('m1', 'crops', 'c1', page),
      ];
      for (const list of lists) await expect(list, cursor).rejects.toThrow(InvalidCursor);
    }
  });
}
