import type { AuditView } from '../views.ts';
import { drawFacts } from './facts.ts';
import type { Pages } from './pages.ts';
import { drawHeading, optional, paragraph } from './section.ts';

/** Whether the record is whole: each event carries the hash of the one before it. */
export function drawChain(pages: Pages, { chain, verifyUrl }: AuditView): void {
  drawHeading(pages, 'ความครบถ้วนของบันทึก', 'Integrity of the record', 90);
  const verdict = chain.verified
    ? [paragraph('■ ตรวจแล้ว ครบถ้วน ไม่ถูกแก้ไขย้อนหลัง', 'strong'), paragraph('Verified', 'tiny')]
    : [
        paragraph('▲ ตรวจแล้ว ไม่ผ่าน', 'alertStrong'),
        paragraph('Not verified', 'tiny'),
        ...optional(chain.problem, 'body'),
      ];
  const facts = [
    { label: 'ผลตรวจ', english: 'Verdict', value: verdict },
    { label: 'จำนวนเหตุการณ์', english: 'Events', value: [paragraph(String(chain.length))] },
    { label: 'แฮชสุดท้าย', english: 'Last hash', value: [paragraph(chain.lastHash)] },
    { label: 'ตรวจซ้ำได้ที่', english: 'Verify at', value: [paragraph(verifyUrl)] },
  ];
  drawFacts(pages, facts, 1);
}
