/** Labels that wait for their batches. */

import type { Instant } from '../../domain/dates.ts';

/** Labels that were printed with codes before there were batches, issued to a network. */
export type Roll = {
  municipalityId: string;
  id: string;
  networkId: string;
  /** How many codes it has. */
  count: number;
  issuedBy: string;
  issuedAt: Instant;
  voidedBy: string | null;
  voidedAt: Instant | null;
  voidReason: string | null;
};

export interface Rolls {
  /** Adds a roll with its codes, in their order on it; nothing when there is one of this id. */
  addRoll(roll: Roll, codes: readonly string[]): Promise<void>;
  roll(municipalityId: string, id: string): Promise<Roll | null>;
  /** Those of some networks, or all, the newest first, each with the number of codes that batches have. */
  rolls(
    municipalityId: string,
    networkIds: readonly string[] | undefined,
  ): Promise<(Roll & { used: number })[]>;
  /** Codes of a roll that no batch has, in their order on it. */
  unusedCodes(municipalityId: string, id: string): Promise<string[]>;
  /** Codes are unique in the whole installation: the roll that one is from. */
  rollOf(code: string): Promise<Roll | null>;
  /** The first voiding stands. */
  voidRoll(
    municipalityId: string,
    id: string,
    voiding: Pick<Roll, 'voidedBy' | 'voidedAt' | 'voidReason'>,
  ): Promise<void>;
}
