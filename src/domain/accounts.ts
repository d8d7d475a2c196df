/**
 * The accounts of the book. Goods come from an origin, are held at a place or in transit, and end somewhere.
 * An account is written `kind/id`; only origins, and what a mixed batch was made of, may go below zero.
 */
export const PLACE_KINDS = ['network', 'stall', 'kitchen'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];
/** Somewhere that keeps goods: a network's store, a market stall, a school kitchen. */
export type Place = { kind: PlaceKind; id: string };

const ORIGINS = ['field', 'found'] as const;
const ENDS = ['sold', 'cooked', 'discarded', 'missing'] as const;
/**
 * What passes from one batch to another: `mix/{code of the mixed batch}`. In the batches that went in it is above
 * zero, in the mixed one below by as much, and over all of them it adds up to nothing.
 */
const MIX = 'mix';
export type AccountKind =
  | (typeof ORIGINS)[number]
  | PlaceKind
  | 'transit'
  | typeof MIX
  | (typeof ENDS)[number];
export type Account = `${AccountKind}/${string}`;

/** A posting: whole grams from one account to another. */
export type Move = { from: Account; to: Account; grams: number };
/** Grams by account; an account that is back at zero is left out. Adds up to zero. */
export type Balances = Readonly<Record<Account, number>>;

export const account = (kind: AccountKind, id: string): Account => `${kind}/${id}`;
export const placeAccount = (place: Place): Account => account(place.kind, place.id);
export const samePlace = (a: { kind: string; id: string }, b: { kind: string; id: string }) =>
  a.kind === b.kind && a.id === b.id;

export function splitAccount(name: Account): { kind: AccountKind; id: string } {
  const slash = name.indexOf('/');
  return { kind: name.slice(0, slash) as AccountKind, id: name.slice(slash + 1) };
}

export const ACCOUNT_GROUPS = ['origin', 'mix', 'holding', 'end'] as const;
export type AccountGroup = (typeof ACCOUNT_GROUPS)[number];

export function accountGroup(kind: AccountKind): AccountGroup {
  if (kind === MIX) return 'mix';
  if ((ORIGINS as readonly string[]).includes(kind)) return 'origin';
  return (ENDS as readonly string[]).includes(kind) ? 'end' : 'holding';
}

export function post(balances: Balances, moves: readonly Move[]): Balances {
  const after: Record<Account, number> = { ...balances };
  const add = (name: Account, grams: number) => {
    const sum = (after[name] ?? 0) + grams;
    if (sum === 0) delete after[name];
    else after[name] = sum;
  };
  for (const { from, to, grams } of moves) {
    add(from, -grams);
    add(to, grams);
  }
  return after;
}

/** The first account that holds goods, or in which they end, that these moves would take below zero; null when there is none. */
export function overdrawn(
  balances: Balances,
  moves: readonly Move[],
): { account: Account; availableGrams: number } | null {
  const after = post(balances, moves);
  for (const [name, grams] of Object.entries(after) as [Account, number][]) {
    if (grams < 0 && ['holding', 'end'].includes(accountGroup(splitAccount(name).kind))) {
      return { account: name, availableGrams: balances[name] ?? 0 };
    }
  }
  return null;
}

/** The same moves with what runs to and fro between two accounts netted. */
export function net(moves: readonly Move[]): Move[] {
  const pairs = new Map<string, Move>();
  for (const { from, to, grams } of moves) {
    const back = pairs.get(`${to} ${from}`);
    const known = back ?? pairs.get(`${from} ${to}`) ?? { from, to, grams: 0 };
    pairs.set(`${known.from} ${known.to}`, {
      ...known,
      grams: known.grams + (back ? -grams : grams),
    });
  }
  return [...pairs.values()]
    .filter(({ grams }) => grams !== 0)
    .map((move) => (move.grams > 0 ? move : reverse(move)));
}

const reverse = ({ from, to, grams }: Move): Move => ({ from: to, to: from, grams: -grams });
const negated = ({ from, to, grams }: Move): Move => ({ from, to, grams: -grams });

/** Moves that take an entry from what it posted to what it should have posted. */
export const difference = (posted: readonly Move[], wanted: readonly Move[]): Move[] =>
  net([...posted.map(negated), ...wanted]);

/** Grams that are still held somewhere or on their way. */
export const onHand = (balances: Balances): number =>
  (Object.entries(balances) as [Account, number][])
    .filter(([name]) => accountGroup(splitAccount(name).kind) === 'holding')
    .reduce((sum, [, grams]) => sum + grams, 0);
