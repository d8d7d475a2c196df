/** What a batch needs before it leaves its network. */
export const LEAVE_RULES = ['none', 'certificate', 'screening', 'either', 'both'] as const;

/** The digits of what is printed on paper. */
export const DIGITS = ['arabic', 'thai'] as const;
export type Digits = (typeof DIGITS)[number];

/** What a municipality decides for itself; changed by its officers, kept in its registry entry. */
export type Settings = {
  leaveRule: (typeof LEAVE_RULES)[number];
  /** Entries about an earlier day than this many days ago are refused. */
  oldestEntryDays: number;
  /** A phone's clock that differs from the server's by more than this is flagged. */
  clockToleranceSeconds: number;
  /** An amount more than this many times above, or below, the crop's usual batch asks first. */
  unusualFactor: number;
  /** A harvest of the same farmer, crop and day within this many minutes asks "another picking?". */
  nearDuplicateMinutes: number;
  /** Names of substances, as written on product labels, whose use puts a harvest on hold. */
  bannedSubstances: string[];
  /** Deliveries carry prices, and their papers show them. */
  deliveryPrices: boolean;
  /** Of numbers and dates on papers; codes and what machines read stay as they are. */
  digits: Digits;
};

export const DEFAULT_SETTINGS: Settings = {
  leaveRule: 'either',
  oldestEntryDays: 30,
  clockToleranceSeconds: 300,
  unusualFactor: 3,
  nearDuplicateMinutes: 30,
  bannedSubstances: [],
  deliveryPrices: false,
  digits: 'arabic',
};
