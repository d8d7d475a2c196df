import type { z } from 'zod';
import { findActorFor } from '../auth/permissions.ts';
import { registerHarvest as decide, likeOf } from '../domain/batch/harvest.ts';
import { dayOf, type Instant, timeOf } from '../domain/dates.ts';
import type { LabelOutcome } from '../domain/label-papers.ts';
import type { Actor } from '../domain/people.ts';
import { refuse } from '../domain/refusal.ts';
import type { registerHarvestBody } from '../wire/commands.ts';
import type { RegistryEntry } from '../wire/registry.ts';
import { type CommandRequest, carryOut, type Deps, type PhotoDeps, type Unit } from './command.ts';
import { checkPhotos } from './photos.ts';
import type { RegistryLookup } from './ports.ts';
import { entryInUse, plotOf } from './references.ts';
import { newCode } from './rolls.ts';

export function registerHarvest(
  deps: PhotoDeps,
  request: CommandRequest & { body: z.output<typeof registerHarvestBody> },
) {
  const { body, account } = request;
  return carryOut(deps, request, async (unit) => {
    const { registry } = unit;
    const { farmer, actor } = await harvestingFarmer(registry, request);
    const crop = await entryInUse(registry, account, 'crops', body.cropId, 'cropId');
    await entryInUse(registry, account, 'networks', farmer.networkId, 'farmerId');
    if (body.plotId) await plotOf(registry, account, farmer.id, body.plotId);
    await checkPhotos(deps, account, body.photos);
    const harvestedOn = body.harvestedOn ?? dayOf(unit.now);
    const entered = enteredAt(request, unit.now);
    const timeNow = dayOf(entered) === harvestedOn ? timeOf(entered) : undefined;
    const code = await codeFor(deps, unit, body.code, farmer.networkId);
    const context = unit.context(actor);
    const event = decide(
      {
        farmer,
        crop,
        plotId: body.plotId,
        harvestedOn,
        harvestedTime: body.harvestedTime ?? timeNow,
        amount: body.amount,
        spray: body.spray,
        note: body.note,
        photos: body.photos,
      },
      context,
    );
    unit.unless = likeOf({ farmerId: farmer.id, cropId: crop.id, harvestedOn }, context);
    await unit.claim(code);
    unit.record(code, actor, event);
  });
}

/** When an entry was made that may have waited for a signal: by the phone's clock, as far as that is right. */
function enteredAt({ body: { recordedAt }, deviceClock }: CommandRequest, now: Instant): Instant {
  const ago = recordedAt ? Date.parse(deviceClock ?? now) - Date.parse(recordedAt) : 0;
  return new Date(Date.parse(now) - Math.max(0, ago)).toISOString();
}

/**
 * The code that was sent along, or a new one. A label from a roll is good for one batch of its network: whoever
 * comes later is told, and a harvest is not lost over it.
 */
export async function codeFor(
  { storage }: Deps,
  unit: Unit,
  wanted: string | undefined,
  networkId: string,
): Promise<string> {
  if (wanted === undefined) return newCode();
  const roll = await storage.rollOf(wanted);
  if (!roll) return wanted;
  const outcome = await outcomeOf();
  unit.label = { code: wanted, outcome };
  return outcome === 'claimed' ? wanted : newCode();

  async function outcomeOf(): Promise<LabelOutcome> {
    const { municipalityId } = unit.account;
    if (roll?.municipalityId !== municipalityId || roll.networkId !== networkId)
      return 'other-network';
    if (roll.voidedAt) return 'voided';
    return (await storage.batchAnywhere(wanted!)) ? 'taken' : 'claimed';
  }
}

/** The farmer that was named, or the one that the person is; others' farmers seem not to exist. */
async function harvestingFarmer(
  registry: RegistryLookup,
  { account, body }: CommandRequest & { body: { farmerId?: string | undefined } },
): Promise<{ farmer: RegistryEntry<'farmers'>; actor: Actor }> {
  const farmerId = body.farmerId ?? account.farmerId;
  if (!farmerId) refuse('reference-unknown', { field: 'farmerId', id: '' });
  const farmer = await entryInUse(registry, account, 'farmers', farmerId, 'farmerId');
  const network = { kind: 'network', id: farmer.networkId };
  const actor = findActorFor(account, 'batches.register', farmer, [network]);
  if (!actor) refuse('reference-unknown', { field: 'farmerId', id: farmerId });
  return { farmer, actor };
}
