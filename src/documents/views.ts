import type { AccountGroup } from '../domain/accounts.ts';
import type { Digits } from '../domain/settings.ts';
import type { Signers } from '../domain/signers.ts';

/**
 * What the papers show. Plain data, ready to print: whoever fills a view has already looked up
 * names and decided what its reader may see. Dates are ISO `YYYY-MM-DD`, times are ISO instants,
 * weights are whole grams.
 */

/** A label for a crate or a bag. It holds nothing personal. */
export interface LabelView {
  /** Batch code: ten Crockford characters, printed as XXXXX-XXXXX. */
  readonly code: string;
  readonly cropTh: string;
  readonly cropEn: string;
  /** Producer network, in Thai. */
  readonly network: string;
  /** Subdistrict, in Thai, without the word ตำบล. */
  readonly subdistrict: string;
  /** Day of harvest, ISO date. */
  readonly harvestedOn: string;
  readonly packedOn: string;
  /** Until when it keeps outside a fridge, and in one; ISO dates. */
  readonly bestBefore?: string;
  readonly bestBeforeCold?: string;
  /** Who packs, where the network does: what the notification on packed produce asks for. */
  readonly packer?: PackerView;
  /** Net weight in grams; printed in kg with one decimal. */
  readonly grams: number;
  /** The label is one of several of its batch, and the weight is that of all together. */
  readonly shared?: boolean;
  /** The amount as it was counted, e.g. "40 กำ". */
  readonly unitNote?: string;
  readonly digits: Digits;
  /** Municipality, in Thai. */
  readonly municipality: string;
  /** Address of the public page; the QR holds it. */
  readonly url: string;
  /** Of a mixed batch: how many harvests are in it, of which `harvestedOn` is the first. */
  readonly mixedFrom?: number;
  /** Demonstration data: the label is marked ตัวอย่าง. */
  readonly example: boolean;
}

interface PackerView {
  readonly name: string;
  readonly address: string | null;
  readonly number: string | null;
}

/** Labels whose codes wait for a batch. */
export interface RollView {
  readonly labels: readonly {
    readonly code: string;
    /** Address of the public page; the QR holds it. */
    readonly url: string;
  }[];
  /** Producer network, in Thai. */
  readonly network: string;
  /** Municipality, in Thai. */
  readonly municipality: string;
  /** Time of issue, ISO instant. */
  readonly issuedAt: string;
  /** Demonstration data: the labels are marked ตัวอย่าง. */
  readonly example: boolean;
}

/** A card that signs its owner in. It is handed to that person, whose name it shows. */
export interface CardView {
  readonly name: string;
  /** Municipality, in Thai. */
  readonly municipality: string;
  /** Address that signs in; the QR holds it. It is as good as a key. */
  readonly url: string;
  /** ISO instants. */
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly digits: Digits;
  /** Demonstration data: the card is marked ตัวอย่าง. */
  readonly example: boolean;
}

/** What was changed on a paper after it was first made. */
export interface RevisionView {
  /** 1 for the first. */
  readonly number: number;
  /** ISO instant. */
  readonly at: string;
  /** Role and place, in Thai. */
  readonly who: ActorView;
  /** Lines that say what, each with its reason. */
  readonly changes: readonly string[];
}

/** One batch on a delivery's paper. */
export interface GoodsView {
  readonly crop: string;
  /** Batch code: ten Crockford characters. */
  readonly code: string;
  /** ISO date. */
  readonly harvestedOn: string;
  /** As it was counted, e.g. "40 กำ". */
  readonly counted?: string;
  readonly sentGrams: number;
  /** Satang for a kilogram; null where nothing was agreed. */
  readonly priceSatang: number | null;
  /** What it comes to, of a part of a line: the parts add up to the line. */
  readonly satang?: number;
}

/** What all papers of a delivery say. */
interface DeliveryPaperView {
  /** Municipality, in Thai. */
  readonly municipality: string;
  readonly example: boolean;
  readonly digits: Digits;
  /** Running number of the fiscal year, e.g. 12/2570. */
  readonly number: string;
  readonly revisions: readonly RevisionView[];
  /** Sender and receiver, in Thai; of a school kitchen, the school. */
  readonly from: string;
  readonly to: string;
  /** ISO instant. */
  readonly sentAt: string;
  /** Time of the last event, ISO instant: the paper carries it, never the clock's. */
  readonly asOf: string;
}

/** ใบส่งของ */
export interface DeliveryNoteView extends DeliveryPaperView {
  /** ISO date. */
  readonly deliverOn: string;
  readonly note?: string;
  /** Nothing of it was, or will be, received. */
  readonly cancelled: boolean;
  readonly goods: readonly GoodsView[];
}

/** What was not taken of a line, or did not come. */
interface ShortView {
  readonly grams: number;
  readonly reason: string;
  readonly returned: boolean;
}

export interface ReceivedGoodsView extends GoodsView {
  readonly acceptedGrams: number;
  readonly rejected: ShortView | null;
  readonly missing: ShortView | null;
}

/** ใบตรวจรับพัสดุ */
export interface GoodsReceiptView extends DeliveryPaperView {
  /** ISO instant of the confirmation in the system, which is no inspection in law. */
  readonly receivedAt: string;
  readonly signers: Signers;
  readonly goods: readonly ReceivedGoodsView[];
}

/** ใบสำคัญรับเงิน of one farmer. */
export interface PaymentView extends DeliveryPaperView {
  /** Number of the voucher, e.g. 12/2570-1; `number` is the delivery's. */
  readonly voucher: string;
  readonly farmer: string;
  readonly network: string;
  readonly goods: readonly ReceivedGoodsView[];
}

export type BatchStatus = 'waiting' | 'passed' | 'on_hold' | 'failed' | 'recalled' | 'voided';

/** Who did something, as an auditor may see it: the part they played and where. Both in Thai. */
interface ActorView {
  readonly role: string;
  readonly place: string;
}

interface HarvestView {
  /** How many units were picked, e.g. 40. */
  readonly quantity: number;
  /** Unit, in Thai, e.g. "กำ". */
  readonly unit: string;
  /** Weight of one unit in grams. */
  readonly gramsPerUnit: number;
  /** Weight entered in the book, in grams. */
  readonly grams: number;
  /** Weight on the scales, in grams, when it was weighed. */
  readonly weighedGrams?: number;
}

interface SprayView {
  readonly product: string;
  /** ISO date. */
  readonly sprayedOn: string;
  /** Days that the product's label gives for this crop. */
  readonly intervalDays: number;
}

export interface HoldView {
  /** Why, in Thai. */
  readonly cause: string;
  readonly reason?: string;
  /** ISO instant. */
  readonly at: string;
  /** Code of the batch in a mixed one whose hold it is. */
  readonly of?: string;
}

interface CertificateView {
  /** Kind, as printed on the certificate, e.g. "GAP มกษ. 9001-2564". */
  readonly kind: string;
  readonly number: string;
  readonly issuer: string;
  /** First and last day it holds, ISO dates. */
  readonly validFrom: string;
  readonly validTo: string;
}

export interface InspectionView {
  /** When it was recorded, ISO instant. */
  readonly at: string;
  readonly method: 'kit' | 'laboratory';
  readonly kit?: KitView;
  /** The raw result, line by line, as it was read. */
  readonly results: readonly string[];
  readonly outcome: 'pass' | 'hold' | 'fail';
  readonly tester: string;
  /** Taken back by a later correction. */
  readonly voided: boolean;
}

export interface KitView {
  readonly name: string;
  readonly lot?: string;
  /** Last day of use, ISO date. */
  readonly expiry?: string;
  /** Minutes waited before reading. */
  readonly minutes?: number;
}

export interface TimelineView {
  /** Version of the event in its batch. */
  readonly version: number;
  /** Server time, ISO instant: the one that orders. */
  readonly at: string;
  /** Time on the device, ISO instant; printed when it is more than a minute off. */
  readonly deviceTime?: string | null;
  /** What happened, in Thai. */
  readonly what: string;
  readonly who: ActorView;
  /** Grams this event moved, signed as the book has it. */
  readonly grams?: number;
  /** The amount as it was entered, e.g. "40 กำ". */
  readonly amount?: string;
  readonly note?: string;
  /** Version of the event this one corrects. */
  readonly correctionOf?: number;
  readonly reason?: string;
  /** Hash of the event, chained to the one before it. */
  readonly hash: string;
}

export interface BalanceView {
  /** Account, in Thai. */
  readonly account: string;
  readonly group: AccountGroup;
  /** Signed grams; over all accounts of a batch they add up to zero. */
  readonly grams: number;
}

export interface CorrectionView {
  readonly version: number;
  /** Version of the event that was wrong, and what it was, in Thai. */
  readonly of: number;
  readonly what: string;
  readonly action: 'void' | 'correct';
  readonly reason: string;
  readonly before: string;
  readonly after: string;
  readonly who: ActorView;
}

interface ChainView {
  /** Number of events. */
  readonly length: number;
  readonly lastHash: string;
  readonly verified: boolean;
  /** What is wrong, in Thai, when it is not verified. */
  readonly problem?: string;
}

/** The way of goods from the field to what became of them. */
export interface FlowView {
  readonly nodes: readonly {
    readonly id: string;
    readonly name: string;
    /** From the left. */
    readonly column: number;
    readonly is: 'origin' | 'place' | 'end' | 'held';
  }[];
  readonly links: readonly { readonly from: string; readonly to: string; readonly grams: number }[];
}

/** Something made from a batch, or a day's sales of it. */
export interface MadeView {
  /** ISO date. */
  readonly day: string;
  readonly what: string;
  readonly place: string;
  readonly grams: number;
  /** How many pupils ate it. */
  readonly pupils?: number;
  /** The mixed batch that it was made from, and this one is in: the weight is of that. */
  readonly mixed?: string;
}

/** A harvest in a mixed batch. */
interface MixInputView {
  /** Of the batch that was mixed, and of the one that was harvested where that is another; ten characters. */
  readonly code: string;
  readonly origin: string;
  readonly network: string;
  /** ISO date. */
  readonly harvestedOn: string;
  readonly certificate?: string;
  /** Of the batch that was mixed, as of now. */
  readonly status: BatchStatus;
  readonly grams: number;
}

/** A mixed batch that this one is in. */
interface MixOutputView {
  readonly code: string;
  /** What of it is in there: the batch itself, or a mixed one that it is in. */
  readonly input: string;
  /** ISO instant. */
  readonly at: string;
  readonly place: string;
  readonly status: BatchStatus;
  readonly grams: number;
}

export interface PhotoView {
  readonly caption: string;
  /** A JPEG; left out where the file is missing or altered. */
  readonly jpeg?: Uint8Array;
}

/** Everything about one batch, for an auditor. */
export interface AuditView {
  readonly municipality: { readonly th: string; readonly en: string };
  readonly example: boolean;
  /** Batch code: ten Crockford characters. */
  readonly code: string;
  /** The scientific name is empty when it is not known. */
  readonly crop: { readonly th: string; readonly en: string; readonly scientific: string };
  readonly network: string;
  /** Subdistrict, in Thai, without the word ตำบล. */
  readonly subdistrict: string;
  /** Display name of the farmer: personal, for auditors only. */
  readonly farmer: string;
  readonly plot?: string;
  /** Day of harvest, ISO date. */
  readonly harvestedOn: string;
  /** `HH:mm`, where it is known. */
  readonly harvestedTime?: string;
  readonly harvest: HarvestView;
  /** The last before the harvest, null where none was recorded; left out of a mixed batch. */
  readonly spray?: SprayView | null;
  readonly status: BatchStatus;
  /** What keeps the batch from moving. */
  readonly holds: readonly HoldView[];
  /** The certificate that counted on the day of harvest. */
  readonly certificate: CertificateView | null;
  readonly inspections: readonly InspectionView[];
  readonly timeline: readonly TimelineView[];
  readonly balances: readonly BalanceView[];
  readonly corrections: readonly CorrectionView[];
  readonly flow: FlowView;
  readonly made: readonly MadeView[];
  /** Of a mixed batch. */
  readonly mixedFrom: readonly MixInputView[];
  readonly mixedInto: readonly MixOutputView[];
  /** Of test strips. */
  readonly photos: readonly PhotoView[];
  /** Papers of the certificates that counted on the day of harvest, as far as they were scanned. */
  readonly scans: readonly PhotoView[];
  /** The events as they are kept, as JSON: for whoever wants to check them without us. */
  readonly events: string;
  readonly digits: Digits;
  readonly chain: ChainView;
  /** Address where the report can be verified; the QR holds it. */
  readonly verifyUrl: string;
  /** Time of the last event, ISO instant. The paper carries this time, never the clock's. */
  readonly asOf: string;
}
