import { placeHold, recordInspection, releaseHold } from '../../../src/app/safety.ts';
import * as wire from '../../../src/wire/commands.ts';
import { entry, isAt, isHolder, isOfficer, isOwn, NOTHING, when } from '../world.ts';
import { type Ask, about, nth } from './ask.ts';

export const inspect: Ask = (world, { picks, yes: [good, laboratory] }, step) => {
  const batch = nth(world.batches, picks[0]);
  // Of several networks, the one that most is from may test it; which one, is for the rules' own tests.
  if (!batch?.network) return null;
  const place = { kind: 'network', id: batch.network.slice('network/'.length) } as const;
  const kit = {
    method: 'kit',
    reading: { kit: 'MJPK', result: good ? 'safe' : 'unsafe' },
  };
  const substance = { substance: 'x', mgPerKg: good ? 0 : 1, limitMgPerKg: 0.01 };
  const report = {
    method: 'laboratory',
    laboratory: 'ตัวอย่าง',
    reportNumber: '1',
    findings: [substance],
  };
  return {
    usually: world.keeper(place),
    body: wire.recordInspectionBody,
    fields: { inspection: laboratory ? report : kit },
    send: about(batch.code, recordInspection),
    because: (who) => [
      ...world.closed(who, batch),
      ...when(
        !isOfficer(who) && !(who.role === 'network_lead' && isAt(who, place)),
        'not-permitted',
      ),
    ],
    happens: (who, _, entries) => {
      const id = entries.get(batch.code)!;
      batch.model.entries.set(id, entry(who, 'test', NOTHING));
      batch.model.test({ id, step, laboratory, good, stands: true });
    },
  };
};

export const hold: Ask = (world, { picks }, step) => {
  const recall = picks[1] % 2 === 0;
  const batch = nth(world.batches, picks[0]);
  if (!batch) return null;
  return {
    usually: world.people.find(isOfficer)!,
    body: wire.placeHoldBody,
    fields: { level: recall ? 'recall' : 'hold', reason: 'smell' },
    send: about(batch.code, placeHold),
    because: (who) => [
      ...world.closed(who, batch),
      ...when(!isOfficer(who) && (recall || !isHolder(who)), 'not-permitted'),
    ],
    happens: (who, _, entries) => {
      const id = entries.get(batch.code)!;
      batch.model.entries.set(id, entry(who, 'final', NOTHING));
      batch.model.hold(id, step, recall ? 'a laboratory' : 'nothing');
    },
  };
};

export const release: Ask = (world, { picks }) => {
  const batch = nth(world.batches, picks[0]);
  if (!batch) return null;
  const { model } = batch;
  const officers = world.people.filter(isOfficer);
  return {
    usually: nth(officers, picks[1])!,
    body: wire.releaseBody,
    fields: { reason: 'looked at' },
    send: about(batch.code, releaseHold),
    because: (who) => [
      ...world.closed(who, batch),
      ...when(!isOfficer(who), 'not-permitted'),
      ...when(isOwn(who, batch), 'release-own-batch'),
      ...when(model.holds.length === 0, model.stopped ? 'held-by-input' : 'nothing-to-release'),
      ...when(!model.releasable, 'release-needs-test'),
    ],
    happens: (who, _, entries) => {
      model.entries.set(entries.get(batch.code)!, entry(who, 'final', NOTHING));
      model.release();
    },
  };
};
