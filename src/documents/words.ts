import type { PlaceKind } from '../domain/accounts.ts';
import type { BatchEvent, BatchEventType, DiscardWay } from '../domain/batch/events.ts';
import type { Standing } from '../domain/batch/standing.ts';
import type { HoldCause } from '../domain/batch/state.ts';
import { showBatchCode } from '../domain/batch-code.ts';
import type { CertificateKind } from '../domain/certificates.ts';
import type { Inspection, KitReading } from '../domain/inspections.ts';
import type { Role } from '../domain/people.ts';
import type { Amount, Unit } from '../domain/quantities.ts';
import { kilograms, quantity } from './formats.ts';

/** What reports call things: Thai first, English for those who read along. */
export interface Words {
  readonly th: string;
  readonly en: string;
}

/** What the papers call things, in Thai. */
export const UNIT: Record<Unit, string> = {
  kg: 'กก.',
  khit: 'ขีด',
  g: 'กรัม',
  bundle: 'กำ',
  bag: 'ถุง',
  head: 'หัว',
  fruit: 'ลูก',
};

const WEIGHTS: readonly Unit[] = ['kg', 'khit', 'g'];

/** "40 กำ" for what was counted in units; nothing for what was weighed anyway. */
export const amountInUnits = ({ quantity: count, unit }: Amount): string | undefined =>
  WEIGHTS.includes(unit) ? undefined : `${quantity(count)} ${UNIT[unit]}`;

export const ROLE: Record<Role, string> = {
  farmer: 'เกษตรกร',
  network_lead: 'ผู้นำเครือข่าย',
  stall_manager: 'ผู้จัดการแผง',
  kitchen_staff: 'เจ้าหน้าที่ครัว',
  auditor: 'ผู้ตรวจสอบ',
  municipal_officer: 'เจ้าหน้าที่เทศบาล',
};

export const EVENT: Record<BatchEventType, string> = {
  'harvest-registered': 'ลงทะเบียนเก็บเกี่ยว',
  'inspection-recorded': 'บันทึกผลตรวจ',
  'hold-placed': 'ระงับ',
  'hold-released': 'ปลดระงับ',
  dispatched: 'ส่งของ',
  received: 'รับของ',
  'dispatch-cancelled': 'ยกเลิกการส่ง',
  sold: 'ขาย',
  cooked: 'ปรุงอาหาร',
  discarded: 'ทิ้ง',
  'stock-counted': 'นับสต๊อก',
  mixed: 'รวมรุ่น',
  'mixed-into': 'นำไปรวมรุ่น',
  'input-changed': 'รุ่นที่นำมารวมเปลี่ยนสถานะ',
  corrected: 'แก้ไขรายการ',
};

const DISCARD: Record<DiscardWay, string> = {
  waste: 'ทิ้งเป็นขยะ',
  compost: 'ทำปุ๋ยหมัก',
  animal_feed: 'อาหารสัตว์',
};

const PLACE: Record<PlaceKind, string> = {
  network: 'คลังเครือข่าย',
  stall: 'แผง',
  kitchen: 'ครัว',
};

export const ACCOUNT: Record<string, string> = {
  field: 'เก็บเกี่ยวจากแปลง',
  found: 'นับพบเกินบัญชี',
  ...PLACE,
  transit: 'ระหว่างส่ง',
  mix: 'รวมรุ่น',
  sold: 'ขายแล้ว',
  cooked: 'ปรุงแล้ว',
  discarded: 'ทิ้ง',
  missing: 'สูญหาย',
};

export const CERTIFICATE: Record<CertificateKind, string> = {
  gap: 'GAP มกษ. 9001',
  organic: 'เกษตรอินทรีย์ มกษ. 9000',
  pgs: 'PGS การรับรองแบบมีส่วนร่วม',
  other: 'ใบรับรองอื่น',
};

const GT = {
  not_detected: 'ไม่พบ',
  safe_level: 'พบในระดับปลอดภัย',
  unsafe: 'ไม่ปลอดภัย',
} as const;
const MJPK = {
  safe: 'ปลอดภัย',
  unsafe: 'ไม่ปลอดภัย',
  very_unsafe: 'ไม่ปลอดภัยมาก',
} as const;
const GROUPS = {
  organophosphate: 'ออร์กาโนฟอสเฟต',
  carbamate: 'คาร์บาเมต',
  organochlorine: 'ออร์กาโนคลอรีน',
  pyrethroid: 'ไพรีทรอยด์',
} as const;

function kitResults(reading: KitReading): string[] {
  switch (reading.kit) {
    case 'GT': {
      const { inhibitionPercent: percent } = reading;
      return [GT[reading.result], ...(percent === undefined ? [] : [`ยับยั้งเอนไซม์ ${percent}%`])];
    }
    case 'MJPK':
      return [MJPK[reading.result]];
    case 'GPO-TM':
      return Object.entries(reading.detected).map(
        ([group, found]) => `${GROUPS[group as keyof typeof GROUPS]} ${found ? 'พบ' : 'ไม่พบ'}`,
      );
  }
}

/** The raw result, line by line, as the kit's scale or the laboratory's report names it. */
export function inspectionResults(inspection: Inspection): string[] {
  if (inspection.method === 'kit') return kitResults(inspection.reading);
  const { laboratory, reportNumber, findings } = inspection;
  const found = findings.map(
    ({ substance, mgPerKg, limitMgPerKg, prohibited }) =>
      `${substance} ${mgPerKg} มก./กก. ${prohibited ? '(ห้ามพบ)' : `(ไม่เกิน ${limitMgPerKg})`}`,
  );
  return [laboratory, `รายงาน ${reportNumber}`, ...(found.length > 0 ? found : ['ไม่พบสารตกค้าง'])];
}

export const HOLD: Record<HoldCause, string> = {
  manual: 'ระงับโดยผู้รับผิดชอบ',
  recall: 'เรียกคืน',
  kit: 'ผลชุดตรวจเบื้องต้น',
  laboratory: 'ผลห้องปฏิบัติการ',
  'pre-harvest-interval': 'เก็บเกี่ยวก่อนครบวันเว้นระยะหลังพ่นสาร',
  'banned-substance': 'ใช้สารที่ห้าม',
};

const standingInWords = ({ holds, passed }: Standing): string =>
  holds.length > 0 ? 'ถูกระงับ' : passed ? 'ผ่านการตรวจ' : 'รอตรวจ';

/** What an event says besides its weight. */
export function eventNote(event: BatchEvent): string | undefined {
  switch (event.type) {
    case 'harvest-registered': {
      const { review, note } = event.data;
      return [review && `ระงับ ${HOLD[review]}`, note].filter(Boolean).join(' · ') || undefined;
    }
    case 'dispatched':
      return event.data.note ?? undefined;
    case 'mixed': {
      const parts = event.data.inputs.map(
        ({ batch, amount }) => `${showBatchCode(batch)} ${kilograms(amount.grams)} กก.`,
      );
      return [...parts, event.data.note].filter(Boolean).join(' ');
    }
    case 'mixed-into':
      return `รุ่น ${showBatchCode(event.data.output)}`;
    case 'input-changed':
      return `รุ่น ${showBatchCode(event.data.input)} ${standingInWords(event.data.standing)}`;
    case 'received': {
      const { acceptedGrams, rejected, missing } = event.data.line;
      return [
        `รับ ${kilograms(acceptedGrams)} กก.`,
        rejected && `ไม่รับ ${kilograms(rejected.grams)} กก. (${rejected.reason})`,
        missing && `ขาด ${kilograms(missing.grams)} กก. (${missing.reason})`,
      ]
        .filter(Boolean)
        .join(' ');
    }
    case 'cooked':
      return `${event.data.menu} สำหรับ ${quantity(event.data.pupils)} คน`;
    case 'discarded':
      return DISCARD[event.data.way];
    case 'stock-counted': {
      const { counted, bookGrams } = event.data;
      return `นับได้ ${kilograms(counted.grams)} กก. บัญชี ${kilograms(bookGrams)} กก.`;
    }
    default:
      return undefined;
  }
}
