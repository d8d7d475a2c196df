import { expect, it } from 'vitest';
import type { Scope } from '../../../src/app/ports.ts';
import { REGISTRY_KINDS } from '../../../src/wire/registry.ts';
import { arrived, harvested, kitchen, network, sent, sold } from '../../domain/given.ts';
import type { Subject } from '../contract.ts';
import { FIRST } from '../pages.ts';
import { expectRebuilt } from '../rebuilt.ts';
import { created } from '../registry.ts';
import { codeOf, commandOf, Scribe } from '../scribe.ts';

/** What is told in both: the same farmers, places, deliveries and ids, and other batches. */
async function fill(storage: Subject, municipalityId: string, first: number, grams: number) {
  const scribe = new Scribe(storage, municipalityId);
  await scribe.write([codeOf(first), harvested(grams), sent('d1', 10), sent('d2', 20)]);
  await scribe.write([codeOf(first), arrived('d1', 10)]);
  await scribe.write([codeOf(first + 1), harvested(grams), sold(1)]);
  const entries = REGISTRY_KINDS.map((kind) => created(municipalityId, kind, 'x', {}));
  await storage().changeRegistry(entries, commandOf(municipalityId, 'the same key'));
}

export function tenantsContract(storage: Subject): void {
  it('see nothing of each other, also where ids are the same', async () => {
    await fill(storage, 'm1', 1, 1_000);
    await fill(storage, 'm2', 3, 2_000);
    for (const [mine, first, theirs] of [['m1', 1, 3] as const, ['m2', 3, 1] as const]) {
      await expectRebuilt(storage(), mine);
      const own = [codeOf(first + 1), codeOf(first)];
      const scopes: Scope[] = [
        undefined,
        { farmerIds: ['f1'], places: [] },
        { farmerIds: ['f1'], places: [network, kitchen] },
      ];
      for (const scope of scopes) {
        for (const filter of [{}, { heldBy: network }, { farmerId: 'f1' }]) {
          const { items } = await storage().batches(mine, scope, filter, FIRST);
          expect(items.map(({ code }) => code)).toEqual(own);
          expect(items.every(({ municipalityId }) => municipalityId === mine)).toBe(true);
        }
      }
      for (const code of [codeOf(theirs), codeOf(theirs + 1)]) {
        expect(await storage().batch(mine, code)).toBeNull();
        expect(await storage().events(mine, code)).toEqual([]);
        expect(await storage().balances(mine, code)).toEqual({});
      }
      const places = { farmerIds: [], places: [kitchen] };
      const { items } = await storage().deliveries(mine, places, {}, FIRST);
      expect(items.flatMap(({ lines }) => lines.map(({ batch }) => batch))).toEqual([
        codeOf(first),
        codeOf(first),
      ]);
      expect((await storage().delivery(mine, undefined, 'd1'))?.lines).toHaveLength(1);
      const sales = await storage().entries(mine, undefined, { type: 'sold' }, FIRST);
      expect(sales.items.map(({ batch }) => batch)).toEqual([codeOf(first + 1)]);
    }
    expect(await storage().batches('m3', undefined, {}, FIRST)).toEqual({ items: [], next: null });
  });

  it('keep registries of their own', async () => {
    await fill(storage, 'm1', 1, 1_000);
    await storage().changeRegistry(
      [
        created('m2', 'farmers', 'y', { networkId: 'n1' }),
        created('m2', 'plots', 'z', { farmerId: 'x' }),
      ],
      commandOf('m2'),
    );
    for (const kind of REGISTRY_KINDS) {
      expect(await storage().registryEntry('m2', kind, 'x')).toBeNull();
      expect(await storage().registryByIds('m2', kind, ['x'])).toEqual([]);
      expect((await storage().registryChanges('m2', kind, 'x', FIRST)).items).toEqual([]);
      const list = await storage().registryEntries('m1', kind, undefined, {}, FIRST);
      expect(list.items.map(({ id }) => id)).toEqual(['x']);
    }
    // A lead's network has the same id in both; a farmer of one is no farmer of the other.
    const lead: Scope = { farmerIds: [], places: [network] };
    const farmers = await storage().registryEntries('m2', 'farmers', lead, {}, FIRST);
    expect(farmers.items.map(({ id }) => id)).toEqual(['y']);
    const plots = await storage().registryEntries('m2', 'plots', lead, {}, FIRST);
    expect(plots.items).toEqual([]);
    expect(await storage().command('m2', 'the same key')).toBeNull();
  });
}
