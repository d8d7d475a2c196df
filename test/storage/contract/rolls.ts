import { expect, it } from 'vitest';
import type { Roll } from '../../../src/app/ports.ts';
import { harvested } from '../../domain/given.ts';
import type { Subject } from '../contract.ts';
import { codeOf, Scribe } from '../scribe.ts';

const [AT, LATER] = ['2026-11-21T01:00:00.000Z', '2026-11-21T02:00:00.000Z'] as const;
const VOIDING = { voidedBy: 'u2', voidedAt: LATER, voidReason: 'ม้วนเปียกน้ำ' };

export function rollsContract(storage: Subject): void {
  const rollOf = (id: string, networkId = 'n1', municipalityId = 'm1'): Roll => ({
    municipalityId,
    id,
    networkId,
    count: 2,
    issuedBy: 'u1',
    issuedAt: AT,
    voidedBy: null,
    voidedAt: null,
    voidReason: null,
  });

  it('are found by their codes, and count those that batches have', async () => {
    const codes = [1, 2, 3, 4].map(codeOf);
    const [first, second] = [rollOf('r1'), { ...rollOf('r2', 'n2'), issuedAt: LATER }];
    await storage().addRoll(first, codes.slice(0, 2));
    await storage().addRoll(second, codes.slice(2));
    await storage().addRoll(rollOf('r1', 'n1', 'm2'), [codeOf(5)]);
    // The same command again: what is there stays as it is.
    await storage().addRoll(rollOf('r1', 'n9'), [codeOf(9)]);
    expect(await storage().rollOf(codes[1]!)).toEqual(first);
    expect(await storage().rollOf(codeOf(5))).toMatchObject({ municipalityId: 'm2' });
    expect(await storage().rollOf(codeOf(9))).toBeNull();
    expect(await storage().roll('m1', 'r1')).toEqual(first);
    expect(await storage().roll('m3', 'r1')).toBeNull();

    await new Scribe(storage).write([codes[0]!, harvested(1000)]);
    expect(await storage().unusedCodes('m1', 'r1')).toEqual([codes[1]]);
    expect(await storage().rolls('m1', undefined)).toEqual([
      { ...second, used: 0 },
      { ...first, used: 1 },
    ]);
    expect(await storage().rolls('m1', ['n1'])).toEqual([{ ...first, used: 1 }]);
    expect(await storage().rolls('m1', [])).toEqual([]);
  });

  it('are voided once', async () => {
    await storage().addRoll(rollOf('r1'), [codeOf(1)]);
    await storage().voidRoll('m2', 'r1', VOIDING);
    expect(await storage().roll('m1', 'r1')).toEqual(rollOf('r1'));
    await storage().voidRoll('m1', 'r1', VOIDING);
    await storage().voidRoll('m1', 'r1', { ...VOIDING, voidReason: 'อื่น' });
    expect(await storage().rollOf(codeOf(1))).toEqual({ ...rollOf('r1'), ...VOIDING });
  });
}
