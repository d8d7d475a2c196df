import type { Day } from './dates.ts';

export const CERTIFICATE_KINDS = ['gap', 'organic', 'pgs', 'other'] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

export type CertificateTerm = { id: string; validFrom: Day; validTo: Day; active: boolean };

/** The certificate that counts for a harvest: the one in force on that day, the longest-lasting first. */
export function certificateOn<C extends CertificateTerm>(
  certificates: readonly C[],
  harvestedOn: Day,
): C | null {
  const inForce = certificates.filter(
    ({ active, validFrom, validTo }) =>
      active && validFrom <= harvestedOn && harvestedOn <= validTo,
  );
  return inForce.sort((a, b) => (a.validTo < b.validTo ? 1 : -1))[0] ?? null;
}
