/**
 * Given these events, when somebody asks for something, then this happens or is refused.
 * Everything handed to a rule is frozen to the bottom: a rule that changed its input would throw.
 */
import { expect } from 'vitest';
import { correct } from '../../src/domain/batch/correction.js';
import { registerHarvest, } from '../../src/domain/batch/harvest.js';
import { evolve, statusOf } from '../../src/domain/batch/state.js';
import { Refusal } from '../../src/domain/refusal.js';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.js';
/** Eight in the morning of 21 November 2569 in Chiang Rai. */
export const NOW = '2026-11-21T01:00:00.000Z';
export const TODAY = '2026-11-21';
export const CODE = 'ABCDE12345';
export const network = { kind: 'network', id: 'n1' };
export const otherNetwork = { kind: 'network', id: 'n2' };
export const stall = { kind: 'stall', id: 's1' };
export const kitchen = { kind: 'kitchen', id: 'k1' };
const at = (role, userId, place) => ({ role, userId, place });
export const farmer = at('farmer', 'u-farmer', network);
export const neighbour = at('farmer', 'u-neighbour', network);
export const lead = at('network_lead', 'u-lead', network);
export const otherLead = at('network_lead', 'u-other-lead', otherNetwork);
export const stallManager = at('stall_manager', 'u-stall', stall);
export const otherStallManager = at('stall_manager', 'u-stall-2', { kind: 'stall', id: 's2' });
export const kitchenStaff = at('kitchen_staff', 'u-kitchen', kitchen);
const town = { kind: 'municipality', id: 'm1' };
export const auditor = at('auditor', 'u-auditor', town);
export const officer = at('municipal_officer', 'u-officer', town);
/** ผักบุ้ง, as the tests have it: a bundle weighs 200 g, a usual batch 5 to 40 kg. */
export const crop = {
    id: 'c1',
    units: [
        { unit: 'bundle', gramsPerUnit: 200 },
        { unit: 'bag', gramsPerUnit: 333.3 },
    ],
    usualMinGrams: 5_000,
    usualMaxGrams: 40_000,
    screeningFalsePositive: false,
};
export const { units } = crop;
export const kg = (quantity) => ({ quantity, unit: 'kg' });
export const amountOf = (grams) => ({
    quantity: grams / 1000,
    unit: 'kg',
    gramsPerUnit: 1000,
    weighedGrams: null,
    grams,
});
export const move = (from, to, grams) => ({ from, to, grams });
/** The same event by somebody else than who usually does it. */
export const by = (actor, event) => ({
    ...event,
    by: actor,
});
export const harvested = (grams, change = {}) => ({
    by: farmer,
    type: 'harvest-registered',
    data: {
        cropId: crop.id,
        farmerId: 'f1',
        networkId: 'n1',
        plotId: null,
        harvestedOn: TODAY,
        amount: amountOf(grams),
        spray: null,
        review: null,
        note: null,
        moves: [move('field/n1', 'network/n1', grams)],
        ...change,
    },
});
export const kit = (result) => ({
    method: 'kit',
    reading: { kit: 'MJPK', result },
    kitLot: null,
    kitExpiresOn: null,
    minutes: null,
});
export const laboratory = (mgPerKg) => ({
    method: 'laboratory',
    laboratory: 'ตัวอย่าง',
    reportNumber: '1',
    findings: [{ substance: 'x', mgPerKg, limitMgPerKg: 0.01, prohibited: false }],
});
const inspected = (inspection, outcome, inspectedAt = NOW) => ({
    by: lead,
    type: 'inspection-recorded',
    data: { inspectedAt, inspection, outcome },
});
export const kitPassed = (inspectedAt = NOW) => inspected(kit('safe'), 'pass', inspectedAt);
export const kitFailed = () => inspected(kit('unsafe'), 'fail');
export const kitUndecided = () => inspected(kit('unsafe'), 'hold');
export const laboratoryPassed = (inspectedAt = NOW) => inspected(laboratory(0), 'pass', inspectedAt);
export const laboratoryFailed = () => inspected(laboratory(1), 'fail');
export const held = (level = 'hold') => ({
    by: officer,
    type: 'hold-placed',
    data: { level, reason: 'smell' },
});
export const released = () => ({
    by: officer,
    type: 'hold-released',
    data: { reason: 'looked at' },
});
export const sent = (deliveryId, grams, to = kitchen, from = network) => ({
    by: { ...lead, place: from },
    type: 'dispatched',
    data: {
        deliveryId,
        from,
        to,
        amount: amountOf(grams),
        certificateId: null,
        deliverOn: TODAY,
        note: null,
        moves: [move(`${from.kind}/${from.id}`, `transit/${deliveryId}`, grams)],
    },
});
export const part = (grams, remedy) => ({
    grams,
    remedy,
    reason: 'wilted',
});
export const line = (acceptedGrams, { rejected = null, missing = null } = {}) => ({ acceptedGrams, rejected, missing });
/** A delivery that arrived whole. */
export const arrived = (deliveryId, grams, at = kitchen) => ({
    by: at.kind === 'stall' ? stallManager : kitchenStaff,
    type: 'received',
    data: {
        deliveryId,
        line: line(grams),
        moves: [move(`transit/${deliveryId}`, `${at.kind}/${at.id}`, grams)],
    },
});
/** A delivery that arrived otherwise, with what that posts. */
export const arrivedAs = (deliveryId, receipt, ...moves) => ({
    by: kitchenStaff,
    type: 'received',
    data: { deliveryId, line: receipt, moves },
});
export const calledBack = (deliveryId, grams) => ({
    by: lead,
    type: 'dispatch-cancelled',
    data: {
        deliveryId,
        reason: 'flood',
        moves: [move(`transit/${deliveryId}`, 'network/n1', grams)],
    },
});
export const sold = (grams) => ({
    by: stallManager,
    type: 'sold',
    data: {
        place: stall,
        amount: amountOf(grams),
        priceSatang: null,
        moves: [move('stall/s1', 'sold/s1', grams)],
    },
});
export const cooked = (grams) => ({
    by: kitchenStaff,
    type: 'cooked',
    data: {
        place: kitchen,
        amount: amountOf(grams),
        menu: 'ผัดผักบุ้ง',
        mealDate: TODAY,
        pupils: 100,
        moves: [move('kitchen/k1', 'cooked/k1', grams)],
    },
});
export const discarded = (grams) => ({
    by: lead,
    type: 'discarded',
    data: {
        place: network,
        amount: amountOf(grams),
        way: 'compost',
        reason: 'wilted',
        moves: [move('network/n1', 'discarded/n1', grams)],
    },
});
export const counted = (place, bookGrams, grams, by = lead) => {
    const here = `${place.kind}/${place.id}`;
    const surplus = grams - bookGrams;
    const found = move(`found/${place.id}`, here, surplus);
    const missing = move(here, `missing/${place.id}`, -surplus);
    return {
        by,
        type: 'stock-counted',
        data: {
            place,
            counted: amountOf(grams),
            bookGrams,
            reason: 'monthly count',
            moves: surplus > 0 ? [found] : surplus < 0 ? [missing] : [],
        },
    };
};
export const voided = (entry, ...moves) => ({
    by: officer,
    type: 'corrected',
    data: { entry, action: 'void', reason: 'slip', amount: null, line: null, harvest: null, moves },
});
function deepFreeze(value) {
    if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
        Object.freeze(value);
        Object.values(value).forEach(deepFreeze);
    }
    return value;
}
/** What the book adds to an event: the n-th event of the batch has the id `e<n>`. */
export function occurrence(event, version, actor) {
    return deepFreeze({
        type: event.type,
        data: event.data,
        id: `e${version}`,
        municipalityId: 'm1',
        batch: CODE,
        version,
        schema: 1,
        actor,
        deviceTime: null,
        clockOffsetSeconds: null,
        serverTime: NOW,
        commandId: `command-${version}`,
    });
}
export const after = (batch, event) => deepFreeze(evolve(batch, event));
/** The batch that these events make. */
export const batchOf = (...events) => events.reduce((batch, event, index) => after(batch, occurrence(event, index + 1, event.by ?? lead)), null);
export const contextOf = (actor, { now = NOW, settings = {}, confirmed = [] } = {}) => deepFreeze({
    now,
    actor,
    settings: { ...DEFAULT_SETTINGS, leaveRule: 'none', ...settings },
    confirmed,
});
export const register = (_, command, context) => registerHarvest(command, context);
export const correcting = (batch, command, context) => correct(batch, command, crop, context);
/** What came of a command: an event that is in the book now, or a refusal. */
class Outcome {
    #before;
    #event = null;
    #refusal = null;
    constructor(before, decide, actor) {
        this.#before = before;
        try {
            this.#event = occurrence(decide(), (before?.version ?? 0) + 1, actor);
        }
        catch (error) {
            if (!(error instanceof Refusal))
                throw error;
            this.#refusal = error;
        }
    }
    /** The event is of this type and its data holds at least this; moves are compared whole. */
    thenEvent(type, data = {}) {
        expect(this.#refusal, 'refused').toBeNull();
        expect(this.#event).toMatchObject({ type, data });
        return this;
    }
    thenBalances(expected) {
        expect(this.batch().balances).toEqual(expected);
        return this;
    }
    thenStatus(expected) {
        expect(statusOf(this.batch())).toBe(expected);
        return this;
    }
    thenRefused(code, facts) {
        expect(this.#event, 'was let through').toBeNull();
        expect({ code: this.#refusal?.code, facts: this.#refusal?.facts }).toEqual({ code, facts });
    }
    batch() {
        if (!this.#event)
            throw new Error(`refused: ${this.#refusal?.code}`);
        return after(this.#before, this.#event);
    }
}
export function given(...events) {
    const batch = batchOf(...events);
    return {
        when: (decide, command, actor, circumstances = {}) => new Outcome(batch, () => decide(batch, deepFreeze(command), contextOf(actor, circumstances)), actor),
    };
}
