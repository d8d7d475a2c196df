import { type Place, samePlace } from '../domain/accounts.ts';
import { BATCH_EVENT_TYPES, type BatchEventType } from '../domain/batch/events.ts';
import { boundsOf, type Instant } from '../domain/dates.ts';
import { type Figures, type ReportKind, type ReportScope, Sums } from '../domain/report/figures.ts';
import { farmersShares, type ReportEntry } from '../domain/report/measures.ts';
import type { LineView, ReportSubject, ReportView } from '../domain/report/view.ts';
import type { RegistryKind } from '../wire/registry.ts';
import type { Names } from './names.ts';
import type { RegistryFilter, ReportSource } from './ports.ts';

/** Entries read at a time, of each type. */
const PAGE = 500;
/** A farmer is told what was bought; what the buyer did with it is the buyer's business. */
const OF_FARMER: readonly BatchEventType[] = [
  'harvest-registered',
  'inspection-recorded',
  'hold-placed',
  'hold-released',
  'received',
  'mixed-into',
  'corrected',
];
const REGISTRY = [
  'crops',
  'networks',
  'farmers',
  'markets',
  'stalls',
  'schools',
  'kitchens',
] as const;

/**
 * The sums of a report, and its lines, which are read once more when they are asked for: from the same source, so
 * of the same moment.
 * @param progress told how far it is in reading, from 0 to 1
 */
export async function reportOf(
  source: ReportSource,
  subject: ReportSubject,
  asOf: Instant,
  progress: (done: number) => void = () => {},
): Promise<{
  view: ReportView;
  lines(progress?: (done: number) => void): AsyncIterable<LineView>;
}> {
  const { municipalityId, kind, from, to } = subject;
  const book = await directory(source, municipalityId);
  const span = { from: boundsOf(from).from, to: boundsOf(to).to };
  const shareOf = progressIn(span, asOf);
  const sums = new Sums(kind, book.above);
  for await (const entry of entriesOf(source, subject, span)) {
    sums.add(entry);
    progress(shareOf(entry.at));
  }
  if (kind === 'municipality') {
    sums.hold(await source.holdings(municipalityId));
    const since = { from: span.to, to: '9999' };
    for await (const entry of entriesOf(source, subject, since)) sums.undo(entry);
  }
  const municipality = await source.registryEntry(municipalityId, 'municipality', municipalityId);
  const figures = sums.figures();
  const view: ReportView = {
    ...figures,
    kind,
    subject: subject.names,
    only: subject.only,
    municipality: { th: municipality?.nameTh ?? '–', en: municipality?.nameEn ?? '–' },
    example: municipality?.example ?? false,
    digits: municipality?.settings.digits ?? 'arabic',
    from,
    to,
    asOf,
    groups: figures.groups.map((group) => namedGroup(group, book)),
  };
  return { view, lines: (told = () => {}) => linesOf(told) };

  async function* linesOf(told: (done: number) => void): AsyncGenerator<LineView> {
    const again = new Sums(kind, book.above);
    for await (const entry of entriesOf(source, subject, span)) {
      yield lineOf(entry, again.add(entry), kind, book);
      told(shareOf(entry.at));
    }
  }
}

/** How far in a span a moment is, from 0 to 1; what lies ahead of now does not count. */
function progressIn(span: Span, asOf: Instant): (at: Instant) => number {
  const begin = Date.parse(span.from);
  const length = Math.min(Date.parse(span.to), Date.parse(asOf)) - begin;
  return (at) => (length > 0 ? Math.min(1, Math.max(0, (Date.parse(at) - begin) / length)) : 1);
}

type Span = { from: Instant; to: Instant };

/** Entries of all types in the order of the book: each type, at each place, is a list of its own. */
async function* entriesOf(
  source: ReportSource,
  { municipalityId, kind, of }: ReportSubject,
  span: Span,
): AsyncGenerator<ReportEntry> {
  const lists = of.flatMap((scope) =>
    // Corrections have no index by place; those of several places come in one list.
    (kind === 'farmer' ? OF_FARMER : BATCH_EVENT_TYPES)
      .filter((type) => type !== 'corrected' || scope === of[0])
      .map((type) => listOf(source, municipalityId, type, scope, span)),
  );
  for (const scope of of) {
    if (kind === 'farmer' && scope.by === 'farmer') {
      lists.push(
        sharesOf(listOf(source, municipalityId, 'received', { by: 'mixes' }, span), scope.id),
      );
    }
  }
  const waiting: { list: (typeof lists)[number]; head: ReportEntry }[] = [];
  // One after the other: on PostgreSQL a snapshot is one connection.
  for (const list of lists) {
    const { value } = await list.next();
    if (value) waiting.push({ list, head: value });
  }
  for (;;) {
    const first = waiting.reduce<(typeof waiting)[number] | undefined>(
      (best, each) => (best === undefined || isBefore(each.head, best.head) ? each : best),
      undefined,
    );
    if (!first) return;
    if (first.head.type !== 'corrected' || concerns(first.head, of)) yield first.head;
    const { value } = await first.list.next();
    if (value) first.head = value;
    else waiting.splice(waiting.indexOf(first), 1);
  }
}

const isBefore = (a: ReportEntry, b: ReportEntry): boolean =>
  a.at < b.at || (a.at === b.at && a.position < b.position);

const concerns = (entry: ReportEntry, of: readonly ReportScope[]): boolean =>
  of.some(
    (scope) =>
      scope.by === 'all' ||
      (scope.by === 'place'
        ? samePlace(entry.place, scope.place)
        : scope.by !== 'mixes' &&
          scope.id === (scope.by === 'network' ? entry.networkId : entry.farmerId)),
  );

async function* listOf(
  source: ReportSource,
  municipalityId: string,
  type: BatchEventType,
  of: ReportScope,
  span: Span,
): AsyncGenerator<ReportEntry, undefined> {
  for (let after: [Instant, number] | null = null; ; ) {
    const page: ReportEntry[] = await source.reportEntries(municipalityId, {
      type,
      of,
      ...span,
      after,
      limit: PAGE,
    });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return undefined;
    after = [last.at, last.position];
  }
}

/** What was received of mixed batches that a farmer's goods are in: the farmer's part of it. */
async function* sharesOf(
  receipts: AsyncIterable<ReportEntry>,
  farmerId: string,
): AsyncGenerator<ReportEntry, undefined> {
  for await (const receipt of receipts) {
    yield* farmersShares(receipt).filter((share) => share.farmerId === farmerId);
  }
  return undefined;
}

type Directory = Awaited<ReturnType<typeof directory>>;

/** Names, and which market or school a place is of. */
async function directory(source: ReportSource, municipalityId: string) {
  const names = new Map<string, Names>();
  const parents = new Map<string, string>();
  for (const kind of REGISTRY) {
    for await (const entry of everyEntry(source, municipalityId, kind)) {
      const one = entry as { name?: string; nameTh?: string; nameEn?: string };
      const th = one.nameTh ?? one.name ?? '–';
      names.set(entry.id, { th, en: one.nameEn ?? th });
      const { marketId, schoolId } = entry as { marketId?: string; schoolId?: string };
      const parent = marketId ?? schoolId;
      if (parent) parents.set(entry.id, parent);
    }
  }
  const nameOf = (id: string): Names => names.get(id) ?? { th: '–', en: '–' };
  return { nameOf, above: ({ id }: { id: string }) => parents.get(id) };
}

export async function* everyEntry<K extends RegistryKind>(
  source: Pick<ReportSource, 'registryEntries'>,
  municipalityId: string,
  kind: K,
  filter: RegistryFilter = {},
) {
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof source.registryEntries<K>>> =
      await source.registryEntries(municipalityId, kind, undefined, filter, { limit: 200, cursor });
    yield* page.items;
    if (page.next === null) return;
    cursor = page.next;
  }
}

/** Months in their order, the rest by weight. */
function namedGroup(
  { by, rows }: Figures['groups'][number],
  { nameOf }: Directory,
): ReportView['groups'][number] {
  if (by === 'month') {
    const sorted = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
    return { by, rows: sorted.map(({ id, ...row }) => ({ ...row, names: { th: id, en: id } })) };
  }
  const weight = ({ measures }: (typeof rows)[number]) => measures.harvested || measures.accepted;
  const sorted = [...rows].sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1));
  return { by, rows: sorted.map(({ id, ...row }) => ({ ...row, names: nameOf(id) })) };
}

function lineOf(
  entry: ReportEntry,
  measures: LineView['measures'],
  kind: ReportKind,
  { nameOf }: Directory,
): LineView {
  const { id, at, type, batch, place, delivery, voided, data, isShare = false } = entry;
  const from = type === 'dispatched' ? (data as { to: Place }).to : delivery?.from;
  return {
    id,
    at,
    type,
    batch,
    crop: nameOf(entry.cropId).th,
    network: nameOf(entry.networkId).th,
    farmer: kind === 'school' || kind === 'market' ? null : nameOf(entry.farmerId).th,
    place: place.kind === 'municipality' ? '' : nameOf(place.id).th,
    other: from ? nameOf(from.id).th : null,
    voided,
    isShare,
    measures,
    data,
  };
}
