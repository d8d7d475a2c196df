/**
 * Every reason for which the rules say no, with the facts that its message needs.
 * The set is closed: `wire/problems.ts` has a Thai and an English text for each, and types keep them equal.
 */
export type RefusalFacts = {
  'batch-code-invalid': { code: string };
  'batch-code-taken': { code: string };
  'batch-on-hold': { code: string };
  'batch-failed': { code: string };
  'batch-recalled': { code: string };
  'batch-voided': { code: string };
  'roll-voided': { voidedAt: string };
  'roll-used-up': Record<never, never>;
  'unit-unknown': { unit: string; units: string };
  'amount-too-small': { quantity: number; unit: string };
  'unusual-amount': { grams: number; usualMinGrams: number; usualMaxGrams: number };
  'near-duplicate': { code: string };
  'insufficient-stock': {
    code: string;
    place: string;
    availableGrams: number;
    wantedGrams: number;
  };
  'goods-moved-on': { code: string; place: string; availableGrams: number };
  'date-in-future': { field: string; date: string; today: string };
  'time-in-future': { field: string; date: string; time: string; now: string };
  'date-too-old': { field: string; date: string; oldest: string };
  'packed-before-harvest': { code: string; packedOn: string; harvestedOn: string };
  'label-past-best-before': { code: string; bestBefore: string };
  'label-too-small': { code: string; size: string; larger: string };
  'spray-after-harvest': { sprayedOn: string; harvestedOn: string };
  'inspection-inconsistent': { reason: string };
  'certificate-required': { code: string; harvestedOn: string };
  'screening-required': { code: string };
  'certificate-or-screening-required': { code: string; harvestedOn: string };
  'not-holder': { place: string };
  'release-own-batch': { code: string };
  'release-needs-test': { code: string; method: string };
  'nothing-to-release': { code: string };
  'delivery-not-open': { delivery: string; code: string };
  'delivery-not-received': { delivery: string };
  'delivery-not-to-school': { delivery: string };
  'nothing-accepted': { delivery: string };
  'delivery-to-itself': Record<never, never>;
  'receipt-does-not-add-up': { code: string; sentGrams: number; statedGrams: number };
  'receipt-incomplete': { codes: string };
  'line-repeated': { code: string };
  'mix-crops-differ': { code: string; other: string };
  'mix-on-hold': { code: string };
  'held-by-input': { code: string; input: string };
  'count-needs-reason': { code: string; bookGrams: number; countedGrams: number };
  'entry-not-found': { entry: string };
  'entry-already-void': { entry: string };
  'entry-not-correctable': { entry: string; type: string };
  'correction-empty': { entry: string };
  'not-permitted': Record<never, never>;
  'not-found': { what: string };
  'reference-unknown': { field: string; id: string };
  'photo-unreadable': Record<never, never>;
  'photo-too-large': { megapixels: number; most: number };
  'photo-unknown': { photo: string };
  'phone-taken': Record<never, never>;
  'import-refused': { wrong: number; issues: readonly object[] };
  'revision-conflict': { revision: number };
  'idempotency-key-reused': { key: string };
  'wrong-phone-or-pin': Record<never, never>;
  'too-many-attempts': { minutes: number };
  'municipality-needed': { municipalities: string };
  'first-officer-exists': Record<never, never>;
  'setup-link-invalid': Record<never, never>;
  'wrong-pin': Record<never, never>;
  'pass-invalid': Record<never, never>;
  'last-officer': Record<never, never>;
  'own-officer-role': Record<never, never>;
  'municipality-stays': Record<never, never>;
  'report-subject-needed': { kind: string };
  'report-not-ready': { status: string };
  'too-many-reports': { most: number };
};

export type RefusalCode = keyof RefusalFacts;

/** Thrown by a rule that says no. Nothing has happened when it is thrown. */
export class Refusal<C extends RefusalCode = RefusalCode> extends Error {
  override readonly name = 'Refusal';
  readonly code: C;
  readonly facts: RefusalFacts[C];

  constructor(code: C, facts: RefusalFacts[C]) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

export function refuse<C extends RefusalCode>(code: C, facts: RefusalFacts[C]): never {
  throw new Refusal(code, facts);
}
