import type { Pages } from '../pages.ts';
import { drawHeading } from '../section.ts';
import { optional, paragraph, verbatim } from '../typography.ts';
import type { AuditView } from '../views.ts';
import { drawFacts } from './facts.ts';

/** Whether the record is whole: each event carries the hash of the one before it. */
export function drawChain(pages: Pages, { chain, verifyUrl }: AuditView): void {
  drawHeading(pages, 'ความครบถ้วนของบันทึก', 'Integrity of the record', 45);
  const counted = ` · เหตุการณ์ Events ${chain.length}`;
  const verdict = chain.verified
    ? [paragraph(`■ ตรวจแล้ว ครบถ้วน ไม่ถูกแก้ไขย้อนหลัง Verified${counted}`, 'strong')]
    : [
        paragraph(`▲ ตรวจแล้ว ไม่ผ่าน Not verified${counted}`, 'alertStrong'),
        ...optional(chain.problem, 'body'),
      ];
  const facts = [
    { label: 'ผลตรวจ', english: 'Verdict', value: verdict },
    { label: 'แฮชสุดท้าย', english: 'Last hash', value: [verbatim(chain.lastHash, 'small')] },
    { label: 'ตรวจซ้ำได้ที่', english: 'Verify at', value: [verbatim(verifyUrl, 'small')] },
  ];
  drawFacts(pages, facts, 1);
}
