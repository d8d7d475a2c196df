import { signal } from '@preact/signals';

/** Grows with every entry that the service has taken: what is shown may be out of date then. */
export const changes = signal(0);
