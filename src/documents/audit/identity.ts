import { showBatchCode } from '../../domain/batch-code.ts';
import { addDays } from '../../domain/dates.ts';
import { kilograms, quantity, thaiDate, thaiDateAndTime, thaiInstant } from '../formats.ts';
import type { Pages } from '../pages.ts';
import { drawHeading } from '../section.ts';
import { optional, type Paragraph, paragraph, verbatim } from '../typography.ts';
import type { AuditView, HoldView } from '../views.ts';
import { drawFacts, type Fact } from './facts.ts';

/** What the batch is, who grew it and where. */
export function drawIdentity(pages: Pages, view: AuditView): void {
  drawHeading(pages, 'ข้อมูลรุ่นผลผลิต', 'Batch', 60);
  drawFacts(pages, view.holds.map(hold), 1);
  const { crop, plot } = view;
  const isMixed = view.mixedFrom.length > 0;
  const names = [
    paragraph(crop.th, 'strong'),
    paragraph(crop.en, 'small'),
    ...optional(crop.scientific, 'scientific'),
  ];
  const facts: Fact[] = [
    { label: 'พืช', english: 'Crop', value: names },
    isMixed
      ? { label: 'ปริมาณที่รวม', english: 'Mixed', value: harvest(view) }
      : { label: 'ปริมาณเก็บเกี่ยว', english: 'Harvested', value: harvest(view) },
    fact(
      isMixed ? 'เก็บเกี่ยวแรกสุด' : 'วันเก็บเกี่ยว',
      'Harvest date',
      thaiDateAndTime(view.harvestedOn, view.harvestedTime),
    ),
    fact('เครือข่าย', 'Network', view.network),
    fact('เกษตรกร', 'Farmer', view.farmer),
    fact('แปลง', 'Plot', [plot, `ต.${view.subdistrict}`].filter(Boolean).join(' ')),
    ...certificateFacts(view),
  ];
  drawFacts(pages, facts);
  drawFacts(pages, sprayFacts(view), 1);
}

/** The weight in the book, how it was counted, and what the scales said. */
function harvest({ harvest: entered }: AuditView): Paragraph[] {
  const { quantity: count, unit, gramsPerUnit, grams, weighedGrams } = entered;
  const counted = `${quantity(count)} ${unit} × ${kilograms(gramsPerUnit)} กก.`;
  return [
    paragraph(`${kilograms(grams)} กก.`, 'strong'),
    ...(unit === 'กก.' ? [] : [paragraph(counted, 'small')]),
    ...(weighedGrams === undefined
      ? []
      : [paragraph(`ชั่งได้ ${kilograms(weighedGrams)} กก.`, 'small')]),
  ];
}

/** What keeps the batch from moving, since when, and of a mixed one which batch in it. */
function hold({ cause, reason, at, of }: HoldView): Fact {
  const said = [cause, reason, of && `รุ่น ${showBatchCode(of)}`, thaiInstant(at)];
  const value = [paragraph(`▲ ${said.filter(Boolean).join(' · ')}`, 'alertStrong')];
  return { label: 'เหตุที่ระงับ', english: 'Why held', value };
}

/** Whether the interval was over is a matter of the days, not of a hold that may have ended. */
function sprayFacts({ spray, harvestedOn }: AuditView): Fact[] {
  if (spray === undefined) return [];
  if (!spray) return [fact('พ่นสาร', 'Spraying', 'ไม่มีการบันทึก')];
  const { product, sprayedOn, intervalDays } = spray;
  const from = addDays(sprayedOn, intervalDays);
  const days = `${product} ${thaiDate(sprayedOn)} เว้น ${intervalDays} วัน เก็บได้ตั้งแต่ ${thaiDate(from)}`;
  const value = harvestedOn < from ? paragraph(`▲ ${days}`, 'alertStrong') : paragraph(days);
  return [{ label: 'พ่นสาร', english: 'Spraying', value: [value] }];
}

/** The certificate that counts is the one of the day of harvest. */
function certificateFacts({ certificate, harvestedOn }: AuditView): Fact[] {
  if (!certificate) return NO_CERTIFICATE;
  const { kind, number, issuer, validFrom, validTo } = certificate;
  const covers = validFrom <= harvestedOn && harvestedOn <= validTo;
  return [
    { label: 'ใบรับรอง', english: 'Certificate', value: [paragraph(kind, 'strong')] },
    { label: 'เลขที่', english: 'Number', value: [verbatim(number, 'who')] },
    fact('ผู้ออก', 'Issuer', issuer),
    {
      label: 'มีผล',
      english: 'Valid',
      value: [
        paragraph(`${thaiDate(validFrom)} ถึง ${thaiDate(validTo)}`, 'small'),
        covers
          ? paragraph('ครอบคลุมวันเก็บเกี่ยว', 'small')
          : paragraph('▲ ไม่ครอบคลุมวันเก็บเกี่ยว', 'alert'),
      ],
    },
  ];
}

const NO_CERTIFICATE: Fact[] = [
  {
    label: 'ใบรับรอง',
    english: 'Certificate',
    value: [paragraph('ไม่มีใบรับรองในวันเก็บเกี่ยว', 'alertStrong')],
  },
];

function fact(label: string, english: string, text: string): Fact {
  return { label, english, value: [paragraph(text)] };
}
