import type { z } from 'zod';
import { actorAt, actorFor } from '../auth/permissions.ts';
import { type Correction, correct } from '../domain/batch/correction.ts';
import { takeBack } from '../domain/batch/mixing.ts';
import { refuse } from '../domain/refusal.ts';
import type { correctionBody } from '../wire/commands.ts';
import { type CommandRequest, carryOut, type PhotoDeps } from './command.ts';
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
    unit.record(code, actor, correct(batch, toCorrection(body), crop, unit.context(actor)));
    if (entry.type !== 'mixed') return;
    for (const { batch: input } of batch.mix?.inputs ?? []) {
      unit.record(input, actor, takeBack(await unit.any(input), code, body.reason));
    }
  });

/** Leaves out what belongs to the request, and what a harvest's change does not mention. */
function toCorrection(body: z.output<typeof correctionBody>): Correction {
  if (body.action === 'void') {
    return { action: 'void', entry: body.entry, reason: body.reason };
  }
  const { action, entry, reason, amount, line, harvest, priceSatang } = body;
  const changes = Object.entries(harvest ?? {}).filter(([, value]) => value !== undefined);
  return {
    action,
    entry,
    reason,
    amount,
    line,
    priceSatang,
    harvest: changes.length > 0 ? Object.fromEntries(changes) : null,
  };
}
