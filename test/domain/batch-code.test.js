import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeBatchCode, parseBatchCode, showBatchCode } from '../../src/domain/batch-code.js';
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bytes = fc.uint8Array({ minLength: 9, maxLength: 9 });
const samples = [
    [0, 0, 0, 0, 0, 0, 0, 0, 0],
    [31, 31, 31, 31, 31, 31, 31, 31, 31],
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
    [255, 0, 128, 64, 32, 16, 8, 4, 2],
    [10, 10, 20, 20, 30, 30, 0, 0, 1],
    [17, 3, 29, 8, 21, 14, 2, 26, 11],
].map((sample) => makeBatchCode(Uint8Array.from(sample)));
const withCharacter = (code, at, character) => code.slice(0, at) + character + code.slice(at + 1);
const swapped = (code, i, j) => withCharacter(withCharacter(code, i, code[j]), j, code[i]);
/** The check character by its definition, worked out another way: powers of the generator, summed. */
function checkByPowers(nine) {
    const times = (a, b) => {
        let product = 0;
        for (let bit = 0; bit < 5; bit++)
            if (b & (1 << bit))
                product ^= a << bit;
        for (let bit = 9; bit >= 5; bit--)
            if (product & (1 << bit))
                product ^= 0b100101 << (bit - 5);
        return product;
    };
    let sum = 0;
    [...nine].forEach((character, index) => {
        let weight = 1;
        for (let i = 0; i < 9 - index; i++)
            weight = times(weight, 2);
        sum ^= times(ALPHABET.indexOf(character), weight);
    });
    return ALPHABET[sum];
}
describe('a batch code', () => {
    it('is ten characters of Crockford base 32, and reads back as itself', () => {
        fc.assert(fc.property(bytes, (random) => {
            const code = makeBatchCode(random);
            expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
            expect(parseBatchCode(code)).toBe(code);
            expect(parseBatchCode(showBatchCode(code))).toBe(code);
        }));
    });
    it('ends in the check character of its definition, on a label printed years ago too', () => {
        fc.assert(fc.property(bytes, (random) => {
            const code = makeBatchCode(random);
            expect(code[9]).toBe(checkByPowers(code.slice(0, 9)));
        }));
        expect(samples[2]).toBe('1234567890');
        expect(samples[5]).toBe('H3X8NE2TB2');
    });
    it('keeps 45 random bits: each byte moves one character of its own', () => {
        for (let at = 0; at < 9; at++) {
            const seen = new Set(Array.from({ length: 256 }, (_, byte) => {
                const random = new Uint8Array(9);
                random[at] = byte;
                return makeBatchCode(random)[at];
            }));
            expect(seen.size).toBe(32);
        }
    });
    it('is not made of fewer than nine random bytes', () => {
        expect(() => makeBatchCode(new Uint8Array(8))).toThrow(RangeError);
        expect(makeBatchCode(new Uint8Array(16))).toHaveLength(10);
    });
    it('shows in two groups of five', () => {
        expect(showBatchCode('ABCDE12345')).toBe('ABCDE-12345');
    });
});
describe('the check character catches', () => {
    it('every single wrong character, at every place, in every sample', () => {
        let tried = 0;
        for (const code of samples) {
            for (let at = 0; at < code.length; at++) {
                for (const character of ALPHABET.replace(code[at], '')) {
                    expect(parseBatchCode(withCharacter(code, at, character))).toBeNull();
                    tried++;
                }
            }
        }
        expect(tried).toBe(samples.length * 10 * 31);
    });
    it('every swap of two neighbours that differ, in every sample', () => {
        let tried = 0;
        for (const code of samples) {
            for (let at = 0; at + 1 < code.length; at++) {
                if (code[at] === code[at + 1])
                    continue;
                expect(parseBatchCode(swapped(code, at, at + 1)), `${code} ${at}`).toBeNull();
                tried++;
            }
        }
        expect(tried).toBeGreaterThan(20);
    });
    it('every swap of neighbours of any two values at any place', () => {
        for (let at = 0; at < 8; at++) {
            for (let a = 0; a < 32; a++) {
                for (let b = 0; b < a; b++) {
                    const random = new Uint8Array(9).fill(7);
                    random[at] = a;
                    random[at + 1] = b;
                    const code = makeBatchCode(random);
                    expect(parseBatchCode(swapped(code, at, at + 1))).toBeNull();
                }
            }
        }
    });
    it('one wrong character or any two that changed places, in any code', () => {
        fc.assert(fc.property(bytes, fc.nat(9), fc.nat(9), fc.constantFrom(...ALPHABET), (random, i, j, character) => {
            const code = makeBatchCode(random);
            if (character !== code[i]) {
                expect(parseBatchCode(withCharacter(code, i, character))).toBeNull();
            }
            if (code[i] !== code[j])
                expect(parseBatchCode(swapped(code, i, j))).toBeNull();
        }), { numRuns: 2_000 });
    });
});
describe('a code is read as people type it', () => {
    const code = makeBatchCode(Uint8Array.from([0, 1, 10, 11, 12, 0, 1, 2, 3]));
    const thai = (text) => text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
    it.each([
        ['in lower case', code.toLowerCase()],
        ['with a hyphen', showBatchCode(code)],
        ['with a hyphen in the wrong place', `${code.slice(0, 2)}-${code.slice(2)}`],
        ['with dashes of word processors', `${code.slice(0, 5)}–${code.slice(5)}—`],
        ['with a non-breaking hyphen', `${code.slice(0, 5)}\u2011${code.slice(5)}`],
        ['with spaces around and between', ` ${[...code].join(' ')}\t\n`],
        ['with non-breaking spaces', [...code].join('\u00a0')],
        ['with O for 0', code.replaceAll('0', 'O')],
        ['with o for 0', code.replaceAll('0', 'o')],
        ['with I for 1', code.replaceAll('1', 'I')],
        ['with i for 1', code.replaceAll('1', 'i')],
        ['with L for 1', code.replaceAll('1', 'L')],
        ['with l for 1', code.replaceAll('1', 'l')],
        ['in Thai digits', thai(code)],
        ['with zero-width characters', [...code].join('\u200b')],
        ['with joiners and a byte order mark', `\ufeff${[...code].join('\u200d')}\u2060\u200c`],
        ['with soft hyphens', [...code].join('\u00ad')],
        ['with marks of direction', `\u200e${code}\u200f`],
    ])('%s', (_, typed) => {
        expect(typed).not.toBe(code);
        expect(parseBatchCode(typed)).toBe(code);
    });
    it.each([
        ['nothing', ''],
        ['only separators', '- -'],
        ['a character short', code.slice(0, 9)],
        ['a character long', `${code}0`],
        ['a letter that the alphabet leaves out', `U${code.slice(1)}`],
        ['a character from elsewhere', `${code.slice(0, 9)}ก`],
        ['a character of two code units', `${code.slice(0, 8)}😀`],
        ['a web address', `HTTPS://EXAMPLE.ORG/B/${code}`],
        ['more than anyone types', `${' '.repeat(60)}${code}`],
    ])('but %s is no code', (_, typed) => expect(parseBatchCode(typed)).toBeNull());
});
