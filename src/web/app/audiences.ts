import { computed } from '@preact/signals';
import type { Role } from '../../domain/people.ts';
import { rolesOf } from './session/session.ts';

/** Whose screens they are: each has a folder of its own in `screens/`, an address and a chunk of the build. */
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

/** Those of whoever is signed in; most people have one. */
export const audiencesOf = computed<Audience[]>(() => {
  const own = new Set([...rolesOf.value].map((role) => AUDIENCE[role]));
  return AUDIENCES.filter((audience) => own.has(audience));
});

/** Who scans labels: the screen of a scanned code is at `b/{code}` below their home. */
export const isScanning = (audience: Audience) => audience === 'lead' || audience === 'stall';

export const homeOf = (audience: Audience) => `/app/${audience}`;
