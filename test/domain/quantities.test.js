import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toAmount, UNITS } from '../../src/domain/quantities.js';
import { Refusal } from '../../src/domain/refusal.js';
import { units } from './given.js';
const refusalOf = (entered) => {
    try {
        return toAmount(entered, units);
    }
    catch (error) {
        if (!(error instanceof Refusal))
            throw error;
        return { code: error.code, facts: error.facts };
    }
};
describe('an amount entered in units of trade', () => {
    it.each([
        ['kg', 1.5, 1_000, 1_500],
        ['khit', 3, 100, 300],
        ['g', 250, 1, 250],
        ['bundle', 12, 200, 2_400],
        ['bag', 3, 333.3, 1_000],
    ])('in %s becomes whole grams and keeps the factor', (unit, quantity, factor, grams) => {
        expect(toAmount({ quantity, unit }, units)).toEqual({
            quantity,
            unit,
            gramsPerUnit: factor,
            weighedGrams: null,
            grams,
        });
    });
    it('goes by the scale where there was one, and keeps what was counted and the factor', () => {
        expect(toAmount({ quantity: 12, unit: 'bundle', weighedGrams: 2_310 }, units)).toEqual({
            quantity: 12,
            unit: 'bundle',
            gramsPerUnit: 200,
            weighedGrams: 2_310,
            grams: 2_310,
        });
    });
    it('weighs a kilogram as 1,000 g whatever a crop says of it', () => {
        const odd = [{ unit: 'kg', gramsPerUnit: 900 }];
        expect(toAmount({ quantity: 1, unit: 'kg' }, odd).grams).toBe(1_000);
    });
    it('is refused in a unit that the crop does not have', () => {
        expect(refusalOf({ quantity: 1, unit: 'head' })).toEqual({
            code: 'unit-unknown',
            facts: { unit: 'head', units: 'kg, khit, g, bundle, bag' },
        });
    });
    it('is refused below one gram, and rounded from half a gram on', () => {
        expect(refusalOf({ quantity: 0.5, unit: 'g' })).toMatchObject({ grams: 1 });
        expect(refusalOf({ quantity: 0.0004, unit: 'kg' })).toEqual({
            code: 'amount-too-small',
            facts: { quantity: 0.0004, unit: 'kg' },
        });
        expect(refusalOf({ quantity: 0, unit: 'kg' })).toMatchObject({ code: 'amount-too-small' });
        expect(refusalOf({ quantity: -1, unit: 'kg' })).toMatchObject({ code: 'amount-too-small' });
        expect(refusalOf({ quantity: 1, unit: 'kg', weighedGrams: 0 })).toMatchObject({
            code: 'amount-too-small',
        });
    });
    it('is refused when it is no number: nothing of it may reach the book', () => {
        for (const quantity of [Number.NaN, Number.POSITIVE_INFINITY]) {
            expect(refusalOf({ quantity, unit: 'kg' })).toMatchObject({ code: 'amount-too-small' });
        }
        expect(refusalOf({ quantity: 1, unit: 'kg', weighedGrams: Number.NaN })).toMatchObject({
            code: 'amount-too-small',
        });
    });
    it('is whole grams, never below one, or refused, whatever is entered', () => {
        const anyNumber = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0.1, 1e15, 1e300));
        fc.assert(fc.property(anyNumber, fc.option(anyNumber, { nil: undefined }), fc.constantFrom(...UNITS), (quantity, weighedGrams, unit) => {
            const result = refusalOf({ quantity, weighedGrams, unit });
            if ('code' in result)
                return;
            expect(Number.isSafeInteger(result.grams)).toBe(true);
            expect(result.grams).toBeGreaterThanOrEqual(1);
        }), { numRuns: 2_000 });
    });
});
