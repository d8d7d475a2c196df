import type { z } from 'zod';
import { actorAt, type Operation } from '../auth/permissions.ts';
import type { Place } from '../domain/accounts.ts';
import type { Context } from '../domain/batch/context.ts';
import type { BatchEvent } from '../domain/batch/events.ts';
import type { Batch } from '../domain/batch/state.ts';
import * as decide from '../domain/batch/stock.ts';
import { dayOf } from '../domain/dates.ts';
import type { CropUnit } from '../domain/quantities.ts';
import type { discardBody, mealBody, saleBody, stockCountBody } from '../wire/commands.ts';
import { type CommandRequest, carryOut, type Deps } from './command.ts';
import { checkNoRepeats } from './lines.ts';
import { cropOf } from './references.ts';

type About<B extends z.ZodType> = CommandRequest & { body: z.output<B> };

export const recordSale = (deps: Deps, request: About<typeof saleBody>) => {
  const { stallId, lines } = request.body;
  const place = { kind: 'stall', id: stallId } as const;
  return eachLine(deps, request, 'sales.record', place, lines, (batch, line, units, context) =>
    decide.sell(batch, { ...line, place, units }, context),
  );
};

export const recordMeal = (deps: Deps, request: About<typeof mealBody>) => {
  const { kitchenId, lines, menu, pupils, mealDate } = request.body;
  const place = { kind: 'kitchen', id: kitchenId } as const;
  return eachLine(deps, request, 'meals.record', place, lines, (batch, line, units, context) =>
    decide.cook(
      batch,
      { ...line, place, units, menu, pupils, mealDate: mealDate ?? dayOf(context.now) },
      context,
    ),
  );
};

export const recordDiscard = (deps: Deps, request: About<typeof discardBody>) => {
  const { place, lines } = request.body;
  return eachLine(deps, request, 'discards.record', place, lines, (batch, line, units, context) =>
    decide.discard(batch, { ...line, place, units }, context),
  );
};

export const recordStockCount = (deps: Deps, request: About<typeof stockCountBody>) => {
  const { place, lines } = request.body;
  return eachLine(
    deps,
    request,
    'stock-counts.record',
    place,
    lines,
    (batch, line, units, context) => decide.countStock(batch, { ...line, place, units }, context),
  );
};

/** A paper about goods at one place: a line for each batch, all or nothing. */
function eachLine<L extends { batch: string }>(
  deps: Deps,
  request: CommandRequest,
  operation: Operation,
  place: Place,
  lines: readonly L[],
  rule: (
    batch: Batch,
    line: Omit<L, 'batch'>,
    units: readonly CropUnit[],
    context: Context,
  ) => BatchEvent,
) {
  return carryOut(deps, request, async (unit) => {
    const actor = actorAt(unit.account, operation, [place]);
    checkNoRepeats(lines);
    for (const { batch: code, ...line } of lines) {
      const batch = await unit.batch(code);
      const { units } = await cropOf(unit.registry, batch);
      unit.record(code, actor, rule(batch, line, units, unit.context(actor)));
    }
  });
}
