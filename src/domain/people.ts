import type { PlaceKind } from './accounts.ts';

export const ROLES = [
  'farmer',
  'network_lead',
  'stall_manager',
  'kitchen_staff',
  'auditor',
  'municipal_officer',
] as const;
export type Role = (typeof ROLES)[number];

/** The kind of place for which each role is given. */
export const ROLE_PLACE = {
  farmer: 'network',
  network_lead: 'network',
  stall_manager: 'stall',
  kitchen_staff: 'kitchen',
  auditor: 'municipality',
  municipal_officer: 'municipality',
} as const satisfies Record<Role, PlaceKind | 'municipality'>;

export type RolePlace = { kind: PlaceKind | 'municipality'; id: string };
export type RoleAt = { role: Role; place: RolePlace };

/** Who does something, and as what. Ids only: names stay in the registry. */
export type Actor = RoleAt & { userId: string };

/** Whether a user, as the registry has it, runs the municipality. */
export const isActiveOfficer = ({
  active,
  roles,
}: {
  active?: unknown;
  roles?: unknown;
}): boolean =>
  active === true &&
  Array.isArray(roles) &&
  (roles as RoleAt[]).some(({ role }) => role === 'municipal_officer');
