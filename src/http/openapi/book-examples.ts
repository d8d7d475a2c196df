import {
  alert,
  batch,
  batchSummary,
  delivery,
  entry,
  figures,
  report,
  verification,
} from './book-views.ts';
import {
  AT,
  CODE,
  DAY,
  ENTRIES,
  id,
  KEY,
  MIXED_CODE,
  OTHER_CODE,
  PLACES,
  SHOWN_CODE,
} from './example-data.ts';
import type { OperationExample } from './examples.ts';

const kg = (quantity: number) => ({ quantity, unit: 'kg' });

const recorded = (
  type: string,
  version: number,
  onHandGrams: number,
  request: object,
  status = 'passed',
): OperationExample => ({
  request,
  answer: {
    description: 'Recorded. The same key gets this answer again.',
    example: {
      id: KEY,
      recordedAt: AT,
      clockOff: false,
      entries: [{ id: id(100 + version), type, batch: CODE, version, status, onHandGrams }],
    },
  },
});
const listed = (item: object): OperationExample => ({
  answer: { description: 'A page of the list.', example: { items: [item], next: 'NDE' } },
});
const line = { batch: SHOWN_CODE };

/** Examples of the operations on the book. */
export const BOOK_EXAMPLES: Record<string, OperationExample> = {
  registerHarvest: recorded(
    'harvest-registered',
    1,
    25_000,
    {
      cropId: id(41),
      plotId: id(51),
      harvestedOn: DAY,
      harvestedTime: '05:30',
      amount: kg(25),
      spray: { sprayedOn: '2026-11-01', product: 'สารตัวอย่าง', intervalDays: 14 },
      recordedAt: AT,
    },
    'waiting',
  ),
  listAlerts: {
    answer: { description: 'What must not be used.', example: { items: [alert] } },
  },
  listBatches: listed({ ...batchSummary, heldGrams: null }),
  readFigures: { answer: { description: 'The figures.', example: figures } },
  askReport: {
    request: { kind: 'network', period: 'fiscal_year', format: 'pdf' },
    answer: {
      description: 'It will be made. The same key gets the same report.',
      example: { ...report, status: 'waiting', progress: 0 },
    },
  },
  listReports: { answer: { description: 'Your reports.', example: { items: [report] } } },
  readReport: { answer: { description: 'How far it is.', example: report } },
  readReportFile: {
    answer: { description: 'The report.', type: 'application/pdf', example: '%PDF-1.7…' },
  },
  readBatch: { answer: { description: 'The batch as it stands.', example: batch } },
  verifyBatch: {
    answer: { description: 'What was recomputed, and each fault found.', example: verification },
  },
  recordInspection: recorded('inspection-recorded', 2, 25_000, {
    inspection: {
      method: 'kit',
      reading: { kit: 'GT', result: 'safe_level', inhibitionPercent: 12 },
      kitLot: 'GT-6911',
      kitExpiresOn: '2027-06-30',
      minutes: 20,
    },
  }),
  placeHold: recorded('hold-placed', 3, 25_000, { reason: 'กลิ่นสารเคมีแรง' }, 'on_hold'),
  releaseHold: recorded('hold-released', 4, 25_000, { reason: 'ตรวจซ้ำแล้วผ่าน' }),
  correctEntry: recorded('corrected', 7, 12_000, {
    action: 'correct',
    entry: ENTRIES.sale,
    reason: 'กรอกกำเป็นกก.',
    amount: { quantity: 5, unit: 'bundle' },
  }),
  dispatchDelivery: recorded('dispatched', 3, 25_000, {
    from: PLACES.network,
    to: PLACES.kitchen,
    deliverOn: DAY,
    lines: [{ ...line, amount: kg(12) }],
    note: 'ส่งก่อน 07:00 น.',
  }),
  listDeliveries: listed(delivery),
  readDelivery: { answer: { description: 'The delivery with its lines.', example: delivery } },
  confirmReceipt: recorded('received', 4, 24_000, {
    lines: [
      {
        ...line,
        acceptedGrams: 9_000,
        rejected: { grams: 1_000, reason: 'ใบเหลือง', remedy: 'write-off' },
        missing: { grams: 2_000, reason: 'ของมาไม่ครบ', remedy: 'return' },
      },
    ],
  }),
  cancelDelivery: recorded('dispatch-cancelled', 4, 25_000, { reason: 'โรงเรียนปิดเพราะน้ำท่วม' }),
  recordSale: recorded('sold', 6, 22_500, {
    stallId: PLACES.stall.id,
    lines: [{ ...line, amount: kg(1.5), priceSatang: 6_000 }],
  }),
  listSales: listed(entry('sold', { priceSatang: 6_000 })),
  recordMeal: recorded('cooked', 5, 15_000, {
    kitchenId: PLACES.kitchen.id,
    menu: 'ผัดคะน้าหมู',
    mealDate: DAY,
    pupils: 225,
    lines: [{ ...line, amount: kg(9) }],
  }),
  listMeals: listed(entry('cooked', { menu: 'ผัดคะน้าหมู', mealDate: DAY, pupils: 225 })),
  recordDiscard: recorded('discarded', 7, 21_700, {
    place: PLACES.stall,
    lines: [{ ...line, amount: kg(0.8), way: 'compost', reason: 'เหี่ยว' }],
  }),
  mixBatches: {
    request: {
      place: PLACES.network,
      inputs: [
        { ...line, amount: kg(12) },
        { batch: OTHER_CODE, amount: kg(5) },
      ],
    },
    answer: {
      description: 'Mixed; the first entry is that of the new batch.',
      example: {
        id: KEY,
        recordedAt: AT,
        clockOff: false,
        entries: [
          {
            id: id(111),
            type: 'mixed',
            batch: MIXED_CODE,
            version: 1,
            status: 'passed',
            onHandGrams: 17_000,
          },
          {
            id: id(112),
            type: 'mixed-into',
            batch: CODE,
            version: 3,
            status: 'passed',
            onHandGrams: 13_000,
          },
          {
            id: id(113),
            type: 'mixed-into',
            batch: OTHER_CODE,
            version: 3,
            status: 'passed',
            onHandGrams: 0,
          },
        ],
      },
    },
  },
  listDiscards: listed(entry('discarded', { way: 'compost', reason: 'เหี่ยว' })),
  recordStockCount: recorded('stock-counted', 8, 21_200, {
    place: PLACES.stall,
    lines: [{ ...line, amount: kg(7.5), reason: 'ชั่งปิดแผง' }],
  }),
  listStockCounts: listed(entry('stock-counted', { bookGrams: 8_000, reason: 'ชั่งปิดแผง' })),
};
