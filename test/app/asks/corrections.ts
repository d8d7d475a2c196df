import { correctEntry } from '../../../src/app/corrections.ts';
import type { RefusalCode } from '../../../src/domain/refusal.ts';
import * as wire from '../../../src/wire/commands.ts';
import { receiptEffect } from '../../domain/model.ts';
import { isOfficer, isOwn, NOTHING, STOCK, STOPPED, type Who, type World, when } from '../world.ts';
import { type Ask, about, type Dice, inGrams, lineFor, nth } from './ask.ts';

/** An entry that is picked, with those who may be let to correct it. */
function entryOf(world: World, { picks }: Dice) {
  const batch = nth(world.batches, picks[0]);
  const all = [...(batch?.model.entries ?? [])];
  const gone = all.filter(([, { stands }]) => !stands);
  const found = (picks[2] % 4 === 1 ? nth(gone, picks[1]) : undefined) ?? nth(all, picks[1]);
  if (!batch || !found) return null;
  const [id, old] = found;
  const usually =
    world.people.find(
      (who) => who.account.userId === old.by.userId && world.mayCorrect(who, batch, old),
    ) ?? world.people.find(isOfficer)!;
  const because = (who: Who): RefusalCode[] => [
    ...world.closed(who, batch),
    ...when(!world.mayCorrect(who, batch, old), 'not-permitted'),
    ...when(!old.stands, 'entry-already-void'),
  ];
  return { batch, id, old, usually, because };
}

export const undo: Ask = (world, dice) => {
  const found = entryOf(world, dice);
  // Most stories should last longer than their harvest's first slip.
  if (!found || (found.old.kind === 'harvest' && dice.picks[2] % 5 !== 0)) return null;
  const { batch, id, old } = found;
  const { model } = batch;
  const leftOver = [...model.everywhere(id).keys()].some(
    (place) => !/^(field|found)\//.test(place),
  );
  const begins = old.kind === 'harvest' || old.kind === 'mix';
  const stopped = begins && model.stopped;
  return {
    ...found,
    body: wire.correctionBody,
    fields: { action: 'void', entry: id, reason: 'slip' },
    send: about(batch.code, correctEntry),
    because: (who) => [
      ...found.because(who),
      ...when(old.kind === 'final', 'entry-not-correctable'),
      ...when(old.kind === 'test' && isOwn(who, batch), 'release-own-batch'),
      ...when(stopped && !isOfficer(who), ...STOPPED),
      ...when(model.lacks(NOTHING, id) || (begins && leftOver), ...STOCK),
    ],
    happens: () => {
      old.stands = false;
      if (begins) model.ended = true;
      for (const part of batch.parts) {
        if (old.kind === 'mix') part.batch.model.entries.get(part.entry)!.stands = false;
      }
      if (old.kind === 'test') model.voidTest(id);
      const delivery = model.deliveries.get(old.delivery ?? '');
      if (delivery) delivery.state = 'open';
    },
  };
};

export const change: Ask = (world, dice) => {
  const found = entryOf(world, dice);
  if (!found) return null;
  const { batch, id, old } = found;
  const { model } = batch;
  const grams = dice.lines[0]?.grams ?? 1;
  const delivery = model.deliveries.get(old.delivery ?? '');
  const told = delivery && lineFor(delivery.grams, dice);
  const will = told
    ? receiptEffect(old.delivery ?? '', delivery, told.line)
    : (old.resize?.(grams) ?? null);
  const was = Math.max(0, ...old.effect.values());
  const stopped =
    model.stopped &&
    ((old.kind === 'use' && grams > was) || (old.kind === 'harvest' && grams < was));
  return {
    ...found,
    body: wire.correctionBody,
    fields: {
      action: 'correct',
      entry: id,
      reason: 'slip',
      amount: inGrams(grams),
      line: told?.line ?? null,
      confirmed: ['unusual-amount'],
    },
    send: about(batch.code, correctEntry),
    because: (who) => [
      ...found.because(who),
      ...when(will === null, 'entry-not-correctable'),
      ...when(told !== undefined && !told.addsUp, 'receipt-does-not-add-up'),
      ...when(stopped && !isOfficer(who), ...STOPPED),
      ...when(will !== null && model.lacks(will, id), ...STOCK),
    ],
    happens: () => {
      old.effect = will ?? NOTHING;
    },
  };
};
