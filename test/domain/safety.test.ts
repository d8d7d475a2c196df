import { describe, expect, it } from 'vitest';
import { placeHold, recordInspection, releaseHold } from '../../src/domain/batch/safety.ts';
import { statusOf } from '../../src/domain/batch/state.ts';
import type { Inspection } from '../../src/domain/inspections.ts';
import {
  auditor,
  batchOf,
  by,
  CODE,
  farmer,
  given,
  harvested,
  held,
  kit,
  kitchenStaff,
  kitFailed,
  kitPassed,
  kitUndecided,
  laboratory,
  laboratoryFailed,
  laboratoryPassed,
  lead,
  move,
  NOW,
  officer,
  released,
  stallManager,
  TODAY,
  voided,
} from './given.ts';

const batch = harvested(10_000);
const gone = voided('e1', move('network/n1', 'field/n1', 10_000));

describe('recording an inspection', () => {
  const inspect = (
    inspection: Inspection,
    { inspectedAt = NOW, screeningFalsePositive = false } = {},
  ) => ({ inspectedAt, inspection, crop: { screeningFalsePositive } });

  it('keeps the raw result and what it is mapped to', () => {
    given(batch)
      .when(recordInspection, inspect(kit('safe')), lead)
      .thenEvent('inspection-recorded', {
        inspectedAt: NOW,
        inspection: kit('safe'),
        outcome: 'pass',
      })
      .thenStatus('passed');
  });

  it('puts the batch on hold when a kit says unsafe: it screens and accuses nobody', () => {
    given(batch)
      .when(recordInspection, inspect(kit('unsafe')), lead)
      .thenStatus('on_hold');
  });

  it('is only a hold on a crop known for false positives', () => {
    given(batch)
      .when(recordInspection, inspect(kit('unsafe'), { screeningFalsePositive: true }), lead)
      .thenEvent('inspection-recorded', { outcome: 'hold' })
      .thenStatus('on_hold');
  });

  it('fails the batch when a laboratory says so', () => {
    given(batch)
      .when(recordInspection, inspect(laboratory(1)), lead)
      .thenStatus('failed');
  });

  it('moves no goods', () => {
    given(batch)
      .when(recordInspection, inspect(kit('unsafe')), lead)
      .thenBalances({ 'field/n1': -10_000, 'network/n1': 10_000 });
  });

  it('of tomorrow, or of longer ago than the setting, is refused: days turn in Bangkok', () => {
    const on = (inspectedAt: string) =>
      given(batch).when(recordInspection, inspect(kit('safe'), { inspectedAt }), lead);
    on('2026-11-21T16:59:59.999Z').thenEvent('inspection-recorded');
    on('2026-11-21T17:00:00.000Z').thenRefused('date-in-future', {
      field: 'inspectedAt',
      date: '2026-11-22',
      today: TODAY,
    });
    on('2026-10-21T17:00:00.000Z').thenEvent('inspection-recorded');
    on('2026-10-21T16:59:59.999Z').thenRefused('date-too-old', {
      field: 'inspectedAt',
      date: '2026-10-21',
      oldest: '2026-10-22',
    });
  });

  it('with a kit past its last day is refused', () => {
    const expiring = (kitExpiresOn: string) =>
      given(batch).when(
        recordInspection,
        inspect({ ...kit('safe'), kitExpiresOn } as Inspection),
        lead,
      );
    expiring(TODAY).thenEvent('inspection-recorded');
    expiring('2026-11-20').thenRefused('inspection-inconsistent', {
      reason: 'kit expired on 2026-11-20',
    });
  });

  it('of a voided batch is refused', () => {
    given(batch, gone)
      .when(recordInspection, inspect(kit('safe')), lead)
      .thenRefused('batch-voided', { code: CODE });
  });
});

describe('placing a hold', () => {
  it('stops the batch', () => {
    given(batch)
      .when(placeHold, { level: 'hold', reason: 'smell' }, lead)
      .thenEvent('hold-placed', { level: 'hold', reason: 'smell' })
      .thenStatus('on_hold');
  });

  it('is a recall only when an officer says so', () => {
    given(batch)
      .when(placeHold, { level: 'recall', reason: 'smell' }, officer)
      .thenStatus('recalled');
    for (const actor of [farmer, lead, stallManager, kitchenStaff, auditor]) {
      given(batch)
        .when(placeHold, { level: 'recall', reason: 'smell' }, actor)
        .thenRefused('not-permitted', {});
    }
  });

  it('on a voided batch is refused', () => {
    given(batch, gone)
      .when(placeHold, { level: 'hold', reason: 'smell' }, officer)
      .thenRefused('batch-voided', { code: CODE });
  });
});

describe('the gravest reason is the batch’s status', () => {
  it.each([
    ['waiting', [batch]],
    ['passed', [batch, kitPassed()]],
    ['on_hold', [batch, held()]],
    ['on_hold', [harvested(1_000, { review: 'banned-substance' })]],
    ['on_hold', [batch, kitFailed()]],
    ['on_hold', [batch, kitUndecided(), kitPassed()]],
    ['failed', [batch, laboratoryFailed()]],
    ['failed', [batch, held(), laboratoryFailed(), kitFailed(), laboratoryPassed()]],
    ['recalled', [batch, laboratoryFailed(), held('recall'), held()]],
    ['voided', [batch, held('recall'), gone]],
  ] as const)('%s', (status, events) => {
    expect(statusOf(batchOf(...events))).toBe(status);
  });

  it('and the latest standing inspection says whether it has passed', () => {
    const undone = voided('e3');
    expect(statusOf(batchOf(batch, kitPassed(), kitFailed(), undone, released()))).toBe('passed');
    expect(statusOf(batchOf(batch, kitPassed(), voided('e2')))).toBe('waiting');
  });
});

describe('releasing', () => {
  const release = { reason: 'looked at' };
  const ready = [batch, held()] as const;

  it('is done by an officer', () => {
    given(...ready)
      .when(releaseHold, release, officer)
      .thenEvent('hold-released', { reason: 'looked at', holds: ['e2'] })
      .thenStatus('waiting');
  });

  it('is done by nobody else', () => {
    for (const actor of [farmer, lead, stallManager, kitchenStaff, auditor]) {
      given(...ready)
        .when(releaseHold, release, actor)
        .thenRefused('not-permitted', {});
    }
  });

  it('is never done by the officer who registered the batch', () => {
    given(by({ ...lead, userId: officer.userId }, batch), held())
      .when(releaseHold, release, officer)
      .thenRefused('release-own-batch', { code: CODE });
  });

  it('is never done by the officer whose own harvest it is', () => {
    given(...ready)
      .when(releaseHold, release, officer, { ownFarmerId: 'f1' })
      .thenRefused('release-own-batch', { code: CODE });
    given(...ready)
      .when(releaseHold, release, officer, { ownFarmerId: 'f2' })
      .thenEvent('hold-released');
  });

  it('needs a pass of a test that was not taken before the one that failed', () => {
    const yesterday = '2026-11-20T01:00:00.000Z';
    given(batch, kitFailed(), kitPassed(yesterday))
      .when(releaseHold, release, officer)
      .thenRefused('release-needs-test', { code: CODE, method: 'any' });
    given(batch, laboratoryFailed(), laboratoryPassed(yesterday))
      .when(releaseHold, release, officer)
      .thenRefused('release-needs-test', { code: CODE, method: 'laboratory' });
  });

  it('is refused where nothing is on hold', () => {
    given(batch, kitPassed())
      .when(releaseHold, release, officer)
      .thenRefused('nothing-to-release', { code: CODE });
  });

  it('of a voided batch is refused', () => {
    given(batch, held(), gone)
      .when(releaseHold, release, officer)
      .thenRefused('batch-voided', { code: CODE });
  });

  it.each(['pre-harvest-interval', 'banned-substance'] as const)(
    'after a review for %s is the officer’s own judgement',
    (review) => {
      given(harvested(10_000, { review }))
        .when(releaseHold, release, officer)
        .thenStatus('waiting');
    },
  );

  it('ends the holds that it names, whatever the others still need', () => {
    given(batch, held(), kitFailed(), held())
      .when(releaseHold, { ...release, holds: ['e2', 'e4'] }, officer)
      .thenEvent('hold-released', { reason: 'looked at', holds: ['e2', 'e4'] })
      .thenStatus('on_hold');
    given(batch, held(), held(), released(['e2']))
      .when(releaseHold, { ...release, holds: ['e3'] }, officer)
      .thenStatus('waiting');
  });

  it('needs what a hold that it names needs', () => {
    given(batch, held(), kitFailed())
      .when(releaseHold, { ...release, holds: ['e3'] }, officer)
      .thenRefused('release-needs-test', { code: CODE, method: 'any' });
  });

  it('names what is open', () => {
    given(batch, held(), held(), released(['e2']))
      .when(releaseHold, { ...release, holds: ['e2', 'e3'] }, officer)
      .thenRefused('nothing-to-release', { code: CODE });
  });

  it('ends every hold when it names none', () => {
    given(harvested(10_000, { review: 'banned-substance' }), held(), kitFailed(), kitPassed())
      .when(releaseHold, release, officer)
      .thenStatus('passed');
  });

  describe('after a test needs a later pass of the right kind', () => {
    const kitHold = [batch, kitFailed()] as const;
    const laboratoryHold = [batch, laboratoryFailed()] as const;
    const recall = [batch, held('recall')] as const;
    const needs = (method: string) => ['release-needs-test', { code: CODE, method }] as const;

    it('any test after a kit', () => {
      given(...kitHold)
        .when(releaseHold, release, officer)
        .thenRefused(...needs('any'));
      given(batch, kitUndecided())
        .when(releaseHold, release, officer)
        .thenRefused(...needs('any'));
      given(...kitHold, kitPassed())
        .when(releaseHold, release, officer)
        .thenStatus('passed');
      given(...kitHold, laboratoryPassed())
        .when(releaseHold, release, officer)
        .thenStatus('passed');
    });

    it.each([
      ['a laboratory', laboratoryHold],
      ['a recall', recall],
    ])('a laboratory’s after %s', (_, hold) => {
      given(...hold)
        .when(releaseHold, release, officer)
        .thenRefused(...needs('laboratory'));
      given(...hold, kitPassed())
        .when(releaseHold, release, officer)
        .thenRefused(...needs('laboratory'));
      given(...hold, laboratoryPassed())
        .when(releaseHold, release, officer)
        .thenStatus('passed');
    });

    it('not an earlier one', () => {
      given(batch, kitPassed(), kitFailed())
        .when(releaseHold, release, officer)
        .thenRefused(...needs('any'));
      given(batch, laboratoryPassed(), laboratoryFailed())
        .when(releaseHold, release, officer)
        .thenRefused(...needs('laboratory'));
      given(batch, laboratoryPassed(), held('recall'))
        .when(releaseHold, release, officer)
        .thenRefused(...needs('laboratory'));
    });

    it('not one that did not pass', () => {
      given(...kitHold, kitUndecided())
        .when(releaseHold, release, officer)
        .thenRefused(...needs('any'));
    });

    it('not one that was voided', () => {
      given(...kitHold, kitPassed(), voided('e3'))
        .when(releaseHold, release, officer)
        .thenRefused(...needs('any'));
    });

    it('after the latest hold, not only the first', () => {
      given(...kitHold, kitPassed(), kitFailed())
        .when(releaseHold, release, officer)
        .thenRefused(...needs('any'));
      given(...kitHold, laboratoryPassed(), laboratoryFailed(), kitPassed())
        .when(releaseHold, release, officer)
        .thenRefused(...needs('laboratory'));
    });

    it('unless the test itself was voided', () => {
      given(...kitHold, voided('e2'))
        .when(releaseHold, release, officer)
        .thenStatus('waiting');
    });
  });
});
