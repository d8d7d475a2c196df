import { computed } from '@preact/signals';
import { type Audience, audiencesOf as audiencesAt } from '../../wire/audiences.ts';
import { session } from './session/session.ts';

/** Those of whoever is signed in. */
export const audiencesOf = computed(() => audiencesAt(session.value?.roles ?? []));

/** Who scans labels: the screen of a scanned code is at `b/{code}` below their home. */
export const isScanning = (audience: Audience) => audience === 'lead' || audience === 'stall';

export const homeOf = (audience: Audience) => `/app/${audience}`;
