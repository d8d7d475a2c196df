import { describe, expect, it } from 'vitest';
import { CHEMICAL_GROUPS, judge, } from '../../src/domain/inspections.js';
import { Refusal } from '../../src/domain/refusal.js';
const clearCrop = { screeningFalsePositive: false };
const springOnion = { screeningFalsePositive: true };
const kit = (reading) => ({
    method: 'kit',
    reading,
    kitLot: null,
    kitExpiresOn: null,
    minutes: null,
});
const laboratory = (...findings) => ({
    method: 'laboratory',
    laboratory: 'ตัวอย่าง',
    reportNumber: '1',
    findings: findings.map((finding) => ({
        substance: 'x',
        mgPerKg: 0,
        limitMgPerKg: 0.01,
        prohibited: false,
        ...finding,
    })),
});
const none = Object.fromEntries(CHEMICAL_GROUPS.map((group) => [group, false]));
describe('a raw result is mapped', () => {
    it.each([
        [{ kit: 'GT', result: 'not_detected' }, 'pass', 'pass'],
        [{ kit: 'GT', result: 'safe_level' }, 'pass', 'pass'],
        [{ kit: 'GT', result: 'unsafe' }, 'fail', 'hold'],
        [{ kit: 'MJPK', result: 'safe' }, 'pass', 'pass'],
        [{ kit: 'MJPK', result: 'unsafe' }, 'fail', 'hold'],
        [{ kit: 'MJPK', result: 'very_unsafe' }, 'fail', 'hold'],
        [{ kit: 'GPO-TM', detected: none }, 'pass', 'pass'],
    ])('%o to %s, and to %s on a crop known for false positives', (reading, outcome, doubtful) => {
        expect(judge(kit(reading), clearCrop)).toBe(outcome);
        expect(judge(kit(reading), springOnion)).toBe(doubtful);
    });
    it.each(CHEMICAL_GROUPS)('GPO-TM that sees %s decides nothing: hold', (group) => {
        const reading = { kit: 'GPO-TM', detected: { ...none, [group]: true } };
        expect(judge(kit(reading), clearCrop)).toBe('hold');
        expect(judge(kit(reading), springOnion)).toBe('hold');
    });
});
describe('GT calls 50 % inhibition unsafe', () => {
    const gt = (result, inhibitionPercent) => {
        try {
            return judge(kit({ kit: 'GT', result, inhibitionPercent }), clearCrop);
        }
        catch (error) {
            if (!(error instanceof Refusal))
                throw error;
            return { code: error.code, facts: error.facts };
        }
    };
    const inconsistent = (reason) => ({ code: 'inspection-inconsistent', facts: { reason } });
    it('and takes a word and a percentage that agree', () => {
        expect(gt('safe_level', 49.9)).toBe('pass');
        expect(gt('not_detected', 0)).toBe('pass');
        expect(gt('unsafe', 50)).toBe('fail');
    });
    it('and refuses a word that the percentage contradicts', () => {
        expect(gt('safe_level', 50)).toEqual(inconsistent('GT safe_level, 50 %'));
        expect(gt('not_detected', 80)).toEqual(inconsistent('GT not_detected, 80 %'));
        expect(gt('unsafe', 49.9)).toEqual(inconsistent('GT unsafe, 49.9 %'));
    });
});
describe('a laboratory', () => {
    it('passes what is at the limit and fails what is above it', () => {
        expect(judge(laboratory({ mgPerKg: 0.01 }), clearCrop)).toBe('pass');
        expect(judge(laboratory({ mgPerKg: 0.0101 }), clearCrop)).toBe('fail');
    });
    it('fails any trace of a substance that must not be found', () => {
        const finding = { prohibited: true, limitMgPerKg: 0.01 };
        expect(judge(laboratory({ ...finding, mgPerKg: 0 }), clearCrop)).toBe('pass');
        expect(judge(laboratory({ ...finding, mgPerKg: 0.001 }), clearCrop)).toBe('fail');
    });
    it('fails a sample for one substance among many', () => {
        expect(judge(laboratory({}, { mgPerKg: 1 }, {}), clearCrop)).toBe('fail');
        expect(judge(laboratory({}, {}), clearCrop)).toBe('pass');
        expect(judge(laboratory(), clearCrop)).toBe('pass');
    });
    it('is not doubted on a crop known for false positives of kits', () => {
        expect(judge(laboratory({ mgPerKg: 1 }), springOnion)).toBe('fail');
    });
});
