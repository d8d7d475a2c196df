import type { z } from 'zod';
import { actorAt } from '../auth/permissions.ts';
import {
  placeHold as decideHold,
  recordInspection as decideInspection,
  releaseHold as decideRelease,
} from '../domain/batch/safety.ts';
import { placesOf } from '../domain/batch/state.ts';
import type { placeHoldBody, recordInspectionBody, releaseBody } from '../wire/commands.ts';
import { type CommandRequest, carryOut, type Deps, type PhotoDeps } from './command.ts';
import { checkPhotos } from './photos.ts';
import { cropOf } from './references.ts';

type About<B extends z.ZodType> = CommandRequest & { body: z.output<B> };

export const recordInspection = (
  deps: PhotoDeps,
  code: string,
  request: About<typeof recordInspectionBody>,
) =>
  carryOut(deps, request, async (unit) => {
    const batch = await unit.batch(code);
    const network = { kind: 'network', id: batch.harvest.networkId };
    const actor = actorAt(unit.account, 'batches.inspect', [network]);
    const { inspectedAt, inspection, photos } = request.body;
    await checkPhotos(deps, unit.account, photos);
    const command = {
      inspectedAt: inspectedAt ?? unit.now,
      inspection,
      photos,
      crop: await cropOf(unit.registry, batch),
    };
    unit.record(code, actor, decideInspection(batch, command, unit.context(actor)));
  });

export const placeHold = (deps: Deps, code: string, request: About<typeof placeHoldBody>) =>
  carryOut(deps, request, async (unit) => {
    const batch = await unit.batch(code);
    const actor = actorAt(unit.account, 'batches.hold', placesOf(batch));
    const { level, reason } = request.body;
    unit.record(code, actor, decideHold(batch, { level, reason }, unit.context(actor)));
  });

export const releaseHold = (deps: Deps, code: string, request: About<typeof releaseBody>) =>
  carryOut(deps, request, async (unit) => {
    const batch = await unit.batch(code);
    const actor = actorAt(unit.account, 'batches.release', []);
    const { reason, holds } = request.body;
    unit.record(code, actor, decideRelease(batch, { reason, holds }, unit.context(actor)));
  });
