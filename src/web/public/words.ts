import type { CertificateKind } from '../../domain/certificates.ts';
import type { Language, PublicStage, PublicStatus } from './view.ts';

/** What the page says to one answer: the answer itself, what it means, and what to do now. */
type Answer = { title: string; lead: string; adviceTitle: string; advice: string[] };

type Words = {
  brand: string;
  /** the other language, and its name for itself */
  other: { language: Language; name: string };
  example: string;
  answers: Record<PublicStatus, Answer>;
  certificates: Record<CertificateKind, string>;
  stages: Record<PublicStage['kind'], string>;
  stream: string;
  codeOnLabel: string;
  network: string;
  subdistrict: string;
  harvestedOn: string;
  certificate: string;
  noCertificate: string;
  call: string;
  checkedAt: string;
  purpose: string;
  notFound: Record<'unknown' | 'mistyped', { title: string; lead: string; advice: string[] }>;
  tryAgain: string;
  codeField: string;
  codeHint: string;
  look: string;
};

// "Safe" is said of residue within the limits and never of none at all; a hold accuses nobody.
const th: Words = {
  brand: 'ต้นน้ำ',
  other: { language: 'en', name: 'English' },
  example: 'ข้อมูลตัวอย่าง ไม่ใช่ผักจริง',
  answers: {
    passed: {
      title: 'ผักปลอดภัยจากสารพิษ',
      lead: 'ตรวจแล้ว สารพิษตกค้างไม่เกินเกณฑ์ปลอดภัย',
      adviceTitle: 'ผลนี้หมายความว่าอย่างไร',
      advice: [
        'ผลตรวจของรุ่นนี้ไม่เกินเกณฑ์ปลอดภัยที่กำหนด ไม่ได้หมายความว่าไม่มีสารตกค้างเลย',
        'ผลนี้ใช้กับผักที่มีรหัสบนป้ายตรงกับหน้านี้เท่านั้น',
      ],
    },
    waiting: {
      title: 'ยังรอผลตรวจ',
      lead: 'ยังไม่มีผลตรวจสารพิษตกค้างของผักรุ่นนี้',
      adviceTitle: 'ควรทำอย่างไร',
      advice: ['เปิดหน้านี้อีกครั้งก่อนรับประทาน', 'ถามผู้ขายว่าจะทราบผลตรวจเมื่อใด'],
    },
    on_hold: {
      title: 'ระงับชั่วคราว',
      lead: 'อย่าเพิ่งรับประทาน ขาย หรือนำไปปรุงอาหาร',
      adviceTitle: 'ควรทำอย่างไร',
      advice: [
        'เก็บผักแยกไว้พร้อมป้าย',
        'ติดต่อ{municipality} หรือถามผู้ขาย',
        'เป็นการระงับไว้ก่อนเพื่อความปลอดภัยระหว่างตรวจสอบ ยังไม่ใช่ข้อสรุป และไม่ได้หมายความว่ามีใครทำผิด',
      ],
    },
    recalled: {
      title: 'เรียกคืน',
      lead: 'อย่ารับประทาน ขาย หรือนำไปปรุงอาหาร',
      adviceTitle: 'ควรทำอย่างไร',
      advice: ['คืนผักที่จุดซื้อ พร้อมป้าย', 'ติดต่อ{municipality} หากรับประทานหรือปรุงไปแล้ว'],
    },
    withdrawn: {
      title: 'รายการนี้ถูกยกเลิก',
      lead: 'ป้ายนี้ใช้ยืนยันผักไม่ได้แล้ว',
      adviceTitle: 'ควรทำอย่างไร',
      advice: ['ขอดูป้ายที่ใช้ได้จากผู้ขาย', 'หากผู้ขายไม่มีป้ายอื่น ติดต่อ{municipality}'],
    },
  },
  certificates: {
    gap: 'GAP การปฏิบัติทางการเกษตรที่ดี (มกษ.\u00a09001)',
    organic: 'เกษตรอินทรีย์ Organic Thailand (มกษ.\u00a09000)',
    pgs: 'PGS กลุ่มผู้ผลิตรับรองกันเอง',
    other: 'ใบรับรองอื่น',
  },
  stages: {
    harvested: 'เก็บเกี่ยว',
    tested: 'ตรวจสารพิษตกค้าง',
    sent: 'ออกจากเครือข่ายผู้ผลิต',
    at_market: 'ถึงตลาด',
    at_school: 'ถึงโรงเรียน',
    sold: 'ขายให้ผู้บริโภค',
    cooked: 'ปรุงอาหารกลางวันนักเรียน',
  },
  stream: 'เส้นทางจากต้นน้ำ',
  codeOnLabel: 'รหัสบนป้าย',
  network: 'เครือข่ายผู้ผลิต',
  subdistrict: 'ตำบล',
  harvestedOn: 'วันที่เก็บเกี่ยว',
  certificate: 'ใบรับรองในวันเก็บเกี่ยว',
  noCertificate: 'ไม่มีข้อมูลใบรับรอง',
  call: 'โทร',
  checkedAt: 'หน้านี้ตอบเมื่อ',
  purpose: 'ติดตามผักจากแปลงปลูกถึงตลาดและโรงเรียน',
  notFound: {
    unknown: {
      title: 'ไม่พบรหัสนี้',
      lead: 'ยังยืนยันความปลอดภัยของผักนี้ไม่ได้',
      advice: ['ดูว่าพิมพ์รหัสตรงกับป้ายหรือไม่', 'หากตรงแล้ว ข้อมูลอาจยังส่งมาไม่ถึง ลองใหม่ภายหลังหรือถามผู้ขาย'],
    },
    mistyped: {
      title: 'รหัสไม่ถูกต้อง',
      lead: 'ดูป้ายอีกครั้ง อาจผิดหรือขาดไปหนึ่งตัว',
      advice: ['รหัสมี 10 ตัว และตัวสุดท้ายใช้ตรวจว่าพิมพ์ถูก', 'ผักยังไม่ได้ถูกตรวจสอบ จนกว่าจะพบรหัส'],
    },
  },
  tryAgain: 'พิมพ์รหัสอีกครั้ง',
  codeField: 'รหัสบนป้าย 10 ตัว',
  codeHint: 'พิมพ์เล็กหรือใหญ่ก็ได้ มีเลข 0 และ 1 แต่ไม่มีตัว O, I, L และ U',
  look: 'ค้นหา',
};

const en: Words = {
  brand: 'Tonnam',
  other: { language: 'th', name: 'ไทย' },
  example: 'Example data, not real vegetables',
  answers: {
    passed: {
      title: 'Tested: residue within safe limits',
      lead: 'These vegetables passed their test for pesticide residue.',
      adviceTitle: 'What this means',
      advice: [
        'The residue found in this batch was within the set limits. It does not mean that there is none at all.',
        'It holds only for vegetables whose label carries the code on this page.',
      ],
    },
    waiting: {
      title: 'Not tested yet',
      lead: 'There is no test result for these vegetables so far.',
      adviceTitle: 'What to do',
      advice: [
        'Open this page again before you eat them.',
        'Ask the seller when the result is due.',
      ],
    },
    on_hold: {
      title: 'On hold for now',
      lead: 'Please do not eat, sell or cook these vegetables yet.',
      adviceTitle: 'What to do',
      advice: [
        'Keep them apart, with their label.',
        'Contact {municipality}, or ask the seller.',
        'The hold is a precaution while the batch is checked. It is not a finding, and does not mean that anybody did wrong.',
      ],
    },
    recalled: {
      title: 'Recalled',
      lead: 'Do not eat, sell or cook these vegetables.',
      adviceTitle: 'What to do',
      advice: [
        'Take them back to where you bought them, with their label.',
        'Contact {municipality} if some have been eaten or cooked.',
      ],
    },
    withdrawn: {
      title: 'This entry was cancelled',
      lead: 'The label no longer vouches for these vegetables.',
      adviceTitle: 'What to do',
      advice: [
        'Ask the seller for a label that is valid.',
        'If there is none, contact {municipality}.',
      ],
    },
  },
  certificates: {
    gap: 'GAP, Good Agricultural Practices (TAS\u00a09001)',
    organic: 'Organic Thailand (TAS\u00a09000)',
    pgs: 'PGS, reviewed by a group of growers',
    other: 'Another certificate',
  },
  stages: {
    harvested: 'Harvested',
    tested: 'Tested for pesticide residue',
    sent: 'Left the producer network',
    at_market: 'Reached the market',
    at_school: 'Reached the school',
    sold: 'Sold to shoppers',
    cooked: 'Cooked for school lunch',
  },
  stream: 'The way from upstream',
  codeOnLabel: 'Code on the label',
  network: 'Producer network',
  subdistrict: 'Subdistrict',
  harvestedOn: 'Harvested on',
  certificate: 'Certificate on the day of harvest',
  noCertificate: 'None on record',
  call: 'Call',
  checkedAt: 'This answer is of',
  purpose: 'Follows vegetables from the field to the market and the school',
  notFound: {
    unknown: {
      title: 'Code not found',
      lead: 'We cannot say yet whether these vegetables are safe.',
      advice: [
        'Check that the code is the one on the label.',
        'If it is, its record may still be on the way: try again later, or ask the seller.',
      ],
    },
    mistyped: {
      title: 'This code is not right',
      lead: 'Please look at the label again: one character may be wrong or missing.',
      advice: [
        'A code has 10 characters, and the last one shows whether the others were typed correctly.',
        'Nothing has been looked up yet.',
      ],
    },
  },
  tryAgain: 'Type the code again',
  codeField: 'The 10 characters on the label',
  codeHint: 'Capital or small letters. There are 0 and 1, but no O, I, L or U.',
  look: 'Look it up',
};

export const words: Record<Language, Words> = { th, en };
