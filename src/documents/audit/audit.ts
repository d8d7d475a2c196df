import { showBatchCode } from '../../domain/batch-code.ts';
import { openFaces } from '../faces.ts';
import { instant, thaiInstant } from '../formats.ts';
import { newPdf, pdfBytes } from '../pdf.ts';
import type { AuditView } from '../views.ts';
import { drawBalances } from './balances.ts';
import { drawChain } from './chain.ts';
import { drawCorrections } from './corrections.ts';
import { drawCertificate, drawIdentity } from './identity.ts';
import { drawInspections } from './inspections.ts';
import { Pages } from './pages.ts';
import { drawTimeline } from './timeline.ts';
import { drawTitle } from './title.ts';
import { Typesetter } from './typography.ts';

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
  const pages = new Pages(new Typesetter(doc, openFaces(), names(view)), {
    footer: `${view.municipality.th} · รุ่นผลผลิต ${code} · ข้อมูลถึง ${thaiInstant(view.asOf)}`,
    example: view.example,
  });
  drawTitle(pages, view);
  drawIdentity(pages, view);
  drawCertificate(pages, view);
  drawInspections(pages, view.inspections);
  drawTimeline(pages, view.timeline);
  drawBalances(pages, view.balances);
  drawCorrections(pages, view.corrections);
  drawChain(pages, view);
  pages.finish();
  return pdfBytes(doc);
}

/** Proper names, which stay on one line where they can. */
function names(view: AuditView): string[] {
  const places = view.timeline.map(({ who }) => who.place);
  const { municipality, network, subdistrict, farmer } = view;
  const whole = [municipality.th, network, subdistrict, farmer, ...places];
  // Of a name too long for its line, at least the parts stay whole: ต.แม่กรณ์ of กลุ่มตัวอย่าง ต.แม่กรณ์.
  return [...new Set([...whole, ...whole.flatMap((name) => name.split(' '))])];
}
