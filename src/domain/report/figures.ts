import { type Account, accountGroup, type Place, splitAccount } from '../accounts.ts';
import type { Day } from '../dates.ts';
import { dayOf } from '../dates.ts';
import {
  add,
  farmersShares,
  type Measure,
  type Measures,
  measuresOf,
  movesOf,
  noMeasures,
  type ReportEntry,
} from './measures.ts';

export const REPORT_KINDS = ['municipality', 'network', 'farmer', 'school', 'market'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What a report breaks its sums down by. */
export type Grouping = 'month' | 'network' | 'farmer' | 'crop' | 'market' | 'stall' | 'school';

/** What each kind of report is broken down by, in the order in which it shows it. */
const GROUPINGS_OF: Record<ReportKind, readonly Grouping[]> = {
  municipality: ['month', 'network', 'market', 'school', 'crop'],
  network: ['month', 'farmer', 'crop', 'market', 'school'],
  farmer: ['month', 'crop', 'market', 'school'],
  school: ['month', 'crop', 'network'],
  market: ['month', 'stall', 'crop', 'network'],
};

/** Whose entries a report reads. A place's are those made there. */
export type ReportScope =
  | { by: 'all' }
  | { by: 'network' | 'farmer'; id: string }
  | { by: 'place'; place: Place }
  /** Those of mixed batches, which have several farmers. */
  | { by: 'mixes' };

/** Where places belong: a stall to its market, a kitchen to its school. */
export type Above = (place: { kind: string; id: string }) => string | undefined;

export type Group = { id: string; measures: Measures; onHand: number };
export type Figures = {
  lines: number;
  total: Measures;
  /** Grams held anywhere when the period began and ended; null where the report is not of all that was held. */
  onHand: { before: number; after: number } | null;
  groups: { by: Grouping; rows: Group[] }[];
};

/** What is held now: grams of a network's crop in an account. */
export type Holding = { account: Account; networkId: string; cropId: string; grams: number };

/** Adds up the entries of a period as they come; how many there are makes no difference to the memory. */
export class Sums {
  private readonly total = noMeasures();
  private readonly groups: Map<Grouping, Map<string, Group>>;
  private readonly above: Above;
  private lines = 0;
  private lastMeal = '';
  private held: number | null = null;

  constructor(kind: ReportKind, above: Above) {
    this.above = above;
    this.groups = new Map(GROUPINGS_OF[kind].map((by) => [by, new Map()]));
  }

  /** @returns what the entry adds; entries are given in the order of the book */
  add(entry: ReportEntry): Partial<Measures> {
    const measures = measuresOf(entry);
    // A meal of several batches has an entry for each, and fed its pupils once.
    if (measures.pupils !== undefined) {
      if (entry.commandId === this.lastMeal) delete measures.pupils;
      this.lastMeal = entry.commandId;
    }
    this.lines += 1;
    const groups = [...this.groups.keys()].map((by) => this.group(by, this.keyOf(by, entry)));
    for (const [measure, amount] of Object.entries(measures) as [Measure, number][]) {
      add(this.total, measure, amount);
      for (const group of groups) if (group) add(group.measures, measure, amount);
    }
    for (const share of this.groups.has('farmer') ? farmersShares(entry) : []) {
      const group = this.group('farmer', share.farmerId)!;
      for (const [measure, amount] of Object.entries(measuresOf(share)) as [Measure, number][]) {
        add(group.measures, measure, amount);
      }
    }
    return measures;
  }

  /** What is held now, for reports of all there is. */
  hold(holdings: readonly Holding[]): void {
    this.held = 0;
    for (const { account, networkId, cropId, grams } of holdings) {
      const place = splitAccount(account);
      if (accountGroup(place.kind) !== 'holding') continue;
      this.held += grams;
      this.shift('network', networkId, grams);
      this.shift('crop', cropId, grams);
      this.shiftAt(place, grams);
    }
  }

  /** Takes back what an entry after the period did to what is held. */
  undo(entry: ReportEntry): void {
    for (const { from, to, grams } of movesOf(entry)) {
      for (const [account, change] of [
        [from, grams],
        [to, -grams],
      ] as const) {
        const place = splitAccount(account);
        if (accountGroup(place.kind) !== 'holding') continue;
        this.held = (this.held ?? 0) + change;
        this.shift('network', entry.networkId, change);
        this.shift('crop', entry.cropId, change);
        this.shiftAt(place, change);
      }
    }
  }

  figures(): Figures {
    const { total, lines, held } = this;
    const came = total.harvested + total.found + total.mixedIn;
    const went = total.mixedOut + total.sold + total.cooked + total.discarded + total.lost;
    return {
      lines,
      total,
      onHand: held === null ? null : { before: held - came + went, after: held },
      groups: [...this.groups].map(([by, rows]) => ({ by, rows: [...rows.values()] })),
    };
  }

  private keyOf(by: Grouping, entry: ReportEntry): string | undefined {
    switch (by) {
      case 'month':
        return monthOf(dayOf(entry.at));
      case 'network':
        return entry.networkId;
      case 'farmer':
        return entry.farmerId || undefined;
      case 'crop':
        return entry.cropId;
      case 'stall':
        return entry.place.kind === 'stall' ? entry.place.id : undefined;
      case 'market':
        return entry.place.kind === 'stall' ? this.above(entry.place) : undefined;
      case 'school':
        return entry.place.kind === 'kitchen' ? this.above(entry.place) : undefined;
    }
  }

  private group(by: Grouping, id: string | undefined): Group | undefined {
    const groups = this.groups.get(by);
    if (!groups || id === undefined) return undefined;
    const known = groups.get(id) ?? { id, measures: noMeasures(), onHand: 0 };
    groups.set(id, known);
    return known;
  }

  private shift(by: Grouping, id: string | undefined, grams: number): void {
    const group = this.group(by, id);
    if (group) group.onHand += grams;
  }

  private shiftAt(place: { kind: string; id: string }, grams: number): void {
    if (place.kind === 'stall') this.shift('market', this.above(place), grams);
    if (place.kind === 'kitchen') this.shift('school', this.above(place), grams);
  }
}

const monthOf = (day: Day): string => day.slice(0, 7);
