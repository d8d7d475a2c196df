import { scopeOf } from '../auth/permissions.ts';
import type { PlaceKind } from '../domain/accounts.ts';
import { hashOf } from '../domain/chain.ts';
import { dayOf } from '../domain/dates.ts';
import { type Period, spanOf } from '../domain/periods.ts';
import { refuse } from '../domain/refusal.ts';
import type { ReportKind, ReportScope } from '../domain/report/figures.ts';
import { REPORT_KEPT_DAYS } from '../domain/report/kept.ts';
import type { AskReport, ReportJobView } from '../wire/reports.ts';
import type { Deps } from './command.ts';
import { namesOf } from './names.ts';
import type { Account, ReportJob, Reports } from './ports.ts';
import { everyEntry } from './report.ts';

export type ReportDeps = Deps & { reports: Reports };

const PERIOD: Record<ReportKind, Period> = {
  municipality: 'fiscal_year',
  network: 'fiscal_year',
  farmer: 'month',
  school: 'term',
  market: 'month',
};
/** Reports of one person that are not done. */
const MOST_WAITING = 5;
const DAY_MS = 86_400_000;

/**
 * Has a report made. The same key again is the same report.
 * @throws Refusal not-permitted, not-found, report-subject-needed, too-many-reports, idempotency-key-reused
 */
export async function askReport(
  deps: ReportDeps,
  account: Account,
  key: string,
  body: AskReport,
): Promise<ReportJobView> {
  const { municipalityId, userId } = account;
  const fingerprint = hashOf({ userId, body });
  const known = await deps.reports.find(municipalityId, key);
  if (known) {
    if (known.fingerprint !== fingerprint) refuse('idempotency-key-reused', { key });
    return shown(known);
  }
  const { from, to } = body;
  const now = deps.now();
  const span =
    from !== undefined && to !== undefined
      ? { from, to }
      : spanOf(body.period ?? PERIOD[body.kind], dayOf(now));
  const subject = { ...(await subjectOf(deps, account, body)), ...span };
  const unfinished = (await deps.reports.list(municipalityId, userId)).filter(
    ({ status }) => status === 'waiting' || status === 'making',
  );
  if (unfinished.length >= MOST_WAITING) refuse('too-many-reports', { most: MOST_WAITING });
  const job: ReportJob = {
    id: key,
    fingerprint,
    userId,
    subject: { municipalityId, kind: body.kind, ...subject },
    format: body.format,
    status: 'waiting',
    progress: 0,
    askedAt: now,
    doneAt: null,
    bytes: null,
    attempts: 0,
  };
  await deps.reports.add(job);
  return shown(job);
}

/** A report of one's own. @throws Refusal not-found */
export async function reportJob(deps: ReportDeps, account: Account, id: string) {
  return shown(await ownJob(deps, account, id));
}

export async function reportJobs(deps: ReportDeps, { municipalityId, userId }: Account) {
  return { items: (await deps.reports.list(municipalityId, userId)).map(shown) };
}

/**
 * The file of a report, while whoever asked for it may still see what it is about.
 * @throws Refusal not-found, not-permitted, report-not-ready
 */
export async function reportFile(deps: ReportDeps, account: Account, id: string) {
  const job = await ownJob(deps, account, id);
  const { kind, of } = job.subject;
  const subject = { kind, of };
  if (!(await maySee(deps, account, subject))) refuse('not-permitted', {});
  if (job.status !== 'done') refuse('report-not-ready', { status: job.status });
  return { job: shown(job), bytes: await deps.reports.read(account.municipalityId, id) };
}

async function ownJob(deps: ReportDeps, { municipalityId, userId }: Account, id: string) {
  const job = await deps.reports.find(municipalityId, id);
  return job?.userId === userId ? job : refuse('not-found', { what: 'report' });
}

type Asked = Pick<AskReport, 'kind' | 'id'>;
type Subject = {
  names: { th: string; en: string };
  only: { th: string; en: string }[];
  of: ReportScope[];
};

/** Whose entries the report is to read, within what the person may see. */
async function subjectOf(deps: Deps, account: Account, { kind, id }: Asked): Promise<Subject> {
  switch (kind) {
    case 'municipality':
      return ofMunicipality(deps, account, id);
    case 'network':
      return ofNetwork(deps, account, id);
    case 'farmer':
      return ofFarmer(deps, account, id);
    case 'school':
      return ofPlaces(deps, account, 'schools', 'kitchens', id);
    case 'market':
      return ofPlaces(deps, account, 'markets', 'stalls', id);
  }
}

const scope = (account: Account) => scopeOf(account, 'reports.read');
const placesOf = (account: Account, kind: PlaceKind): string[] =>
  (scope(account)?.places ?? []).filter((place) => place.kind === kind).map((place) => place.id);

async function ofMunicipality({ storage }: Deps, account: Account, id: string | undefined) {
  const { municipalityId } = account;
  if (scope(account) !== undefined) refuse('not-permitted', {});
  if (id !== undefined && id !== municipalityId) refuse('not-found', { what: 'municipality' });
  const entry = await storage.registryEntry(municipalityId, 'municipality', municipalityId);
  return { names: namesOf(entry ?? undefined), only: [], of: [{ by: 'all' as const }] };
}

async function ofNetwork({ storage }: Deps, account: Account, asked: string | undefined) {
  const own = placesOf(account, 'network');
  const id = asked ?? own[0] ?? refuse('report-subject-needed', { kind: 'network' });
  if (scope(account) && !own.includes(id)) refuse('not-permitted', {});
  const entry = await storage.registryEntry(account.municipalityId, 'networks', id);
  if (!entry) refuse('not-found', { what: 'network' });
  return { names: namesOf(entry), only: [], of: [{ by: 'network' as const, id }] };
}

async function ofFarmer({ storage }: Deps, account: Account, asked: string | undefined) {
  const seen = scope(account);
  const id = asked ?? account.farmerId ?? refuse('report-subject-needed', { kind: 'farmer' });
  const entry = await storage.registryEntry(account.municipalityId, 'farmers', id);
  const may =
    seen === undefined ||
    seen.farmerIds.includes(id) ||
    (entry && placesOf(account, 'network').includes(entry.networkId));
  if (!may) refuse('not-permitted', {});
  if (!entry) refuse('not-found', { what: 'farmer' });
  const { name } = entry;
  return { names: { th: name, en: name }, only: [], of: [{ by: 'farmer' as const, id }] };
}

/** A market or a school: its stalls or kitchens, of which some people see only their own. */
async function ofPlaces(
  { storage }: Deps,
  account: Account,
  above: 'markets' | 'schools',
  below: 'stalls' | 'kitchens',
  asked: string | undefined,
): Promise<Subject> {
  const { municipalityId } = account;
  const kind = below === 'stalls' ? 'stall' : 'kitchen';
  const own = await storage.registryByIds(municipalityId, below, placesOf(account, kind));
  const parentOf = (entry: object) =>
    (entry as { marketId?: string; schoolId?: string })[
      below === 'stalls' ? 'marketId' : 'schoolId'
    ];
  const id =
    asked ??
    (own[0] && parentOf(own[0])) ??
    refuse('report-subject-needed', { kind: above.slice(0, -1) });
  const seesAll = scope(account) === undefined;
  const places = seesAll
    ? await collect(everyEntry(storage, municipalityId, below, { parentId: id }))
    : own.filter((entry) => parentOf(entry) === id);
  if (!seesAll && places.length === 0) refuse('not-permitted', {});
  const entry = await storage.registryEntry(municipalityId, above, id);
  if (!entry) refuse('not-found', { what: above.slice(0, -1) });
  return {
    names: namesOf(entry),
    only: seesAll || below === 'kitchens' ? [] : places.map(namesOf),
    of: places.map((place) => ({ by: 'place', place: { kind, id: place.id } })),
  };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Whether somebody's roles still reach what a report was made of. */
async function maySee(
  { storage }: Deps,
  account: Account,
  { of }: { of: readonly ReportScope[] },
): Promise<boolean> {
  const seen = scope(account);
  if (seen === undefined) return true;
  for (const part of of) {
    if (part.by === 'all') return false;
    if (part.by === 'network' && !placesOf(account, 'network').includes(part.id)) return false;
    if (part.by === 'place' && !placesOf(account, part.place.kind).includes(part.place.id))
      return false;
    if (part.by === 'farmer' && !seen.farmerIds.includes(part.id)) {
      const farmer = await storage.registryEntry(account.municipalityId, 'farmers', part.id);
      if (!farmer || !placesOf(account, 'network').includes(farmer.networkId)) return false;
    }
  }
  return true;
}

function shown({ id, subject, format, status, progress, ...job }: ReportJob): ReportJobView {
  const { kind, names, from, to } = subject;
  const { askedAt, doneAt, bytes } = job;
  return {
    id,
    kind,
    subject: names,
    from,
    to,
    format,
    status,
    progress: status === 'done' ? 100 : Math.min(99, Math.floor(progress * 100)),
    askedAt,
    doneAt,
    bytes,
    name: `tonnam-${kind}-${from}-${to}.${format}`,
    expiresAt: new Date(Date.parse(askedAt) + REPORT_KEPT_DAYS * DAY_MS).toISOString(),
  };
}
