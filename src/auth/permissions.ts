import { type Place, samePlace } from '../domain/accounts.ts';
import type { Actor, Role, RoleAt } from '../domain/people.ts';
import { refuse } from '../domain/refusal.ts';

/**
 * How far a role reaches in an operation: `own` what is the person's own, `place` what is, was or will be
 * at the place of the role, `municipality` everything of the municipality.
 */
type Reach = 'own' | 'place' | 'municipality';
type Rule = 'anyone' | 'signed-in' | Partial<Record<Role, Reach>>;

const everyBatchReader = {
  farmer: 'own',
  network_lead: 'place',
  stall_manager: 'place',
  kitchen_staff: 'place',
  auditor: 'municipality',
  municipal_officer: 'municipality',
} as const;
const holders = { network_lead: 'place', stall_manager: 'place', kitchen_staff: 'place' } as const;
const overseers = { auditor: 'municipality', municipal_officer: 'municipality' } as const;
const commonEntries = {
  farmer: 'municipality',
  network_lead: 'municipality',
  stall_manager: 'municipality',
  kitchen_staff: 'municipality',
  ...overseers,
} as const;
const personalEntries = { farmer: 'own', network_lead: 'place', ...overseers } as const;

/** Who looks after people's access: leads after that of their network's farmers. */
const keepers = { network_lead: 'place', municipal_officer: 'municipality' } as const;

/** The permission table. Every route names its operation; a route without one does not start. */
export const PERMISSIONS = {
  'service.read': 'anyone',
  'public.read': 'anyone',
  'web.read': 'anyone',
  'session.open': 'anyone',
  'session.read': 'signed-in',
  'session.close': 'signed-in',
  'session.list': 'signed-in',
  'session.change-pin': 'signed-in',
  'pass.use': 'anyone',
  'setup.first-officer': 'anyone',

  'batches.register': { farmer: 'own', network_lead: 'place' },
  'batches.read': everyBatchReader,
  'batches.verify': everyBatchReader,
  'batches.label': {
    farmer: 'own',
    network_lead: 'place',
    stall_manager: 'place',
    municipal_officer: 'municipality',
  },
  'batches.audit': { farmer: 'own', network_lead: 'place', ...overseers },
  'batches.inspect': { network_lead: 'place', municipal_officer: 'municipality' },
  'batches.hold': { ...holders, municipal_officer: 'municipality' },
  'batches.release': { municipal_officer: 'municipality' },
  'batches.correct': { farmer: 'own', ...holders, municipal_officer: 'municipality' },

  /** Whoever packs or sells puts goods together; kitchens cook them together. */
  'mixes.record': { network_lead: 'place', stall_manager: 'place' },

  'rolls.read': { network_lead: 'place', ...overseers },
  'rolls.issue': { network_lead: 'place', municipal_officer: 'municipality' },
  'rolls.void': { network_lead: 'place', municipal_officer: 'municipality' },

  'photos.add': { farmer: 'own', ...holders, municipal_officer: 'municipality' },

  'alerts.read': holders,

  'deliveries.read': { ...holders, ...overseers },
  'deliveries.dispatch': holders,
  'deliveries.receive': { stall_manager: 'place', kitchen_staff: 'place' },
  'deliveries.cancel': { ...holders, municipal_officer: 'municipality' },

  /** Vouchers of what farmers were paid, with their names. */
  'payments.read': {
    farmer: 'own',
    network_lead: 'place',
    kitchen_staff: 'place',
    stall_manager: 'place',
    ...overseers,
  },

  'sales.record': { stall_manager: 'place' },
  'sales.read': { stall_manager: 'place', ...overseers },
  'meals.record': { kitchen_staff: 'place' },
  'meals.read': { kitchen_staff: 'place', ...overseers },
  'discards.record': holders,
  'discards.read': { ...holders, ...overseers },
  'stock-counts.record': holders,
  'stock-counts.read': { ...holders, ...overseers },

  'figures.read': overseers,
  'reports.read': everyBatchReader,

  'registry.read': commonEntries,
  'registry.read-personal': personalEntries,
  'registry.read-users': keepers,
  'registry.write': { municipal_officer: 'municipality' },
  'registry.import': { municipal_officer: 'municipality' },
  'registry.changes': overseers,
  'registry.changes-users': { municipal_officer: 'municipality' },

  /** New users, their roles and PINs. */
  'access.users': { municipal_officer: 'municipality' },
  'access.passes': keepers,
  'access.reset-pin': keepers,
  'access.sessions': { municipal_officer: 'municipality' },
  'access.programs': { municipal_officer: 'municipality' },
} as const satisfies Record<string, Rule>;

export type Operation = keyof typeof PERMISSIONS;

type Person = {
  userId: string;
  farmerId: string | null;
  roles: readonly RoleAt[];
  /** Of a program: see {@link PROGRAM_OPERATIONS}. */
  scope?: 'read' | readonly string[] | undefined;
};

/** What a program may be allowed: what people do with goods and registry, never what opens access. */
export const PROGRAM_OPERATIONS = (Object.keys(PERMISSIONS) as Operation[]).filter(
  (operation) => typeof PERMISSIONS[operation] !== 'string' && !operation.startsWith('access.'),
);

const READS = /\.(read|read-personal|read-users|verify|label|audit|changes|changes-users)$/;

/** Whether a program's scope holds an operation; a person has none, and may do all that the roles may. */
function isInScope({ scope }: Person, operation: Operation): boolean {
  if (scope === undefined || operation === 'session.read') return true;
  if (!PROGRAM_OPERATIONS.includes(operation)) return false;
  return scope === 'read' ? READS.test(operation) : scope.includes(operation);
}

const reachOf = (operation: Operation, role: Role): Reach | undefined => {
  const rule: Rule = PERMISSIONS[operation];
  return typeof rule === 'string' ? undefined : rule[role];
};

/** Whether some role of the person may do this somewhere. */
export function mayEver(person: Person, operation: Operation): boolean {
  const rule: Rule = PERMISSIONS[operation];
  if (!isInScope(person, operation)) return false;
  return typeof rule === 'string' || person.roles.some(({ role }) => rule[role] !== undefined);
}

/** What the person sees of a kind of thing; undefined means all of the municipality. */
export function scopeOf(
  person: Person,
  operation: Operation,
): { farmerIds: string[]; places: Place[] } | undefined {
  const reaches = person.roles.map((roleAt) => ({
    roleAt,
    reach: reachOf(operation, roleAt.role),
  }));
  if (reaches.some(({ reach }) => reach === 'municipality')) return undefined;
  const own = reaches.some(({ reach }) => reach === 'own') && person.farmerId !== null;
  return {
    farmerIds: own && person.farmerId ? [person.farmerId] : [],
    places: reaches
      .filter(({ reach }) => reach === 'place')
      .map(({ roleAt }) => roleAt.place)
      .filter((place): place is Place => place.kind !== 'municipality'),
  };
}

type PlaceRef = { kind: string; id: string };
type FarmerRef = { id: string };

/**
 * As what the person may do something at one of the given places: for the whole municipality, or in a
 * role for that place.
 */
function findActorAt(
  person: Person,
  operation: Operation,
  places: readonly PlaceRef[],
): Actor | null {
  const { userId, roles } = person;
  if (!isInScope(person, operation)) return null;
  const may = (reach: Reach) => roles.filter(({ role }) => reachOf(operation, role) === reach);
  const roleAt =
    may('municipality')[0] ??
    may('place').find(({ place }) => places.some((at) => samePlace(at, place)));
  return roleAt ? { userId, ...roleAt } : null;
}

/** As what the person may do something with what is a farmer's: as that farmer, or by the place. */
export function findActorFor(
  person: Person,
  operation: Operation,
  farmer: FarmerRef,
  places: readonly PlaceRef[],
): Actor | null {
  const asFarmer = person.roles.find(({ role }) => reachOf(operation, role) === 'own');
  return asFarmer && person.farmerId === farmer.id
    ? { userId: person.userId, ...asFarmer }
    : findActorAt(person, operation, places);
}

/** {@link findActorAt}. @throws Refusal not-permitted */
export const actorAt = (...args: Parameters<typeof findActorAt>): Actor =>
  findActorAt(...args) ?? refuse('not-permitted', {});

/** {@link findActorFor}. @throws Refusal not-permitted */
export const actorFor = (...args: Parameters<typeof findActorFor>): Actor =>
  findActorFor(...args) ?? refuse('not-permitted', {});
