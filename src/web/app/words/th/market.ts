import type { BatchStatus } from '../../../../domain/batch/state.ts';

const stopped = 'อย่าขาย อย่าส่ง อย่าปรุง แยกผักไว้พร้อมป้าย แล้วถามเจ้าหน้าที่เทศบาล';

export const market = {
  scan: 'สแกนป้าย',
  scanTitle: 'สแกนป้าย',
  scanNext: 'สแกนป้ายต่อไป',
  here: 'มีที่นี่',
  harvested: 'วันที่เก็บเกี่ยว',
  network: 'เครือข่าย',
  farmer: 'เกษตรกร',
  code: 'รหัส',
  atPlace: 'ของ',
  total: 'รวม',
  entries: (count: number) => `${count} รายการ`,
  publicPage: 'ดูหน้าที่ผู้ซื้อเห็น',
  needsSignal: 'ส่วนนี้ต้องมีสัญญาณ ลองใหม่เมื่อมีสัญญาณ',
  answers: {
    passed: { title: 'ผ่าน', lead: 'ตรวจแล้ว ไม่เกินเกณฑ์ปลอดภัย' },
    waiting: { title: 'รอตรวจ', lead: 'ยังไม่มีผลตรวจของรุ่นนี้' },
    on_hold: { title: 'ระงับ ห้ามขาย', lead: stopped },
    failed: { title: 'ไม่ผ่าน ห้ามขาย', lead: stopped },
    recalled: { title: 'เรียกคืน ห้ามขาย', lead: stopped },
    voided: { title: 'ยกเลิกแล้ว ห้ามขาย', lead: 'รายการนี้ถูกยกเลิก ขอป้ายที่ใช้ได้จากผู้ส่ง' },
    unknown: { title: 'ไม่รู้จักรหัสนี้', lead: 'ไม่มีรุ่นนี้ที่นี่ และไม่ได้กำลังส่งมา ดูรหัสบนป้ายอีกครั้ง' },
  } satisfies Record<BatchStatus | 'unknown', { title: string; lead: string }>,
};
