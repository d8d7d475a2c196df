import { showBatchCode } from '../../domain/batch-code.ts';
import { thaiDigits } from '../../domain/thai.ts';
import { instant, thaiInstant } from '../formats.ts';
import { Pages } from '../pages.ts';
import { newPdf, type Pdf, pdfBytes } from '../pdf.ts';
import { Typesetter } from '../typography.ts';
import type { AuditView } from '../views.ts';
import { drawBalances } from './balances.ts';
import { drawChain } from './chain.ts';
import { drawCorrections } from './corrections.ts';
import { drawFlow } from './flow.ts';
import { drawIdentity } from './identity.ts';
import { drawInspections } from './inspections.ts';
import { drawMade } from './made.ts';
import { drawMixes } from './mixes.ts';
import { drawPhotos, drawScans } from './photos.ts';
import { drawTimeline } from './timeline.ts';
import { drawTitle } from './title.ts';

/** Everything about one batch, on paper. */
export function renderAudit(view: AuditView): Promise<Uint8Array> {
  const code = showBatchCode(view.code);
  const doc = newPdf({
    title: `รายงานตรวจสอบย้อนกลับ ${code}`,
    author: view.municipality.th,
    subject: 'Traceability report',
    created: instant(view.asOf),
    archival: true,
  });
  const asOf = view.digits === 'thai' ? thaiDigits(thaiInstant(view.asOf)) : thaiInstant(view.asOf);
  const pages = new Pages(new Typesetter(doc, names(view), view.digits), {
    footer: `${view.municipality.th} · รุ่นผลผลิต ${code} · ข้อมูลถึง ${asOf}`,
    example: view.example,
  });
  drawTitle(pages, view);
  drawIdentity(pages, view);
  drawMixes(pages, view);
  drawFlow(pages, view.flow);
  drawBalances(pages, view.balances);
  drawInspections(pages, view.inspections, view.mixedFrom.length > 0);
  drawPhotos(pages, view.photos);
  drawTimeline(pages, view.timeline);
  drawMade(pages, view.made);
  drawCorrections(pages, view.corrections);
  drawChain(pages, view);
  drawScans(pages, view.scans);
  attachEvents(doc, view);
  pages.finish();
  return pdfBytes(doc);
}

/** The events beside the paper, for machines: with them the chain can be checked anywhere, at any time. */
function attachEvents(doc: Pdf, { code, events, asOf }: AuditView): void {
  const at = instant(asOf);
  // pdfkit's types leave out how the file relates to the paper, which PDF/A-3 asks for.
  const options: PDFKit.Mixins.PDFAttachmentOptions & { relationship: string } = {
    name: `${code}-events.json`,
    type: 'application/json',
    description: 'Events of the batch, each with its hash (RFC 8785, SHA-256)',
    relationship: 'Source',
    creationDate: at,
    modifiedDate: at,
  };
  doc.file(Buffer.from(events), options);
}

/** Proper names, which stay on one line where they can. */
function names(view: AuditView): string[] {
  const places = view.timeline.map(({ who }) => who.place);
  const { municipality, network, subdistrict, farmer } = view;
  const mixes = [
    ...view.mixedFrom.map((part) => part.network),
    ...view.mixedInto.map((made) => made.place),
  ];
  const whole = [municipality.th, network, subdistrict, farmer, ...places, ...mixes];
  // Of a name too long for its line, at least the parts stay whole: ต.แม่กรณ์ of กลุ่มตัวอย่าง ต.แม่กรณ์.
  return [...new Set([...whole, ...whole.flatMap((name) => name.split(' '))])];
}
