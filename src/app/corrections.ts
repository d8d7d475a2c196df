import type { z } from 'zod';
import { actorAt, actorFor } from '../auth/permissions.ts';
import { type Correction, correct } from '../domain/batch/correction.ts';
import { takeBack } from '../domain/batch/mixing.ts';
import type { Entry } from '../domain/batch/state.ts';
import { refuse } from '../domain/refusal.ts';
import type { correctionBody, Receipt } from '../wire/commands.ts';
import { type CommandRequest, carryOut, type PhotoDeps, type Unit } from './command.ts';
import { checkPhotos } from './photos.ts';
import { cropOf, plotOf } from './references.ts';

export const correctEntry = (
  deps: PhotoDeps,
  code: string,
  request: CommandRequest & { body: z.output<typeof correctionBody> },
) =>
  carryOut(deps, request, async (unit) => {
    const batch = await unit.batch(code);
    const { body } = request;
    const entry = batch.entries[body.entry];
    if (!entry) refuse('entry-not-found', { entry: body.entry });
    const { farmerId } = batch.harvest;
    const at = [entry.by.place];
    const actor = farmerId
      ? actorFor(unit.account, 'batches.correct', { id: farmerId }, at)
      : actorAt(unit.account, 'batches.correct', at);
    const plotId = body.action === 'correct' ? body.harvest?.plotId : null;
    if (plotId && farmerId) await plotOf(unit.registry, unit.account, farmerId, plotId);
    if (body.action === 'correct') {
      await checkPhotos(deps, unit.account, body.line?.rejected?.photos);
    }
    const crop = await cropOf(unit.registry, batch);
    const command = toCorrection(body);
    unit.record(code, actor, correct(batch, command, crop, unit.context(actor)));
    if (entry.type === 'mixed') {
      for (const { batch: input } of batch.mix?.inputs ?? []) {
        unit.record(input, actor, takeBack(await unit.any(input), code, body.reason));
      }
    }
    if (entry.type !== 'cooked' || command.action === 'void' || !command.meal) return;
    for (const other of await cookedWith(deps, unit, code, entry)) {
      const same = { ...command, entry: other.id, amount: null };
      const part = await unit.any(other.batch);
      const units = await cropOf(unit.registry, part);
      unit.record(other.batch, actor, correct(part, same, units, unit.context(actor)));
    }
  });

/** What else went into the meal that an entry is of, and stands. */
async function cookedWith(
  { storage }: PhotoDeps,
  unit: Unit,
  code: string,
  { commandId }: Entry,
): Promise<{ id: string; batch: string }[]> {
  const meal = await storage.command(unit.account.municipalityId, commandId);
  const { entries = [] } = (meal?.answer.body ?? {}) as Partial<Receipt>;
  const others: { id: string; batch: string }[] = [];
  for (const { id, batch } of entries) {
    if (batch === code) continue;
    const { voided, entries: known } = await unit.any(batch);
    if (!voided && known[id]?.voided === false) others.push({ id, batch });
  }
  return others;
}

/** Leaves out what belongs to the request, and what a change does not mention. */
function toCorrection(body: z.output<typeof correctionBody>): Correction {
  if (body.action === 'void') {
    return { action: 'void', entry: body.entry, reason: body.reason };
  }
  const { action, entry, reason, amount, line, harvest, meal, priceSatang } = body;
  return {
    action,
    entry,
    reason,
    amount,
    line,
    priceSatang,
    meal: mentioned(meal),
    harvest: mentioned(harvest),
  };
}

/** Null where nothing is. */
function mentioned<C extends object>(
  change: C | null,
): { [K in keyof C]?: NonNullable<C[K]> } | null {
  const said = Object.entries(change ?? {}).filter(([, value]) => value !== undefined);
  return said.length > 0 ? (Object.fromEntries(said) as C) : null;
}
