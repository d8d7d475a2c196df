import { kilograms, quantity, thaiDate } from '../formats.ts';
import type { AuditView, CertificateView } from '../views.ts';
import { drawFacts, type Fact } from './facts.ts';
import type { Pages } from './pages.ts';
import { drawHeading, optional, paragraph } from './section.ts';
import type { Paragraph } from './typography.ts';

/** What the batch is, who grew it and where. */
export function drawIdentity(pages: Pages, view: AuditView): void {
  drawHeading(pages, 'ข้อมูลรุ่นผลผลิต', 'Batch', 60);
  const { crop, plot } = view;
  const facts: Fact[] = [
    {
      label: 'พืช',
      english: 'Crop',
      value: [
        { text: crop.th, style: 'strong' },
        body(crop.en),
        ...optional(crop.scientific, 'scientific'),
      ],
    },
    { label: 'ปริมาณเก็บเกี่ยว', english: 'Harvested', value: harvest(view) },
    fact('วันเก็บเกี่ยว', 'Harvest date', thaiDate(view.harvestedOn)),
    fact('เครือข่าย', 'Network', view.network),
    fact('ตำบล', 'Subdistrict', view.subdistrict),
    fact('เกษตรกร', 'Farmer', view.farmer),
    ...(plot === undefined ? [] : [fact('แปลง', 'Plot', plot)]),
  ];
  drawFacts(pages, facts);
}

function harvest({
  harvest: { quantity: count, unit, gramsPerUnit, grams, weighedGrams },
}: AuditView) {
  const lines: Paragraph[] = [
    { text: `${kilograms(grams)} กก.`, style: 'strong' },
    body(`${quantity(count)} ${unit} × ${kilograms(gramsPerUnit)} กก.`),
  ];
  if (weighedGrams !== undefined) lines.push(body(`ชั่งได้ ${kilograms(weighedGrams)} กก.`));
  return lines;
}

/** The certificate that counts is the one of the day of harvest. */
export function drawCertificate(pages: Pages, view: AuditView): void {
  drawHeading(pages, 'ใบรับรอง', 'Certificate', 30);
  const { certificate } = view;
  drawFacts(pages, certificate ? certificateFacts(certificate, view.harvestedOn) : NO_CERTIFICATE);
}

const NO_CERTIFICATE: Fact[] = [
  {
    label: 'ใบรับรอง',
    english: 'Certificate',
    value: [{ text: 'ไม่มีใบรับรองในวันเก็บเกี่ยว', style: 'alertStrong' }],
  },
];

function certificateFacts(certificate: CertificateView, harvestedOn: string): Fact[] {
  const { kind, number, issuer, validFrom, validTo } = certificate;
  const covers = validFrom <= harvestedOn && harvestedOn <= validTo;
  return [
    { label: 'มาตรฐาน', english: 'Standard', value: [{ text: kind, style: 'strong' }] },
    fact('เลขที่', 'Number', number),
    fact('ผู้ออก', 'Issuer', issuer),
    {
      label: 'มีผล',
      english: 'Valid',
      value: [
        body(`${thaiDate(validFrom)} ถึง ${thaiDate(validTo)}`),
        covers
          ? { text: 'ครอบคลุมวันเก็บเกี่ยว', style: 'small' }
          : { text: '▲ ไม่ครอบคลุมวันเก็บเกี่ยว', style: 'alert' },
      ],
    },
  ];
}

function fact(label: string, english: string, text: string): Fact {
  return { label, english, value: [body(text)] };
}

function body(text: string): Paragraph {
  return { text, style: 'body' };
}
