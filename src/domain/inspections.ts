import { refuse } from './refusal.ts';

export const OUTCOMES = ['pass', 'hold', 'fail'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** GPO-TM kits give a result for each of these chemical groups. */
export const CHEMICAL_GROUPS = [
  'organophosphate',
  'carbamate',
  'organochlorine',
  'pyrethroid',
] as const;

/** A field kit's result, in the words of the kit's own scale. */
export type KitReading =
  | {
      kit: 'GT';
      result: 'not_detected' | 'safe_level' | 'unsafe';
      inhibitionPercent?: number | undefined;
    }
  | { kit: 'MJPK'; result: 'safe' | 'unsafe' | 'very_unsafe' }
  | { kit: 'GPO-TM'; detected: Record<(typeof CHEMICAL_GROUPS)[number], boolean> };

/** The GT kit calls a sample unsafe from this share of cholinesterase inhibition. */
const GT_UNSAFE_PERCENT = 50;

export type LaboratoryFinding = {
  substance: string;
  mgPerKg: number;
  limitMgPerKg: number;
  /** A substance that must not be found at all (hazard type 4). */
  prohibited: boolean;
};

export type Inspection =
  | {
      method: 'kit';
      reading: KitReading;
      kitLot: string | null;
      kitExpiresOn: string | null;
      minutes: number | null;
    }
  | {
      method: 'laboratory';
      laboratory: string;
      reportNumber: string;
      findings: LaboratoryFinding[];
    };

/**
 * Maps a raw result to pass, hold or fail. A kit only screens: what it cannot decide (a group that was
 * merely detected, or an unsafe reading on a crop known for false positives) is a hold.
 * @throws Refusal inspection-inconsistent
 */
export function judge(inspection: Inspection, crop: { screeningFalsePositive: boolean }): Outcome {
  if (inspection.method === 'laboratory') {
    const exceeded = inspection.findings.some(
      ({ mgPerKg, limitMgPerKg, prohibited }) => mgPerKg > (prohibited ? 0 : limitMgPerKg),
    );
    return exceeded ? 'fail' : 'pass';
  }
  const unsafe: Outcome = crop.screeningFalsePositive ? 'hold' : 'fail';
  const { reading } = inspection;
  switch (reading.kit) {
    case 'GT':
      if (
        reading.inhibitionPercent !== undefined &&
        reading.inhibitionPercent >= GT_UNSAFE_PERCENT !== (reading.result === 'unsafe')
      ) {
        refuse('inspection-inconsistent', {
          reason: `GT ${reading.result}, ${reading.inhibitionPercent} %`,
        });
      }
      return reading.result === 'unsafe' ? unsafe : 'pass';
    case 'MJPK':
      return reading.result === 'safe' ? 'pass' : unsafe;
    case 'GPO-TM':
      return Object.values(reading.detected).some(Boolean) ? 'hold' : 'pass';
  }
}
