import type { z } from 'zod';
import { actorFor } from '../auth/permissions.ts';
import { type Correction, correct } from '../domain/batch/correction.ts';
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
    const farmer = { id: batch.harvest.farmerId };
    const actor = actorFor(unit.account, 'batches.correct', farmer, [entry.by.place]);
    const plotId = body.action === 'correct' ? body.harvest?.plotId : null;
    if (plotId) await plotOf(unit.registry, unit.account, farmer.id, plotId);
    if (body.action === 'correct') {
      await checkPhotos(deps, unit.account, body.line?.rejected?.photos);
    }
    const crop = await cropOf(unit.registry, batch);
    unit.record(code, actor, correct(batch, toCorrection(body), crop, unit.context(actor)));
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
