import { makeBatchCode } from '../../../src/domain/batch-code.ts';
import type { PublicBatchView, PublicStatus } from '../../../src/web/public/view.ts';

export const languages = ['th', 'en'] as const;

export const statuses: PublicStatus[] = ['passed', 'waiting', 'on_hold', 'recalled', 'withdrawn'];

/** A batch that went to a market and to a school. */
export const exampleView: PublicBatchView = {
  code: makeBatchCode(new Uint8Array([4, 19, 7, 23, 29, 2, 20, 9, 26])),
  crop: { th: 'ผักกาดกวางตุ้ง', en: 'Choy sum' },
  network: { th: 'กลุ่มตัวอย่าง ต.แม่กรณ์', en: 'Example group, Mae Kon' },
  subdistrict: { th: 'แม่กรณ์', en: 'Mae Kon' },
  municipality: { th: 'เทศบาลนครเชียงราย', en: 'Chiang Rai City Municipality' },
  municipalityPhone: '0 0000 0000',
  harvestedOn: '2026-11-21',
  certificates: ['gap'],
  inputs: [],
  status: 'passed',
  stages: [
    { kind: 'harvested', date: '2026-11-21' },
    { kind: 'tested', date: '2026-11-21' },
    { kind: 'sent', date: '2026-11-21' },
    { kind: 'at_market', date: '2026-11-22' },
    { kind: 'at_school', date: '2026-11-22' },
    { kind: 'sold', date: '2026-11-22' },
    { kind: 'cooked', date: '2026-11-23' },
  ],
  example: true,
  checkedAt: '2026-11-22T17:05:00.000Z',
};
