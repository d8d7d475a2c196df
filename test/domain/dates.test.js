import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDay } from '../../src/domain/batch/context.js';
import { addDays, boundsOf, dayOf } from '../../src/domain/dates.js';
import { Refusal } from '../../src/domain/refusal.js';
import { contextOf, officer } from './given.js';
const anyInstant = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());
describe('a day in Thailand', () => {
    it('begins at midnight in Bangkok, 17:00 UTC of the day before', () => {
        expect(dayOf('2026-11-20T16:59:59.999Z')).toBe('2026-11-20');
        expect(dayOf('2026-11-20T17:00:00.000Z')).toBe('2026-11-21');
        expect(dayOf('2026-11-21T16:59:59.999Z')).toBe('2026-11-21');
        expect(dayOf('2026-12-31T17:00:00.000Z')).toBe('2027-01-01');
    });
    it('lies between its bounds: from included, to excluded', () => {
        expect(boundsOf('2026-11-21')).toEqual({
            from: '2026-11-20T17:00:00.000Z',
            to: '2026-11-21T17:00:00.000Z',
        });
        fc.assert(fc.property(anyInstant, (instant) => {
            const { from, to } = boundsOf(dayOf(instant));
            expect(from <= instant && instant < to).toBe(true);
        }));
    });
    it('is counted on over months, leap years and back', () => {
        expect(addDays('2026-11-30', 1)).toBe('2026-12-01');
        expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
        expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
        expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
        expect(addDays('2026-11-21', 0)).toBe('2026-11-21');
    });
});
describe('dates from the future or older than a setting are refused', () => {
    const check = (day, now = '2026-11-21T01:00:00.000Z', oldestEntryDays = 30) => {
        try {
            checkDay('harvestedOn', day, contextOf(officer, { now, settings: { oldestEntryDays } }));
            return null;
        }
        catch (error) {
            if (!(error instanceof Refusal))
                throw error;
            return { code: error.code, facts: error.facts };
        }
    };
    const tooNew = (date, today) => ({
        code: 'date-in-future',
        facts: { field: 'harvestedOn', date, today },
    });
    const tooOld = (date, oldest) => ({
        code: 'date-too-old',
        facts: { field: 'harvestedOn', date, oldest },
    });
    it('takes today and refuses tomorrow', () => {
        expect(check('2026-11-21')).toBeNull();
        expect(check('2026-11-22')).toEqual(tooNew('2026-11-22', '2026-11-21'));
    });
    it('takes the thirtieth day back and refuses the thirty-first', () => {
        expect(check('2026-10-22')).toBeNull();
        expect(check('2026-10-21')).toEqual(tooOld('2026-10-21', '2026-10-22'));
    });
    it('asks the setting how old an entry may be', () => {
        expect(check('2026-11-20', undefined, 1)).toBeNull();
        expect(check('2026-11-19', undefined, 1)).toEqual(tooOld('2026-11-19', '2026-11-20'));
        expect(check('2026-11-21', undefined, 0)).toBeNull();
        expect(check('2026-11-20', undefined, 0)).toEqual(tooOld('2026-11-20', '2026-11-21'));
    });
    it('turns the day at midnight in Bangkok, on both sides', () => {
        const [before, midnight] = ['2026-11-21T16:59:59.999Z', '2026-11-21T17:00:00.000Z'];
        expect(check('2026-11-22', before)).toEqual(tooNew('2026-11-22', '2026-11-21'));
        expect(check('2026-11-22', midnight)).toBeNull();
        expect(check('2026-10-22', before)).toBeNull();
        expect(check('2026-10-22', midnight)).toEqual(tooOld('2026-10-22', '2026-10-23'));
    });
});
