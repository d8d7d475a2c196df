import { expect, it } from 'vitest';
import type { Program } from '../../../src/app/ports.ts';
import type { Subject } from '../contract.ts';

const [AT, LATER, END] = [
  '2026-11-21T01:00:00.000Z',
  '2026-11-21T02:00:00.000Z',
  '2026-12-21T01:00:00.000Z',
] as const;

export function programsContract(storage: Subject): void {
  const programOf = (id: string, municipalityId: string, scope: Program['scope']): Program => ({
    municipalityId,
    id,
    name: 'เครื่องชั่ง',
    role: { role: 'network_lead', place: { kind: 'network', id: 'n1' } },
    scope,
    issuedBy: 'u1',
    issuedAt: AT,
    expiresAt: END,
    lastUsedAt: null,
    revokedAt: null,
  });

  it('are found by their token until they end or are revoked, each in its municipality', async () => {
    const [scale, report] = [
      programOf('p1', 'm1', ['batches.read']),
      programOf('p2', 'm1', 'read'),
    ];
    await storage().addProgram(scale, 'd1');
    await storage().addProgram(report, 'd2');
    await storage().addProgram(programOf('p1', 'm2', 'read'), 'd3');
    expect(await storage().programBehind('d1', LATER)).toEqual(scale);
    expect(await storage().programBehind('d1', END)).toBeNull();
    expect(await storage().programBehind('d9', LATER)).toBeNull();
    expect(await storage().programs('m1')).toEqual([report, scale]);

    await storage().seeProgram('m1', 'p2', LATER);
    expect(await storage().programBehind('d2', LATER)).toEqual({ ...report, lastUsedAt: LATER });
    expect(await storage().revokeProgram('m1', 'p1', LATER)).toBe(true);
    expect(await storage().revokeProgram('m1', 'p1', END)).toBe(true);
    expect(await storage().revokeProgram('m1', 'p9', LATER)).toBe(false);
    expect(await storage().revokeProgram('m2', 'p2', LATER)).toBe(false);
    expect(await storage().programBehind('d1', LATER)).toBeNull();
    expect(await storage().programBehind('d3', LATER)).toMatchObject({ municipalityId: 'm2' });
    expect(await storage().programs('m1')).toMatchObject([{}, { revokedAt: LATER }]);
  });
}
