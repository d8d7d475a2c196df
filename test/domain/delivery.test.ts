import { describe, expect, it } from 'vitest';
import type { Account, Move } from '../../src/domain/accounts.ts';
import {
  cancelDispatch,
  type Dispatch,
  dispatch,
  receive,
} from '../../src/domain/batch/delivery.ts';
import type { ReceiptLine } from '../../src/domain/batch/events.ts';
import type { Settings } from '../../src/domain/settings.ts';
import {
  arrived,
  auditor,
  batchOf,
  by,
  CODE,
  calledBack,
  cooked,
  farmer,
  given,
  harvested,
  held,
  kg,
  kitchen,
  kitchenStaff,
  kitFailed,
  kitPassed,
  laboratoryFailed,
  lead,
  line,
  move,
  network,
  officer,
  otherLead,
  otherNetwork,
  otherStallManager,
  part,
  sent,
  stall,
  stallManager,
  TODAY,
  toKitchen,
  voided,
} from './given.ts';

const batch = harvested(10_000);
describe('dispatching', () => {
  it('moves goods from the network’s store on their way', () => {
    given(batch)
      .when(dispatch, toKitchen({ certificateId: 'cert' }), lead)
      .thenEvent('dispatched', {
        deliveryId: 'd1',
        from: network,
        to: kitchen,
        certificateId: 'cert',
        deliverOn: TODAY,
        note: 'ประตูหลัง',
        moves: [move('network/n1', 'transit/d1', 4_000)],
      })
      .thenBalances({ 'field/n1': -10_000, 'network/n1': 6_000, 'transit/d1': 4_000 });
  });

  it('keeps the units that were entered, and not the crop’s list of them', () => {
    const { data } = dispatchedEvent({ amount: { quantity: 10, unit: 'bundle' } });
    expect(data).toMatchObject({
      amount: { quantity: 10, unit: 'bundle', gramsPerUnit: 200, grams: 2_000 },
    });
    expect(data).not.toHaveProperty('units');
  });

  it('is for whoever holds the goods', () => {
    for (const actor of [otherLead, stallManager, kitchenStaff, auditor, officer]) {
      given(batch)
        .when(dispatch, toKitchen(), actor)
        .thenRefused('not-holder', { place: 'network/n1' });
    }
    given(batch, sent('d0', 4_000, stall), arrived('d0', 4_000, stall))
      .when(dispatch, toKitchen({ from: stall }), stallManager)
      .thenBalances({ 'field/n1': -10_000, 'network/n1': 6_000, 'transit/d1': 4_000 });
  });

  it('goes to another place', () => {
    given(batch)
      .when(dispatch, toKitchen({ to: network }), lead)
      .thenRefused('delivery-to-itself', {});
    given(batch)
      .when(dispatch, toKitchen({ to: otherNetwork }), lead)
      .thenEvent('dispatched');
    given(batch)
      .when(dispatch, toKitchen({ to: { kind: 'kitchen', id: network.id } }), lead)
      .thenEvent('dispatched');
  });

  it('takes no more than the place has: the last gram, and not one further', () => {
    given(batch)
      .when(dispatch, toKitchen({ amount: kg(10) }), lead)
      .thenBalances({ 'field/n1': -10_000, 'transit/d1': 10_000 });
    given(batch)
      .when(dispatch, toKitchen({ amount: kg(10.001) }), lead)
      .thenRefused('insufficient-stock', {
        code: CODE,
        place: 'network/n1',
        availableGrams: 10_000,
        wantedGrams: 10_001,
      });
  });

  it('leaves for others what is already on its way', () => {
    given(batch, sent('d0', 7_000))
      .when(dispatch, toKitchen(), lead)
      .thenRefused('insufficient-stock', {
        code: CODE,
        place: 'network/n1',
        availableGrams: 3_000,
        wantedGrams: 4_000,
      });
  });

  it('is refused for a batch on hold, failed, recalled or voided', () => {
    const refused = { code: CODE };
    const sending = (...events: Parameters<typeof given>) =>
      given(...events).when(dispatch, toKitchen(), lead);
    sending(batch, held()).thenRefused('batch-on-hold', refused);
    sending(batch, kitFailed()).thenRefused('batch-on-hold', refused);
    sending(harvested(10_000, { review: 'pre-harvest-interval' })).thenRefused(
      'batch-on-hold',
      refused,
    );
    sending(batch, laboratoryFailed()).thenRefused('batch-failed', refused);
    sending(batch, held('recall')).thenRefused('batch-recalled', refused);
    sending(batch, voided('e1', move('network/n1', 'field/n1', 10_000))).thenRefused(
      'batch-voided',
      refused,
    );
  });

  it('needs a delivery of its own for each time: the first one’s goods would be lost in it', () => {
    for (const events of [
      [batch, sent('d1', 1_000)],
      [batch, sent('d1', 1_000), arrived('d1', 1_000)],
      [batch, sent('d1', 1_000), calledBack('d1', 1_000)],
    ]) {
      given(...events)
        .when(dispatch, toKitchen(), lead)
        .thenRefused('line-repeated', { code: CODE });
    }
  });

  const dispatchedEvent = (change: Partial<Dispatch>) =>
    dispatch(batchOf(batch), toKitchen(change), {
      now: `${TODAY}T01:00:00.000Z`,
      actor: lead,
      ownFarmerId: null,
      settings: { leaveRule: 'none' } as Settings,
      confirmed: [],
    });
});

describe('what a batch needs before it leaves its network', () => {
  const code = CODE;
  const harvestedOn = TODAY;
  const certificate = ['certificate-required', { code, harvestedOn }] as const;
  const screening = ['screening-required', { code }] as const;
  const either = ['certificate-or-screening-required', { code, harvestedOn }] as const;

  it.each([
    // rule, with nothing, with a certificate, with a passed screening, with both
    ['none', null, null, null, null],
    ['certificate', certificate, null, certificate, null],
    ['screening', screening, screening, null, null],
    ['either', either, null, null, null],
    ['both', certificate, screening, certificate, null],
  ] as const)('%s', (leaveRule, nothing, certified, screened, both) => {
    const check = (
      certificateId: string | null,
      passed: boolean,
      refused: typeof certificate | typeof screening | typeof either | null,
    ) => {
      const outcome = given(batch, ...(passed ? [kitPassed()] : [])).when(
        dispatch,
        toKitchen({ certificateId }),
        lead,
        { settings: { leaveRule } },
      );
      if (refused) outcome.thenRefused(refused[0], refused[1]);
      else outcome.thenEvent('dispatched');
    };
    check(null, false, nothing);
    check('cert', false, certified);
    check(null, true, screened);
    check('cert', true, both);
  });

  const screened = { settings: { leaveRule: 'screening' } } as const;

  it('is not a screening that was voided', () => {
    given(batch, kitPassed(), voided('e2'))
      .when(dispatch, toKitchen(), lead, screened)
      .thenRefused(...screening);
  });

  it('is asked of a network that passes goods on too', () => {
    given(batch, sent('d0', 4_000, otherNetwork), by(otherLead, arrived('d0', 4_000, otherNetwork)))
      .when(dispatch, toKitchen({ from: otherNetwork }), otherLead, screened)
      .thenRefused(...screening);
  });

  it('is not asked again of a stall or a kitchen', () => {
    given(batch, sent('d0', 4_000, stall), arrived('d0', 4_000, stall))
      .when(dispatch, toKitchen({ from: stall }), stallManager, screened)
      .thenEvent('dispatched');
  });
});

describe('receiving', () => {
  const onItsWay = [batch, sent('d1', 4_000)] as const;
  const receiving = (receipt: ReceiptLine, actor = kitchenStaff) =>
    given(...onItsWay).when(receive, { deliveryId: 'd1', line: receipt }, actor);
  const left = { 'field/n1': -10_000, 'network/n1': 6_000 } as const;

  it('puts what was accepted into the receiver’s hands', () => {
    receiving(line(4_000))
      .thenEvent('received', { deliveryId: 'd1', line: line(4_000) })
      .thenBalances({ ...left, 'kitchen/k1': 4_000 });
  });

  it.each([
    [
      'rejected goods go back to the sender',
      line(3_000, { rejected: part(1_000, 'return') }),
      { 'network/n1': 7_000, 'kitchen/k1': 3_000 },
    ],
    [
      'rejected goods are written off as discarded',
      line(3_000, { rejected: part(1_000, 'write-off') }),
      { 'kitchen/k1': 3_000, 'discarded/k1': 1_000 },
    ],
    [
      'missing goods go back on the sender’s balance',
      line(3_000, { missing: part(1_000, 'return') }),
      { 'network/n1': 7_000, 'kitchen/k1': 3_000 },
    ],
    [
      'missing goods are written off as missing',
      line(3_000, { missing: part(1_000, 'write-off') }),
      { 'kitchen/k1': 3_000, 'missing/d1': 1_000 },
    ],
    [
      'all three at once',
      line(1_000, { rejected: part(1_000, 'return'), missing: part(2_000, 'write-off') }),
      { 'network/n1': 7_000, 'kitchen/k1': 1_000, 'missing/d1': 2_000 },
    ],
    [
      'nothing was accepted',
      line(0, { rejected: part(3_000, 'return'), missing: part(1_000, 'return') }),
      { 'network/n1': 10_000 },
    ],
  ] as [string, ReceiptLine, Partial<Record<Account, number>>][])('%s', (_, receipt, balances) => {
    receiving(receipt).thenBalances({ ...left, ...balances });
  });

  it('posts nothing of a part that is nothing', () => {
    receiving(line(4_000, { rejected: part(0, 'return') })).thenEvent('received', {
      moves: [move('transit/d1', 'kitchen/k1', 4_000)] satisfies Move[],
    });
  });

  it('adds up to what was sent, to the gram', () => {
    const refused = (statedGrams: number) =>
      ['receipt-does-not-add-up', { code: CODE, sentGrams: 4_000, statedGrams }] as const;
    receiving(line(3_999)).thenRefused(...refused(3_999));
    receiving(line(4_001)).thenRefused(...refused(4_001));
    receiving(line(4_000, { rejected: part(1, 'return') })).thenRefused(...refused(4_001));
    receiving(line(4_000, { missing: part(1, 'write-off') })).thenRefused(...refused(4_001));
    receiving(
      line(3_000, { rejected: part(500, 'return'), missing: part(499, 'return') }),
    ).thenRefused(...refused(3_999));
  });

  it('is in whole grams, and none below zero, even if the sum is right', () => {
    const refused = [
      'receipt-does-not-add-up',
      { code: CODE, sentGrams: 4_000, statedGrams: 4_000 },
    ] as const;
    receiving(line(3_999.5, { missing: part(0.5, 'return') })).thenRefused(...refused);
    receiving(line(5_000, { missing: part(-1_000, 'return') })).thenRefused(...refused);
    receiving(line(-1_000, { rejected: part(5_000, 'return') })).thenRefused(...refused);
  });

  it('is for the receiver only', () => {
    for (const actor of [lead, farmer, stallManager, officer, auditor]) {
      receiving(line(4_000), actor).thenRefused('not-holder', { place: 'kitchen/k1' });
    }
  });

  it('is done once, and not after the delivery was called back', () => {
    const closed = ['delivery-not-open', { delivery: 'd1', code: CODE }] as const;
    const command = { deliveryId: 'd1', line: line(4_000) };
    for (const end of [arrived('d1', 4_000), calledBack('d1', 4_000)]) {
      given(...onItsWay, end)
        .when(receive, command, kitchenStaff)
        .thenRefused(...closed);
    }
    given(batch)
      .when(receive, command, kitchenStaff)
      .thenRefused(...closed);
  });

  it('is done as it came also for a batch on hold, failed or recalled', () => {
    for (const stop of [held(), kitFailed(), laboratoryFailed(), held('recall')]) {
      given(...onItsWay, stop)
        .when(receive, { deliveryId: 'd1', line: line(4_000) }, kitchenStaff)
        .thenBalances({ ...left, 'kitchen/k1': 4_000 });
    }
  });

  it('leaves other deliveries of the batch on their way', () => {
    given(...onItsWay, sent('d2', 1_000, stall))
      .when(receive, { deliveryId: 'd1', line: line(4_000) }, kitchenStaff)
      .thenBalances({
        'field/n1': -10_000,
        'network/n1': 5_000,
        'transit/d2': 1_000,
        'kitchen/k1': 4_000,
      });
  });
});

describe('calling a delivery back', () => {
  const onItsWay = [batch, sent('d1', 4_000)] as const;
  const command = { deliveryId: 'd1', reason: 'flood' };
  const home = { 'field/n1': -10_000, 'network/n1': 10_000 } as const;

  it('brings the goods back to the sender', () => {
    given(...onItsWay)
      .when(cancelDispatch, command, lead)
      .thenEvent('dispatch-cancelled', {
        ...command,
        moves: [move('transit/d1', 'network/n1', 4_000)],
      })
      .thenBalances(home);
  });

  it('is for the sender or an officer', () => {
    given(...onItsWay)
      .when(cancelDispatch, command, officer)
      .thenBalances(home);
    for (const actor of [otherLead, kitchenStaff, stallManager, otherStallManager, auditor]) {
      given(...onItsWay)
        .when(cancelDispatch, command, actor)
        .thenRefused('not-holder', { place: 'network/n1' });
    }
  });

  it('is possible while the batch is on hold: goods on their way can be stopped', () => {
    for (const stop of [held(), laboratoryFailed(), held('recall')]) {
      given(...onItsWay, stop)
        .when(cancelDispatch, command, lead)
        .thenBalances(home);
    }
  });

  it('is refused once it was received, and a second time', () => {
    for (const end of [arrived('d1', 4_000), calledBack('d1', 4_000)]) {
      given(...onItsWay, end)
        .when(cancelDispatch, command, lead)
        .thenRefused('delivery-not-open', { delivery: 'd1', code: CODE });
    }
  });

  it('does not touch a delivery that has become a lunch', () => {
    given(...onItsWay, arrived('d1', 4_000), cooked(4_000))
      .when(cancelDispatch, command, officer)
      .thenRefused('delivery-not-open', { delivery: 'd1', code: CODE });
  });
});
