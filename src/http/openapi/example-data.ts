/** What the examples are about: one batch of kale of a made-up municipality. */

export const id = (n: number) => `01980000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const KEY = '4b1b6c9e-0d53-4f0e-9a55-0d4f2a8c7f10';
export const CODE = '7K3M9QX2V2';
/** Of another batch, and of one that both were mixed into. */
export const OTHER_CODE = '4TB0R7WKM4';
export const MIXED_CODE = '1234567890';
export const SHOWN_CODE = '7K3M9-QX2V2';
export const HASH = '8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4';
export const AT = '2026-11-20T22:40:00.000Z';
export const DAY = '2026-11-21';

export const PLACES = {
  network: { kind: 'network', id: id(11) },
  stall: { kind: 'stall', id: id(21) },
  kitchen: { kind: 'kitchen', id: id(31) },
  municipality: { kind: 'municipality', id: id(1) },
};
export const NAMES = {
  network: { th: 'กลุ่มตัวอย่าง ต.แม่กรณ์', en: 'Example group, Mae Kon' },
  stall: { th: 'แผงตัวอย่าง 1', en: 'Example stall 1' },
  kitchen: { th: 'ครัวโรงเรียนตัวอย่าง', en: 'Example school kitchen' },
  crop: { th: 'คะน้า', en: 'Chinese kale' },
};
export const PEOPLE = {
  farmer: { userId: id(71), role: 'farmer', place: PLACES.network },
  lead: { userId: id(72), role: 'network_lead', place: PLACES.network },
  officer: { userId: id(61), role: 'municipal_officer', place: PLACES.municipality },
};
export const ENTRIES = { harvest: id(101), inspection: id(102), sale: id(106) };

export const kilograms = (quantity: number) => ({
  quantity,
  unit: 'kg',
  gramsPerUnit: 1000,
  weighedGrams: null,
  grams: quantity * 1000,
});
