import type { Grouping, ReportKind } from '../../domain/report/figures.ts';
import type { Measure } from '../../domain/report/measures.ts';
import type { Words } from '../words.ts';

export const TITLE: Record<ReportKind, Words> = {
  municipality: { th: 'รายงานผักปลอดภัยของเทศบาล', en: 'Municipality report' },
  network: { th: 'รายงานของเครือข่าย', en: 'Network report' },
  farmer: { th: 'รายงานผลผลิตที่รับซื้อจากเกษตรกร', en: 'Farmer report' },
  school: { th: 'รายงานผักของโรงเรียน', en: 'School report' },
  market: { th: 'รายงานผักของตลาด', en: 'Market report' },
};

export const GROUPING: Record<Grouping, Words> = {
  month: { th: 'เดือน', en: 'Month' },
  network: { th: 'เครือข่าย', en: 'Network' },
  farmer: { th: 'เกษตรกร', en: 'Farmer' },
  crop: { th: 'พืช', en: 'Crop' },
  market: { th: 'ตลาด', en: 'Market' },
  stall: { th: 'แผง', en: 'Stall' },
  school: { th: 'โรงเรียน', en: 'School' },
};

/** What a figure is called, in what unit, and what exactly it counts. */
export const MEASURE: Record<
  Measure | 'onHand' | 'gramsPerPupil',
  Words & { unit: 'kg' | 'baht' | 'count' | 'g'; means: string }
> = {
  batches: {
    th: 'จำนวนรุ่น',
    en: 'Batches',
    unit: 'count',
    means: 'จำนวนรุ่นผลผลิตที่ลงทะเบียน ไม่รวมรุ่นที่ถูกยกเลิก',
  },
  harvested: {
    th: 'เก็บเกี่ยว',
    en: 'Harvested',
    unit: 'kg',
    means: 'น้ำหนักที่ลงทะเบียนเก็บเกี่ยวจากแปลง หลังการแก้ไข',
  },
  found: {
    th: 'นับพบเกิน',
    en: 'Found',
    unit: 'kg',
    means: 'ส่วนที่นับสต๊อกแล้วพบมากกว่าบัญชี',
  },
  mixedIn: {
    th: 'รวมเข้า',
    en: 'Mixed in',
    unit: 'kg',
    means: 'น้ำหนักของรุ่นที่เกิดจากการรวมรุ่นอื่น ไม่ใช่การเก็บเกี่ยว',
  },
  mixedOut: {
    th: 'นำไปรวม',
    en: 'Mixed out',
    unit: 'kg',
    means: 'น้ำหนักที่นำออกจากรุ่นไปรวมเป็นรุ่นใหม่ ทั้งเทศบาลเท่ากับช่องรวมเข้า',
  },
  sent: {
    th: 'ส่งออก',
    en: 'Sent',
    unit: 'kg',
    means: 'น้ำหนักที่ส่งไปแผงหรือครัว หักการส่งที่ยกเลิก',
  },
  accepted: {
    th: 'ผู้รับรับไว้',
    en: 'Accepted',
    unit: 'kg',
    means: 'น้ำหนักที่แผงหรือครัวยืนยันว่ารับไว้ ของรุ่นรวมนับให้เกษตรกรแต่ละคนตามส่วนที่นำไปรวม',
  },
  rejected: {
    th: 'ไม่รับ',
    en: 'Rejected',
    unit: 'kg',
    means: 'น้ำหนักที่ผู้รับไม่รับ ทั้งที่ส่งคืนและที่ทิ้ง',
  },
  short: {
    th: 'ขาดส่ง',
    en: 'Missing on arrival',
    unit: 'kg',
    means: 'น้ำหนักที่ผู้รับแจ้งว่ามาไม่ครบ ทั้งที่คืนเข้าบัญชีผู้ส่งและที่ตัดเป็นสูญหาย',
  },
  bought: {
    th: 'ค่าผลผลิต',
    en: 'Bought for',
    unit: 'baht',
    means:
      'น้ำหนักที่ผู้รับรับไว้ คูณราคาต่อกิโลกรัมของใบส่งของ ปัดเป็นสตางค์ทีละรายการ ตรงกับใบตรวจรับพัสดุและใบสำคัญรับเงิน รายการที่ไม่ได้ตกลงราคาไม่นับ',
  },
  sold: { th: 'ขาย', en: 'Sold', unit: 'kg', means: 'น้ำหนักที่แผงขาย' },
  satang: {
    th: 'ยอดขาย',
    en: 'Sales',
    unit: 'baht',
    means: 'เงินจากการขายที่บันทึกราคาไว้ การขายที่ไม่ได้บันทึกราคาไม่นับ',
  },
  cooked: { th: 'ปรุง', en: 'Cooked', unit: 'kg', means: 'น้ำหนักที่ครัวนำไปปรุงอาหาร' },
  pupils: {
    th: 'นักเรียนที่ได้กิน',
    en: 'Pupils served',
    unit: 'count',
    means: 'จำนวนนักเรียนต่อมื้อรวมกันทุกมื้อ มื้อที่ใช้ผักหลายรุ่นนับครั้งเดียว',
  },
  discarded: {
    th: 'ทิ้ง',
    en: 'Discarded',
    unit: 'kg',
    means: 'น้ำหนักที่ทิ้ง ทำปุ๋ย หรือเป็นอาหารสัตว์ รวมของที่ผู้รับไม่รับและไม่ส่งคืน',
  },
  lost: {
    th: 'สูญหาย',
    en: 'Lost',
    unit: 'kg',
    means: 'ของที่มาไม่ครบและตัดบัญชี กับส่วนที่นับสต๊อกแล้วพบน้อยกว่าบัญชี',
  },
  onHand: {
    th: 'คงเหลือ',
    en: 'On hand',
    unit: 'kg',
    means: 'น้ำหนักที่ยังอยู่ในคลัง แผง ครัว หรือระหว่างส่ง เมื่อสิ้นงวด',
  },
  tests: { th: 'การตรวจ', en: 'Tests', unit: 'count', means: 'จำนวนครั้งที่ตรวจสารตกค้าง' },
  passed: { th: 'ตรวจผ่าน', en: 'Passed', unit: 'count', means: 'จำนวนครั้งที่ผลตรวจผ่าน' },
  holds: {
    th: 'ระงับ',
    en: 'Holds',
    unit: 'count',
    means: 'จำนวนครั้งที่ระงับรุ่นผลผลิต โดยคน ผลตรวจ หรือกฎวันเว้นระยะเก็บเกี่ยว รวมการเรียกคืน',
  },
  late: {
    th: 'บันทึกช้า',
    en: 'Late entries',
    unit: 'count',
    means: 'รายการเก็บเกี่ยวหรือมื้ออาหารที่ระบบได้รับหลังวันที่เกิดขึ้น',
  },
  corrections: {
    th: 'แก้ไข',
    en: 'Corrections',
    unit: 'count',
    means: 'จำนวนการแก้ไขและยกเลิกรายการที่ทำในงวด',
  },
  voided: {
    th: 'ยกเลิกแล้ว',
    en: 'Voided',
    unit: 'count',
    means: 'จำนวนรายการของงวดที่ถูกยกเลิกภายหลัง น้ำหนักไม่นับในช่องอื่น',
  },
  gramsPerPupil: {
    th: 'กรัมต่อคน',
    en: 'g per pupil',
    unit: 'g',
    means: 'น้ำหนักที่ปรุง หารด้วยจำนวนนักเรียนที่ได้กิน',
  },
};
export type Shown = keyof typeof MEASURE;

/** What holds for all figures of a report. */
export const PRINCIPLES: readonly string[] = [
  'รายการอยู่ในงวดตามวันที่ระบบได้รับรายการ (เวลาประเทศไทย) วันแรกและวันสุดท้ายรวมอยู่ในงวด',
  'ตัวเลขเป็นไปตามรายการหลังการแก้ไข รายการที่แก้ไขภายหลังเปลี่ยนในงวดที่รายการนั้นอยู่',
  'รายงาน PDF, CSV และ XLSX ของงวดเดียวกันมาจากข้อมูลชุดเดียวกัน',
];

/** And for those of all there is. */
export const BALANCE =
  'ต้นงวด + เก็บเกี่ยว + นับพบเกิน + รวมเข้า = นำไปรวม + ขาย + ปรุง + ทิ้ง + สูญหาย + คงเหลือสิ้นงวด ตรงกันเป็นกรัม';
