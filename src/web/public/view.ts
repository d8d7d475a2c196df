import type { CertificateKind } from '../../domain/certificates.ts';
import type { Day, Instant } from '../../domain/dates.ts';

export type Language = 'th' | 'en';

/** The same words in both languages. */
type Bilingual = Record<Language, string>;

/** The answer to "is this safe?". */
export type PublicStatus =
  /** tested, and the residue is within the limits */
  | 'passed'
  /** no result yet */
  | 'waiting'
  /** a screening, a parent batch or an officer holds it until somebody has looked again */
  | 'on_hold'
  | 'recalled'
  /** the entry was voided, so the label vouches for nothing */
  | 'withdrawn';

export type PublicStage = {
  kind: 'harvested' | 'tested' | 'sent' | 'at_market' | 'at_school' | 'sold' | 'cooked';
  /** the day on which the batch first came this far */
  date: Day;
};

/** All that the public may know of a batch. It holds no personal data, and must never come to. */
export type PublicBatchView = {
  /** ten characters, without the hyphen */
  code: string;
  crop: Bilingual;
  /** the producer network; null when it may not be shown */
  network: Bilingual | null;
  /** the bare name, without ต. or ตำบล */
  subdistrict: Bilingual | null;
  municipality: Bilingual;
  /** the municipality's public number, to call about a batch that is held or recalled */
  municipalityPhone?: string;
  harvestedOn: Day;
  /** kinds of the certificates in force on the day of harvest; of a mixed batch, none unless all that is in it has one */
  certificates: CertificateKind[];
  /** the harvests that a mixed batch is of; else none */
  inputs: {
    code: string;
    network: Bilingual;
    harvestedOn: Day;
    certificate: CertificateKind | null;
  }[];
  status: PublicStatus;
  /** the stages passed so far, in order */
  stages: PublicStage[];
  /** made-up data of the demonstration */
  example: boolean;
  /** when this answer was made */
  checkedAt: Instant;
};

/** A page ready to send. */
export type PublicPage = {
  html: string;
  /** for `style-src` of its Content-Security-Policy, with the quotes; nothing else needs allowing */
  styleHash: string;
};
