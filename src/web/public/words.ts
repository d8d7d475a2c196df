import type { CertificateKind } from '../../domain/certificates.ts';
import type { Language, PublicStage, PublicStatus } from './view.ts';
import { en } from './words-en.ts';
import { th } from './words-th.ts';

/** What the page says: the answer, what it means, and what to do now. `{municipality}` is filled in. */
type Answer = { title: string; lead: string; adviceTitle: string; advice: string[] };

/** What the page says instead when there is no batch to speak of. */
type Reply = { title: string; lead: string; formTitle: string; advice: string[] };

export type Words = {
  brand: string;
  /** the other language, and its name for itself */
  other: { language: Language; name: string };
  example: string;
  answers: Record<PublicStatus, Answer>;
  certificates: Record<CertificateKind, string>;
  stages: Record<PublicStage['kind'], string>;
  stream: string;
  codeOnLabel: string;
  network: string;
  subdistrict: string;
  harvestedOn: string;
  certificate: string;
  firstHarvestedOn: string;
  /** `{count}` is filled in. */
  mixedFrom: string;
  worstCounts: string;
  noCertificate: string;
  call: string;
  checkedAt: string;
  forSellers: string;
  purpose: string;
  notFound: Record<'unknown' | 'mistyped' | 'nothing_typed', Reply>;
  unusedLabel: Record<'waiting' | 'voided', Omit<Reply, 'formTitle'>>;
  whatToDo: string;
  codeField: string;
  codeHint: string;
  look: string;
};

export const words: Record<Language, Words> = { th, en };
