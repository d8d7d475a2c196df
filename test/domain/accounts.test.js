import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountGroup, difference, net, onHand, overdrawn, post, samePlace, splitAccount, } from '../../src/domain/accounts.js';
import { move } from './given.js';
const names = [
    'field/n1',
    'found/s1',
    'network/n1',
    'transit/d1',
    'stall/s1',
    'sold/s1',
    'missing/s1',
];
const anyMoves = fc.array(fc
    .record({
    from: fc.constantFrom(...names),
    to: fc.constantFrom(...names),
    grams: fc.integer({ min: 1, max: 1_000 }),
})
    .filter(({ from, to }) => from !== to));
const sum = (balances) => Object.values(balances).reduce((a, b) => a + b, 0);
describe('posting', () => {
    it('takes the grams from one account and gives them to another', () => {
        expect(post({ 'network/n1': 500 }, [move('network/n1', 'transit/d1', 200)])).toEqual({
            'network/n1': 300,
            'transit/d1': 200,
        });
    });
    it('leaves out an account that is back at zero', () => {
        expect(post({ 'network/n1': 500 }, [move('network/n1', 'sold/n1', 500)])).toEqual({
            'sold/n1': 500,
        });
    });
    it('neither makes nor loses a gram, whatever is posted', () => {
        fc.assert(fc.property(anyMoves, (moves) => {
            expect(sum(post({}, moves))).toBe(0);
        }));
    });
    it('leaves the balances that it was given as they were', () => {
        const before = Object.freeze({ 'network/n1': 5 });
        post(before, [move('network/n1', 'sold/n1', 5)]);
        expect(before).toEqual({ 'network/n1': 5 });
    });
});
describe('no place below zero', () => {
    it('names the account that would be overdrawn and what it has', () => {
        expect(overdrawn({ 'stall/s1': 99 }, [move('stall/s1', 'sold/s1', 100)])).toEqual({
            account: 'stall/s1',
            availableGrams: 99,
        });
    });
    it('says zero of an account that has nothing', () => {
        expect(overdrawn({}, [move('stall/s1', 'sold/s1', 1)])).toEqual({
            account: 'stall/s1',
            availableGrams: 0,
        });
    });
    it('lets the last gram go', () => {
        expect(overdrawn({ 'stall/s1': 100 }, [move('stall/s1', 'sold/s1', 100)])).toBeNull();
    });
    it.each(['network/n1', 'stall/s1', 'kitchen/k1', 'transit/d1'])('holds for %s', (name) => expect(overdrawn({}, [move(name, 'found/x', 1)])).toMatchObject({ account: name }));
    it.each(['sold/s1', 'cooked/k1', 'discarded/n1', 'missing/d1'])('holds for %s: what is gone cannot come back twice', (name) => expect(overdrawn({}, [move(name, 'stall/s1', 1)])).toMatchObject({ account: name }));
    it.each(['field/n1', 'found/s1'])('does not bind %s, where goods come from', (name) => expect(overdrawn({}, [move(name, 'network/n1', 1)])).toBeNull());
    it('looks at where moves end together, not one by one', () => {
        const moves = [move('stall/s1', 'sold/s1', 5), move('transit/d1', 'stall/s1', 5)];
        expect(overdrawn({ 'transit/d1': 5 }, moves)).toBeNull();
    });
});
describe('netting', () => {
    it('adds up what runs the same way', () => {
        const moves = [move('field/n1', 'network/n1', 3), move('field/n1', 'network/n1', 4)];
        expect(net(moves)).toEqual([move('field/n1', 'network/n1', 7)]);
    });
    it('takes off what runs back, and turns round what runs back further', () => {
        expect(net([move('stall/s1', 'sold/s1', 3), move('sold/s1', 'stall/s1', 1)])).toEqual([
            move('stall/s1', 'sold/s1', 2),
        ]);
        expect(net([move('stall/s1', 'sold/s1', 3), move('sold/s1', 'stall/s1', 7)])).toEqual([
            move('sold/s1', 'stall/s1', 4),
        ]);
    });
    it('leaves nothing of what cancels out', () => {
        expect(net([move('stall/s1', 'sold/s1', 3), move('sold/s1', 'stall/s1', 3)])).toEqual([]);
    });
    it('never changes what the moves post, and posts whole positive grams only', () => {
        fc.assert(fc.property(anyMoves, (moves) => {
            expect(post({}, net(moves))).toEqual(post({}, moves));
            expect(net(moves).every(({ grams }) => grams > 0)).toBe(true);
        }));
    });
    it('takes an entry from what it posted to what it should have posted', () => {
        fc.assert(fc.property(anyMoves, anyMoves, (posted, wanted) => {
            expect(post(post({}, posted), difference(posted, wanted))).toEqual(post({}, wanted));
        }));
    });
});
describe('the names of accounts', () => {
    it('are read back', () => {
        expect(splitAccount('transit/0190-a/b')).toEqual({ kind: 'transit', id: '0190-a/b' });
    });
    it('tell where goods come from, where they are held and where they end', () => {
        const groups = {
            field: 'origin',
            found: 'origin',
            network: 'holding',
            stall: 'holding',
            kitchen: 'holding',
            transit: 'holding',
            sold: 'end',
            cooked: 'end',
            discarded: 'end',
            missing: 'end',
        };
        for (const [kind, group] of Object.entries(groups)) {
            expect(accountGroup(kind), kind).toBe(group);
        }
    });
    it('count as on hand what is held or on its way, and nothing else', () => {
        const balances = {
            'field/n1': -100,
            'network/n1': 40,
            'transit/d1': 20,
            'stall/s1': 10,
            'kitchen/k1': 5,
            'sold/s1': 12,
            'missing/d1': 13,
        };
        expect(onHand(balances)).toBe(75);
    });
    it('are of the same place only when kind and id are the same', () => {
        expect(samePlace({ kind: 'stall', id: '1' }, { kind: 'stall', id: '1' })).toBe(true);
        expect(samePlace({ kind: 'stall', id: '1' }, { kind: 'kitchen', id: '1' })).toBe(false);
        expect(samePlace({ kind: 'stall', id: '1' }, { kind: 'stall', id: '2' })).toBe(false);
    });
});
