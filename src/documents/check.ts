import { BadView } from './errors.ts';
import { instant } from './formats.ts';
import type {
  AuditView,
  CardView,
  DeliveryNoteView,
  GoodsReceiptView,
  LabelView,
  PaymentView,
  RollView,
} from './views.ts';

const CODE = /^[0-9A-HJKMNP-TV-Z]{10}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const LONGEST_NAME = 300;

/** Refuses a view that would print nonsense. What the words say is the caller's business. */
export function checkLabel(view: LabelView): void {
  checkCode(view.code);
  checkDate('harvestedOn', view.harvestedOn);
  for (const field of ['packedOn', 'bestBefore', 'bestBeforeCold'] as const) {
    if (view[field] !== undefined) checkDate(field, view[field]);
  }
  checkGrams('grams', view.grams);
  if (view.grams < 0) throw new BadView('grams: a label cannot carry less than nothing');
  checkUrl('url', view.url);
  const { cropTh, cropEn, network, subdistrict, municipality, packer } = view;
  checkNames({ cropTh, cropEn, network, subdistrict, municipality, ...packer });
}

export function checkRoll({ labels, network, municipality, issuedAt }: RollView): void {
  for (const { code, url } of labels) {
    checkCode(code);
    checkUrl('url', url);
  }
  checkNames({ network, municipality });
  instant(issuedAt);
}

function checkNames(names: Record<string, string | null>): void {
  for (const [field, name] of Object.entries(names)) {
    if ((name?.length ?? 0) > LONGEST_NAME) throw new BadView(`${field}: too long for a label`);
  }
}

export function checkCard(view: CardView): void {
  checkUrl('url', view.url);
  instant(view.issuedAt);
  instant(view.expiresAt);
}

export function checkDelivery(view: DeliveryNoteView | GoodsReceiptView | PaymentView): void {
  for (const { code, harvestedOn, sentGrams, priceSatang } of view.goods) {
    checkCode(code);
    checkDate('harvestedOn', harvestedOn);
    checkGrams('sentGrams', sentGrams);
    const isPrice = priceSatang === null || (Number.isSafeInteger(priceSatang) && priceSatang >= 0);
    if (!isPrice) throw new BadView(`priceSatang: not a price: ${priceSatang}`);
  }
  if ('deliverOn' in view) checkDate('deliverOn', view.deliverOn);
  for (const at of [view.sentAt, view.asOf]) instant(at);
}

export function checkAudit(view: AuditView): void {
  checkCode(view.code);
  checkDate('harvestedOn', view.harvestedOn);
  checkGrams('harvest.grams', view.harvest.grams);
  if (view.certificate) {
    checkDate('certificate.validFrom', view.certificate.validFrom);
    checkDate('certificate.validTo', view.certificate.validTo);
  }
  for (const { kit } of view.inspections) {
    if (kit?.expiry !== undefined) checkDate('kit.expiry', kit.expiry);
  }
  for (const { grams } of view.timeline) if (grams !== undefined) checkGrams('timeline', grams);
  for (const { account, grams } of view.balances) checkGrams(`balance of ${account}`, grams);
  checkUrl('verifyUrl', view.verifyUrl);
  instant(view.asOf);
}

function checkCode(code: string): void {
  if (!CODE.test(code)) throw new BadView(`code: not ten Crockford characters: ${code}`);
}

function checkDate(field: string, date: string): void {
  if (!DATE.test(date) || instant(date).toISOString().slice(0, 10) !== date) {
    throw new BadView(`${field}: not a date: ${date}`);
  }
}

function checkGrams(field: string, grams: number): void {
  if (!Number.isSafeInteger(grams)) throw new BadView(`${field}: not whole grams: ${grams}`);
}

function checkUrl(field: string, url: string): void {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new BadView(`${field}: not a web address: ${url}`);
  }
}
