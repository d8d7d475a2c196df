import { type AccountKind, splitAccount } from '../domain/accounts.ts';
import { type BatchStatus, STATUSES } from '../domain/batch/state.ts';
import { addDays, type Day, dayOf } from '../domain/dates.ts';
import type { FiguresView } from '../wire/figures.ts';
import { batchSummaries } from './batch-views.ts';
import type { Deps } from './command.ts';
import { deliveryViews } from './delivery-views.ts';
import { entriesById, namesOf } from './names.ts';

const MOST_LATE = 20;

/** Where goods can be that were harvested. */
const PLACES = [
  'network',
  'transit',
  'stall',
  'kitchen',
  'mix',
  'sold',
  'cooked',
  'discarded',
  'missing',
] as const satisfies AccountKind[];

/** What was harvested on some days and where it went, and what is late now. */
export async function figuresOf(
  deps: Deps,
  municipalityId: string,
  { from, to }: { from: Day; to: Day },
): Promise<FiguresView> {
  const { storage, now } = deps;
  const [{ harvests, balances }, late] = await Promise.all([
    storage.figures(municipalityId, from, to),
    storage.late(municipalityId, dayOf(now()), MOST_LATE),
  ]);
  const registry = await storage.registryNow(municipalityId);
  const summaries = (batches: typeof late.holds.items) =>
    batchSummaries(registry, municipalityId, batches);
  const gramsIn = (kind: AccountKind) =>
    total(
      balances.filter(({ account }) => splitAccount(account).kind === kind),
      ({ grams }) => grams,
    );
  const standing = harvests.filter(({ status }) => status !== 'voided');
  const networkIds = new Set(standing.map(({ networkId }) => networkId));
  const names = await entriesById(registry, municipalityId, 'networks', networkIds);
  const sums = (rows: typeof harvests) => ({
    grams: total(rows, ({ grams }) => grams),
    batches: total(rows, ({ batches }) => batches),
  });

  return {
    from,
    to,
    harvestedGrams: -gramsIn('field') || 0,
    foundGrams: -gramsIn('found') || 0,
    batches: total(standing, ({ batches }) => batches),
    went: Object.fromEntries(PLACES.map((kind) => [kind, gramsIn(kind)])) as FiguresView['went'],
    networks: [...networkIds]
      .map((id) => ({
        id,
        names: namesOf(names.get(id)),
        ...sums(standing.filter(({ networkId }) => networkId === id)),
      }))
      .sort((a, b) => b.grams - a.grams),
    days: daysBetween(from, to).map((day) => ({
      day,
      ...sums(standing.filter(({ harvestedOn }) => harvestedOn === day)),
    })),
    statuses: Object.fromEntries(
      STATUSES.map((status) => [
        status,
        total(
          harvests.filter((row) => row.status === status),
          ({ batches }) => batches,
        ),
      ]),
    ) as Record<BatchStatus, number>,
    late: {
      deliveries: {
        count: late.deliveries.count,
        items: await deliveryViews(deps, municipalityId, late.deliveries.items),
      },
      waiting: { count: late.waiting.count, items: await summaries(late.waiting.items) },
      holds: { count: late.holds.count, items: await summaries(late.holds.items) },
    },
  };
}

const total = <T>(rows: readonly T[], of: (row: T) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);

function daysBetween(from: Day, to: Day): Day[] {
  const days = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
