/** What the book's readings look like in the examples. */
import {
  AT,
  CODE,
  DAY,
  ENTRIES,
  HASH,
  id,
  KEY,
  kilograms,
  NAMES,
  PEOPLE,
  PLACES,
  SHOWN_CODE,
} from './example-data.ts';

export const batchSummary = {
  code: CODE,
  shownCode: SHOWN_CODE,
  status: 'passed',
  crop: { id: id(41), names: NAMES.crop },
  network: { id: PLACES.network.id, names: NAMES.network },
  farmer: { id: id(45), name: 'เกษตรกรตัวอย่าง' },
  harvestedOn: DAY,
  harvestedTime: '05:30',
  harvested: kilograms(25),
  onHandGrams: 25_000,
  sentGrams: 0,
  heldGrams: null,
  registeredAt: AT,
  version: 2,
};

export const alert = {
  batch: CODE,
  shownCode: SHOWN_CODE,
  crop: NAMES.crop,
  status: 'on_hold',
  place: { ...PLACES.kitchen, names: NAMES.kitchen },
  where: 'here',
  holds: [id(71)],
  since: AT,
};

const common = {
  at: AT,
  deviceTime: AT,
  clockOffsetSeconds: 2,
  clockOff: false,
  voided: false,
  hash: HASH,
};
const field = `field/${PLACES.network.id}`;
const store = `network/${PLACES.network.id}`;
const by = ({ place, ...actor }: typeof PEOPLE.lead) => ({
  ...actor,
  place: { ...place, names: NAMES.network },
});

export const batch = {
  ...batchSummary,
  plot: { id: id(51), name: 'แปลงตัวอย่าง' },
  subdistrict: { th: 'แม่กรณ์', en: 'Mae Kon' },
  spray: { sprayedOn: '2026-11-01', product: 'สารตัวอย่าง', intervalDays: 14 },
  note: null,
  certificate: {
    id: id(55),
    kind: 'gap',
    number: 'กษ 03-9001-57-001-000001 ตัวอย่าง',
    issuer: 'หน่วยรับรองตัวอย่าง',
    validFrom: '2025-06-01',
    validTo: '2027-05-31',
  },
  holds: [],
  inspections: [{ id: ENTRIES.inspection, method: 'kit', outcome: 'pass', voided: false }],
  balances: [
    { account: field, kind: 'field', group: 'origin', grams: -25_000, place: NAMES.network },
    { account: store, kind: 'network', group: 'holding', grams: 25_000, place: NAMES.network },
  ],
  inputs: [],
  outputs: [],
  history: [
    {
      ...common,
      id: ENTRIES.harvest,
      version: 1,
      type: 'harvest-registered',
      by: by(PEOPLE.farmer),
      grams: 25_000,
      data: { cropId: id(41), farmerId: id(45), harvestedOn: DAY, amount: kilograms(25) },
    },
    {
      ...common,
      id: ENTRIES.inspection,
      version: 2,
      type: 'inspection-recorded',
      by: by(PEOPLE.lead),
      grams: 0,
      data: { inspectedAt: AT, outcome: 'pass' },
    },
  ],
  lastHash: HASH,
};

export const figures = {
  from: DAY,
  to: DAY,
  harvestedGrams: 25_000,
  foundGrams: 0,
  batches: 1,
  went: {
    network: 13_000,
    transit: 0,
    stall: 0,
    kitchen: 3_000,
    sold: 0,
    cooked: 6_000,
    mix: 0,
    discarded: 1_000,
    missing: 2_000,
  },
  networks: [{ id: PLACES.network.id, names: NAMES.network, grams: 25_000, batches: 1 }],
  days: [{ day: DAY, grams: 25_000, batches: 1 }],
  statuses: { waiting: 0, passed: 1, on_hold: 0, failed: 0, recalled: 0, voided: 0 },
  late: {
    deliveries: { count: 0, items: [] },
    waiting: { count: 1, items: [{ ...batchSummary, status: 'waiting', version: 1 }] },
    holds: { count: 0, items: [] },
  },
};

export const report = {
  id: KEY,
  kind: 'network',
  subject: NAMES.network,
  from: '2026-10-01',
  to: '2027-09-30',
  format: 'pdf',
  status: 'making',
  progress: 40,
  askedAt: AT,
  doneAt: null,
  bytes: null,
  name: 'tonnam-network-2026-10-01-2027-09-30.pdf',
  expiresAt: '2026-11-27T22:40:00.000Z',
};

export const verification = {
  code: CODE,
  verified: false,
  length: 8,
  lastHash: HASH,
  faults: [{ version: 3, event: id(103), fault: 'altered' }],
};

export const delivery = {
  id: KEY,
  from: { ...PLACES.network, names: NAMES.network },
  to: { ...PLACES.kitchen, names: NAMES.kitchen },
  status: 'received',
  deliverOn: DAY,
  note: 'ส่งก่อน 07:00 น.',
  dispatchedAt: AT,
  lines: [
    {
      batch: CODE,
      shownCode: SHOWN_CODE,
      crop: NAMES.crop,
      batchStatus: 'passed',
      status: 'received',
      sentGrams: 12_000,
      acceptedGrams: 9_000,
      rejectedGrams: 1_000,
      missingGrams: 2_000,
      priceSatang: 3_500,
    },
  ],
};

/** An entry of one of the lists of sales, meals, discards and counts. */
export const entry = (type: string, data: object) => ({
  id: ENTRIES.sale,
  commandId: KEY,
  batch: CODE,
  type,
  at: AT,
  grams: 1_500,
  voided: false,
  data: { amount: kilograms(1.5), ...data },
});
