import type { BalanceView, BatchStatus, CorrectionView, InspectionView } from '../views.ts';
import type { Words } from '../words.ts';

export const STATUS: Record<BatchStatus, Words> = {
  waiting: { th: 'รอตรวจ', en: 'Waiting for inspection' },
  passed: { th: 'ผ่านการตรวจ', en: 'Passed' },
  on_hold: { th: 'ระงับชั่วคราว', en: 'On hold' },
  failed: { th: 'ไม่ผ่านการตรวจ', en: 'Failed' },
  recalled: { th: 'เรียกคืน', en: 'Recalled' },
  voided: { th: 'ยกเลิก', en: 'Voided' },
};

export const OUTCOME: Record<InspectionView['outcome'], Words> = {
  pass: { th: 'ผ่าน', en: 'Pass' },
  hold: { th: 'ระงับไว้ก่อน', en: 'Hold' },
  fail: { th: 'ไม่ผ่าน', en: 'Fail' },
};

export const METHOD: Record<InspectionView['method'], Words> = {
  kit: { th: 'ชุดตรวจเบื้องต้น', en: 'Screening kit' },
  laboratory: { th: 'ห้องปฏิบัติการ', en: 'Laboratory' },
};

export const ACTION: Record<CorrectionView['action'], Words> = {
  void: { th: 'ยกเลิก', en: 'Voided' },
  correct: { th: 'แก้ไข', en: 'Corrected' },
};

export const GROUP: Record<BalanceView['group'], Words> = {
  origin: { th: 'ต้นทาง', en: 'Origin' },
  mix: { th: 'รวมรุ่น', en: 'Mixed' },
  holding: { th: 'คงเหลือ', en: 'Still held' },
  end: { th: 'ปลายทาง', en: 'Ended' },
};
