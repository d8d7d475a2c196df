import type { z } from 'zod';
import { actorAt } from '../auth/permissions.ts';
import { mix } from '../domain/batch/mixing.ts';
import type { mixBody } from '../wire/commands.ts';
import { type CommandRequest, carryOut, type Deps } from './command.ts';
import { codeFor } from './harvests.ts';
import { checkNoRepeats } from './lines.ts';
import { cropOf } from './references.ts';

/** Goods of several batches become one: an event for each that goes in, and the first of the new one. */
export const mixBatches = (
  deps: Deps,
  request: CommandRequest & { body: z.output<typeof mixBody> },
) =>
  carryOut(deps, request, async (unit) => {
    const { place, inputs, note, code } = request.body;
    const actor = actorAt(unit.account, 'mixes.record', [place]);
    checkNoRepeats(inputs);
    const parts = [];
    for (const { batch: input, amount } of inputs) {
      const batch = await unit.batch(input);
      const { units } = await cropOf(unit.registry, batch);
      parts.push({ batch, amount, units });
    }
    const network = place.kind === 'network' ? place.id : parts[0]!.batch.harvest.networkId;
    const output = await codeFor(deps, unit, code, network);
    const decided = mix({ place, output, inputs: parts, note }, unit.context(actor));
    await unit.claim(output);
    unit.record(output, actor, decided.output);
    parts.forEach(({ batch }, index) => {
      unit.record(batch.code, actor, decided.inputs[index]!);
    });
  });
