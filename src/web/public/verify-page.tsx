import { showBatchCode } from '../../domain/batch-code.ts';
import type { Instant } from '../../domain/dates.ts';
import { showMoment } from './dates.ts';
import { Advice, renderPage } from './layout.tsx';
import type { Language, PublicPage } from './view.ts';
import { words } from './words.ts';

/** What anyone who holds an audit report may check: nothing personal, only the chain. */
export type VerifyView = {
  code: string;
  verified: boolean;
  /** each event's place in the chain, oldest first */
  links: { version: number; hash: string }[];
  example: boolean;
  checkedAt: Instant;
};

const say = {
  th: {
    good: 'บัญชีครบถ้วน ไม่ถูกแก้ไข',
    goodLead: 'ระบบคำนวณแฮชของทุกรายการใหม่แล้ว ตรงกันทั้งหมด',
    bad: 'บัญชีไม่ตรงกับแฮช',
    badLead: 'มีรายการที่ถูกแก้ไข หาย หรือเกิน รายงานฉบับนี้ยังใช้อ้างอิงไม่ได้',
    compare: 'เทียบกับรายงาน',
    advice: [
      'แฮชสุดท้ายที่พิมพ์ในรายงาน ต้องตรงกับแฮชของรายการเดียวกันด้านล่าง',
      'หากรายงานพิมพ์ไว้ก่อน อาจมีรายการใหม่เพิ่มขึ้น แต่แฮชเดิมต้องไม่เปลี่ยน',
    ],
    links: 'แฮชของแต่ละรายการ',
    code: 'รหัส',
    entry: 'รายการที่',
    checked: 'ตรวจเมื่อ',
  },
  en: {
    good: 'The book is whole and unaltered',
    goodLead: 'The hash of every entry was computed again, and all of them agree.',
    bad: 'The book does not agree with its hashes',
    badLead: 'An entry was altered, is missing, or is one too many. Do not rely on the report.',
    compare: 'Compare with the report',
    advice: [
      'The last hash printed in the report must be the hash of the same entry below.',
      'After a report was printed there may be new entries, but the hashes before them never change.',
    ],
    links: 'Hash of each entry',
    code: 'Code',
    entry: 'Entry',
    checked: 'Checked',
  },
} as const;

/** The page that an audit report's QR code opens. */
export function renderVerifyPage(view: VerifyView, language: Language): PublicPage {
  const text = say[language];
  const { other } = words[language];
  return renderPage({
    language,
    otherLanguage: `?lang=${other.language}`,
    answer: view.verified ? 'passed' : 'recalled',
    title: view.verified ? text.good : text.bad,
    lead: view.verified ? text.goodLead : text.badLead,
    about: showBatchCode(view.code),
    example: view.example,
    children: (
      <>
        <section class="name">
          <h2>
            {text.code} <span class="code">{showBatchCode(view.code)}</span>
          </h2>
        </section>
        <Advice title={text.compare} items={[...text.advice]} />
        <section>
          <h2>{text.links}</h2>
          <dl class="hashes">
            {view.links.map(({ version, hash }) => (
              <div key={version}>
                <dt>
                  {text.entry} {version}
                </dt>
                <dd>{hash}</dd>
              </div>
            ))}
          </dl>
        </section>
        <footer>
          <p>
            {text.checked} {showMoment(view.checkedAt, language)}
          </p>
        </footer>
      </>
    ),
  });
}
