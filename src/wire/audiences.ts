import type { Role, RoleAt } from '../domain/people.ts';

/** Whose screens the app has: each is a folder, an address, and a part of the build. */
export const AUDIENCES = ['farmer', 'lead', 'stall', 'kitchen', 'office'] as const;
export type Audience = (typeof AUDIENCES)[number];

const AUDIENCE: Record<Role, Audience> = {
  farmer: 'farmer',
  network_lead: 'lead',
  stall_manager: 'stall',
  kitchen_staff: 'kitchen',
  auditor: 'office',
  municipal_officer: 'office',
};

/** Those of somebody with these roles, the one whose home is opened first; most people have one. */
export function audiencesOf(roles: readonly Pick<RoleAt, 'role'>[]): Audience[] {
  const own = new Set(roles.map(({ role }) => AUDIENCE[role]));
  return AUDIENCES.filter((audience) => own.has(audience));
}
