import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { findActorFor } from '../auth/permissions.ts';
import { registerHarvest as decide } from '../domain/batch/harvest.ts';
import { makeBatchCode } from '../domain/batch-code.ts';
import { dayOf } from '../domain/dates.ts';
import type { Actor } from '../domain/people.ts';
import { refuse } from '../domain/refusal.ts';
import type { registerHarvestBody } from '../wire/commands.ts';
import type { RegistryEntry } from '../wire/registry.ts';
import { type CommandRequest, carryOut, type Deps, type Unit } from './command.ts';
import type { RegistryLookup } from './ports.ts';
import { entryInUse, plotOf } from './references.ts';

export function registerHarvest(
  deps: Deps,
  request: CommandRequest & { body: z.output<typeof registerHarvestBody> },
) {
  const { body, account } = request;
  return carryOut(deps, request, async (unit) => {
    const { registry } = unit;
    const { farmer, actor } = await harvestingFarmer(registry, request);
    const crop = await entryInUse(registry, account, 'crops', body.cropId, 'cropId');
    await entryInUse(registry, account, 'networks', farmer.networkId, 'farmerId');
    if (body.plotId) await plotOf(registry, account, farmer.id, body.plotId);
    const harvestedOn = body.harvestedOn ?? dayOf(unit.now);
    const code = body.code ?? makeBatchCode(randomBytes(9));
    const event = decide(
      {
        farmer,
        crop,
        plotId: body.plotId,
        harvestedOn,
        amount: body.amount,
        spray: body.spray,
        note: body.note,
        similar: await similarHarvest(deps, unit, farmer.id, crop.id, harvestedOn),
      },
      unit.context(actor),
    );
    await unit.claim(code);
    unit.record(code, actor, event);
  });
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

function similarHarvest(
  { storage }: Deps,
  { account, now, settings }: Unit,
  farmerId: string,
  cropId: string,
  harvestedOn: string,
) {
  const since = new Date(Date.parse(now) - settings.nearDuplicateMinutes * 60_000).toISOString();
  const { municipalityId } = account;
  return storage.similarHarvest({ municipalityId, farmerId, cropId, harvestedOn, since });
}
