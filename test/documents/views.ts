import type {
  AuditView,
  CardView,
  DeliveryNoteView,
  GoodsReceiptView,
  LabelView,
  PaymentView,
  TimelineView,
} from '../../src/documents/views.ts';

export const label: LabelView = {
  code: '7K3MQ9X2TD',
  cropTh: 'ผักบุ้งจีน',
  cropEn: 'Chinese morning glory',
  network: 'กลุ่มตัวอย่าง ต.แม่กรณ์',
  subdistrict: 'แม่กรณ์',
  harvestedOn: '2026-11-21',
  packedOn: '2026-11-21',
  bestBefore: '2026-11-23',
  bestBeforeCold: '2026-11-28',
  grams: 12_450,
  unitNote: '40 กำ',
  digits: 'arabic',
  municipality: 'เทศบาลนครเชียงราย',
  url: 'https://tonnam.example.go.th/b/7K3MQ9X2TD',
  example: true,
};

export const card: CardView = {
  name: 'เกษตรกรตัวอย่าง น้ำผึ้ง',
  municipality: 'เทศบาลนครเชียงราย',
  url: 'https://tonnam.example.go.th/s/Zk0v2gYtqf4m1Yw8c3cHnA?openExternalBrowser=1',
  issuedAt: '2026-11-21T00:00:00.000Z',
  expiresAt: '2027-11-20T22:00:00.000Z',
  digits: 'arabic',
  example: true,
};

/** A name of 120 characters without a space. */
export const LONG_NAME =
  'กลุ่มวิสาหกิจชุมชนผู้ปลูกผักปลอดสารพิษบ้านป่าอ้อดอนชัยใต้ร่วมพัฒนาน้ำซับฝุ่นปุ๋ยหมักก๊ำปั๋วฐุญูที่ผู้ซื้อผู้ขายทุกคนพอใจ';

/** What goes wrong where text is shaped, broken, drawn or read back by somebody who knows no Thai. */
export const HARD_TEXTS = [
  'น้ำ ก๊ำ ปั๋ว ฐุ ญู ที่ ฝุ่น ผู้ซื้อ',
  'ปุ๋ยหมัก ปู่ย่า ฟุ้งกระจาย ฝู้ ปุ์ กตัญญู ฎีกา ฏุ ฬ่ ฤๅษี',
  'เก็บเกี่ยวข้าวกล้องงอกที่แม่ข้าวต้ม เก้าอี้ น้ำผึ้ง ซ้ำ ๆ ฯลฯ พณฯ',
  'ผักบุ้ง Morning glory 12.5 กก. (GAP มกษ. 9001-2564) ณ ต.แม่กรณ์',
  '๑๒ พฤศจิกายน ๒๕๖๙ เวลา ๐๕.๑๒ น. จำนวน ๑,๒๓๔.๕๐ บาท (หนึ่งพันสองร้อยสามสิบสี่บาทห้าสิบสตางค์)',
  'AVATAR To Wa. "อัญประกาศ" ‘เดี่ยว’ – 50 % − ½ … office',
  LONG_NAME,
];

const hash = (version: number) => version.toString(16).padStart(2, '0').repeat(32);

const lead = { role: 'ผู้นำเครือข่าย', place: 'กลุ่มตัวอย่าง ต.แม่กรณ์' };
const school = { role: 'ครัวโรงเรียน', place: 'โรงเรียนเทศบาล 1 ศรีเกิด' };

const timeline: TimelineView[] = [
  {
    version: 1,
    at: '2026-11-20T22:14:09.000Z',
    deviceTime: '2026-11-20T21:46:00.000Z',
    what: 'บันทึกการเก็บเกี่ยว',
    who: { role: 'เกษตรกร', place: 'กลุ่มตัวอย่าง ต.แม่กรณ์' },
    grams: 14_000,
    amount: '40 กำ',
    hash: hash(1),
  },
  {
    version: 2,
    at: '2026-11-20T23:02:41.000Z',
    deviceTime: '2026-11-20T23:02:20.000Z',
    what: 'แก้ไขน้ำหนัก',
    who: lead,
    grams: -1_550,
    correctionOf: 1,
    reason: 'ชั่งใหม่ที่จุดรวบรวม น้ำหนักต่อกำน้อยกว่าที่คาดเพราะฝนตก',
    hash: hash(2),
  },
  {
    version: 3,
    at: '2026-11-20T23:20:00.000Z',
    what: 'ตรวจสารตกค้างด้วยชุดตรวจ',
    who: lead,
    note: 'ตรวจซ้ำ 2 ครั้ง ได้ผลเหมือนกัน (GT kit, 30 นาที) ที่อาคารเอนกประสงค์ของกลุ่ม',
    hash: hash(3),
  },
  {
    version: 4,
    at: '2026-11-20T23:45:30.000Z',
    what: 'ส่งของออกจากกลุ่ม',
    who: lead,
    grams: 8_000,
    hash: hash(4),
  },
  {
    version: 5,
    at: '2026-11-21T00:31:12.000Z',
    deviceTime: '2026-11-19T00:30:00.000Z',
    what: 'รับของเข้าครัว',
    note: 'รับ 7.750 กก. ขาด 0.250 กก.',
    who: school,
    grams: 7_750,
    reason: 'น้ำหนักหายระหว่างทาง',
    hash: hash(5),
  },
  {
    version: 6,
    at: '2026-11-21T05:05:00.000Z',
    what: 'ปรุงอาหารกลางวัน',
    who: school,
    grams: 7_500,
    amount: 'นักเรียน 187 คน',
    hash: hash(6),
  },
];

export const audit: AuditView = {
  municipality: { th: 'เทศบาลนครเชียงราย', en: 'Chiang Rai City Municipality' },
  example: true,
  code: '7K3MQ9X2TD',
  crop: { th: 'ผักบุ้งจีน', en: 'Chinese morning glory', scientific: 'Ipomoea aquatica' },
  network: 'กลุ่มตัวอย่าง ต.แม่กรณ์',
  subdistrict: 'แม่กรณ์',
  farmer: 'เกษตรกรตัวอย่าง หมายเลข 7',
  plot: 'แปลงริมน้ำ 2',
  harvestedOn: '2026-11-21',
  harvestedTime: '04:45',
  harvest: { quantity: 40, unit: 'กำ', gramsPerUnit: 350, grams: 12_450, weighedGrams: 12_450 },
  spray: { product: 'สารชีวภาพ ก 25 %', sprayedOn: '2026-11-10', intervalDays: 7 },
  status: 'passed',
  holds: [],
  certificate: {
    kind: 'GAP มกษ. 9001-2564',
    number: 'กษ 01-9001-57-101-000123 001',
    issuer: 'หน่วยรับรองตัวอย่าง',
    validFrom: '2025-03-01',
    validTo: '2028-02-29',
  },
  inspections: [
    {
      at: '2026-11-20T23:20:00.000Z',
      method: 'kit',
      kit: { name: 'GT-Test Kit', lot: 'GT-6811', expiry: '2027-06-30', minutes: 30 },
      results: ['การยับยั้งเอนไซม์ 12 %', 'พบในระดับปลอดภัย'],
      outcome: 'pass',
      tester: 'ผู้นำเครือข่าย',
      voided: false,
    },
    {
      at: '2026-11-20T23:10:00.000Z',
      method: 'kit',
      kit: { name: 'GT-Test Kit', lot: 'GT-6702', expiry: '2026-06-30', minutes: 10 },
      results: ['ไม่ปลอดภัย'],
      outcome: 'hold',
      tester: 'ผู้นำเครือข่าย',
      voided: true,
    },
  ],
  timeline,
  balances: [
    { account: 'แปลงริมน้ำ 2', group: 'origin', grams: -12_450 },
    { account: 'คลังกลุ่มตัวอย่าง ต.แม่กรณ์', group: 'holding', grams: 4_450 },
    { account: 'ครัวโรงเรียนเทศบาล 1 ศรีเกิด', group: 'holding', grams: 250 },
    { account: 'ปรุงอาหาร', group: 'end', grams: 7_500 },
    { account: 'สูญหายระหว่างทาง', group: 'end', grams: 250 },
  ],
  corrections: [
    {
      version: 2,
      of: 1,
      what: 'บันทึกการเก็บเกี่ยว',
      action: 'correct',
      reason: 'ชั่งใหม่ที่จุดรวบรวม น้ำหนักต่อกำน้อยกว่าที่คาดเพราะฝนตก',
      before: '40 กำ × 0.350 กก. = 14.000 กก.',
      after: '12.450 กก. (ชั่งจริง)',
      who: lead,
    },
  ],
  flow: {
    nodes: [
      { id: 'field', name: 'แปลงปลูก', column: 0, is: 'origin' },
      { id: 'network/n', name: 'กลุ่มตัวอย่าง ต.แม่กรณ์', column: 1, is: 'place' },
      { id: 'kitchen/k', name: 'ครัวโรงเรียนเทศบาล 1 ศรีเกิด', column: 2, is: 'place' },
      { id: 'cooked', name: 'ปรุงแล้ว', column: 3, is: 'end' },
      { id: 'missing', name: 'สูญหาย', column: 3, is: 'end' },
      { id: 'held', name: 'คงเหลือ', column: 3, is: 'held' },
    ],
    links: [
      { from: 'field', to: 'network/n', grams: 12_450 },
      { from: 'network/n', to: 'kitchen/k', grams: 7_750 },
      { from: 'network/n', to: 'missing', grams: 250 },
      { from: 'network/n', to: 'held', grams: 4_450 },
      { from: 'kitchen/k', to: 'cooked', grams: 7_500 },
      { from: 'kitchen/k', to: 'held', grams: 250 },
    ],
  },
  made: [
    {
      day: '2026-11-21',
      what: 'ผัดผักบุ้งใส่หมูสับ',
      place: 'ครัวโรงเรียนเทศบาล 1 ศรีเกิด',
      grams: 7_500,
      pupils: 187,
    },
  ],
  mixedFrom: [],
  mixedInto: [],
  photos: [],
  scans: [],
  events: '{"events":[]}\n',
  digits: 'arabic',
  chain: { length: 6, lastHash: hash(6), verified: true },
  verifyUrl: 'https://tonnam.example.go.th/verify/7K3MQ9X2TD',
  asOf: '2026-11-21T05:05:00.000Z',
};

/** A batch with many events, for reports of many pages. */
export function longAudit(events: number): AuditView {
  const many = Array.from({ length: events }, (_, i) => ({
    ...timeline[i % timeline.length]!,
    version: i + 1,
    hash: hash(i + 1),
  }));
  return { ...audit, timeline: many };
}

const goods = [
  {
    crop: 'ผักบุ้งจีน',
    code: '7K3MQ9X2TD',
    harvestedOn: '2026-11-21',
    counted: '40 กำ',
    sentGrams: 12_450,
    priceSatang: 3_550,
    acceptedGrams: 11_200,
    rejected: { grams: 1_000, reason: 'ใบเหลืองและช้ำ', returned: true },
    missing: { grams: 250, reason: 'ของมาไม่ครบ', returned: true },
  },
  {
    crop: 'กะหล่ำปลีรูปหัวใจพันธุ์พื้นเมือง',
    code: '8K3MQ9X2TD',
    harvestedOn: '2026-11-21',
    sentGrams: 8_000,
    priceSatang: 2_500,
    acceptedGrams: 8_000,
    rejected: null,
    missing: null,
  },
];
const delivery = {
  municipality: 'เทศบาลนครเชียงราย',
  example: true,
  digits: 'arabic',
  number: '12/2570',
  revisions: [],
  from: 'กลุ่มตัวอย่าง ต.แม่กรณ์',
  to: 'โรงเรียนเทศบาล 1 ศรีเกิด',
  sentAt: '2026-11-21T22:40:00.000Z',
  asOf: '2026-11-22T03:00:00.000Z',
} as const;

export const note: DeliveryNoteView = {
  ...delivery,
  deliverOn: '2026-11-22',
  note: 'ส่งก่อน 07:00 น.',
  cancelled: false,
  goods,
};

export const receipt: GoodsReceiptView = {
  ...delivery,
  revisions: [
    {
      number: 1,
      at: '2026-11-22T03:00:00.000Z',
      who: { role: 'ครัวโรงเรียน', place: 'ครัวโรงเรียนเทศบาล 1 ศรีเกิด' },
      changes: [
        'รุ่น 7K3MQ-9X2TD ผักบุ้งจีน: เดิม รับ 12.450 กก. แก้เป็น รับ 11.200 กก. ไม่รับ 1.000 กก. ขาด 0.250 กก. เหตุผล: ชั่งใหม่',
      ],
    },
  ],
  receivedAt: '2026-11-22T00:10:00.000Z',
  signers: { inspectedBy: 'committee', supplyOfficerSigns: true, directorSigns: true },
  goods,
};

export const payment: PaymentView = {
  ...delivery,
  voucher: '12/2570-1',
  farmer: 'เกษตรกรตัวอย่าง 7',
  network: 'กลุ่มตัวอย่าง ต.แม่กรณ์',
  goods,
};
